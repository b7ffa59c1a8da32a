/** The facts of a partner's organization, as its page and a person's page show them. */

import type { ComponentChildren } from 'preact';
import type { Words } from '../../house/messages.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import type { Address, Organization } from '../../rooms/directory/organizations.ts';
import type { Sector } from '../../rooms/directory/sectors.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import { Prose, SectorTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { EmailAddress } from '../directory/email-address.tsx';
import { FurtherFacts } from '../directory/further.tsx';
import { Link, useAround } from '../shell/link.tsx';

type OrganizationProps = { organization: Organization };

/** `relatives` are the partners among its parent organization and its chapters, by organization. */
type FamilyProps = OrganizationProps & { relatives: Map<string, PartnerId> };
type FactsProps = FamilyProps & { sectors: Sector[] };

export function Facts({ organization, sectors, relatives }: FactsProps) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('partners.facts')}</h2>
      {organization.description && <Prose text={organization.description} />}
      <dl class="facts">
        <Sectors own={sectors.filter((sector) => organization.sectors.includes(sector.key))} />
        <Reached organization={organization} />
        <Addresses organization={organization} />
        <Served organization={organization} />
        <Family organization={organization} relatives={relatives} />
        <Fact term={t('field.tax_id')} show={organization.tax_id !== ''}>
          {readableTaxId(organization.tax_id)}
        </Fact>
      </dl>
      <div class={organization.confidential_address ? 'no-print' : undefined}>
        <FurtherFacts further={organization.further} />
      </div>
    </section>
  );
}

type ShortProps = OrganizationProps & { sectors: Sector[]; partner: PartnerId };

/** What one looks up most, beside the story; the rest is a page away. */
export function FactsInShort({ organization, sectors, partner }: ShortProps) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('partners.facts')}</h2>
      <dl class="facts">
        <Sectors own={sectors.filter((sector) => organization.sectors.includes(sector.key))} />
        <Reached organization={organization} />
        <Addresses organization={organization} />
      </dl>
      <p class="no-print">
        <Link to="/partners/:id/facts" at={{ id: partner }}>
          {t('partners.all_facts')}
        </Link>
      </p>
    </section>
  );
}

function Sectors({ own }: { own: Sector[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <Fact term={t('field.sectors')} show={own.length > 0}>
      {own.map((sector) => (
        <a key={sector.key} class="plain-link" href={to('/partners', { sector: sector.key })}>
          <SectorTag sector={sector} />
        </a>
      ))}
    </Fact>
  );
}

/** Website, e-mail address and phone numbers. */
function Reached({ organization: { website, email, phones } }: OrganizationProps) {
  const { t } = useLanguage();
  return (
    <>
      <Fact term={t('field.website')} show={website !== ''}>
        <a href={website} rel="noreferrer">
          {website.replace(/^https?:\/\//, '')}
        </a>
      </Fact>
      <Fact term={t('field.email')} show={email !== ''}>
        <EmailAddress email={email} />
      </Fact>
      <Fact term={t('field.phones')} show={phones.length > 0}>
        {phones.map((phone) => (
          <PhoneLine key={phone.number} phone={phone} type={phone.phone_type} />
        ))}
      </Fact>
    </>
  );
}

function Served({ organization: { populations, languages } }: OrganizationProps) {
  const { t, words, list, languageName } = useLanguage();
  const served = populations.flatMap((key): Words[] => [population(key)?.label ?? []].flat());
  return (
    <>
      <Fact term={t('field.populations')} show={served.length > 0}>
        {served.map(words).join(' · ')}
      </Fact>
      <Fact term={t('field.languages')} show={languages.length > 0}>
        {list(languages.map((code) => languageName.of(code) ?? code))}
      </Fact>
    </>
  );
}

/** What it is a chapter of, and its own chapters. */
function Family({ organization, relatives }: FamilyProps) {
  const { t } = useLanguage();
  const { parent_name, parent_organization_id, chapters } = organization;
  return (
    <>
      <Fact term={t('field.parent')} show={parent_name !== null}>
        {parent_name && parent_organization_id && (
          <Relative name={parent_name} partner={relatives.get(parent_organization_id)} />
        )}
      </Fact>
      <Fact term={t('field.chapters')} show={chapters.length > 0}>
        {chapters.map((chapter) => (
          <span class="block" key={chapter.id}>
            <Relative name={chapter.name} partner={relatives.get(chapter.id)} />
          </span>
        ))}
      </Fact>
    </>
  );
}

function Relative({ name, partner }: { name: string; partner: string | undefined }) {
  const { to } = useAround();
  return partner ? <a href={to('/partners/:id', { id: partner })}>{name}</a> : <span>{name}</span>;
}

type FactProps = { term: string; show: boolean; children: ComponentChildren };

export function Fact({ term, show, children }: FactProps) {
  if (!show) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type PhoneProps = { phone: { number: string; extension: string; description: string }; type?: string };

export function PhoneLine({ phone: { number, extension, description }, type = 'voice' }: PhoneProps) {
  const { t, message } = useLanguage();
  return (
    <span class="block">
      <a href={`tel:${number}`}>{readablePhone(number)}</a>
      {extension && ` ${t('partners.extension', { extension })}`}{' '}
      {type !== 'voice' && <span class="quiet">{message({ key: `phone_type.${type}` })}</span>}{' '}
      {description && <span class="quiet">{description}</span>}
    </span>
  );
}

type AddressesProps = { organization: Pick<Organization, 'addresses' | 'confidential_address'> };

/** A confidential address is shown to staff on the screen but never printed, because paper leaves the building. */
export function Addresses({ organization }: AddressesProps) {
  const { t } = useLanguage();
  const addresses = placesFor('staff', organization, organization.addresses);
  if (addresses.length === 0) return null;
  return (
    <div>
      <dt>{t('field.addresses')}</dt>
      {organization.confidential_address && <dd class="private">{t('partners.confidential')}</dd>}
      {addresses.map((address) => (
        <dd key={Object.values(address).join()} class={organization.confidential_address ? 'no-print' : undefined}>
          <AddressLines address={address} />
        </dd>
      ))}
    </div>
  );
}

function AddressLines({ address }: { address: Address }) {
  const { countryName } = useLanguage();
  const place = [address.city, [address.state_province, address.postal_code].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const lines = [
    address.address_1,
    address.address_2,
    place,
    address.country === 'US' ? '' : (countryName.of(address.country) ?? ''),
  ];
  return <span class="prose">{lines.filter(Boolean).join('\n')}</span>;
}
