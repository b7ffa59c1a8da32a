/** A partner's page: who they are, who looks after them, what is due next, and everything that happened. */

import { type Ctx, today } from '../../house/ctx.ts';
import { allow, found, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import type { Words } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import { type Contact, contactsOf } from '../../rooms/directory/contacts.ts';
import type { Further } from '../../rooms/directory/further.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import { type Address, findOrganization, type Organization } from '../../rooms/directory/organizations.ts';
import { type Sector, sectorsOf } from '../../rooms/directory/sectors.ts';
import { readablePhone, readableTaxId } from '../../rooms/directory/written.ts';
import { population } from '../../rooms/guide/guide.ts';
import { partnerNow } from '../../rooms/partners/former.ts';
import { type NextStep, openStep } from '../../rooms/partners/next-steps.ts';
import { careDraft, mayLog } from '../../rooms/partners/partner.ts';
import { changeCare, findPartner, type Partner, partnersOf } from '../../rooms/partners/partners.ts';
import { mayOpenWorksheet } from '../../rooms/worksheets/worksheet.ts';
import { Empty, Prose, SectorTag, StageTag } from '../../ui/bits.tsx';
import { Buttons, Form, PostButton, Select } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Event, timelineOf } from '../../views/timeline/timeline.ts';
import { FurtherFacts } from '../directory/further.tsx';
import { offersOf, ServicesAndPlaces } from '../directory/offers.tsx';
import { type App, libraryPage, redirect } from '../shell/door.tsx';

export function partnerShowPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id', {
    show: async (visit) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const partner = await findPartner(ctx, visit.id()).catch(absent);
      if (!partner) return redirect(`${base}/partners/${found(await partnerNow(ctx, visit.id()))}`);
      const organization = await findOrganization(ctx, partner.organization_id);
      const sectors = await sectorsOf(ctx);
      const contacts = await contactsOf(ctx, partner.organization_id);
      const relatives = await partnersOf(ctx, relativesOf(organization));
      const offers = await offersOf(ctx, organization);
      const step = await openStep(ctx, partner.id);
      const events = await timelineOf(ctx, partner.id);
      const here = `${base}/partners/${partner.id}`;
      const may = mayLog(ctx.actor);
      return {
        title: partner.name,
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <div class="title-row">
              <h1>{partner.name}</h1>
              {may && (
                <a class="button quiet-button" href={`${here}/edit`}>
                  {t('partners.edit_short')}
                </a>
              )}
            </div>
            {organization.alternate_names.length > 0 && (
              <p class="quiet">{t('partners.also', { names: language.list(organization.alternate_names) })}</p>
            )}
            <div class="two-columns">
              <div>
                <Standing partner={partner} step={step} ctx={ctx} here={here} may={may} />
                <Timeline events={events} here={here} base={base} may={may} />
              </div>
              <aside aria-label={t('partners.facts')}>
                <Facts organization={organization} sectors={sectors} base={base} partners={relatives} />
                <Contacts contacts={contacts} here={here} base={base} may={may} today={today(ctx)} />
                <ServicesAndPlaces offers={offers} partner={partner.id} />
                <p class="no-print">
                  <a href={`${here}/history`}>{t('history.link')}</a>
                </p>
                {mayOpenWorksheet(ctx.actor) && (
                  <p class="no-print">
                    <a href={`${base}/worksheets/new?partners=${partner.id}`}>{t('partners.compare')}</a>
                  </p>
                )}
              </aside>
            </div>
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/partners/:id/care', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayLog(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const members = (await membersOf(ctx)).map((member) => ({ value: member.id, label: member.name }));
      const options = [{ value: '', label: t('filter.nobody') }, ...members];
      const labels = { owner_id: t('field.owner'), deputy_id: t('field.deputy') };
      const initial = { owner_id: partner.owner_id ?? '', deputy_id: partner.deputy_id ?? '' };
      return {
        title: t('care.title', { name: partner.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('care.title', { name: partner.name })}</h1>
            <Form
              again={again}
              initial={initial}
              version={partner.version}
              labels={labels}
              choices={Object.fromEntries(members.map((member) => [member.value, member.label]))}
            >
              <Select name="owner_id" label={labels.owner_id} options={options} />
              <Select name="deputy_id" label={labels.deputy_id} options={options} />
              <Buttons save={t('form.save')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changeCare(visit.ctx, visit.id(), parse(careDraft, fields));
      return { to: `${visit.base}/partners/${visit.id()}`, notice: 'notice.saved' };
    },
  });
}

/** An old address of one that was merged into another leads there. */
function absent(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}

function Standing({
  partner,
  step,
  ctx,
  here,
  may,
}: {
  partner: Partner;
  step: NextStep | undefined;
  ctx: Ctx;
  here: string;
  may: boolean;
}) {
  const { t, day } = useLanguage();
  return (
    <dl class="summary-list">
      <div>
        <dt>{t('field.stage')}</dt>
        <dd>
          <StageTag stage={partner.stage} />
        </dd>
        <dd class="no-print">{may && <a href={`${here}/stage`}>{t('stage.change')}</a>}</dd>
      </div>
      <div>
        <dt>{t('field.owner')}</dt>
        <dd>
          {partner.owner_name ?? t('filter.nobody')}
          {partner.deputy_name && <span class="quiet"> {t('partners.deputy', { name: partner.deputy_name })}</span>}
        </dd>
        <dd class="no-print">
          {may && (
            <a href={`${here}/care`}>
              {t('form.change')}
              <span class="unseen"> {t('field.owner')}</span>
            </a>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('field.next_step')}</dt>
        <dd>
          {step ? (
            <>
              {step.what}{' '}
              <span class={step.due_on < today(ctx) ? 'overdue' : 'quiet'}>
                {step.due_on < today(ctx)
                  ? t('step.overdue', { day: day(step.due_on) })
                  : t('step.due', { day: day(step.due_on) })}
              </span>
            </>
          ) : (
            <span class="quiet">{t('step.none')}</span>
          )}
        </dd>
        <dd class="no-print">
          {may && (
            <span class="actions">
              {step && (
                <PostButton
                  action={`${here}/next-step/end`}
                  values={{ id: step.id, outcome: 'done' }}
                  label={t('step.done')}
                />
              )}
              <a href={`${here}/next-step`}>{step ? t('step.replace') : t('step.set')}</a>
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function Timeline({ events, here, base, may }: { events: Event[]; here: string; base: string; may: boolean }) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="timeline">
      <div class="title-row">
        <h2 id="timeline">{t('timeline.title')}</h2>
        {may && (
          <a class="button" href={`${here}/notes/new`}>
            {t('note.add')}
          </a>
        )}
      </div>
      {events.length === 0 ? (
        <Empty text={t('timeline.none')} />
      ) : (
        <ol class="timeline">
          {events.map((event) => (
            <EventItem key={event.id} event={event} base={base} may={may} />
          ))}
        </ol>
      )}
    </section>
  );
}

function EventItem({ event, base, may }: { event: Event; base: string; may: boolean }) {
  const { t, day } = useLanguage();
  return (
    <li
      class={event.kind === 'interaction' && event.what === 'me' ? 'event-interaction no-print' : `event-${event.kind}`}
    >
      <p class="quiet">
        <time dateTime={event.day}>{day(event.day)}</time>
        {event.who && ` · ${event.who}`}
        {event.kind === 'interaction' && event.what === 'me' && <span class="private"> {t('audience.me_mark')}</span>}
        {event.kind === 'interaction' && event.mine && may && (
          <>
            {' · '}
            <a href={`${base}/notes/${event.id}`} class="no-print">
              {t('form.change')}
              <span class="unseen"> {t('note.of', { day: day(event.day) })}</span>
            </a>
          </>
        )}
      </p>
      <EventText event={event} base={base} />
    </li>
  );
}

function EventText({ event, base }: { event: Event; base: string }) {
  const { t, message } = useLanguage();
  if (event.kind === 'interaction') return <Prose text={event.text} />;
  if (event.kind === 'stage') {
    const [from, to] = event.what.split(' ').map((stage) => message({ key: `stage.${stage}` }));
    return (
      <>
        <p>{t('timeline.stage', { from: from ?? '', to: to ?? '' })}</p>
        {event.text && <Prose text={event.text} />}
      </>
    );
  }
  if (event.kind === 'step')
    return <p>{message({ key: `timeline.step_${event.what}`, values: { what: event.text } })}</p>;
  return (
    <p>
      {message({ key: `timeline.${event.what}` })} <a href={`${base}/worksheets/${event.id}`}>{event.text}</a>
    </p>
  );
}

/** What it is part of, and what is part of it. */
const relativesOf = ({ parent_organization_id, chapters }: Organization): OrganizationId[] =>
  [parent_organization_id, ...chapters.map(({ id }) => id)].filter((id) => id !== null);

type NameProps = { name: string; partner: string | undefined; base: string };

/** A link where there is a relationship with it, too. */
const NameOf = ({ name, partner, base }: NameProps) =>
  partner ? <a href={`${base}/partners/${partner}`}>{name}</a> : name;

/** `partners` are those of its relatives that are partners, by organization. */
type FactsProps = { organization: Organization; sectors: Sector[]; base: string; partners: Map<string, string> };

function Facts({ organization, sectors, base, partners }: FactsProps) {
  const { t, words, list, languageName } = useLanguage();
  const own = sectors.filter((sector) => organization.sectors.includes(sector.key));
  const served = organization.populations.flatMap((key): Words[] => [population(key)?.label ?? []].flat());
  return (
    <section>
      <h2>{t('partners.facts')}</h2>
      {organization.description && <Prose text={organization.description} />}
      <dl class="facts">
        <Fact term={t('field.sectors')} show={own.length > 0}>
          {own.map((sector) => (
            <a key={sector.key} class="plain-link" href={`${base}/partners?sector=${sector.key}`}>
              <SectorTag sector={sector} />
            </a>
          ))}
        </Fact>
        <Fact term={t('field.website')} show={organization.website !== ''}>
          <a href={organization.website} rel="noreferrer">
            {organization.website.replace(/^https?:\/\//, '')}
          </a>
        </Fact>
        <Fact term={t('field.email')} show={organization.email !== ''}>
          <a href={`mailto:${organization.email}`}>{organization.email}</a>
        </Fact>
        <Fact term={t('field.phones')} show={organization.phones.length > 0}>
          {organization.phones.map((phone) => (
            <PhoneLine key={phone.number} phone={phone} type={phone.phone_type} />
          ))}
        </Fact>
        <Addresses organization={organization} />
        <Fact term={t('field.populations')} show={served.length > 0}>
          {served.map(words).join(' · ')}
        </Fact>
        <Fact term={t('field.languages')} show={organization.languages.length > 0}>
          {list(organization.languages.map((code) => languageName.of(code) ?? code))}
        </Fact>
        <Fact term={t('field.parent')} show={organization.parent_name !== null}>
          <NameOf
            name={organization.parent_name ?? ''}
            partner={partners.get(organization.parent_organization_id ?? '')}
            base={base}
          />
        </Fact>
        <Fact term={t('field.chapters')} show={organization.chapters.length > 0}>
          {organization.chapters.map((chapter) => (
            <span class="block" key={chapter.id}>
              <NameOf name={chapter.name} partner={partners.get(chapter.id)} base={base} />
            </span>
          ))}
        </Fact>
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

export function Fact({
  term,
  show,
  children,
}: {
  term: string;
  show: boolean;
  children: import('preact').ComponentChildren;
}) {
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

/** A confidential address is for staff on the screen; paper leaves the building, so it does not print. */
export function Addresses({
  organization,
}: {
  organization: Pick<Organization, 'addresses' | 'confidential_address'>;
}) {
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

const isWork = ({ kind }: { kind: string }) => kind === 'work';

/** What a role is for, for everybody; what else a list said of the person, for those who may change it. */
function roleFurther({ service: _, location: __, about, department, ...rest }: Further, may: boolean): Further {
  return { ...(may && rest), ...(about !== undefined && { about }), ...(department !== undefined && { department }) };
}

function Contacts({
  contacts,
  here,
  base,
  may,
  today,
}: {
  contacts: Contact[];
  here: string;
  base: string;
  may: boolean;
  today: string;
}) {
  const { t, day } = useLanguage();
  return (
    <section>
      <h2>{t('contacts.title')}</h2>
      {contacts.length === 0 && <p class="quiet">{t('contacts.none')}</p>}
      <ul class="plain contacts">
        {contacts.map((contact) => {
          const left = contact.ends_on !== null && contact.ends_on < today;
          return (
            <li key={contact.id} class={left ? 'left' : undefined}>
              <a class="plain-link" href={`${base}/people/${contact.person_id}`}>
                <strong>{contact.name}</strong>
              </a>{' '}
              {contact.title && <span class="quiet">{contact.title}</span>}
              {left && <span class="block">{t('contacts.until', { day: day(contact.ends_on ?? '') })}</span>}
              {contact.emails.filter(isWork).map(({ email }) => (
                <span class="block" key={email}>
                  <a href={`mailto:${email}`}>{email}</a>
                </span>
              ))}
              {contact.phones.filter(isWork).map((phone) => (
                <PhoneLine key={phone.number} phone={phone} />
              ))}
              <FurtherFacts further={roleFurther(contact.further, may)} />
              {contact.may_be_published && <span class="block quiet">{t('person.is_published')}</span>}
              {may && (
                <a class="no-print" href={`${base}/contacts/${contact.id}`}>
                  {t('form.change')}
                  <span class="unseen"> {contact.name}</span>
                </a>
              )}
            </li>
          );
        })}
      </ul>
      {may && (
        <p class="no-print">
          <a href={`${here}/contacts/new`}>{t('contacts.add')}</a>
        </p>
      )}
    </section>
  );
}
