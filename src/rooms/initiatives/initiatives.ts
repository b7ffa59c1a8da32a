/** What one can do with initiatives: begin one, change it, say how far it is, find it, take it away. */
import { type RawBuilder, sql } from 'kysely';
import { says } from '../../house/asked.ts';
import { byName } from '../../house/by-name.ts';
import { type Ctx, type MemberId, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { branchesOf } from '../accounts/branches.ts';
import { needWords } from '../guide/needs.ts';
import { keepCheck } from '../overlaps/overlaps.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  type Initiative,
  type InitiativeDraft,
  type InitiativeEdit,
  type InitiativeEvent,
  type InitiativeFilter,
  type InitiativeId,
  type InitiativeState,
  mayPlan,
  overlapOf,
} from './initiative.ts';
import { addEvidence } from './initiative-evidence.ts';
import { joinInitiative } from './initiative-partners.ts';

/** The latest event of a row `i`. */
const latest = (ctx: Ctx) => sql`lateral (select e.state, e.said_at from initiative_events e
  where e.library_id = ${ctx.library.id} and e.initiative_id = i.id order by e.said_at desc, e.id desc limit 1)`;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Initiative>`
  select i.id, i.name, i.who, i.need, i.populations, i.postal_codes, i.starts_on, i.ends_on, s.state,
    s.said_at as state_at, i.version,
    coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'postal_code', b.postal_code)
        order by b.name)
      from initiative_branches ib join branches b on b.library_id = ib.library_id and b.id = ib.branch_id
      where ib.library_id = ${ctx.library.id} and ib.initiative_id = i.id), '[]') as branches,
    coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'name', u.name) order by u.name, m.id)
      from initiative_members im join members m on m.library_id = im.library_id and m.id = im.member_id
      join users u on u.id = m.user_id
      where im.library_id = ${ctx.library.id} and im.initiative_id = i.id and m.left_at is null), '[]') as members
  from initiatives i join ${latest(ctx)} s on true
  where i.library_id = ${ctx.library.id} and i.removed_at is null and ${where}`;

export const findInitiative = async (ctx: Ctx, id: InitiativeId): Promise<Initiative> =>
  found((await select(ctx, sql`i.id = ${id}`).execute(ctx.db)).rows[0]);

/** Those in which a partner has a part, the newest first. */
export async function initiativesWith(ctx: Ctx, partner: PartnerId): Promise<Initiative[]> {
  const theirs = sql`i.id in (select x.initiative_id from initiative_partners x
    where x.library_id = ${ctx.library.id} and x.partner_id = ${partner}) order by s.said_at desc, i.id limit 100`;
  return (await select(ctx, theirs).execute(ctx.db)).rows;
}

export type InitiativePage = { rows: Initiative[]; total: number; page: number; pages: number };
const PER_PAGE = 50;

/** By name. */
export async function listInitiatives(ctx: Ctx, filter: InitiativeFilter, per = PER_PAGE): Promise<InitiativePage> {
  const { q, state, member } = filter;
  const conditions = [
    says(sql`concat_ws(' ', i.name, i.need, i.who)`, q),
    state === 'open' ? sql`s.state in ('idea', 'planned', 'running')` : state && sql`s.state = ${state}`,
    member &&
      sql`exists (select 1 from initiative_members w where w.library_id = ${ctx.library.id}
      and w.initiative_id = i.id and w.member_id = ${member})`,
  ].filter((each) => each !== null && each !== '');
  const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
  const { rows: counted } = await sql<{ total: number }>`select count(*) as total
    from initiatives i join ${latest(ctx)} s on true
    where i.library_id = ${ctx.library.id} and i.removed_at is null and ${where}`.execute(ctx.db);
  const total = counted[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / per));
  const page = Math.min(filter.page, pages);
  const shown = sql`${where} order by ${byName('i.name')}, i.id limit ${per} offset ${(page - 1) * per}`;
  return { rows: (await select(ctx, shown).execute(ctx.db)).rows, total, page, pages };
}

/** Those that one can choose from, by name: they are not over. */
export async function initiativeNames(ctx: Ctx): Promise<Pick<Initiative, 'id' | 'name'>[]> {
  const { rows } = await sql<Pick<Initiative, 'id' | 'name'>>`select i.id, i.name
    from initiatives i join ${latest(ctx)} s on true
    where i.library_id = ${ctx.library.id} and i.removed_at is null and s.state in ('idea', 'planned', 'running')
    order by ${byName('i.name')}, i.id limit 200`.execute(ctx.db);
  return rows;
}

/** The library's own that may be about the same: at least half of the words that count are in them. */
export async function initiativesLike(ctx: Ctx, need: string): Promise<Pick<Initiative, 'id' | 'name' | 'state'>[]> {
  const words = needWords(need).flatMap(({ word }) => says(sql`concat_ws(' ', i.name, i.need, i.who)`, word) ?? []);
  if (words.length === 0) return [];
  const many = sql.join(
    words.map((each) => sql`(${each})::int`),
    sql` + `,
  );
  const { rows } = await sql<Pick<Initiative, 'id' | 'name' | 'state'>>`select i.id, i.name, s.state
    from initiatives i join ${latest(ctx)} s on true
    where i.library_id = ${ctx.library.id} and i.removed_at is null and ${many} >= ${words.length / 2}
    order by ${many} desc, ${byName('i.name')}, i.id limit 10`.execute(ctx.db);
  return rows;
}

/**
 * Keeps what is found today that does this already, as evidence of it. Throws Invalid where the need has no word by
 * which one can look.
 */
export async function addInitiative(ctx: Ctx, draft: InitiativeDraft): Promise<InitiativeId> {
  allow(mayPlan(ctx.actor));
  const { state, partners, worksheet, branches, members, ...words } = draft;
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'initiatives'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('initiatives')
      .values({ library_id: ctx.library.id, id, ...words, ...made })
      .execute();
    await writeLists(ctx, id, { branches, members });
    await say(ctx, id, { state, why: '' });
    for (const partner of new Set(partners)) await joinInitiative(ctx, id, partner, { part: 'does', what: '' });
    const codes = (await branchesOf(ctx)).filter((each) => branches.includes(each.id)).map((each) => each.postal_code);
    await addEvidence(ctx, id, { kind: 'overlap_check', subject_id: await keepCheck(ctx, overlapOf(words, codes)) });
    if (worksheet) await addEvidence(ctx, id, { kind: 'worksheet', subject_id: worksheet });
    await history(ctx, 'initiative.added', { subject: theLibrary(ctx), details: { name: words.name } });
    return id;
  });
}

type Lists = { branches: string[]; members: MemberId[] };
const STRANGE: Record<string, [string, string]> = {
  initiative_members_library_id_member_id_fkey: ['members', 'error.choice'],
};

async function writeLists(ctx: Ctx, initiative_id: InitiativeId, { branches, members }: Lists): Promise<void> {
  const of = { library_id: ctx.library.id, initiative_id };
  // A branch that was removed is in no form, and comes back to the initiative when it comes back.
  await sql`delete from initiative_branches r where r.library_id = ${ctx.library.id}
    and r.initiative_id = ${initiative_id} and exists (select 1 from branches b where b.library_id = ${ctx.library.id}
      and b.id = r.branch_id)`.execute(ctx.db);
  const { rows: there } = await sql<{ id: string }>`select id from branches where library_id = ${ctx.library.id}
    and id = any(${branches}::uuid[])`.execute(ctx.db);
  if (there.length < new Set(branches).size) throw new Invalid({ branches: { key: 'error.choice' } });
  await sql`delete from initiative_members where library_id = ${ctx.library.id}
    and initiative_id = ${initiative_id}`.execute(ctx.db);
  await insertMany(
    ctx.db,
    'initiative_branches',
    there.map(({ id: branch_id }) => ({ ...of, branch_id })),
  );
  const rows = [...new Set(members)].map((member_id) => ({ ...of, member_id }));
  await translating(STRANGE, () => insertMany(ctx.db, 'initiative_members', rows));
}

/** As the fields of its form. */
export const initiativeAsTyped = (it: Initiative) => ({
  ...{ name: it.name, who: it.who, need: it.need, populations: it.populations },
  ...{ postal_codes: it.postal_codes.join(', '), starts_on: it.starts_on ?? '', ends_on: it.ends_on ?? '' },
  branches: it.branches.map(({ id }) => id as string),
  members: it.members.map(({ id }) => id as string),
});

/** Throws Conflict where somebody has changed it meanwhile. */
export async function changeInitiative(ctx: Ctx, id: InitiativeId, edit: InitiativeEdit): Promise<void> {
  allow(mayPlan(ctx.actor));
  const { version, branches, members, ...words } = edit;
  await inTransaction(ctx, async (ctx) => {
    const was = await findInitiative(ctx, id);
    const changed = await ctx.db
      .updateTable('initiatives')
      .set({ ...words, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) {
      const { populations, branches, members, ...typed } = initiativeAsTyped(was);
      const lists = { populations: populations.join(', '), branches: branches.join(', '), members: members.join(', ') };
      throw new Conflict({ ...typed, ...lists }, was.version);
    }
    await writeLists(ctx, id, { branches, members });
    await history(ctx, 'initiative.changed', { subject: theLibrary(ctx), details: { name: words.name } });
  });
}

type Said = { state: InitiativeState; why: string };

const say = (ctx: Ctx, initiative_id: InitiativeId, said: Said) =>
  ctx.db
    .insertInto('initiative_events')
    .values({
      ...{ library_id: ctx.library.id, id: newId(), initiative_id, ...said },
      ...{ said_by: memberId(ctx), said_at: ctx.now },
    })
    .execute();

/** Says in which state it is now, and why. The same once more says nothing new. */
export async function changeState(ctx: Ctx, id: InitiativeId, { state, why }: Said): Promise<void> {
  allow(mayPlan(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await sql`select 1 from initiatives where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
    const was = await findInitiative(ctx, id);
    if (was.state === state) return;
    await say(ctx, id, { state, why });
    const details = { name: was.name, ...(why && { reason: why }) };
    await history(ctx, `initiative.is_${state}`, { subject: theLibrary(ctx), details });
  });
}

/** From the first on. */
export async function eventsOf(ctx: Ctx, id: InitiativeId): Promise<InitiativeEvent[]> {
  const { rows } = await sql<InitiativeEvent>`
    select e.state, e.why, u.name as who, e.said_at from initiative_events e
    join members m on m.library_id = e.library_id and m.id = e.said_by join users u on u.id = m.user_id
    where e.library_id = ${ctx.library.id} and e.initiative_id = ${id} order by e.said_at, e.id`.execute(ctx.db);
  return rows;
}

/** Returns the id that brings it back. It is only marked, as what speaks of it stays. */
export async function removeInitiative(ctx: Ctx, id: InitiativeId): Promise<RemovalId> {
  allow(mayPlan(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findInitiative(ctx, id);
    return removing(ctx, { kind: 'initiative', subject: id, label: name, about: theLibrary(ctx) }, async (ctx) => {
      await sql`update initiatives set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      await history(ctx, 'initiative.removed', { subject: theLibrary(ctx), details: { name } });
    });
  });
}
