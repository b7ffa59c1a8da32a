/** What one can do with a worksheet: open it, change who and what is on it, find it. */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Ctx, Locale } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { addressOf } from '../accounts/users.ts';
import { factorsOfVersion, findFactorSet } from './factor-sets.ts';
import {
  type Decision,
  type FormerDecision,
  mayEditWorksheet,
  mayOpenWorksheet,
  type Rater,
  type Worksheet,
  type WorksheetDraft,
} from './worksheet.ts';

type Row = {
  id: string;
  purpose: string;
  version_id: string;
  set_name: string;
  built_in: boolean;
  set_number: number;
  opened_at: Date;
  version: number;
  partners: { id: string; name: string }[];
  raters: { id: string; name: string; submitted_at: string | null; version: number }[];
  weights: Record<string, number>;
  /** Newest first. */
  decisions: DecisionRow[];
};

type DecisionRow = {
  number: number;
  reason: string;
  why_unrated: string;
  decided_by: string;
  decided_at: string;
  look_back_on: string | null;
  chosen: string[];
  names: Record<string, string>;
  factor_set: string;
  reopened: { by: string; at: string; reason: string } | null;
};

/**
 * Names by partner on the day of the decision; a partner that was merged into another since is found under that one's
 * id.
 */
const NAMES_AS_DECIDED = sql`d.as_decided -> 'partners' || coalesce((
  with recursive later(was, is_now) as (
    select m.gone_partner_id, m.kept_partner_id from merges m
      where m.library_id = d.library_id and m.undone_at is null and d.as_decided -> 'partners' ? m.gone_partner_id::text
    union select later.was, m.kept_partner_id from merges m join later on m.gone_partner_id = later.is_now
      where m.library_id = d.library_id and m.undone_at is null
  ) select jsonb_object_agg(later.is_now, d.as_decided -> 'partners' -> later.was::text) from later), '{}')`;

/**
 * The worksheet without its ratings: two queries. A decided one shows partners and factor set under the names they had
 * on the day.
 */
export async function findWorksheet(ctx: Ctx, id: string): Promise<Worksheet> {
  const { rows } = await sql<Row>`
    select w.id, w.purpose, w.version_id, s.name as set_name, s.built_in, v.number as set_number, w.opened_at, w.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', x.partner_id, 'name', o.name) order by x.position), '[]')
        from worksheet_partners x
        join partners p on p.library_id = x.library_id and p.id = x.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where x.library_id = w.library_id and x.worksheet_id = w.id) as partners,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.member_id, 'name', u.name, 'submitted_at', h.submitted_at, 'version', r.version) order by r.invited_at, ${byName('u.name')}), '[]')
        from worksheet_raters r
        join members m on m.library_id = r.library_id and m.id = r.member_id join users u on u.id = m.user_id
        left join worksheet_submissions h on h.library_id = r.library_id and h.worksheet_id = r.worksheet_id and h.member_id = r.member_id
        where r.library_id = w.library_id and r.worksheet_id = w.id) as raters,
      (select jsonb_object_agg(f.code, f.weight) from worksheet_factors f where f.library_id = w.library_id and f.worksheet_id = w.id) as weights,
      (select coalesce(jsonb_agg(jsonb_build_object('number', d.number, 'reason', d.reason, 'why_unrated', d.why_unrated, 'decided_by', u.name, 'decided_at', d.decided_at,
          'look_back_on', d.look_back_on, 'names', ${NAMES_AS_DECIDED}, 'factor_set', d.as_decided ->> 'factorSet',
          'chosen', array(select c.partner_id from worksheet_choices c where c.library_id = d.library_id and c.worksheet_id = d.worksheet_id and c.number = d.number),
          'reopened', (select jsonb_build_object('by', ru.name, 'at', r.reopened_at, 'reason', r.reason)
            from worksheet_reopenings r join members rm on rm.library_id = r.library_id and rm.id = r.reopened_by join users ru on ru.id = rm.user_id
            where r.library_id = d.library_id and r.worksheet_id = d.worksheet_id and r.number = d.number)) order by d.number desc), '[]')
        from worksheet_decisions d join members m on m.library_id = d.library_id and m.id = d.decided_by join users u on u.id = m.user_id
        where d.library_id = w.library_id and d.worksheet_id = w.id) as decisions
    from worksheets w
    join factor_set_versions v on v.library_id = w.library_id and v.id = w.version_id
    join factor_sets s on s.library_id = v.library_id and s.id = v.factor_set_id
    where w.library_id = ${ctx.library.id} and w.id = ${id}`.execute(ctx.db);
  const row = found(rows[0]);
  const factors = await factorsOfVersion(ctx, row.version_id);
  const standing = row.decisions.find((decision) => decision.reopened === null);
  return {
    id: row.id,
    purpose: row.purpose,
    versionId: row.version_id,
    factorSetName: standing?.factor_set ?? row.set_name,
    builtIn: row.built_in,
    factorSetNumber: row.set_number,
    openedAt: row.opened_at,
    version: row.version,
    partners: row.partners.map((partner) => ({ id: partner.id, name: standing?.names[partner.id] ?? partner.name })),
    raters: row.raters.map(toRater),
    factors: factors.map((factor) => ({ ...factor, weight: row.weights[factor.code] ?? 1 })),
    decision: standing ? toDecision(standing) : null,
    former: row.decisions.flatMap(toFormerDecision),
  };
}

const toRater = (row: Row['raters'][number]): Rater => ({
  id: row.id,
  name: row.name,
  submittedAt: row.submitted_at ? new Date(row.submitted_at) : null,
  version: row.version,
});

const toDecision = (row: DecisionRow): Decision => ({
  number: row.number,
  reason: row.reason,
  whyUnrated: row.why_unrated,
  decidedBy: row.decided_by,
  decidedAt: new Date(row.decided_at),
  lookBackOn: row.look_back_on,
  chosen: row.chosen,
});

const toFormerDecision = (row: DecisionRow): FormerDecision[] =>
  row.reopened
    ? [
        {
          ...toDecision(row),
          reopenedBy: row.reopened.by,
          reopenedAt: new Date(row.reopened.at),
          whyReopened: row.reopened.reason,
        },
      ]
    : [];

export type WorksheetRow = {
  id: string;
  purpose: string;
  opened_at: Date;
  partners: string[];
  raters: number;
  submitted: number;
  decided_at: Date | null;
  look_back_on: string | null;
  /** null when the reader does not rate it. */
  my_turn: boolean | null;
};

/** That the decision called `d` in the query has not been reopened. */
const stands = (
  d: string,
) => sql`not exists (select 1 from worksheet_reopenings x where x.library_id = ${sql.ref(d)}.library_id
  and x.worksheet_id = ${sql.ref(d)}.worksheet_id and x.number = ${sql.ref(d)}.number)`;

/** Open ones first, newest first; at most 200. */
export async function listWorksheets(ctx: Ctx): Promise<WorksheetRow[]> {
  const { rows } = await sql<WorksheetRow>`
    select w.id, w.purpose, w.opened_at, d.decided_at,
      case when not exists (select 1 from worksheet_look_backs b where b.library_id = w.library_id and b.worksheet_id = w.id and b.number = d.number)
        then d.look_back_on end as look_back_on,
      array(select o.name from worksheet_partners x join partners p on p.library_id = x.library_id and p.id = x.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where x.library_id = w.library_id and x.worksheet_id = w.id order by x.position) as partners,
      (select count(*) from worksheet_raters r where r.library_id = w.library_id and r.worksheet_id = w.id) as raters,
      (select count(*) from worksheet_submissions h where h.library_id = w.library_id and h.worksheet_id = w.id) as submitted,
      (select h.member_id is null and d.decided_at is null from worksheet_raters r
        left join worksheet_submissions h on h.library_id = r.library_id and h.worksheet_id = r.worksheet_id and h.member_id = r.member_id
        where r.library_id = w.library_id and r.worksheet_id = w.id and r.member_id = ${ctx.actor.id}) as my_turn
    from worksheets w left join worksheet_decisions d on d.library_id = w.library_id and d.worksheet_id = w.id and ${stands('d')}
    where w.library_id = ${ctx.library.id}
    order by d.decided_at is not null, w.opened_at desc, w.id limit 200`.execute(ctx.db);
  return rows;
}

/**
 * Opens a worksheet on the newest version of a factor set and invites its raters by mail. `linkTo` writes the address
 * of a worksheet.
 */
export async function openWorksheet(ctx: Ctx, draft: WorksheetDraft, linkTo: (id: string) => string): Promise<string> {
  allow(mayOpenWorksheet(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const set = await findFactorSet(ctx, draft.factor_set);
    const [library_id, id] = [ctx.library.id, newId()];
    const row = {
      library_id,
      id,
      purpose: draft.purpose,
      version_id: set.versionId,
      opened_by: ctx.actor.id,
      opened_at: ctx.now,
    };
    await ctx.db.insertInto('worksheets').values(row).execute();
    const factors = await factorsOfVersion(ctx, set.versionId);
    await ctx.db
      .insertInto('worksheet_factors')
      .values(factors.map(({ code }) => ({ library_id, worksheet_id: id, version_id: set.versionId, code })))
      .execute();
    await placePartners(ctx, id, draft.partners);
    await history(ctx, 'worksheet.opened', { type: 'worksheet', id }, { purpose: draft.purpose });
    await addRaters(ctx, { id, purpose: draft.purpose }, draft.raters, linkTo);
    return id;
  });
}

type Edit = { purpose: string; partners: string[]; raters: string[]; weights: Record<string, number>; version: number };

/**
 * Changes purpose, partners, raters and weights while it is open. A partner or rater with ratings stays: nothing rated
 * is thrown away.
 */
export async function changeWorksheet(ctx: Ctx, id: string, edit: Edit, linkTo: (id: string) => string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const sheet = await findWorksheet(ctx, id);
    allow(mayEditWorksheet(ctx.actor, sheet));
    const update = ctx.db.updateTable('worksheets').set({ purpose: edit.purpose, version: edit.version + 1 });
    const changed = await translating(ON_SHEET, () =>
      update
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', edit.version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) throw await staleWorksheet(ctx, id);
    keepBlind(ctx, sheet, edit.raters);
    const leaving = sheet.partners.map((partner) => partner.id).filter((partner) => !edit.partners.includes(partner));
    await remove(ctx, 'worksheet_partners', 'partner_id', id, leaving);
    await placePartners(ctx, id, edit.partners);
    await setWeights(ctx, id, edit.weights);
    const before = sheet.raters.map((rater) => rater.id);
    await remove(
      ctx,
      'worksheet_raters',
      'member_id',
      id,
      before.filter((rater) => !edit.raters.includes(rater)),
    );
    await addRaters(
      ctx,
      { id, purpose: edit.purpose },
      edit.raters.filter((rater) => !before.includes(rater)),
      linkTo,
    );
    await history(ctx, 'worksheet.changed', { type: 'worksheet', id }, { purpose: edit.purpose });
  });
}

async function staleWorksheet(ctx: Ctx, id: string): Promise<Conflict> {
  const now = await findWorksheet(ctx, id);
  const ids = (list: { id: string }[]) => list.map((each) => each.id).join(', ');
  const weights = Object.fromEntries(now.factors.map((factor) => [`weights.${factor.code}`, String(factor.weight)]));
  return new Conflict(
    { purpose: now.purpose, partners: ids(now.partners), raters: ids(now.raters), ...weights },
    now.version,
  );
}

/**
 * Once somebody has handed in, nobody takes themselves off the raters to look, nor puts themselves on after having
 * looked.
 */
function keepBlind(ctx: Ctx, sheet: Worksheet, raters: string[]): void {
  const me = ctx.actor.id ?? '';
  const was = sheet.raters.some((rater) => rater.id === me);
  if (was !== raters.includes(me) && sheet.raters.some((rater) => rater.submittedAt))
    throw new Invalid({ raters: { key: 'error.rater_self' } });
}

const ON_SHEET: Record<string, [string, string]> = {
  ratings_partner_fkey: ['partners', 'error.partner_rated'],
  worksheet_partners_partner_fkey: ['partners', 'error.choice'],
  ratings_rater_fkey: ['raters', 'error.rater_rated'],
  worksheet_submissions_library_id_worksheet_id_member_id_fkey: ['raters', 'error.rater_rated'],
  worksheet_raters_member_fkey: ['raters', 'error.choice'],
  worksheet_is_open: ['form', 'error.decided'],
};

async function remove(
  ctx: Ctx,
  table: 'worksheet_partners' | 'worksheet_raters',
  column: 'partner_id' | 'member_id',
  id: string,
  gone: string[],
): Promise<void> {
  if (gone.length === 0) return;
  await translating(ON_SHEET, () =>
    sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id} and worksheet_id = ${id} and ${sql.ref(column)} = any(${gone}::uuid[])`.execute(
      ctx.db,
    ),
  );
}

// A partner keeps its column; a new one takes the first that is free.
async function placePartners(ctx: Ctx, worksheet_id: string, partnerIds: string[]): Promise<void> {
  const here = await ctx.db
    .selectFrom('worksheet_partners')
    .select(['partner_id', 'position'])
    .where('library_id', '=', ctx.library.id)
    .where('worksheet_id', '=', worksheet_id)
    .execute();
  const taken = new Set(here.map((row) => row.position));
  const free = [1, 2, 3, 4, 5, 6].filter((position) => !taken.has(position));
  const added = partnerIds.filter((partner) => !here.some((row) => row.partner_id === partner));
  if (added.length > free.length) throw new Invalid({ partners: { key: 'error.too_many_partners' } });
  const rows = added.map((partner_id, at) => ({
    library_id: ctx.library.id,
    worksheet_id,
    partner_id,
    position: free[at] ?? 0,
  }));
  if (rows.length > 0)
    await translating(ON_SHEET, () => ctx.db.insertInto('worksheet_partners').values(rows).execute());
}

async function setWeights(ctx: Ctx, id: string, weights: Record<string, number>): Promise<void> {
  for (const [code, weight] of Object.entries(weights)) {
    const query = ctx.db
      .updateTable('worksheet_factors')
      .set({ weight })
      .where('library_id', '=', ctx.library.id)
      .where('worksheet_id', '=', id);
    await query.where('code', '=', code).where('weight', '<>', weight).execute();
  }
}

async function addRaters(
  ctx: Ctx,
  sheet: { id: string; purpose: string },
  memberIds: string[],
  linkTo: (id: string) => string,
): Promise<void> {
  if (memberIds.length === 0) return;
  const rows = memberIds.map((member_id) => ({
    library_id: ctx.library.id,
    worksheet_id: sheet.id,
    member_id,
    invited_at: ctx.now,
  }));
  await translating(ON_SHEET, () => ctx.db.insertInto('worksheet_raters').values(rows).execute());
  const people = await ctx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['m.id', 'm.role', 'm.left_at', 'u.email', 'u.locale'])
    .where('m.library_id', '=', ctx.library.id)
    .where('m.id', 'in', memberIds)
    .execute();
  if (people.some((person) => person.left_at !== null || person.role === 'reader'))
    throw new Invalid({ raters: { key: 'error.reader_cannot_rate' } });
  const replyTo = await addressOf(ctx);
  for (const person of people.filter((person) => person.id !== ctx.actor.id)) {
    const locale = (person.locale as Locale | null) ?? ctx.library.locale;
    const { t } = speak(locale);
    const values = {
      purpose: sheet.purpose,
      library: ctx.library.name,
      inviter: ctx.actor.name,
      link: linkTo(sheet.id),
    };
    const words = { locale, subject: t('mail.rate.subject', values), body: t('mail.rate.body', values) };
    await outbox(ctx, { to: person.email, kind: 'rate', replyTo, ...words });
  }
}
