/**
 * What a room brings to those who must not know the nouns: merging, the timeline, the archive, the page "Removed", the
 * worker. Each room says it in its `room.ts`; src/rooms/index.ts is the one list, and whoever puts things together asks
 * that list. This file knows no word of the trade.
 */

import type { RawBuilder } from 'kysely';
import type { Actor, Ctx, Reading } from './ctx.ts';
import type { DB } from './db.ts';
import type { Message } from './errors.ts';
import type { MessageKey } from './messages.ts';
import type { Removable } from './removal.ts';
import type { Handlers } from './work/handler.ts';
import type { Schedules } from './work/schedules.ts';

/** Who reads. Without an actor it is the outside, which sees no more than what is public. */
export type Reader = Reading & { actor?: Actor };

/** Whether this reader may read a row: a condition about the row that the query calls `row`. */
export type Readable = (reader: Reader, row: string) => RawBuilder<boolean>;

/** For a table whose confidential mark protects rows of another table; a comment beside it says which. */
export const everyRow = 'every row' as const;

/** What one table is to those who do not know it. Which columns point where is read from the database's catalogue. */
export type Table = {
  /** Who may read a row. A table with an audience, a mark or an author's own rows must say it; a test asks. */
  readable?: Readable | typeof everyRow;
  /** What stays out of a copy because of `readable`, as the archive's manifest says it. */
  unread?: string;
  /**
   * When two records become one, of two rows that say the same one stays. Columns in which both are equal; or SQL in
   * which row `k` says all that row `g` says.
   */
  sameWhen?: readonly string[] | string;
  /** For rows between two of a kind, which can stand in either column: SQL for the ids of those that one merge ends. */
  endedByMerge?: (ctx: Ctx, pair: Pair) => RawBuilder<unknown>;
  /**
   * The message, with a `count`, by which the merge page lists these rows. Without it they are moved and not listed.
   */
  label?: MessageKey;
  /** Saving the parent deletes and inserts these rows, so their ids and positions are not compared by an undo. */
  listed?: true;
  /** A row whose partner is gone says nothing, so it goes too, although the reference may be empty. */
  goesWithPartner?: true;
  /** Why it is not in the library's own copy. */
  leftOut?: string;
};

/** Names of tables come from the database, so a typing error does not compile. */
export type Tables = { readonly [Name in keyof DB]?: Table };

/** A message; of its values, those in `words` are messages themselves. */
export type Said = { key: string; values?: Record<string, string>; words?: Record<string, string> };

/**
 * Lines of one partner's timeline, as SQL with these columns, so that nobody who shows them knows the nouns:
 *
 *  - `kind` and `id` of what happened; `day`, the calendar day where the library is, and `at`, the moment;
 *  - `member_id`, who did it;
 *  - `said`, the message that says what happened (`Said`), or null where the words alone do;
 *  - `text`, in the words of who did it, in one line where they lead to a page, `page`, the path of that page, or '';
 *  - `more`, further words of theirs, or '';
 *  - `change`, the path of the page on which its author may change it, or '';
 *  - `only_me`, whether nobody else may read it.
 */
export type Lines = (ctx: Ctx, partnerId: string) => RawBuilder<unknown>;

/** What somebody looks for; `nearly`: by words that are almost the same, after nothing had them as they are typed. */
export type Asked = { q: string; nearly: boolean };

/**
 * What one kind of record has that was asked for, as far as the reader may read it. `heading` is the message with a
 * `count` under which the kind is listed, `page` the path of the page to which one leads. In SQL:
 *
 *  - `found`, all of them: `about`, the record's id; `rank`, the smaller the nearer the top: 0 for a title that begins
 *    as it was asked for, 0.5 for one that has the words, else 1; `sort`, the key by which those of one rank are in
 *    order (by-name.ts); `only_me`, whether nobody else may read it;
 *  - `shown`, of the one whose id is `hit.about`, and asked for the few that are shown: `id`, which fills the path;
 *    `title`; `beside`, in whose words one sees which of several it is, or why it was found.
 *
 * Or null where this kind cannot be asked in this way.
 */
export type Hits = (ctx: Ctx, asked: Asked) => FoundKind | null;
export type FoundKind = {
  kind: string;
  heading: MessageKey;
  page: string;
  found: RawBuilder<unknown>;
  shown: RawBuilder<unknown>;
};

/**
 * What waits for the member who asks, as SQL with these columns:
 *
 *  - `heading`, the message with a `count` under which it is listed;
 *  - `id`, `page` and `title`, as of hits; `text`, what is to be done, or '';
 *  - `due_on`, the calendar day, or null; `member_id`, in whose care it is, or null;
 *  - `sort`, the key by which titles are in order (by-name.ts);
 *  - `mine`, whether it waits for them, or is shown for want of anything that does.
 */
export type Due = (ctx: Ctx) => RawBuilder<unknown>;

/**
 * What has a day and is the own of the member who asks, as SQL with the columns kind and id; day; title; `beside`, with
 * whom; `page`, the path of the page that the id fills. From one day to another.
 */
export type Dates = (ctx: Ctx, from: string, until: string) => RawBuilder<unknown>;

/**
 * What is known of partners beside a factor, as SQL with at most one row for each: `partner_id`; `said`, the message
 * that says it (`Said`); `page`, the path of the page, by the partner's id, on which one sees what was counted.
 */
export type Evidence = (ctx: Ctx, partnerIds: readonly string[]) => RawBuilder<unknown>;

/** Two records of which `gone` becomes part of `kept`. */
export type Pair = { kept: string; gone: string };

/** Why two records cannot be merged, and the page, below the library's address, where one sees it. */
export type Apart = { why: Message; page: string; title: string };

export type Room = {
  name: string;
  tables: Tables;
  timeline?: readonly Lines[];
  search?: readonly Hits[];
  due?: readonly Due[];
  /** What Today says beside what is due, and the Monday digest does not: of what that says once, on its day. */
  today?: readonly Due[];
  /** What the Monday digest says beside what is due. */
  digest?: readonly Due[];
  /** In the transaction in which a member's digest is written: what it said need not be said again. */
  digested?: (ctx: Ctx) => Promise<void>;
  calendar?: readonly Dates[];
  /** By the code of the guide's factor. */
  evidence?: Readonly<Record<string, readonly Evidence[]>>;
  /** What was taken away in the last thirty days and how it comes back. */
  removed?: readonly Removable[];
  /** Work that somebody asked for, and what is done again and again. */
  jobs?: Handlers;
  schedules?: Schedules;
  /** What keeps the relationships with two from being merged. */
  apart?: (ctx: Ctx, pair: Pair) => Promise<Apart | null>;
  /** Those of these partners that this room needs, so that they cannot be removed. */
  needs?: (ctx: Ctx, partnerIds: readonly string[]) => Promise<string[]>;
  /** Removes what belongs to nobody any more, after partners were removed. */
  removeStrays?: (ctx: Ctx) => Promise<void>;
};
