/** Everybody we know, over all partners, and each person's own page with all their roles. */
import { type Actor, type Ctx, today } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { mayEditDirectory } from '../../rooms/directory/organization.ts';
import { maySeePersonal, personEdit } from '../../rooms/directory/person.ts';
import {
  asTyped,
  changePerson,
  findPerson,
  listPersons,
  type Person,
  type PersonRole,
} from '../../rooms/directory/persons.ts';
import { partnersOf } from '../../rooms/partners/partners.ts';
import { Empty, Paging, Scroll } from '../../ui/bits.tsx';
import { Buttons, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Fact, PhoneLine } from '../partners/show.tsx';
import { PartnerTabs } from '../partners/tabs.tsx';
import { type App, libraryPage } from '../shell/door.tsx';
import { nested } from '../shell/form-body.ts';
import { misplacedLink } from '../sourcing/imports/misplaced.tsx';
import { PersonalFields, PersonFields, personLabels } from './contact-form.tsx';

export function peoplePages(app: App, house: House): void {
  libraryPage(app, house, '/people', {
    show: async (visit) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const search = (url.searchParams.get('q') ?? '').slice(0, 200);
      const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
      const { rows, total, pages } = await listPersons(ctx, { search, page });
      const partners = await partnersWith(ctx, rows);
      return {
        title: t('people.title'),
        section: 'partners',
        body: (
          <>
            <h1>{t('people.title')}</h1>
            <PartnerTabs base={base} here="/people" actor={ctx.actor} />
            {await misplacedLink(visit)}
            <SearchForm search={search} />
            <p class="summary">{t('people.count', { count: total })}</p>
            {rows.length === 0 ? (
              <Empty text={search ? t('people.none_like', { words: search }) : t('people.none')} />
            ) : (
              <List rows={rows} partners={partners} base={base} today={today(ctx)} />
            )}
            <Paging
              page={Math.min(page, pages)}
              pages={pages}
              address={(page) =>
                `${base}/people?${new URLSearchParams({ ...(search && { q: search }), page: String(page) })}`
              }
            />
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/people/:id', {
    show: async (visit) => {
      const { ctx, base } = visit;
      const person = await findPerson(ctx, visit.id());
      const partners = await partnersWith(ctx, [person]);
      return {
        title: person.name,
        section: 'partners',
        body: <PersonPage person={person} partners={partners} base={base} actor={ctx.actor} today={today(ctx)} />,
      };
    },
  });

  libraryPage(app, house, '/people/:id/edit', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      allow(mayEditDirectory(ctx.actor));
      const person = await findPerson(ctx, visit.id());
      return {
        title: t('person.edit', { name: person.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('person.edit', { name: person.name })}</h1>
            <Form again={again} initial={asTyped(person)} version={person.version} labels={personLabels(t)}>
              <PersonFields />
              <PersonalFields />
              <Buttons save={t('form.save')} cancel={`${base}/people/${person.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changePerson(visit.ctx, visit.id(), parse(personEdit, nested(fields)));
      return { to: `${visit.base}/people/${visit.id()}`, notice: 'notice.saved' };
    },
  });
}

function SearchForm({ search }: { search: string }) {
  const { t } = useLanguage();
  return (
    <form method="get" class="filters no-print">
      <div class="field grow">
        <label for="q">{t('people.search')}</label>
        <input type="search" id="q" name="q" value={search} autocomplete="off" />
      </div>
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
      </p>
    </form>
  );
}

/** The partners where they have, or had, a role, by organization. */
const partnersWith = (ctx: Ctx, persons: Person[]) =>
  partnersOf(
    ctx,
    persons.flatMap(({ roles }) => roles.map((role) => role.organization_id)),
  );

type ListProps = { rows: Person[]; partners: Map<string, string>; base: string; today: string };

function List({ rows, partners, base, today }: ListProps) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('people.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('person.roles')}</th>
            <th scope="col">{t('person.work_phone')}</th>
            <th scope="col">{t('person.work_email')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <a href={`${base}/people/${person.id}`}>{person.name}</a>
              </th>
              <td>
                <Roles roles={person.roles} partners={partners} base={base} today={today} />
              </td>
              <td>
                {person.phones.filter(isWork).map((phone) => (
                  <PhoneLine key={phone.number + phone.extension} phone={phone} />
                ))}
              </td>
              <td>
                <Mails emails={person.emails.filter(isWork)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const isWork = ({ kind }: { kind: string }) => kind === 'work';

function Mails({ emails }: { emails: Person['emails'] }) {
  const { message } = useLanguage();
  return (
    <>
      {emails.map(({ kind, email }) => (
        <span class="block" key={email}>
          <a href={`mailto:${email}`}>{email}</a>{' '}
          {kind !== 'work' && <span class="quiet">{message({ key: `person.kind_${kind}` })}</span>}
        </span>
      ))}
    </>
  );
}

type RolesProps = { roles: PersonRole[]; partners: Map<string, string>; base: string; today: string; edit?: boolean };

function Roles({ roles, partners, base, today, edit = false }: RolesProps) {
  const { t, day } = useLanguage();
  return (
    <ul class="plain contacts">
      {roles.map((role) => {
        const left = role.ends_on !== null && role.ends_on < today;
        const partner = partners.get(role.organization_id);
        return (
          <li key={role.id} class={left ? 'left' : undefined}>
            {partner ? <a href={`${base}/partners/${partner}`}>{role.organization}</a> : role.organization}{' '}
            {role.title && <span class="quiet">{role.title}</span>}{' '}
            {left && <span>{t('contacts.until', { day: day(role.ends_on ?? '') })}</span>}
            {edit && role.may_be_published && <span class="block quiet">{t('person.is_published')}</span>}
            {edit && (
              <a class="no-print" href={`${base}/contacts/${role.id}`}>
                {t('person.change_role')}
                <span class="unseen"> {role.organization}</span>
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}

type PersonProps = { person: Person; partners: Map<string, string>; base: string; actor: Actor; today: string };

function PersonPage({ person, partners, base, actor, today }: PersonProps) {
  const { t } = useLanguage();
  const may = mayEditDirectory(actor);
  return (
    <div class="narrow">
      <div class="title-row">
        <h1>{person.name}</h1>
        {may && (
          <a class="button quiet-button" href={`${base}/people/${person.id}/edit`}>
            {t('form.change')}
          </a>
        )}
      </div>
      <h2>{t('person.roles')}</h2>
      <Roles roles={person.roles} partners={partners} base={base} today={today} edit={may} />
      <Numbers title={t('person.at_work')} person={person} own={false} />
      {maySeePersonal(actor) && <Numbers title={t('person.own')} person={person} own />}
    </div>
  );
}

function Numbers({ title, person, own }: { title: string; person: Person; own: boolean }) {
  const { t, message } = useLanguage();
  const mine = (each: { kind: string }) => isWork(each) !== own;
  const [phones, emails, addresses] = [
    person.phones.filter(mine),
    person.emails.filter(mine),
    person.addresses.filter(mine),
  ];
  if (phones.length + emails.length + addresses.length === 0) return null;
  return (
    <section class={own ? 'no-print' : undefined}>
      <h2>{title}</h2>
      {own && <p class="hint">{t('person.own_text')}</p>}
      <dl class="facts">
        <Fact term={t('field.phones')} show={phones.length > 0}>
          {phones.map((phone) => (
            <span class="block" key={phone.number + phone.extension}>
              <PhoneLine phone={phone} />{' '}
              {own && <span class="quiet">{message({ key: `person.kind_${phone.kind}` })}</span>}
            </span>
          ))}
        </Fact>
        <Fact term={t('field.email')} show={emails.length > 0}>
          <Mails emails={emails} />
        </Fact>
        <Fact term={t('field.addresses')} show={addresses.length > 0}>
          {addresses.map((address) => (
            <span class="block" key={JSON.stringify(address)}>
              {[
                address.address_1,
                address.address_2,
                address.city,
                `${address.state_province} ${address.postal_code}`.trim(),
              ]
                .filter(Boolean)
                .join(', ')}{' '}
              <span class="quiet">{message({ key: `person.kind_${address.kind}` })}</span>
            </span>
          ))}
        </Fact>
      </dl>
    </section>
  );
}
