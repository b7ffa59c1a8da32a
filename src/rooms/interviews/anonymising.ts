/**
 * When a round's time is over nobody knows any more who said what: names, roles, addresses and numbers of leaders go, of
 * those whom they named as well; out of answers, passages and findings, out of what is kept for undo, out of links and
 * mail that waits. What was said stays, without whose it was, and so do sector, area and people served.
 */
import { type RawBuilder, sql } from 'kysely';
import { forgetRecorded } from '../../house/change-sets.ts';
import { type Ctx, systemActor, today } from '../../house/ctx.ts';
import { borrow, type Db, inTransaction } from '../../house/db.ts';
import { history, theLibrary } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import { forgetRemovalOf } from '../../house/removals.ts';
import { forgetBounces } from '../../house/work/bounced.ts';
import { unsay } from '../../house/work/mail.ts';
import type { Schedules } from '../../house/work/schedules.ts';
import { enter, findLibrary, librariesIn } from '../accounts/libraries.ts';
import { forgetGuests } from '../guests/guest-links.ts';
import type { InterviewId } from './interview.ts';
import type { RoundId } from './round.ts';

/** Every row that can hold something of a leader, so that no former state of one is left. */
const RECORDED = [
  ...['interviews', 'interview_referrals', 'interview_passages', 'interview_mentions', 'interview_slots'],
  ...['interview_thanks', 'interview_codings', 'interview_themes', 'interview_findings'],
] as const;

/** Of rounds whose last day is over. */
export async function anonymiseDue(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ id: RoundId; name: string }>`select id, name from interview_rounds
    where library_id = ${ctx.library.id} and anonymised_at is null and keep_until < ${today(ctx)}`.execute(ctx.db);
  for (const { id, name } of rows) await anonymise(ctx, { id, name });
  return rows.length;
}

/** `words`: names, addresses and numbers of a leader and of those whom they named. */
type Leader = { id: InterviewId; name: string; words: string[] };

async function anonymise(ctx: Ctx, { id, name }: { id: RoundId; name: string }): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const of = sql`library_id = ${ctx.library.id}`;
    const inRound = sql`interview_id in (select id from interviews where ${of} and round_id = ${id})`;
    // Removed ones, too.
    const { rows } = await sql<Leader>`
      select i.id, i.name, array[i.name, i.email, i.phone] || coalesce((select array_agg(f.name) from interview_referrals f
        where f.library_id = ${ctx.library.id} and f.interview_id = i.id), '{}') as words
      from interviews i where i.library_id = ${ctx.library.id} and i.round_id = ${id} for update`.execute(ctx.db);
    await forgetNames(ctx, id, rows);
    await forgetBounces(
      ctx,
      rows.flatMap(({ words }) => words),
    );
    await sql`update interviews set name = '', name_key = '', role = '', organization = '', email = '', phone = '',
      how_known = '', person_id = null, organization_id = null, proposed = '' where ${of} and round_id = ${id}`.execute(
      ctx.db,
    );
    await sql`update interview_referrals set name = '', role = '', organization = '', why = '' where ${of} and ${inRound}`.execute(
      ctx.db,
    );
    await sql`update interview_slots set place = '' where ${of} and ${inRound}`.execute(ctx.db);
    await sql`delete from interview_answers where ${of} and ${inRound} and superseded_at is not null`.execute(ctx.db);
    await forgetGuests(
      { db: ctx.db, libraryId: ctx.library.id },
      sql`(select id from interviews where ${of}
      and round_id = ${id})`,
    );
    const instead = speak(ctx.library.locale).t('interviews.unsaid');
    for (const leader of rows) {
      await forgetRecorded(ctx, RECORDED, leader.id);
      await forgetRemovalOf(ctx, leader.id);
      await unsay(ctx, { carried: leader.id, passages: [], instead });
    }
    const names = rows.flatMap(({ words }) => words).filter(isName);
    await unsay(ctx, { passages: names, instead: '…', kind: 'digest' });
    await forgetRecorded(ctx, RECORDED, id);
    await sql`update interview_rounds set anonymised_at = ${ctx.now} where ${of} and id = ${id}`.execute(ctx.db);
    await history(ctx, 'interview_round.anonymised', {
      subject: theLibrary(ctx),
      details: { name },
    });
  });
}

/**
 * Whole names, addresses and numbers go wherever they are, whatever their case; a last name, as it is written, in the
 * whole round; a first name, as it is written, where its own leader speaks: many are words ("Will", "Rose"), and what
 * others said is not to lose any.
 */
async function forgetNames(ctx: Ctx, roundId: RoundId, leaders: Leader[]): Promise<void> {
  const whole = leaders.flatMap(({ words }) => words).filter(isName);
  const named = leaders.map(({ name }) => name.trim().split(/[\s,]+/));
  const last = named.flatMap((parts) => (parts.length > 1 ? parts.slice(-1) : []));
  const inRound = sql`select id from interviews where library_id = ${ctx.library.id} and round_id = ${roundId}`;
  await takeOut(ctx, { roundId, interviews: inRound }, { words: whole, anyCase: true });
  await takeOut(ctx, { roundId, interviews: inRound }, { words: last, anyCase: false });
  for (const [at, { id }] of leaders.entries()) {
    const first = (named[at] ?? []).slice(0, -1);
    await takeOut(ctx, { roundId: null, interviews: sql`select ${id}::uuid` }, { words: first, anyCase: false });
  }
}

/** Initials are no names; in scripts that put no space between words two signs are one, and have no edge to find. */
const isName = (word: string) => [...word.trim()].length >= (WITHOUT_SPACES.test(word) ? 2 : 3);
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
type Where = { roundId: RoundId | null; interviews: RawBuilder<unknown> };

/** As whole words: a name that is part of another word is that word. */
async function takeOut(ctx: Ctx, where: Where, { words, anyCase }: { words: string[]; anyCase: boolean }) {
  const wanted = [...new Set(words.map((word) => word.trim()))]
    .filter((word) => isName(word) && /[\p{L}\p{N}]/u.test(word))
    .toSorted((one, other) => other.length - one.length);
  if (wanted.length === 0) return;
  const any = (words: string[]) => words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const spaced = any(wanted.filter((word) => !WITHOUT_SPACES.test(word)));
  const others = any(wanted.filter((word) => WITHOUT_SPACES.test(word)));
  const pattern = [spaced && `(?<![[:alnum:]])(${spaced})(?![[:alnum:]])`, others].filter(Boolean).join('|');
  const without = (column: string) => sql`regexp_replace(${sql.ref(column)}, ${pattern}, '…', ${anyCase ? 'gi' : 'g'})`;
  const said = sql`coalesce((select jsonb_object_agg(key, ${without('value')}) from jsonb_each_text(said)), '{}')`;
  const these = sql`library_id = ${ctx.library.id} and interview_id in (${where.interviews})`;
  await sql`update interview_answers set body = ${without('body')} where ${these}`.execute(ctx.db);
  await sql`update interview_passages set words = ${without('words')} where ${these}`.execute(ctx.db);
  if (!where.roundId) return;
  const ofRound = sql`library_id = ${ctx.library.id} and round_id = ${where.roundId}`;
  await sql`update interview_themes set description = ${without('description')}, example = ${without('example')}
    where ${ofRound}`.execute(ctx.db);
  await sql`update interview_findings set opening = ${without('opening')}, next_steps = ${without('next_steps')},
      said = ${said} where ${ofRound}`.execute(ctx.db);
}

/** Each night, where the library is. */
export const schedules: Schedules = {
  'interviews.anonymise': {
    cron: '20 3 * * *',
    each: 'zone',
    run: async (at, zone) => {
      for (const library of await librariesIn({ db: at.db, now: at.now() }, zone))
        await borrow(at.db, { libraryId: library.id }, async (db: Db) => {
          const host = { db, now: at.now() };
          await anonymiseDue({ ...(await enter(host, await findLibrary(host, library.slug))), actor: systemActor });
        });
    },
  },
};
