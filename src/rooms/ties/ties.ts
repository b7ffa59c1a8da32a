/** What one can do with ties: write one down, change where it is known from, list them, say who is not to be used. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId, type SomeId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { nameKey } from '../directory/name-key.ts';
import type { PersonId } from '../directory/person.ts';
import { personsNamed } from '../directory/persons.ts';
import { partnersCalled } from '../partners/partner-list.ts';
import { namedEnds } from './steps.ts';
import {
  type End,
  type EndKey,
  endKey,
  endOf,
  mayTie,
  ordered,
  type Tie,
  type TieFilter,
  type TieId,
  type TieKind,
  type TieSaid,
} from './tie.ts';

/** One end that is there. Throws NotFound. */
export const findEnd = async (ctx: Ctx, key: EndKey) => found((await namedEnds(ctx, [key])).get(key));

/** Organizations and people who are called so; a few at most. */
export async function endsCalled(ctx: Ctx, name: string): Promise<(End & { key: EndKey })[]> {
  const persons = (await personsNamed(ctx, [name])).get(nameKey(name)) ?? [];
  const partners = await partnersCalled(ctx, name);
  const { rows } = await sql<{ id: SomeId; name: string }>`
    select o.id, o.name from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where p.library_id = ${ctx.library.id} and p.id = any(${partners.map(({ id }) => id)}::uuid[])
    order by o.name_key, o.id`.execute(ctx.db);
  const ends: End[] = [
    ...persons.map(({ id, name, roles }) => ({ kind: 'person' as const, id, name: withRole(name, roles) })),
    ...rows.map((row) => ({ kind: 'organization' as const, ...row })),
  ];
  return ends.map((end) => ({ ...end, key: endKey(end) }));
}

const withRole = (name: string, roles: { organization: string }[]) =>
  [name, roles[0]?.organization].filter(Boolean).join(', ');

type Between = { one: End; other: End };
type Adding = TieSaid & { kind: TieKind };

/** Throws Invalid where the two have one of this kind, or can have none, or it is known from a day that is ahead. */
export async function addTie(ctx: Ctx, between: Between, said: Adding): Promise<TieId> {
  const id = await addTieUnlessThere(ctx, between, said);
  if (!id) throw new Invalid({ name: { key: 'error.tie_there' } });
  return id;
}

/** Null where the two have one of this kind. */
export async function addTieUnlessThere(
  ctx: Ctx,
  { one, other }: Between,
  { kind, ...said }: Adding,
): Promise<TieId | null> {
  allow(mayTie(ctx.actor));
  const ends = ordered(kind, one, other);
  if (!ends) throw new Invalid({ kind: { key: 'error.tie_between' } });
  notAhead(ctx, said);
  return inTransaction(ctx, async (ctx) => {
    const [from, to] = ends;
    const id = newId<'ties'>();
    const columns = { [`from_${from.kind}_id`]: from.id, [`to_${to.kind}_id`]: to.id };
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    const added = await ctx.db
      .insertInto('ties')
      .values({ library_id: ctx.library.id, id, kind, ...said, ...columns, ...made })
      .onConflict((same) => same.doNothing())
      .executeTakeFirst();
    if (!added.numInsertedOrUpdatedRows) return null;
    await history(ctx, 'tie.added', { subject: theLibrary(ctx), details: { name: `${from.name} – ${to.name}` } });
    return id;
  });
}

function notAhead(ctx: Ctx, { known_on }: Pick<TieSaid, 'known_on'>): void {
  if (known_on > today(ctx)) throw new Invalid({ known_on: { key: 'error.future' } });
}

const name = (ctx: Ctx, side: 'from' | 'to') => sql`coalesce(
  (select p.name from persons p where p.library_id = ${ctx.library.id} and p.id = ${sql.ref(`t.${side}_person_id`)}),
  (select o.name from organizations o where o.library_id = ${ctx.library.id}
    and o.id = ${sql.ref(`t.${side}_organization_id`)}))`;

type Row = Omit<Tie, 'from' | 'to'> & Record<string, SomeId | null> & { from_name: string; to_name: string };

/** Somebody who is at no organization any more is not shown. */
const present = (ctx: Ctx) => sql`not exists (
  select 1 from unnest(array[t.from_person_id, t.to_person_id]) p where p is not null
    and not exists (select 1 from contacts c where c.library_id = ${ctx.library.id} and c.person_id = p))`;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Row>`
  select t.id, t.kind, t.from_member_id, t.from_person_id, t.from_organization_id, t.to_person_id, t.to_organization_id,
    coalesce(f.name, ${name(ctx, 'from')}) as from_name, ${name(ctx, 'to')} as to_name,
    t.source, t.known_on, t.through_us,
    u.name as made_by, t.version
  from ties t join members m on m.library_id = t.library_id and m.id = t.made_by join users u on u.id = m.user_id
  left join members fm on fm.library_id = t.library_id and fm.id = t.from_member_id
  left join users f on f.id = fm.user_id
  where t.library_id = ${ctx.library.id} and ${present(ctx)} and ${where}`;

const sideOf = (row: Row, side: 'from' | 'to'): End => {
  const kind = (['member', 'person', 'organization'] as const).find((each) => row[`${side}_${each}_id`]);
  return { kind: kind ?? 'person', id: found(row[`${side}_${kind}_id`]), name: row[`${side}_name`] };
};
const toTie = (row: Row): Tie => {
  const { id, kind, source, known_on, through_us, made_by, version } = row;
  return { id, kind, source, known_on, through_us, made_by, version, from: sideOf(row, 'from'), to: sideOf(row, 'to') };
};

export const findTie = async (ctx: Ctx, id: TieId): Promise<Tie> =>
  toTie(found((await select(ctx, sql`t.id = ${id}`).execute(ctx.db)).rows[0]));

/** Those of an organization, of a person, or of an organization's people; the latest known first. */
export async function tiesOf(ctx: Ctx, keys: readonly EndKey[]): Promise<Tie[]> {
  const ids = (kind: string) => keys.flatMap((key) => (key.startsWith(`${kind} `) ? [endOf(key)?.id] : []));
  const [p, o] = [sql`${ids('person')}::uuid[]`, sql`${ids('organization')}::uuid[]`];
  const at = sql`(t.from_person_id = any(${p}) or t.to_person_id = any(${p}) or t.from_organization_id = any(${o})
    or t.to_organization_id = any(${o})) order by t.known_on desc, t.id`;
  return (await select(ctx, at).execute(ctx.db)).rows.map(toTie);
}

const PER_PAGE = 50;
export type TiePage = { rows: Tie[]; total: number; page: number; pages: number };

/** The latest known first. */
export async function listTies(ctx: Ctx, { kind, through_us, page: asked }: TieFilter): Promise<TiePage> {
  const which = sql`${kind ? sql`t.kind = ${kind}` : sql`true`} and ${through_us ? sql`t.through_us` : sql`true`}`;
  const counted = await sql<{ total: number }>`select count(*) as total from ties t
    where t.library_id = ${ctx.library.id} and ${present(ctx)} and ${which}`.execute(ctx.db);
  const total = counted.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(asked, pages);
  const newest = sql`${which} order by t.known_on desc, t.id limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`;
  return { rows: (await select(ctx, newest).execute(ctx.db)).rows.map(toTie), total, page, pages };
}

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changeTie(
  ctx: Ctx,
  id: TieId,
  { version, ...said }: TieSaid & { version: number },
): Promise<void> {
  allow(mayTie(ctx.actor));
  notAhead(ctx, said);
  await inTransaction(ctx, async (ctx) => {
    const was = await findTie(ctx, id);
    const changed = await ctx.db
      .updateTable('ties')
      .set({ ...said, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    const { source, known_on, through_us } = was;
    if (!changed.numUpdatedRows)
      throw new Conflict({ source, known_on, through_us: through_us ? 'on' : '' }, was.version);
    await history(ctx, 'tie.changed', { subject: theLibrary(ctx), details: { name: nameOf(was) } });
  });
}

const nameOf = ({ from, to }: Tie) => `${from.name} – ${to.name}`;

/** Returns the id that brings it back. */
export async function removeTie(ctx: Ctx, id: TieId): Promise<RemovalId> {
  allow(mayTie(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const label = nameOf(await findTie(ctx, id));
    return removing(ctx, { kind: 'tie', subject: id, label, about: theLibrary(ctx) }, async (ctx) => {
      await ctx.db.deleteFrom('ties').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
      await history(ctx, 'tie.removed', { subject: theLibrary(ctx), details: { name: label } });
    });
  });
}

/** How many pairs met through the library, whatever they have done together since. */
export async function countThroughUs(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{
    pairs: number;
  }>`select count(distinct array[least(one, two), greatest(one, two)]) as pairs
    from ties t cross join lateral (select coalesce(from_member_id, from_person_id, from_organization_id) as one,
      coalesce(to_person_id, to_organization_id) as two) ends
    where t.library_id = ${ctx.library.id} and ${present(ctx)} and t.through_us`.execute(ctx.db);
  return rows[0]?.pairs ?? 0;
}

export const isRefusedForTies = async (ctx: Ctx, person_id: PersonId): Promise<boolean> =>
  (await ctx.db
    .selectFrom('tie_refusals')
    .select('person_id')
    .where('library_id', '=', ctx.library.id)
    .where('person_id', '=', person_id)
    .executeTakeFirst()) !== undefined;

/** They asked not to be used for introductions, or say that they may be again. */
export async function refuseTies(ctx: Ctx, person: End & { id: PersonId }, refused: boolean): Promise<void> {
  allow(mayTie(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const key = { library_id: ctx.library.id, person_id: person.id };
    if (refused)
      await ctx.db
        .insertInto('tie_refusals')
        .values({ ...key, noted_by: memberId(ctx), noted_at: ctx.now })
        .onConflict((same) => same.doNothing())
        .execute();
    else
      await ctx.db
        .deleteFrom('tie_refusals')
        .where('library_id', '=', key.library_id)
        .where('person_id', '=', key.person_id)
        .execute();
    const action = refused ? 'tie.refused' : 'tie.allowed';
    await history(ctx, action, { subject: theLibrary(ctx), details: { name: person.name } });
  });
}
