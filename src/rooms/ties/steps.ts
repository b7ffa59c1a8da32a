/**
 * The steps of which ways are made: ties that were written down, and what is known without writing: who works where,
 * who of the staff talked with whom, what is part of what. Nobody is a step who asked not to be, or who is at no
 * organization any more; private notes are none.
 */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, today } from '../../house/ctx.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { interactionReadable } from '../outreach/readable.ts';
import { findPaths, type Path, type Paths, type Step } from './path.ts';
import { type End, type EndKey, endKey, endOf } from './tie.ts';

/** `outside`: for whoever is not on the staff. An organization whose address is confidential is then no step. */
type Sight = { target: EndKey; sight: 'staff' | 'outside' };

/** How the library reaches an organization or a person. */
export const pathsTo = (ctx: Ctx, target: EndKey, sight: Sight['sight'] = 'staff'): Promise<Paths> =>
  findPaths({ target, today: today(ctx), stepsAt: (ends) => stepsAt(ctx, ends, { target, sight }) });

async function stepsAt(ctx: Ctx, ends: EndKey[], sight: Sight): Promise<Step[]> {
  const ids = (wanted: string) => ends.flatMap((key) => (key.startsWith(`${wanted} `) ? [endOf(key)?.id] : []));
  const [persons, organizations] = [ids('person'), ids('organization')];
  const at = { p: sql`${persons}::uuid[]`, o: sql`${organizations}::uuid[]` };
  const { rows } = await sql<{ a: EndKey; b: EndKey; kind: Step['kind']; on_day: string | null }>`
    with steps as materialized (
      ${sql.join([roles(ctx, at), talks(ctx, at), chapters(ctx, at), written(ctx, at)], sql` union all `)}
    ), shut as materialized (${shutEnds(ctx, sight)})
    select * from steps s where s.a not in (select key from shut) and s.b not in (select key from shut)`.execute(
    ctx.db,
  );
  return rows.map(({ a, b, kind, on_day }) => ({ from: a, to: b, kind, on: on_day }));
}

type At = { p: RawBuilder<unknown>; o: RawBuilder<unknown> };

const roles = (ctx: Ctx, { p, o }: At) => sql`
  select 'person ' || c.person_id as a, 'organization ' || c.organization_id as b, 'works_at' as kind,
    null::date as on_day
  from contacts c where c.library_id = ${ctx.library.id} and (c.person_id = any(${p}) or c.organization_id = any(${o}))
    and (c.ends_on is null or c.ends_on >= ${today(ctx)})`;

const isTalk = sql`i.kind <> 'remark' and not (i.kind = 'email' and i.direction = 'outgoing')`;

/** The last time that a member who is still here talked with a person, or with a partner. A mail of ours is no talk. */
const talks = (ctx: Ctx, { p, o }: At) => sql`
  select 'member ' || w.member_id, w.whom, 'talked_with', max(w.happened_on) from (
    select 'person ' || x.person_id as whom, x.interaction_id as id from interaction_persons x
    where x.library_id = ${ctx.library.id} and x.person_id = any(${p})
    union all
    select 'organization ' || t.organization_id, x.interaction_id from partners t
    join interaction_partners x on x.library_id = t.library_id and x.partner_id = t.id
    where t.library_id = ${ctx.library.id} and t.organization_id = any(${o})) told
  cross join lateral (
    select told.whom, i.author_id as member_id, i.happened_on from interactions i
    where i.library_id = ${ctx.library.id} and i.id = told.id and ${isTalk}
      and ${interactionReadable(ctx, 'i')}
    union all
    select told.whom, m.member_id, i.happened_on from interactions i
    join interaction_members m on m.library_id = i.library_id and m.interaction_id = i.id
    where i.library_id = ${ctx.library.id} and i.id = told.id and ${isTalk}
      and ${interactionReadable(ctx, 'i')}) w
  join members k on k.library_id = ${ctx.library.id} and k.id = w.member_id and k.left_at is null
  group by 1, 2`;

const chapters = (ctx: Ctx, { o }: At) => sql`
  select 'organization ' || c.id, 'organization ' || c.parent_organization_id, 'part_of', null::date
  from organizations c where c.library_id = ${ctx.library.id} and c.parent_organization_id is not null
    and (c.id = any(${o}) or c.parent_organization_id = any(${o}))`;

const written = (ctx: Ctx, { p, o }: At) => sql`
  select ${end('from_member', 'from_person', 'from_organization')}, ${end('to_person', 'to_organization')}, t.kind,
    t.known_on
  from ties t
  left join members k on k.library_id = t.library_id and k.id = t.from_member_id
  where t.library_id = ${ctx.library.id} and (t.from_person_id = any(${p}) or t.to_person_id = any(${p})
      or t.from_organization_id = any(${o}) or t.to_organization_id = any(${o}))
    and k.left_at is null`;

const end = (...columns: string[]) =>
  sql`coalesce(${sql.join(
    columns.map((column) => {
      const kind = column.replace(/^(from|to)_/, '');
      return sql`${`${kind} `}::text || ${sql.ref(`t.${column}_id`)}`;
    }),
  )})`;

/** Persons who asked not to be used or are at no organization, but for the target; and what the outside may not see. */
const shutEnds = (ctx: Ctx, { target, sight }: Sight) => sql`
  select e.key from (
    select k.key, split_part(k.key, ' ', 1) as kind, split_part(k.key, ' ', 2)::uuid as id
    from (select a as key from steps union select b from steps) k where k.key <> ${target}) e
  where e.kind = 'person' and (
      not exists (select 1 from contacts c where c.library_id = ${ctx.library.id} and c.person_id = e.id)
      or exists (select 1 from tie_refusals r where r.library_id = ${ctx.library.id} and r.person_id = e.id))
    or e.kind = 'organization' and ${sight === 'outside'} and exists (select 1 from organizations o
      where o.library_id = ${ctx.library.id} and o.id = e.id and o.confidential_address)`;

/** An end as one reads it; whether where it is may not be told outside, and, of a partner, which. */
export type NamedEnd = End & { confidential: boolean; partner_id: string | null };

/** The names of all ends of these ways. */
export async function endsOf(ctx: Ctx, paths: readonly Path[]): Promise<Map<EndKey, NamedEnd>> {
  const keys = [...new Set(paths.flatMap(({ steps }) => steps.flatMap(({ from, to }) => [from, to])))];
  return namedEnds(ctx, keys);
}

export async function namedEnds(ctx: Ctx, keys: readonly EndKey[]): Promise<Map<EndKey, NamedEnd>> {
  const ids = (kind: string) => keys.flatMap((key) => (key.startsWith(`${kind} `) ? [endOf(key)?.id] : []));
  const { rows } = await sql<NamedEnd>`
    select 'member' as kind, m.id, u.name, false as confidential, null::uuid as partner_id
    from members m join users u on u.id = m.user_id
    where m.library_id = ${ctx.library.id} and m.id = any(${ids('member')}::uuid[])
    union all
    select 'person', p.id, p.name, false, null from persons p
    where p.library_id = ${ctx.library.id} and p.id = any(${ids('person')}::uuid[])
    union all
    select 'organization', o.id, o.name, o.confidential_address, t.id from organizations o
    left join partners t on t.library_id = o.library_id and t.organization_id = o.id
    where o.library_id = ${ctx.library.id} and o.id = any(${ids('organization')}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((row) => [endKey(row), row]));
}

export const organizationEnd = (id: OrganizationId): EndKey => `organization ${id}`;
