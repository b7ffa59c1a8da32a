/**
 * What this room knows beside the factors of a worksheet, over the last year. It says what was counted and judges
 * nothing; where nothing is known, nothing is said, so that silence is not taken for a failing.
 */
import { sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { Evidence } from '../../house/room.ts';

const YEAR = -365;
const since = (ctx: Ctx) => today(ctx, YEAR);

/** Promises of theirs: kept in time, kept late, dropped, and late today. */
export const promisesKept: Evidence = (ctx, partnerIds) => sql`
  select t.partner_id, jsonb_build_object('key', 'evidence.promises', 'values', jsonb_build_object(
      'kept', (count(*) filter (where t.outcome = 'done' and t.closed_on <= t.due_on))::text,
      'late', (count(*) filter (where t.outcome = 'done' and t.closed_on > t.due_on))::text,
      'dropped', (count(*) filter (where t.outcome = 'dropped'))::text,
      'waiting', (count(*) filter (where t.outcome is null))::text)) as said,
    '/partners/:id' as page
  from tasks t
  where t.library_id = ${ctx.library.id} and t.partner_id = any(${[...partnerIds]}::uuid[]) and t.person_id is not null
    and (t.closed_on >= ${since(ctx)} or t.outcome is null and t.due_on < ${today(ctx)})
  group by t.partner_id`;

/** How often something was said, and how often they began. */
export const contactsLogged: Evidence = (ctx, partnerIds) => sql`
  select w.partner_id, jsonb_build_object('key', 'evidence.contacts', 'values', jsonb_build_object(
      'count', count(*)::text, 'theirs', (count(*) filter (where i.direction = 'incoming'))::text)) as said,
    '/partners/:id' as page
  from interaction_partners w join interactions i on i.library_id = w.library_id and i.id = w.interaction_id
  where w.library_id = ${ctx.library.id} and w.partner_id = any(${[...partnerIds]}::uuid[]) and i.kind <> 'remark'
    and i.happened_on >= ${since(ctx)}
  group by w.partner_id`;

/** How many people of theirs are known, and with how many of them somebody talked. */
export const peopleTalkedTo: Evidence = (ctx, partnerIds) => sql`
  select p.id as partner_id, jsonb_build_object('key', 'evidence.people', 'values', jsonb_build_object(
      'known', count(distinct c.person_id)::text,
      'talked', (count(distinct c.person_id) filter (where exists (
        select 1 from interaction_persons x
        join interactions i on i.library_id = x.library_id and i.id = x.interaction_id
        where x.library_id = ${ctx.library.id} and x.person_id = c.person_id and i.kind <> 'remark'
          and i.happened_on >= ${since(ctx)})))::text)) as said,
    '/partners/:id/people' as page
  from partners p join contacts c on c.library_id = p.library_id and c.organization_id = p.organization_id
  where p.library_id = ${ctx.library.id} and p.id = any(${[...partnerIds]}::uuid[])
    and (c.ends_on is null or c.ends_on >= ${today(ctx)})
  group by p.id`;
