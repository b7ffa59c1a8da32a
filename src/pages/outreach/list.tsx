/** The log over all partners: what was said or done, by whom, with whom, and what it adds up to. */
import { NotFound } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf, namesOf } from '../../rooms/accounts/members.ts';
import { findPerson } from '../../rooms/directory/persons.ts';
import type { SavedView } from '../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../rooms/lists/saved-views.ts';
import { KINDS, type LogFilter, logFilter } from '../../rooms/outreach/interaction.ts';
import { type LoggedRow, type LogPage, listLog } from '../../rooms/outreach/log.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { type Column, shownOf } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { askedOf } from '../lists/question.ts';
import { ViewsRow } from '../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../lists/whole.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { logColumns } from './columns.tsx';

const { questionOf, queryOf } = askedOf<LogFilter>({ page: '1' });

export const logList = libraryPage({
  path: '/interactions',
  may: anyMember,
  view: async (visit) => {
    const all = await allOf(visit);
    const { t } = visit.language;
    return {
      title: t('log.list'),
      actions: (
        <>
          {all.result.total > 0 && <PrintWhole list="interactions" query={queryOf(all.filter)} />}
          <Link class="button low" to="/interactions/bring">
            {t('bring.link')}
          </Link>
          <Link class="button" to="/interactions/new">
            {t('log.title')}
          </Link>
        </>
      ),
      body: <Listed {...all} />,
    };
  },
});

type All = {
  filter: LogFilter;
  result: LogPage;
  columns: Column<LoggedRow>[];
  views: SavedView[];
  members: Option[];
  whole: boolean;
  /** The names of those it is asked about. */
  about: string[];
};

async function allOf({ ctx, url }: LibraryVisit): Promise<All> {
  const filter = logFilter.parse(Object.fromEntries(url.searchParams));
  const { partner, person, member } = filter;
  const about: string[] = [];
  if (partner) about.push(...(await namesIfThere(() => findPartner(ctx, partner))));
  if (person) about.push(...(await namesIfThere(() => findPerson(ctx, person))));
  if (member) about.push(...(await namesOf(ctx, [member])).values());
  const members = (await membersOf(ctx)).map(({ id, name }) => ({ value: id as string, label: name }));
  return {
    filter,
    result: await listLog(ctx, filter, rowsWanted(url)),
    columns: shownOf(logColumns, await columnsOf(ctx, 'interactions')),
    views: await viewsOf(ctx, 'interactions'),
    members,
    whole: isWhole(url),
    about,
  };
}

/** A view may have been kept about somebody who was removed since. */
async function namesIfThere(find: () => Promise<{ name: string }>): Promise<string[]> {
  try {
    return [(await find()).name];
  } catch (error) {
    if (error instanceof NotFound) return [];
    throw error;
  }
}

function Listed({ filter, result, columns, views, members, whole, about }: All) {
  const { t, list } = useLanguage();
  const { to, ctx } = useAround();
  const query = queryOf(filter);
  const mine = `member=${ctx.actor.id}`;
  if (result.total === 0 && query === '')
    return (
      <Empty text={t('log.none')}>
        <Link class="button" to="/interactions/new">
          {t('log.title')}
        </Link>
      </Empty>
    );
  return (
    <>
      {!whole && (
        <>
          <ViewsRow
            list="interactions"
            builtIn={[
              { label: t('log.everybody'), query: '' },
              { label: t('log.mine'), query: mine },
              { label: t('log.advocacy'), query: 'advocacy=on' },
            ]}
            saved={views}
            query={query}
          />
          <Filters filter={filter} members={members} />
        </>
      )}
      <Summary list="interactions" query={query} whole={whole} total={result.total}>
        {about.length > 0 && `${list(about)}: `}
        <Sums result={result} />
      </Summary>
      {result.total === 0 && <Empty text={turned(filter) ? t('log.turned') : t('log.none_match')} />}
      {result.total > 0 && (
        <ListTable
          label={t('log.list')}
          columns={columns}
          rows={result.rows}
          row={({ id, line, audience }) => ({ id, name: line, aside: audience === 'me' })}
        />
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/interactions', questionOf({ ...filter, page }))}
      />
    </>
  );
}

const turned = ({ from, until }: LogFilter) => until !== '' && from > until;

const HOUR = 60;

/** Minutes and people only of entries that say so, which is said. */
function Sums({ result: { total, minutes, people } }: { result: LogPage }) {
  const { t, number } = useLanguage();
  return (
    <>
      {t('log.count', { count: total })}
      {minutes > 0 && ` · ${t('log.hours', { hours: number(Math.round((minutes / HOUR) * 10) / 10) })}`}
      {people > 0 && ` · ${t('log.reached', { count: people })}`}
    </>
  );
}

function DayChoice({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label class="day">
      {label} <input type="date" name={name} value={value} />
    </label>
  );
}

function Filters({ filter, members }: { filter: LogFilter; members: Option[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const kinds = (['talked', ...KINDS] as const).map((kind) => ({
    value: kind,
    label: message({ key: `interaction.kind_${kind}` }),
  }));
  return (
    <form method="get" action={to('/interactions')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input type="search" name="q" value={filter.q} aria-label={t('log.search')} placeholder={t('log.search')} />
      <Choice name="kind" label={t('field.kind')} options={kinds} chosen={filter.kind} />
      <Choice name="member" label={t('interaction.members')} options={members} chosen={filter.member} />
      <DayChoice name="from" label={t('log.from')} value={filter.from} />
      <DayChoice name="until" label={t('log.until')} value={filter.until} />
      {filter.advocacy && <input type="hidden" name="advocacy" value="on" />}
      {filter.partner && <input type="hidden" name="partner" value={filter.partner} />}
      {filter.person && <input type="hidden" name="person" value={filter.person} />}
      <button type="submit">{t('filter.apply')}</button>
      {queryOf(filter) && <Link to="/interactions">{t('log.clear')}</Link>}
    </form>
  );
}
