/**
 * Nothing is destroyed by one click. What is removed is gone at once, and for thirty days it comes back as it was: a
 * removal is a change set (change-sets.ts), and bringing back is its undo, wholly or not at all. Each room says of its
 * own things who may and what they are called in (`removed.ts`); the list of rooms puts them together.
 */
import { sql } from 'kysely';
import { type ChangeUnit, recording, undoChangeSet } from './change-sets.ts';
import type { Ctx, HostCtx, LibraryId, MemberId } from './ctx.ts';
import { inTransaction } from './db.ts';
import { allow, found, Invalid } from './errors.ts';
import { type Details, history, type Subject } from './history.ts';
import { newId, type SomeId } from './ids.ts';
import { keptSince, type Removable, type Removal, type RemovalId } from './removal.ts';
import type { Readable } from './room.ts';

export const REMOVALS_PER_PAGE = 50;

const LABEL = 120;

type Removed = {
  kind: string;
  subject: string;
  label: string;
  about: Subject;
  /** The member who alone may know of it. */
  onlyFor?: MemberId | null;
  /**
   * For kinds that come back partly: each row by itself, or what `stageUnits` puts together (change-sets.ts). Without
   * it all comes back, or nothing.
   */
  unit?: ChangeUnit;
};

/**
 * Takes something away: `work` deletes it, or marks it, and says so in the history. Returns the id that brings it back.
 */
export function removing(
  ctx: Ctx,
  { about, onlyFor, unit = 1, ...what }: Removed,
  work: (ctx: Ctx) => Promise<unknown>,
): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const id: RemovalId = newId();
    const by = { only_for: onlyFor ?? null, removed_by: ctx.actor.id, removed_at: ctx.now };
    const row = {
      library_id: ctx.library.id,
      id,
      ...what,
      label: shortened(what.label),
      about_type: about.type,
      about_id: about.id,
      ...by,
    };
    await ctx.db.insertInto('removals').values(row).execute();
    await recording(ctx, { id, unit }, work);
    return id;
  });
}

/** Where it turned out that there was nothing to take away: nothing can come back, so nothing is listed. */
export const withdraw = (ctx: Ctx, id: RemovalId) =>
  ctx.db.deleteFrom('removals').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();

/** The first words, on one line. */
function shortened(label: string): string {
  const line = label.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= LABEL ? line : `${letters.slice(0, LABEL - 1).join('')}…`;
}

/**
 * What the rooms bring: their kinds of things, and `follow`, which points recorded rows at the kept record after a
 * merge.
 */
export type Rooms = { kinds: readonly Removable[]; follow: (ctx: Ctx, id: RemovalId) => Promise<void> };

/** Brings back what was removed, as it was. Throws Invalid with a sentence when it cannot come back. */
export function bringBack(ctx: Ctx, rooms: Rooms, id: RemovalId): Promise<Removal> {
  return inTransaction(ctx, async (ctx) => {
    const removal = await findRemoval(ctx, rooms, id);
    const kind = kindOf(rooms, removal);
    allow(kind.mayBringBack(ctx.actor, removal));
    await claim(ctx, id);
    await kind.check?.(ctx, removal);
    await rooms.follow(ctx, id);
    await kind.restore?.(ctx, removal);
    const undo = () => undoChangeSet(ctx, id);
    const kept = await (kind.around ? kind.around(ctx, undo) : undo());
    if (kept.length > 0 && !kind.partly) throw new Invalid({ form: { key: kind.taken ?? 'error.back_taken' } });
    if (!removal.only_for)
      await history(ctx, `${kind.kind}.brought_back`, { subject: removal.about, details: detailsOf(kind, removal) });
    return removal;
  });
}

/** When two people bring it back at once, the second gets an error. */
async function claim(ctx: Ctx, id: RemovalId): Promise<void> {
  const claimed = await ctx.db
    .updateTable('removals')
    .set({ restored_by: ctx.actor.id, restored_at: ctx.now })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .where('restored_at', 'is', null)
    .executeTakeFirst();
  if (!claimed.numUpdatedRows) throw new Invalid({ form: { key: 'error.back_already' } });
}

const detailsOf = (kind: Removable, removal: Removal): Details =>
  kind.details?.(removal) ?? (removal.label ? { name: removal.label } : {});

export const kindOf = (rooms: Rooms, removal: Pick<Removal, 'kind'>): Removable =>
  found(rooms.kinds.find((each) => each.kind === removal.kind));

/** One that this member may know of, brought back or not. */
export async function findRemoval(ctx: Ctx, rooms: Rooms, id: RemovalId): Promise<Removal> {
  const { rows } = await sql<RemovalRow>`${select} where ${visible(ctx, rooms.kinds)} and r.id = ${id}`.execute(ctx.db);
  return toRemoval(found(rows[0]));
}

export type RemovalPage = { rows: Removal[]; total: number; page: number; pages: number };

/** What can be brought back and this member may know of, newest first. */
export async function removedHere(ctx: Ctx, rooms: Rooms, wanted = 1): Promise<RemovalPage> {
  const kinds = rooms.kinds.filter((kind) => !kind.hasOwnList);
  const where = sql`${visible(ctx, kinds)} and r.restored_at is null`;
  const count = await sql<{ total: number }>`select count(*) as total from removals r where ${where}`.execute(ctx.db);
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / REMOVALS_PER_PAGE));
  const page = Math.min(wanted, pages);
  const { rows } = await sql<RemovalRow>`${select} where ${where} order by r.removed_at desc, r.id desc
    limit ${REMOVALS_PER_PAGE} offset ${(page - 1) * REMOVALS_PER_PAGE}`.execute(ctx.db);
  return { rows: rows.map(toRemoval), total, page, pages };
}

type RemovalRow = Omit<Removal, 'about'> & { about_type: Subject['type']; about_id: SomeId };

const select = sql`
  select r.id, r.kind, r.subject, r.label, r.about_type, r.about_id, r.only_for, r.removed_by, r.removed_at,
    r.restored_at
  from removals r`;

const visible = (ctx: Ctx, kinds: readonly Removable[]) => sql`r.library_id = ${ctx.library.id}
  and r.kind = any(${kinds.filter((kind) => kind.maySee?.(ctx.actor) ?? true).map((kind) => kind.kind)}::text[])
  and ${mayKnowOfRemoval(ctx, 'r')} and r.removed_at > ${keptSince(ctx.now)}`;

/** A removed thing that only one member could see is shown to that member only. */
export const mayKnowOfRemoval: Readable = ({ actor }, row) => {
  const onlyFor = sql.ref(`${row}.only_for`);
  return sql<boolean>`(${onlyFor} is null or ${onlyFor} = ${actor?.id ?? null})`;
};

const toRemoval = ({ about_type, about_id, ...row }: RemovalRow): Removal => ({
  ...row,
  about: { type: about_type, id: about_id },
});

/** It cannot come back, and what it was called is not known any more. */
export async function forgetRemovalOf(ctx: Ctx, subject: SomeId): Promise<void> {
  await ctx.db.deleteFrom('removals').where('library_id', '=', ctx.library.id).where('subject', '=', subject).execute();
}

/** Deletes what was removed more than thirty days ago. The connection must be set to the library. */
export async function forgetRemovals(host: HostCtx, rooms: Rooms, libraryId: LibraryId): Promise<void> {
  const before = keptSince(host.now);
  const old = host.db
    .selectFrom('removals')
    .select('id')
    .where('library_id', '=', libraryId)
    .where('removed_at', '<=', before);
  if (!(await old.limit(1).executeTakeFirst())) return;
  await inTransaction(host, async ({ db }) => {
    await sql`delete from recorded_changes c using removals r
      where r.library_id = ${libraryId} and r.removed_at <= ${before}
      and c.library_id = r.library_id and c.change_set_id = r.id`.execute(db);
    for (const kind of rooms.kinds) await kind.forget?.(db, libraryId, before);
    await db.deleteFrom('removals').where('library_id', '=', libraryId).where('removed_at', '<=', before).execute();
  });
}
