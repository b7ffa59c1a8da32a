/** All initiatives, in every state. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import {
  INITIATIVE_STATES,
  type Initiative,
  type InitiativeFilter,
  initiativeFilter,
} from '../../rooms/initiatives/initiative.ts';
import { type InitiativePage, listInitiatives } from '../../rooms/initiatives/initiatives.ts';
import { Empty, Paging, Scroll } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { askedOf } from '../lists/question.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { daysSaid, InitiativeMark, placesSaid } from './parts.tsx';

const { questionOf } = askedOf<InitiativeFilter>({ page: '1' });

export const initiativeList = libraryPage({
  path: '/initiatives',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => {
    const filter = initiativeFilter.parse(Object.fromEntries(url.searchParams));
    const members = (await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name }));
    return {
      title: t('initiatives.title'),
      actions: (
        <Link class="button" to="/initiatives/new">
          {t('initiatives.add')}
        </Link>
      ),
      body: <Initiatives filter={filter} members={members} result={await listInitiatives(ctx, filter)} />,
    };
  },
});

type Props = { filter: InitiativeFilter; members: Option[]; result: InitiativePage };

function Initiatives({ filter, members, result }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const asked = Object.keys(questionOf({ ...filter, page: 1 })).length > 0;
  return (
    <>
      <p class="lead">{t('initiatives.text')}</p>
      {(result.total > 0 || asked) && <Filters filter={filter} members={members} />}
      {result.total === 0 ? (
        <Empty text={t(asked ? 'initiatives.none_such' : 'initiatives.none')} />
      ) : (
        <>
          <p class="quiet">{t('initiatives.count', { count: result.total })}</p>
          <Table rows={result.rows} />
        </>
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/initiatives', questionOf({ ...filter, page }))}
      />
    </>
  );
}

function Filters({ filter, members }: Omit<Props, 'result'>) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const states = INITIATIVE_STATES.map((state) => ({
    value: state as string,
    label: message({ key: `initiatives.state_${state}` }),
  }));
  return (
    <form method="get" action={to('/initiatives')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input
        type="search"
        name="q"
        value={filter.q}
        aria-label={t('initiatives.search')}
        placeholder={t('initiatives.search')}
      />
      <Choice
        name="state"
        label={t('initiatives.state')}
        options={[{ value: 'open', label: t('initiatives.open') }, ...states]}
        chosen={filter.state}
      />
      <Choice name="member" label={t('initiatives.members')} options={members} chosen={filter.member} />
      <button type="submit">{t('filter.apply')}</button>
    </form>
  );
}

function Table({ rows }: { rows: Initiative[] }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('initiatives.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.initiative_name')}</th>
            <th scope="col">{t('initiatives.state')}</th>
            <th scope="col">{t('initiatives.need')}</th>
            <th scope="col">{t('initiatives.when')}</th>
            <th scope="col">{t('initiatives.where')}</th>
            <th scope="col">{t('initiatives.members')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((each) => (
            <Row key={each.id} it={each} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ it }: { it: Initiative }) {
  const language = useLanguage();
  const { to } = useAround();
  const { t } = language;
  return (
    <tr>
      <th scope="row">
        <a href={to('/initiatives/:id', { id: it.id })}>{it.name}</a>
      </th>
      <td data-label={t('initiatives.state')}>
        <InitiativeMark state={it.state} />
      </td>
      <td data-label={t('initiatives.need')}>{it.need}</td>
      <td data-label={t('initiatives.when')}>{daysSaid(language, it)}</td>
      <td data-label={t('initiatives.where')}>{placesSaid(it)}</td>
      <td data-label={t('initiatives.members')}>{it.members.map(({ name }) => name).join(' · ')}</td>
    </tr>
  );
}
