/**
 * How often a partner is to be in touch with. It counts from the last touch, in either direction: whoever was called by
 * them yesterday need not be called tomorrow.
 */
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, today } from '../../house/ctx.ts';
import { day } from '../../house/parse.ts';
import { OVER, type Stage } from '../partners/partner.ts';

export const CADENCES = ['usual', 'key', 'own'] as const;
export type CadenceKind = (typeof CADENCES)[number];

/** Days between two touches. */
export const KEY_DAYS = 30;
/** By the stage; none for what is over. */
export const USUAL_DAYS: Record<Stage, number | null> = {
  ...{ potential: 180, researching: 180, contacted: 30, talking: 30, evaluating: 30, agreeing: 30 },
  ...{ active: 60, dormant: 180, ended: null, declined: null },
};

export const cadenceDraft = z
  .object({
    kind: z.enum(CADENCES, 'error.choice'),
    days: z.coerce
      .number('error.cadence_days')
      .int('error.cadence_days')
      .min(0)
      .max(1000, 'error.cadence_days')
      .catch(0),
    paused_until: day,
    /** 0 while nobody has set one. */
    version: z.coerce.number('error.version').int().min(0).max(2_000_000_000),
  })
  .refine(({ kind, days }) => kind !== 'own' || days > 0, { path: ['days'], message: 'error.cadence_days' });
export type CadenceDraft = z.output<typeof cadenceDraft>;

const usual = sql.join(
  Object.entries(USUAL_DAYS).map(([stage, days]) => sql`when ${sql.lit(stage)} then ${sql.lit(days)}`),
  sql` `,
);

/**
 * Partners with when they were last touched and are to be touched next, as a relation of library_id, partner_id,
 * last_on, days and due_on. What is over has no day; nor has whoever is only looked at and was never spoken to. Whoever
 * is talked with and has nothing in the log counts from the day they were added. `which` is a condition about `p`.
 */
export const touchesOf = (ctx: Ctx, which: RawBuilder<unknown>) => sql`
  select q.partner_id, q.last_on, q.days, q.paused_until,
    case when q.since + q.days is not null then greatest(q.since + q.days, q.paused_until) end as due_on
  from (
    select p.id as partner_id, t.last_on,
      case when p.stage = any(${OVER}::text[]) then null when c.kind = 'key' then ${sql.lit(KEY_DAYS)}
        when c.kind = 'own' then c.days else case p.stage ${usual} end end as days,
      coalesce(t.last_on, case when p.stage not in ('potential', 'researching')
        then (p.created_at at time zone ${ctx.library.timeZone})::date end) as since,
      case when c.paused_until > ${today(ctx)} then c.paused_until end as paused_until
    from partners p
    left join cadences c on c.library_id = p.library_id and c.partner_id = p.id
    left join (
      select w.partner_id, max(i.happened_on) as last_on
      from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
      join partners p on p.library_id = w.library_id and p.id = w.partner_id
      where w.library_id = ${ctx.library.id} and i.kind <> 'remark' and ${which} group by w.partner_id) t
      on t.partner_id = p.id
    where p.library_id = ${ctx.library.id} and ${which}) q`;
