/** Finding worksheets. What changes them is in opening.ts, ratings.ts, decisions.ts and removing.ts. */

import { sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import type { PartnerId } from '../partners/partner.ts';
import { factorsOfVersion } from './factor-sets.ts';
import type {
  Decision,
  Factor,
  FactorSetVersionId,
  FormerDecision,
  Rater,
  Worksheet,
  WorksheetFilter,
  WorksheetId,
} from './worksheet.ts';

type StoredWorksheet = {
  id: WorksheetId;
  purpose: string;
  version_id: FactorSetVersionId;
  set_name: string;
  built_in: boolean;
  set_number: number;
  opened_at: Date;
  version: number;
  partners: { id: PartnerId; name: string }[];
  raters: { id: MemberId; name: string; submitted_at: string | null; version: number }[];
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
 * Names by partner on the day of the decision; one that became part of another since is found under that one's id.
 */
const namesAsDecided = (ctx: Ctx) => sql`d.as_decided -> 'partners' || coalesce((
  select jsonb_object_agg(f.partner_id, d.as_decided -> 'partners' -> f.former_id::text) from former_partners f
  where f.library_id = ${ctx.library.id} and d.as_decided -> 'partners' ? f.former_id::text), '{}')`;

/** The lists of a worksheet, as columns of a query over `worksheets w`. */
const partners = (ctx: Ctx) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', x.partner_id, 'name', o.name) order by x.position), '[]')
    from worksheet_partners x
    join partners p on p.library_id = x.library_id and p.id = x.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where x.library_id = ${ctx.library.id} and x.worksheet_id = w.id) as partners`;
const raters = (ctx: Ctx) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.member_id, 'name', u.name, 'submitted_at', h.submitted_at,
    'version', r.version) order by r.invited_at, ${byName('u.name')}), '[]')
    from worksheet_raters r
    join members m on m.library_id = r.library_id and m.id = r.member_id join users u on u.id = m.user_id
    left join worksheet_submissions h on h.library_id = r.library_id and h.worksheet_id = r.worksheet_id
      and h.member_id = r.member_id
    where r.library_id = ${ctx.library.id} and r.worksheet_id = w.id) as raters`;
const weights = (ctx: Ctx) => sql`
  (select jsonb_object_agg(f.code, f.weight) from worksheet_factors f where f.library_id = ${ctx.library.id}
    and f.worksheet_id = w.id) as weights`;
const decisions = (ctx: Ctx) => sql`
  (select coalesce(jsonb_agg(jsonb_build_object('number', d.number, 'reason', d.reason, 'why_unrated',
    d.why_unrated, 'decided_by', u.name, 'decided_at', d.decided_at,
      'look_back_on', d.look_back_on, 'names', ${namesAsDecided(ctx)}, 'factor_set', d.as_decided ->> 'factorSet',
      'chosen', array(select c.partner_id from worksheet_choices c where c.library_id = ${ctx.library.id}
        and c.worksheet_id = d.worksheet_id and c.number = d.number),
      'reopened', (select jsonb_build_object('by', ru.name, 'at', r.reopened_at, 'reason', r.reason)
        from worksheet_reopenings r join members rm on rm.library_id = r.library_id and rm.id = r.reopened_by
          join users ru on ru.id = rm.user_id
        where r.library_id = ${ctx.library.id} and r.worksheet_id = d.worksheet_id and r.number = d.number))
          order by d.number desc), '[]')
    from worksheet_decisions d join members m on m.library_id = d.library_id and m.id = d.decided_by
      join users u on u.id = m.user_id
    where d.library_id = ${ctx.library.id} and d.worksheet_id = w.id) as decisions`;

/**
 * The worksheet without its ratings: two queries. A decided one shows partners and factor set under the names they had
 * on the day.
 */
export async function findWorksheet(ctx: Ctx, id: string): Promise<Worksheet> {
  const { rows } = await sql<StoredWorksheet>`
    select w.id, w.purpose, w.version_id, s.name as set_name, s.built_in, v.number as set_number, w.opened_at,
      w.version,
      ${partners(ctx)}, ${raters(ctx)}, ${weights(ctx)}, ${decisions(ctx)}
    from worksheets w
    join factor_set_versions v on v.library_id = w.library_id and v.id = w.version_id
    join factor_sets s on s.library_id = v.library_id and s.id = v.factor_set_id
    where w.library_id = ${ctx.library.id} and w.id = ${id}`.execute(ctx.db);
  const row = found(rows[0]);
  return toWorksheet(row, await factorsOfVersion(ctx, row.version_id));
}

function toWorksheet(row: StoredWorksheet, factors: Factor[]): Worksheet {
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

const toRater = (row: StoredWorksheet['raters'][number]): Rater => ({
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
  id: WorksheetId;
  purpose: string;
  opened_at: Date;
  partners: string[];
  raters: number;
  submitted: number;
  decided_at: Date | null;
  /** null when the reader does not rate it. */
  my_turn: boolean | null;
};

/** That the decision which the query calls so has not been reopened. */
export const stands = (
  ctx: Ctx,
  d: string,
) => sql`not exists (select 1 from worksheet_reopenings x where x.library_id = ${ctx.library.id}
  and x.worksheet_id = ${sql.ref(d)}.worksheet_id and x.number = ${sql.ref(d)}.number)`;

export type WorksheetPage = { rows: WorksheetRow[]; total: number; page: number; pages: number };

const WORKSHEETS_PER_PAGE = 50;

/** Open ones first, then the latest. */
export async function listWorksheets(
  ctx: Ctx,
  { q, state, page: wanted }: WorksheetFilter,
  size = WORKSHEETS_PER_PAGE,
): Promise<WorksheetPage> {
  const words = says(sql`l.purpose || ' ' || array_to_string(l.partners, ' ')`, q);
  const asked = {
    '': sql`true`,
    open: sql`l.decided_at is null`,
    decided: sql`l.decided_at is not null`,
    mine: sql`l.my_turn`,
  };
  const where = sql`${asked[state]} and ${words ?? sql`true`}`;
  const all = allWorksheets(ctx);
  const count = await sql<{ total: number }>`select count(*) as total from (${all}) l where ${where}`.execute(ctx.db);
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(wanted, pages);
  const { rows } = await sql<WorksheetRow>`select l.* from (${all}) l where ${where}
    order by l.decided_at is not null, l.opened_at desc, l.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.db);
  return { rows, total, page, pages };
}

const allWorksheets = (ctx: Ctx) => sql`
    select w.id, w.purpose, w.opened_at, d.decided_at,
      array(select o.name from worksheet_partners x join partners p on p.library_id = x.library_id
        and p.id = x.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where x.library_id = ${ctx.library.id} and x.worksheet_id = w.id order by x.position) as partners,
      (select count(*) from worksheet_raters r where r.library_id = ${ctx.library.id}
        and r.worksheet_id = w.id) as raters,
      (select count(*) from worksheet_submissions h where h.library_id = ${ctx.library.id}
        and h.worksheet_id = w.id) as submitted,
      (select h.member_id is null and d.decided_at is null from worksheet_raters r
        left join worksheet_submissions h on h.library_id = r.library_id and h.worksheet_id = r.worksheet_id
          and h.member_id = r.member_id
        where r.library_id = ${ctx.library.id} and r.worksheet_id = w.id and r.member_id = ${ctx.actor.id}) as my_turn
    from worksheets w left join worksheet_decisions d on d.library_id = w.library_id and d.worksheet_id = w.id
      and ${stands(ctx, 'd')}
    where w.library_id = ${ctx.library.id}`;
