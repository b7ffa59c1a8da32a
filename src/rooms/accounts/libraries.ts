/** Libraries are the tenants: made once by the host or at the first run, then changed by their administrators. */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import {
  type Actor,
  type Ctx,
  type HostCtx,
  type Library,
  type LibraryId,
  type Locale,
  type Reading,
  systemActor,
} from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import { found, NotFound, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { type Answer, type Giver, stillMay } from './authority.ts';

export const librariesExist = async (host: HostCtx): Promise<boolean> =>
  (await host.db.selectFrom('libraries').select('id').limit(1).executeTakeFirst()) !== undefined;

export type LibraryDraft = { name: string; time_zone: string; locale: Locale; slug?: string };

/**
 * Makes the library and points the transaction at it. The ctx that comes back acts for the system, in the new library.
 */
export async function createLibrary(host: HostCtx, draft: LibraryDraft): Promise<Ctx> {
  const slug = draft.slug ?? (await freeSlug(host, draft.name));
  const id: LibraryId = newId();
  const { name, time_zone, locale } = draft;
  await translating({ libraries_slug_key: ['name', 'error.library_taken'] }, () =>
    host.db.insertInto('libraries').values({ id, slug, name, time_zone, locale, created_at: host.now }).execute(),
  );
  const bands = { holdsUpFrom: 35, mixedFrom: 25 };
  const library: Library = { id, slug, name, timeZone: time_zone, locale, bands, logo: null, color: null };
  const ctx = await enter(host, library);
  await history(ctx, 'library.created', { subject: { type: 'library', id } });
  return ctx;
}

/**
 * A system ctx in this library, for as long as the transaction: for jobs, the command line, and the moment of founding.
 */
export async function enter(host: HostCtx, library: Library): Promise<Ctx> {
  await sql`select set_config('app.library_id', ${library.id}, true)`.execute(host.db);
  return { ...host, library, actor: systemActor };
}

/** What can stand in an address; anything else names no library and is not even asked for. */
export const isSlug = (text: string | undefined): text is string => /^[a-z0-9-]{1,60}$/.test(text ?? '');

type LibraryRow = {
  id: LibraryId;
  slug: string;
  name: string;
  time_zone: string;
  locale: Locale;
  holds_up_from: number;
  mixed_from: number;
  logo: string | null;
  color: string | null;
};

const libraryOf = ({ time_zone, holds_up_from, mixed_from, ...row }: LibraryRow): Library => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  locale: row.locale,
  logo: row.logo,
  color: row.color,
  timeZone: time_zone,
  bands: { holdsUpFrom: holds_up_from, mixedFrom: mixed_from },
});

export async function findLibrary(host: HostCtx, slug: string): Promise<Library> {
  const row = found(
    await host.db
      .selectFrom('libraries')
      .selectAll()
      .where('slug', '=', isSlug(slug) ? slug : '')
      .executeTakeFirst(),
  );
  return libraryOf({ ...row, locale: row.locale as Locale });
}

/**
 * The ctx in which a job acts, and whether the member who asked for it still may. If not, it is the system's ctx, with
 * which the refusal is noted.
 */
export type Acting = { ctx: Ctx; still: Answer['still'] };

/** The ctx of a job: as the member who asked for it. Null when the library is gone. */
export async function actFor(host: HostCtx, giver: Giver, may: (actor: Actor) => boolean): Promise<Acting | null> {
  const row = await host.db.selectFrom('libraries').select('slug').where('id', '=', giver.libraryId).executeTakeFirst();
  if (!row) return null;
  const ctx = await enter(host, await findLibrary(host, row.slug));
  const { still, actor } = await stillMay(host, giver, { may });
  return { ctx: actor && still === 'may' ? { ...ctx, actor } : ctx, still };
}

/**
 * For anyone at all: a library that has turned its public directory on. Sets the transaction's library, and no
 * person, in any case. A library that has not turned it on and one that does not exist look the same.
 */
export async function enterPublicDirectory(host: HostCtx, slug: string): Promise<Reading> {
  const { rows } = await sql<Omit<LibraryRow, 'id'> & { id: LibraryId | null }>`
    select l.id, l.slug, l.name, l.time_zone, l.locale, l.holds_up_from, l.mixed_from, l.logo, l.color,
      set_config('app.user_id', '', true), set_config('app.library_id', coalesce(l.id::text, ''), true)
    from (values (1)) as one left join libraries l on l.slug = ${isSlug(slug) ? slug : ''}
      and l.public_directory`.execute(host.db);
  const row = found(rows[0]);
  if (row.id === null) throw new NotFound();
  return { ...host, library: libraryOf({ ...row, id: row.id }) };
}

export const allLibraries = (host: HostCtx) =>
  host.db.selectFrom('libraries').select(['id', 'slug', 'name']).orderBy(byName('name')).orderBy('id').execute();

export const nameOfLibrary = async (host: HostCtx, id: LibraryId): Promise<string> =>
  found(await host.db.selectFrom('libraries').select('name').where('id', '=', id).executeTakeFirst()).name;

export const librariesIn = (host: HostCtx, timeZone: string) =>
  host.db.selectFrom('libraries').select(['id', 'slug']).where('time_zone', '=', timeZone).orderBy('id').execute();

/** The time zones in which there is a library. */
export const zonesInUse = async (host: HostCtx): Promise<string[]> =>
  (await host.db.selectFrom('libraries').select('time_zone').distinct().orderBy('time_zone').execute()).map(
    (row) => row.time_zone,
  );

/** What the program made for a library and makes better in later releases: `key_version` counts, words have a hash. */
type MadeBy = { key_version: number } | { guide_words: string };

/** The libraries that have an older one. */
export function librariesBehind(db: Db, newest: MadeBy): Promise<{ id: LibraryId; slug: string }[]> {
  const older =
    'key_version' in newest
      ? sql<boolean>`key_version < ${newest.key_version}`
      : sql<boolean>`guide_words <> ${newest.guide_words}`;
  return db.selectFrom('libraries').select(['id', 'slug']).where(older).orderBy('id').execute();
}

export const noteVersion = (ctx: Ctx, newest: MadeBy) =>
  ctx.db.updateTable('libraries').set(newest).where('id', '=', ctx.library.id).execute();

async function freeSlug(host: HostCtx, name: string): Promise<string> {
  const ascii = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const base =
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
      .replace(/-$/, '') || 'library';
  const taken = await host.db.selectFrom('libraries').select('slug').where('slug', 'like', `${base}%`).execute();
  const names = new Set(taken.map((row) => row.slug));
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!names.has(slug)) return slug;
  }
}
