/** What a list said of an organization that nobody has checked: its facts, people, services and places. */
import { idOf, newId } from '../../../house/ids.ts';
import type { Words } from '../../../house/messages.ts';
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { readableTaxId } from '../../../rooms/directory/written.ts';
import { population } from '../../../rooms/guide/guide.ts';
import type { ImportRecord } from '../../../rooms/sourcing/imports/rows/record.ts';
import type { Lead } from '../../../rooms/sourcing/leads/leads.ts';
import { Prose, SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { FurtherFacts } from '../../directory/further.tsx';
import { type Offers, ServicesAndPlaces } from '../../directory/offers.tsx';
import { Addresses, Fact, PhoneLine } from '../../partners/facts.tsx';
import { Suggested } from '../public-lists/suggested.tsx';
import { SaidPeople } from './said-people.tsx';

type SaidProps = { lead: Lead; record: ImportRecord; sectors: Sector[] };

export function Said({ lead, record, sectors }: SaidProps) {
  const { t } = useLanguage();
  const offers = offersIn(record);
  return (
    <div class="narrow">
      <h2>{t('leads.said')}</h2>
      {record.organization.description && <Prose text={record.organization.description} />}
      <dl class="facts">
        <Reached record={record} />
        <About lead={lead} record={record} sectors={sectors} />
        <Fact term={t('leads.source')} show>
          {[lead.source, lead.vintage].filter(Boolean).join(' · ')}
        </Fact>
      </dl>
      <FurtherFacts further={record.organization.further ?? {}} />
      {(record.notes ?? []).map((note) => (
        <Prose key={note} text={note} />
      ))}
      {record.contacts.length > 0 && <SaidPeople contacts={record.contacts} />}
      {offers.services.length + offers.locations.length > 0 && <ServicesAndPlaces offers={offers} />}
    </div>
  );
}

/** How to reach them: website, e-mail and phone. */
function Reached({ record: { organization } }: { record: ImportRecord }) {
  const { t } = useLanguage();
  return (
    <>
      <Addresses organization={organization} />
      <Fact term={t('field.phones')} show={organization.phones.length > 0}>
        {organization.phones.map((phone) => (
          <PhoneLine key={phone.number} phone={phone} type={phone.phone_type} />
        ))}
      </Fact>
      <Fact term={t('field.email')} show={organization.email !== ''}>
        <a href={`mailto:${organization.email}`}>{organization.email}</a>
      </Fact>
      <Fact term={t('field.website')} show={organization.website !== ''}>
        <a href={organization.website} rel="noreferrer">
          {organization.website.replace(/^https?:\/\//, '')}
        </a>
      </Fact>
    </>
  );
}

function About({ lead, record: { organization }, sectors }: SaidProps) {
  const { t, words, list, number, languageName } = useLanguage();
  const own = sectors.filter(({ key }) => key === lead.sector_key || organization.sectors.includes(key));
  const served = organization.populations.flatMap((key): Words[] => [population(key)?.label ?? []].flat());
  return (
    <>
      <Fact term={t('field.sectors')} show={own.length > 0}>
        {own.map((sector) => (
          <SectorTag key={sector.key} sector={sector} />
        ))}
        <Suggested reason={lead.sector_reason} />
      </Fact>
      <Fact term={t('field.populations')} show={served.length > 0}>
        {served.map(words).join(' · ')}
      </Fact>
      <Fact term={t('field.languages')} show={organization.languages.length > 0}>
        {list(organization.languages.map((code) => languageName.of(code) ?? code))}
      </Fact>
      <Fact term={t('field.alternate_names')} show={organization.alternate_names.length > 0}>
        {organization.alternate_names.join(' · ')}
      </Fact>
      <Fact term={t('leads.income')} show={lead.income !== null}>
        {t('leads.dollars', { amount: number(lead.income ?? 0) })}
      </Fact>
      <Fact term={t('field.tax_id')} show={organization.tax_id !== ''}>
        {readableTaxId(organization.tax_id)}
      </Fact>
    </>
  );
}

/** Services of a list refer to their places by the ids that the list itself uses. */
function offersIn({ organization, services, locations }: ImportRecord): Offers {
  const row = { organization_id: newId<'organizations'>(), version: 1 };
  return {
    services: services.map(({ at, ...service }) => ({
      ...service,
      ...row,
      id: idOf<'services'>(service.external_id),
      further: service.further ?? {},
      locations: at.map((id) => idOf<'locations'>(id)),
    })),
    locations: locations.map((place) => ({
      ...place,
      ...row,
      id: idOf<'locations'>(place.external_id),
      further: place.further ?? {},
    })),
    confidential: organization.confidential_address,
  };
}
