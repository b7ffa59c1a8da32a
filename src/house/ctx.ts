/** What every verb is given: the database, who is asking, in which library, and what time it is. */

import { Temporal } from 'temporal-polyfill';
import type { Db } from './db.ts';
import type { AnyId, Id } from './ids.ts';
import { remembered } from './remembered.ts';

export type UserId = Id<'users'>;

export type MemberId = Id<'members'>;

export type LibraryId = Id<'libraries'>;

export const ROLES = ['reader', 'contributor', 'coordinator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export type Locale = 'en' | 'es';
export const LOCALES: readonly Locale[] = ['en', 'es'];
/** The language that is named, if it is one of ours. */
export const localeCalled = (name: string | null | undefined): Locale | undefined =>
  LOCALES.find((each) => each === name);

/** Lower limits of the two upper bands of the worksheet's figures, in tenths (35 = 3.5). */
export type Bands = { holdsUpFrom: number; mixedFrom: number };

export type Library = {
  id: LibraryId;
  slug: string;
  name: string;
  timeZone: string;
  locale: Locale;
  bands: Bands;
  /** The file that is its logo, by its hash. */
  logo: string | null;
  /** "#rrggbb" */
  color: string | null;
};

/**
 * Somebody outside who holds a link to one thing (rooms/guests): they belong to no library and have no role, so no
 * policy lets them in that does not name them.
 */
export type Guest = {
  kind: 'guest';
  id: null;
  userId: null;
  name: string;
  role: 'guest';
  /** Null for somebody who is at no organization. */
  personId: Id<'persons'> | null;
  purpose: string;
  subjectId: AnyId;
};

/** `system` stands for jobs and the command line, always for one library. */
export type Actor =
  | Guest
  | { kind: 'member'; id: MemberId; userId: UserId; name: string; role: Role }
  | { kind: 'system'; id: null; userId: null; name: string; role: 'administrator' };

/** Outside any library: signing in, setting up, an account. */
export type HostCtx = { db: Db; now: Date };

/** Inside one library. Every verb of a room takes it first. */
export type Ctx = HostCtx & { library: Library; actor: Actor };

/** Inside one library, with nobody in particular asking: enough to read what is public, never enough for a verb. */
export type Reading = Omit<Ctx, 'actor'>;

export const atLeast = (actor: Pick<Actor, 'role'>, role: Role): boolean =>
  actor.role !== 'guest' && ROLES.indexOf(actor.role) >= ROLES.indexOf(role);

export const systemActor: Actor = {
  kind: 'system',
  id: null,
  userId: null,
  name: 'Common Table',
  role: 'administrator',
};

/** The member who asks. Verbs that sign a row with a person call it; the system has no member. */
export function memberId(ctx: Ctx): MemberId {
  if (ctx.actor.kind !== 'member') throw new Error('Only a member can do this.');
  return ctx.actor.id;
}

/** Today where the library is, as YYYY-MM-DD. */
export function today(ctx: Reading, plusDays = 0): string {
  return dayAt(`${Math.floor(ctx.now.getTime() / MINUTE)} ${plusDays} ${ctx.library.timeZone}`);
}

const DAY = 86_400_000;

/** So many days of 24 hours later; earlier with a negative number. */
export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);

const MINUTE = 60_000;

/** By minute, days ahead and time zone. Days begin with a minute everywhere, and a page asks in each of its rows. */
const dayAt = remembered((asked: string): string => {
  const [minute, plusDays, timeZone = ''] = asked.split(' ');
  return Temporal.Instant.fromEpochMilliseconds(Number(minute) * MINUTE)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .add({ days: Number(plusDays) })
    .toString();
});
