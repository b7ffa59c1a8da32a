/** Everybody we know, over all partners. */
import { anyMember } from '../../../rooms/accounts/account.ts';
import { listPersons, type Person } from '../../../rooms/directory/persons.ts';
import { Empty, Paging, Scroll } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { PhoneLine } from '../../partners/facts.tsx';
import { PartnerTabs } from '../../partners/tabs.tsx';
import type { View } from '../../shell/layout.tsx';
import { Link } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { misplacedLink } from '../../sourcing/imports/misplaced.tsx';
import { isWork, Mails } from './numbers.tsx';
import { partnersWith } from './partners-with.ts';
import { Roles } from './roles.tsx';

export const people = libraryPage({ path: '/people', may: anyMember, view: listView });

async function listView(asked: LibraryViewing): Promise<View> {
  const { ctx, url, to, language } = asked;
  const { t } = language;
  const search = (url.searchParams.get('q') ?? '').slice(0, 200);
  const page = Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1);
  const { rows, total, pages } = await listPersons(ctx, { search, page });
  return {
    title: t('people.title'),
    section: 'partners',
    body: (
      <>
        <h1>{t('people.title')}</h1>
        <PartnerTabs here="/people" />
        {await misplacedLink(asked)}
        <SearchForm search={search} />
        <p class="summary">{t('people.count', { count: total })}</p>
        {rows.length === 0 ? <Nobody search={search} /> : <List rows={rows} partners={await partnersWith(ctx, rows)} />}
        <Paging
          page={Math.min(page, pages)}
          pages={pages}
          address={(page) => to('/people', { q: search || null, page })}
        />
      </>
    ),
  };
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

function Nobody({ search }: { search: string }) {
  const { t } = useLanguage();
  return <Empty text={search ? t('people.none_like', { words: search }) : t('people.none')} />;
}

type ListProps = { rows: Person[]; partners: Map<string, string> };

function List({ rows, partners }: ListProps) {
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
            <Row key={person.id} person={person} partners={partners} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ person, partners }: { person: Person; partners: Map<string, string> }) {
  const { id, name, roles, phones, emails } = person;
  return (
    <tr>
      <th scope="row">
        <Link to="/people/:id" at={{ id }}>
          {name}
        </Link>
      </th>
      <td>
        <Roles roles={roles} partners={partners} />
      </td>
      <td>
        {phones.filter(isWork).map((phone) => (
          <PhoneLine key={phone.number + phone.extension} phone={phone} />
        ))}
      </td>
      <td>
        <Mails emails={emails.filter(isWork)} />
      </td>
    </tr>
  );
}
