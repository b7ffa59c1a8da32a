/** The leads shelf: organizations from lists, to look through, promote or wave away. */
import { Invalid } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import { type Sector, sectorsOf } from '../../../rooms/directory/sectors.ts';
import type { SavedView } from '../../../rooms/lists/saved-view.ts';
import { columnsOf, viewsOf } from '../../../rooms/lists/saved-views.ts';
import { isZip, placeOf } from '../../../rooms/places/places.ts';
import { promoteLeads } from '../../../rooms/sourcing/imports/bringing/promotions.ts';
import {
  LEAD_STATES,
  type LeadFilter,
  leadChoice,
  leadFilter,
  mayKeepLeads,
} from '../../../rooms/sourcing/leads/lead.ts';
import { bringLeadsBack, dismissLeads, leadSources, listLeads } from '../../../rooms/sourcing/leads/leads.ts';
import { Empty } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { ViewsRow } from '../../lists/views-row.tsx';
import { isWhole, PrintWhole, rowsWanted, Summary } from '../../lists/whole.tsx';
import type { View } from '../../shell/layout.tsx';
import { Link } from '../../shell/link.tsx';
import { type LibrarySubmitting, type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { questionIn } from '../question.ts';
import { Filters, type Options, optionsFor } from './filters.tsx';
import { queryOf, questionOf } from './question.ts';
import { Shelf } from './shelf.tsx';

export const leads = libraryPage({
  path: '/leads',
  may: anyMember,
  /** Its form answers for the leads that are chosen. */
  maySubmit: mayKeepLeads,
  view: listView,
  submit: answer,
});

async function listView(asked: LibraryViewing): Promise<View> {
  const { ctx, again, url } = asked;
  const { t } = asked.language;
  const filter = leadFilter.parse(questionIn(url));
  const found = await listLeads(ctx, { ...filter, rows: rowsWanted(url) }, placeOf(filter.near) ?? null);
  const whole = isWhole(url);
  const sectors = await sectorsOf(ctx);
  const sources = await leadSources(ctx);
  const columns = await columnsOf(ctx, 'leads');
  const views = await viewsOf(ctx, 'leads');
  const options = sources.length > 0 && (await optionsFor(asked, sectors, sources));
  return {
    title: t('leads.title'),
    glyphs: true,
    actions: found.total > 0 && <PrintWhole list="leads" query={queryOf(filter)} />,
    body: (
      <>
        {again && <ErrorSummary errors={again.errors} />}
        {options ? (
          <Found filter={filter} options={options} page={{ found, sectors, again, columns, views, whole }} />
        ) : (
          <Nothing />
        )}
      </>
    ),
  };
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <Empty text={t('leads.none')}>
      <Link to="/imports">{t('leads.bring_in')}</Link>
    </Empty>
  );
}

type Page = {
  found: Awaited<ReturnType<typeof listLeads>>;
  sectors: Sector[];
  again: Again | undefined;
  columns: string[] | null;
  views: SavedView[];
  whole: boolean;
};

function Found({ filter, options, page }: { filter: LeadFilter; options: Options; page: Page }) {
  const { t, message } = useLanguage();
  const { total, forgiving } = page.found;
  return (
    <>
      {!page.whole && (
        <ViewsRow
          list="leads"
          builtIn={LEAD_STATES.map((state) => ({
            label: message({ key: `leads.state_${state}` }),
            query: state === 'open' ? '' : `state=${state}`,
          }))}
          saved={page.views}
          query={queryOf(filter)}
        />
      )}
      {!page.whole && <Filters filter={filter} options={options} />}
      {filter.near !== '' && !placeOf(filter.near) && (
        <p class="warning">
          {t(isZip(filter.near) ? 'leads.place_nowhere' : 'leads.place_unknown', { place: filter.near })}
        </p>
      )}
      <Summary list="leads" query={queryOf(filter)} whole={page.whole} total={total}>
        {t('leads.count', { count: total })} {forgiving && total > 0 && t('partners.forgiving', { words: filter.q })}
      </Summary>
      {total > 0 && <Shelf {...page} filter={filter} />}
    </>
  );
}

async function answer({ ctx, url, fields, go }: LibrarySubmitting) {
  const { action, lead } = parse(leadChoice, fields);
  const back = go('/leads', questionIn(url));
  if (action === 'promote') {
    const partners = await promoteLeads(ctx, lead);
    const [id] = partners;
    if (!id) throw new Invalid({ lead: { key: 'error.lead_promoted' } });
    if (partners.length === 1) return go('/partners/:id', { id }).saying('notice.promoted');
    const promoted = questionOf({ ...leadFilter.parse(questionIn(url)), state: 'promoted', page: 1 });
    return go('/leads', promoted).saying('notice.promoted_several', { count: partners.length });
  }
  if (action === 'dismiss') return back.saying('notice.dismissed', { removal: await dismissLeads(ctx, lead) });
  await bringLeadsBack(ctx, lead);
  return back.saying('notice.brought_back');
}
