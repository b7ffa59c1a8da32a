/** What a removal is: something that was taken away and can come back for thirty days, and the kinds of such things. */
import { type Actor, type Ctx, daysAfter, type LibraryId, type MemberId } from './ctx.ts';
import type { Db } from './db.ts';
import type { Details, Subject } from './history.ts';
import type { Id } from './ids.ts';
import type { MessageKey } from './messages.ts';

export type RemovalId = Id<'removals'>;

export const DAYS_KEPT = 30;

/**
 * One kind of thing that can be removed. Its word is the message `removed.kind_<kind>`, its lines in the history
 * `<kind>.removed` and `<kind>.brought_back`.
 */
export type Removable = {
  kind: string;
  /** Whoever may remove such a thing may bring it back. */
  mayBringBack: (actor: Actor, removal: Removal) => boolean;
  /** Who may know that it was removed; without it, every member. */
  maySee?: (actor: Actor) => boolean;
  /** The page that lists such things, below the library's address; without it, the page of what it is about. */
  page?: string;
  /**
   * It can be found elsewhere at any time (a list of what was set aside, a timeline), so the page "Removed" leaves it
   * out.
   */
  hasOwnList?: true;
  /** What is said when it is back, where "back as it was" says too much; `{what}` is its label. */
  back?: MessageKey;
  /** Why it cannot come back when something has taken its place. */
  taken?: string;
  /** What the history says of it beside the fact; its label, unless told otherwise. */
  details?: (removal: Removal) => Details;
  /** Refuses, by throwing Invalid, what cannot come back any more. */
  check?: (ctx: Ctx, removal: Removal) => Promise<void>;
  /**
   * What else has to be done: for a kind that is only marked as removed, to clear the mark; for one from which others
   * work something out, to tell them.
   */
  restore?: (ctx: Ctx, removal: Removal) => Promise<void>;
  /** Wraps the undo, for tables whose triggers must know that a removal is being undone. */
  around?: <T>(ctx: Ctx, work: () => Promise<T>) => Promise<T>;
  /** Several things were removed together: those that still can are brought back, the others stay away. */
  partly?: true;
  /** Deletes what is kept beside the recorded changes, for removals older than this moment. */
  forget?: (db: Db, libraryId: LibraryId, before: Date) => Promise<void>;
};

export type Removal = {
  id: RemovalId;
  kind: string;
  subject: string;
  label: string;
  about: Subject;
  only_for: MemberId | null;
  removed_by: MemberId | null;
  removed_at: Date;
  restored_at: Date | null;
};

export const keptSince = (now: Date) => daysAfter(now, -DAYS_KEPT);

export const keptUntil = (removal: Pick<Removal, 'removed_at'>) => daysAfter(removal.removed_at, DAYS_KEPT);
