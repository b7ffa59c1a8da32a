/**
 * Sessions live in the database, so signing out ends them everywhere at once. The cookie holds a random token, the
 * table its hash. `whoIs` runs on every page: one small query, which also says to the database whose rows may be seen.
 */
import { sql } from 'kysely';
import {
  type Ctx,
  daysAfter,
  type HostCtx,
  type Library,
  type LibraryId,
  type Locale,
  type MemberId,
  type Role,
  type UserId,
} from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { hashOf, type Id, newId, newToken } from '../../house/ids.ts';
import { distrustDevices, knowDevice } from './devices.ts';
import { isSlug } from './libraries.ts';
import { type Attempt, checkPassword } from './passwords.ts';

export type SessionId = Id<'sessions'>;

const DAYS = 14;

export type Visitor = { sessionId: SessionId; userId: UserId; name: string; email: string; locale: Locale | null };
export type Arrival = { visitor: Visitor | null; ctx: Ctx | null };

/** Checks e-mail and password and opens a session. Throws Invalid, which does not say which of the two was wrong. */
export async function signIn(
  host: HostCtx,
  given: { email: string; password: string },
  from: Attempt & Browser,
): Promise<Arrived> {
  const userId = await checkPassword(host, given, from);
  if (!userId) throw new Invalid({ password: { key: 'error.sign_in' } });
  return arrive(host, userId, from);
}

export type Browser = { userAgent: string; device: string | undefined };
/** What the browser is to keep: the session's token and the device's. */
export type Arrived = { session: string; device: string };

/** Opens a session in a browser, which knows the person from now on. */
export async function arrive(host: HostCtx, userId: UserId, { userAgent, device }: Browser): Promise<Arrived> {
  const { token } = await openSession(host, userId, userAgent);
  return { session: token, device: await knowDevice(host, userId, device) };
}

export async function openSession(host: HostCtx, userId: UserId, userAgent: string): Promise<{ token: string }> {
  const token = newToken();
  const expires = daysAfter(host.now, DAYS);
  const session = {
    id: newId<'sessions'>(),
    user_id: userId,
    token_hash: hashOf(token),
    user_agent: userAgent.slice(0, 200),
  };
  await host.db
    .insertInto('sessions')
    .values({ ...session, created_at: host.now, expires_at: expires })
    .execute();
  await host.db.deleteFrom('sessions').where('expires_at', '<', host.now).execute();
  return { token };
}

export async function signOut(host: HostCtx, sessionId: SessionId): Promise<void> {
  await host.db.deleteFrom('sessions').where('id', '=', sessionId).execute();
}

/** Ends every session of a person but, if given, the one that asks. Their browsers are no longer trusted either. */
export async function signOutEverywhere(host: HostCtx, userId: UserId, except?: SessionId): Promise<void> {
  await host.db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('id', '<>', except as SessionId))
    .execute();
  await distrustDevices(host, userId);
}

type Found = {
  session_id: SessionId | null;
  user_id: UserId;
  name: string;
  email: string;
  locale: Locale | null;
  library_id: LibraryId | null;
  slug: string;
  library_name: string;
  time_zone: string;
  library_locale: Locale;
  logo: string | null;
  color: string | null;
  holds_up_from: number;
  mixed_from: number;
  member_id: MemberId | null;
  role: Role;
};

/**
 * Who holds this token, and, where the address names a library they belong to, their ctx in it. Says to the database,
 * for this transaction, whose rows may be seen. A library that does not exist and one that is not theirs look the same:
 * no ctx.
 */
export async function whoIs(
  { db, now }: HostCtx,
  token: string | undefined,
  slug: string | undefined,
): Promise<Arrival> {
  const row = await find({ db, now }, token, slug);
  if (!row?.session_id) return { visitor: null, ctx: null };
  const { session_id: sessionId, user_id: userId, name, email, locale } = row;
  const visitor = { sessionId, userId, name, email, locale };
  if (!row.library_id || !row.member_id) return { visitor, ctx: null };
  const library: Library = {
    id: row.library_id,
    slug: row.slug,
    name: row.library_name,
    timeZone: row.time_zone,
    locale: row.library_locale,
    bands: { holdsUpFrom: row.holds_up_from, mixedFrom: row.mixed_from },
    logo: row.logo,
    color: row.color,
  };
  const actor = { kind: 'member' as const, id: row.member_id, userId, name, role: row.role };
  return { visitor, ctx: { db, now, library, actor } };
}

/**
 * The session, the library and the membership that joins them, in one look. Who asks is said to the database in the
 * first part, which is done before the second: people see where they belong by `app.user_id` (the policy
 * own_memberships), and `offset 0` keeps the two apart. The library's rows may be seen by whoever is a member.
 */
async function find(
  { db, now }: HostCtx,
  token: string | undefined,
  slug: string | undefined,
): Promise<Found | undefined> {
  const look = await sql<Found>`
    with who as materialized (
      select s.id as session_id, u.id as user_id, u.name, u.email, u.locale, l.id as library_id, l.slug,
        l.name as library_name, l.time_zone, l.locale as library_locale, l.logo, l.color, l.holds_up_from, l.mixed_from,
        set_config('app.user_id', coalesce(u.id::text, ''), true), set_config('app.library_id', '', true)
      from (values (1)) as one
      left join sessions s on s.token_hash = ${hashOf(token ?? '')} and s.expires_at > ${now}
      left join users u on u.id = s.user_id
      left join libraries l on l.slug = ${isSlug(slug) ? slug : ''}
    )
    select who.*, m.id as member_id, m.role from who
    left join lateral (
      select id, role, set_config('app.library_id', library_id::text, true) from members
      where library_id = who.library_id and user_id = who.user_id and left_at is null offset 0
    ) m on true`.execute(db);
  return look.rows[0];
}
