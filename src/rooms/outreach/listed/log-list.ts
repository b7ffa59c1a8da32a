/** Lines on their way into the log: kept for their member until they have looked at them, then logged together. */
import { sql } from 'kysely';
import { type Ctx, daysAfter, type HostCtx, type LibraryId, memberId, today } from '../../../house/ctx.ts';
import { borrow, inTransaction } from '../../../house/db.ts';
import { allow, Invalid } from '../../../house/errors.ts';
import type { Schedules } from '../../../house/work/schedules.ts';
import { allLibraries } from '../../accounts/libraries.ts';
import { nameKey } from '../../directory/name-key.ts';
import type { PersonId } from '../../directory/person.ts';
import { mayLog, type PartnerId } from '../../partners/partner.ts';
import { logDraft } from '../interaction.ts';
import { logInteraction } from '../interactions.ts';
import { aboutWhom } from '../mail-in.ts';
import { type CalendarEvent, type CalendarRead, dayOfStart } from './calendar.ts';
import { type ListedLine, type ListedLines, MOST_LINES } from './line.ts';
import { readPasted } from './pasted.ts';

/** What is not looked at for so long is forgotten. */
const DAYS_KEPT = 7;
const DAYS_BACK = 366;

/** Keeps the lines of a pasted list, in the place of others. Throws Invalid. */
export async function keepPasted(ctx: Ctx, text: string): Promise<void> {
  const { lines, leftOut } = readPasted(text);
  const ahead = lines.filter(({ happened_on }) => happened_on > today(ctx)).length;
  const past = lines.filter(({ happened_on }) => happened_on <= today(ctx));
  await keep(ctx, { lines: past, leftOut: { ...leftOut, ahead } });
}

/** Keeps the events of a calendar file, each with the partner that it names, if it names one. Throws Invalid. */
export async function keepCalendar(ctx: Ctx, { events, leftOut }: CalendarRead): Promise<void> {
  const all = events
    .map((event) => ({ ...event, day: dayOfStart(event.starts, ctx.library.timeZone) }))
    .filter(({ day }) => day <= today(ctx) && day >= today(ctx, -DAYS_BACK));
  const lines = await recognized(ctx, all.slice(0, MOST_LINES));
  await keep(ctx, { lines, leftOut: { ...leftOut, more: leftOut.more + all.length - lines.length } });
}

type Read = { lines: Omit<ListedLine, 'sure'>[]; leftOut: ListedLines['leftOut'] };

/** One query, however many lines and partners there are. */
async function withSureness(ctx: Ctx, lines: Read['lines']): Promise<ListedLine[]> {
  const keys = [...new Set(lines.map(({ partner }) => nameKey(partner)).filter(Boolean))];
  const { rows } = await sql<{ name_key: string; count: number }>`
    select o.name_key, count(*) as count from organizations o
    join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and o.name_key = any(${keys}::text[]) group by o.name_key`.execute(ctx.db);
  const one = new Set(rows.filter(({ count }) => count === 1).map((row) => row.name_key));
  return lines.map((line) => ({ ...line, sure: line.kind !== '' && one.has(nameKey(line.partner)) }));
}

async function keep(ctx: Ctx, read: Read): Promise<void> {
  allow(mayLog(ctx.actor));
  if (read.lines.length === 0) throw new Invalid({ list: { key: 'error.list_nothing' } });
  const lines = await withSureness(ctx, read.lines);
  const kept = { lines: JSON.stringify({ ...read, lines }), made_at: ctx.now };
  await ctx.db
    .insertInto('log_lists')
    .values({ library_id: ctx.library.id, member_id: memberId(ctx), ...kept })
    .onConflict((older) => older.columns(['library_id', 'member_id']).doUpdateSet(kept))
    .execute();
}

/** By the addresses of those who took part, else by a partner's name in title or place. Two queries. */
async function recognized(ctx: Ctx, events: (CalendarEvent & { day: string })[]): Promise<Read['lines']> {
  const emails = [...new Set(events.flatMap((event) => event.emails))];
  const known = Map.groupBy(await aboutWhom(ctx, emails), ({ email }) => email);
  const texts = events.map(({ title, place }) => `${title} ${place}`);
  const { rows } = await sql<{ nth: number; name: string }>`
    select distinct on (t.nth) t.nth::int as nth, o.name
    from unnest(${texts}::text[]) with ordinality as t (words, nth)
    join organizations o on o.library_id = ${ctx.library.id} and strpos(lower(t.words), lower(o.name)) > 0
    join partners p on p.library_id = o.library_id and p.organization_id = o.id
    order by t.nth, length(o.name) desc, o.id`.execute(ctx.db);
  const named = new Map(rows.map(({ nth, name }) => [nth, name]));
  return events.map((event, at) => {
    const whose = event.emails.flatMap((email) => known.get(email) ?? []);
    return {
      ...{ happened_on: event.day, summary: event.title || event.place, minutes: event.minutes },
      partner: whose[0]?.partner ?? named.get(at + 1) ?? '',
      kind: /zoom\.us|teams\.microsoft|meet\.google|webex/i.test(event.place) ? 'video' : 'in_person',
      persons: whose.map(({ person_id }) => person_id).filter((id): id is PersonId => id !== null),
    };
  });
}

/** What the member has to look at; null where there is nothing. */
export async function keptLines(ctx: Ctx): Promise<ListedLines | null> {
  const row = await ctx.db
    .selectFrom('log_lists')
    .select('lines')
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', memberId(ctx))
    .executeTakeFirst();
  return row ? (row.lines as unknown as ListedLines) : null;
}

export type CheckedLine = Pick<ListedLine, 'happened_on' | 'summary' | 'minutes' | 'persons'> & {
  kind: Exclude<ListedLine['kind'], ''>;
  partner: PartnerId;
};

/** Logs these, and forgets the rest. Returns how many. */
export async function logLines(ctx: Ctx, lines: CheckedLine[]): Promise<number> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    for (const { partner, persons, minutes, ...said } of lines) {
      const draft = { ...said, minutes: String(minutes ?? ''), people_reached: '' };
      await logInteraction(ctx, { ...logDraft.parse(draft), persons, partners: [partner] });
    }
    await forgetLines(ctx);
    return lines.length;
  });
}

export async function forgetLines(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('log_lists')
    .where('library_id', '=', ctx.library.id)
    .where('member_id', '=', memberId(ctx))
    .execute();
}

export const listSchedules: Schedules = {
  'log-lists.sweep': {
    cron: '35 3 * * *',
    each: 'house',
    run: async (at) => {
      for (const { id } of await allLibraries({ db: at.db, now: at.now() }))
        await borrow(at.db, { libraryId: id }, (db) => sweepLists({ db, now: at.now() }, id));
    },
  },
};

export async function sweepLists({ db, now }: HostCtx, libraryId: LibraryId): Promise<void> {
  const old = daysAfter(now, -DAYS_KEPT);
  await db.deleteFrom('log_lists').where('library_id', '=', libraryId).where('made_at', '<', old).execute();
}
