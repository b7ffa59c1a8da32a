/**
 * Changing many partners at once: those that were chosen in the list, or all that it has. The page says how many and
 * which before it is done; it is done in one transaction, and one line takes it back.
 */
import { Invalid } from '../../house/errors.ts';
import { idFrom } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { addPopulationTo, addSectorTo } from '../../rooms/directory/joining-many.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { population } from '../../rooms/guide/guide.ts';
import { mayRemovePartners } from '../../rooms/merging/removed.ts';
import { comparedAmong, removePartners } from '../../rooms/merging/removing-partners.ts';
import {
  ownersDraft,
  type PartnersChange,
  populationDraft,
  sectorDraft,
  stagesDraft,
  stepsDraft,
  whatChange,
} from '../../rooms/partners/change.ts';
import {
  AT_MOST,
  changeOwners,
  changeStages,
  changingMany,
  type ManyChanged,
  setNextSteps,
} from '../../rooms/partners/changing-many.ts';
import { mayLog, type PartnerId } from '../../rooms/partners/partner.ts';
import { type ChosenPartner, chosenPartners } from '../../rooms/partners/partner-list.ts';
import { MAX_PARTNERS } from '../../rooms/worksheets/worksheet.ts';
import type { Values } from '../../ui/here.ts';
import { listTrail } from '../lists/trail.ts';
import { text } from '../shell/form-body.ts';
import { landing, redirect } from '../shell/landing.ts';
import { type LibrarySubmitting, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { ChangeForm, type Changing, fingerprint } from './change-form.tsx';
import { fieldOptions } from './field-options.ts';
import { partnerOf } from './partner.ts';
import { idsAsked, partnersAsked, questionOf } from './question.ts';

export const change = libraryPage({
  path: '/partners/change',
  may: mayLog,
  load: chosenBy,
  instead: ({ found: { what, all, partners }, to, url }) => {
    const ids = partners.map(({ id }) => id);
    // An address holds as many ids as a page of the list, but not as many as the list.
    const these = all ? questionOf({ ...partnersAsked(url.searchParams), page: 1 }) : { id: ids };
    // More than a worksheet can hold: the page says so, and which they are.
    if (what === 'compare') return ids.length <= MAX_PARTNERS && to('/worksheets/new', { partners: ids });
    if (what === 'letter') return ids.length > 0 && to('/letters/new', { ...these, ...(all && { all: '1' }) });
    return what === 'export' && ids.length > 0 && to('/exports/partners.xlsx', { ...these, partners: 'these' });
  },
  view: async (asked) => ({
    title: asked.language.message({ key: `choose.${asked.found.what}_title` }),
    body: <ChangeForm asked={asked} options={await fieldOptions(asked)} members={await membersOf(asked.ctx)} />,
  }),
  submit: async (asked) => {
    const { found: chosen, fields } = asked;
    if (text(fields.chosen) !== fingerprint(chosen.partners))
      throw new Invalid({ form: { key: 'error.chosen_changed' } });
    const done = await doing[chosen.what](asked, fields);
    const back = listTrail(asked, 'partners')[0]?.href ?? '';
    return landing(back).saying(done.notice ?? 'notice.partners_changed', done);
  },
});

/** The partners that the address names one by one, or by all that a list has. */
export async function idsIn({ ctx, url: { searchParams: asked } }: LibraryVisit): Promise<PartnerId[]> {
  if (asked.has('all')) return idsAsked(ctx, partnersAsked(asked), AT_MOST + 1);
  return asked.getAll('id').map((id) => idFrom(id) as PartnerId);
}

/** What the address says: what is to be done, and with whom. */
async function chosenBy(visit: LibraryVisit): Promise<Changing> {
  const { ctx, url } = visit;
  const asked = url.searchParams;
  const what = whatChange.catch('stage').parse(asked.get('what'));
  const all = asked.has('all');
  const ids = await idsIn(visit);
  const partners = await chosenPartners(ctx, ids);
  const compared = what === 'remove' ? await comparedAmong(ctx, ids) : new Set();
  return { what, all, partners, kept: partners.filter(({ id }) => compared.has(id)) };
}

type Done = ManyChanged & { notice?: 'notice.partners_removed' | 'notice.partners_removed_some' };
type Do = (asked: LibrarySubmitting<Changing>, fields: Values) => Promise<Done>;

const idsOf = (partners: ChosenPartner[]): PartnerId[] => partners.map(({ id }) => id);

/** What was done, as the page "Removed" calls it. */
const labelled = ({ found: { what, partners }, language: { message } }: LibrarySubmitting<Changing>, to: string) => ({
  ids: idsOf(partners),
  label: `${message({ key: `choose.${what}` })}: ${to}`,
});

const nothing: Do = async () => ({ count: 0, removal: null });

const doing: Record<PartnersChange, Do> = {
  stage: (asked, fields) => {
    const draft = parse(stagesDraft, fields);
    return changeStages(asked.ctx, labelled(asked, asked.language.message({ key: `stage.${draft.stage}` })), draft);
  },
  owner: async (asked, fields) => {
    const { owner_id: id } = parse(ownersDraft, fields);
    const owner = id && (await membersOf(asked.ctx)).find((each) => each.id === id);
    if (id && !owner) throw new Invalid({ owner_id: { key: 'error.choice' } });
    return changeOwners(asked.ctx, labelled(asked, owner?.name ?? asked.language.t('filter.nobody')), owner ?? null);
  },
  next_step: (asked, fields) => {
    const draft = parse(stepsDraft, fields);
    return setNextSteps(asked.ctx, labelled(asked, draft.what), draft);
  },
  sector: async (asked, fields) => {
    const { sector: key } = parse(sectorDraft, fields);
    const sector = (await sectorsOf(asked.ctx)).find((each) => each.key === key);
    if (!sector) throw new Invalid({ sector: { key: 'error.choice' } });
    const chosen = labelled(asked, asked.language.words(sector.label));
    return changingMany(asked.ctx, chosen, (ctx) => addSectorTo(ctx, organizations(asked), key));
  },
  population: (asked, fields) => {
    const { population: key } = parse(populationDraft, fields);
    const served = population(key);
    const chosen = labelled(asked, served ? asked.language.words(served.label) : key);
    return changingMany(asked.ctx, chosen, (ctx) => addPopulationTo(ctx, organizations(asked), key));
  },
  remove: async (asked) => {
    const { count, removal, kept } = await removePartners(asked.ctx, idsOf(asked.found.partners));
    return { count, removal, notice: kept.length > 0 ? 'notice.partners_removed_some' : 'notice.partners_removed' };
  },
  compare: async () => {
    throw new Invalid({ form: { key: 'error.too_many_partners' } });
  },
  letter: nothing,
  export: nothing,
};

const organizations = ({ found: { partners } }: LibrarySubmitting<Changing>) =>
  partners.map(({ organization_id }) => organization_id);

/** Removing one partner, from its own page. */
export const partnerRemoval = libraryPage({
  path: '/partners/:id/removal',
  may: mayRemovePartners,
  load: partnerOf,
  view: ({ found: { id }, to }) => redirect(to('/partners/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const { removal } = await removePartners(ctx, [id]);
    return go('/partners').saying('notice.removed', { removal });
  },
});
