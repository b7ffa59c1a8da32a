/** What one can do with findings: read them, write them, switch the public page on, send them to who was asked. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, NotFound } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { speak } from '../../house/messages.ts';
import { outbox } from '../../house/work/mail.ts';
import { type Findings, type FindingsEdit, mayPublishFindings } from './finding.ts';
import { interviewsOf } from './interviews.ts';
import { askedIn, matrix, type Progress, progress, speakersOf } from './matrix.ts';
import { type Quote, quotesOf } from './quotes.ts';
import { mayInterview, type Round, type RoundId } from './round.ts';
import { findRound, targetsOf } from './rounds.ts';
import { isOwed, noteSent } from './thanks.ts';
import type { Theme } from './theme.ts';
import { themesOf } from './themes.ts';

const NONE: Findings = { opening: '', next_steps: '', said: {}, quoted: [], published_at: null, version: 0 };

export async function findFindings(ctx: Ctx, roundId: RoundId): Promise<Findings> {
  const { rows } = await sql<Findings>`select opening, next_steps, said, quoted, published_at, version
    from interview_findings where library_id = ${ctx.library.id} and round_id = ${roundId}`.execute(ctx.db);
  return rows[0] ?? NONE;
}

export type Report = {
  round: Round;
  findings: Findings;
  /** How many were interviewed, of how many of them somebody looked through the answers, and how many were asked to. */
  held: number;
  marked: number;
  asked: number;
  progress: Progress[];
  /** Those that somebody spoke of, by how many. */
  themes: { theme: Theme; leaders: number; of: number }[];
  quotes: Quote[];
};

/** All that findings are made of, as it is today. */
export async function reportOf(ctx: Ctx, roundId: RoundId): Promise<Report> {
  const round = await findRound(ctx, roundId);
  const { rows } = await sql<{ asked: number }>`select count(*) as asked from interviews
    where library_id = ${ctx.library.id} and round_id = ${roundId} and removed_at is null
      and (invited_at is not null or held_on is not null or declined_at is not null)`.execute(ctx.db);
  const asked = await askedIn(ctx, roundId);
  const given = { asked, themes: await themesOf(ctx, roundId), speakers: await speakersOf(ctx, roundId) };
  const { rows: themes } = matrix({ kind: 'sector', ...given });
  return {
    round,
    findings: await findFindings(ctx, roundId),
    held: asked.length,
    marked: asked.filter(({ marked }) => marked).length,
    asked: rows[0]?.asked ?? 0,
    progress: progress(await targetsOf(ctx, roundId), asked),
    themes: themes.filter(({ all }) => all.leaders > 0).map(({ theme, all }) => ({ theme, ...all })),
    quotes: await quotesOf(ctx, [roundId]),
  };
}

/** Throws Conflict where somebody has written meanwhile. */
export async function writeFindings(ctx: Ctx, roundId: RoundId, { version, ...edit }: FindingsEdit): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const round = await findRound(ctx, roundId);
    allow(mayInterview(ctx.actor, round));
    const was = await findFindings(ctx, roundId);
    const by = { changed_by: memberId(ctx), changed_at: ctx.now, version: version + 1 };
    const row = { ...edit, said: JSON.stringify(edit.said), ...by };
    const of = { library_id: ctx.library.id, round_id: roundId };
    const written = await ctx.db
      .insertInto('interview_findings')
      .values({ ...of, ...row })
      .onConflict((conflict) =>
        conflict.columns(['library_id', 'round_id']).doUpdateSet(row).where('interview_findings.version', '=', version),
      )
      .returning('version')
      .execute();
    if (written.length === 0) throw new Conflict(findingsAsTyped(was), was.version);
    await history(ctx, 'interview_round.findings_written', { subject: theLibrary(ctx), details: { name: round.name } });
  });
}

/** As the fields of its form. */
export const findingsAsTyped = ({ opening, next_steps, said, quoted }: Findings): Record<string, string> => ({
  ...{ opening, next_steps, quoted: quoted.join(', ') },
  ...Object.fromEntries(Object.entries(said).map(([id, words]) => [`said.${id}`, words])),
});

/** The public page is there, or not any more. */
export async function publishFindings(ctx: Ctx, roundId: RoundId, on: boolean): Promise<void> {
  allow(mayPublishFindings(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { name } = await findRound(ctx, roundId);
    const changed = await sql`update interview_findings set published_at = ${on ? ctx.now : null}
      where library_id = ${ctx.library.id} and round_id = ${roundId}`.execute(ctx.db);
    if (!changed.numAffectedRows) throw new Invalid({ form: { key: 'error.findings_unwritten' } });
    const action = on ? 'interview_round.findings_published' : 'interview_round.findings_hidden';
    await history(ctx, action, { subject: theLibrary(ctx), details: { name } });
  });
}

/** For anybody, while it is switched on. */
export async function publishedReport(ctx: Ctx, roundId: RoundId): Promise<Report> {
  const report = await reportOf(ctx, roundId);
  // When nobody is left who said yes there is nothing to say.
  if (!report.findings.published_at || report.held === 0) throw new NotFound();
  return report;
}

/** To everybody who was interviewed, has an address and did not get them yet, each in their language. Returns how many. */
export async function sendFindings(ctx: Ctx, roundId: RoundId, bodies: Record<'en' | 'es', string>): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    await sql`select 1 from interview_rounds where library_id = ${ctx.library.id} and id = ${roundId} for update`.execute(
      ctx.db,
    );
    const owed = (await interviewsOf(ctx, roundId)).filter((each) => isOwed('findings', each) && each.email !== '');
    const { version } = await findFindings(ctx, roundId);
    if (version === 0) throw new Invalid({ form: { key: 'error.findings_unwritten' } });
    for (const { id, email, name, locale } of owed) {
      const { t } = speak(locale);
      const values = { name, library: ctx.library.name, findings: bodies[locale] };
      await noteSent(ctx, id, { what: 'findings', way: 'email' });
      const subject = t('interviews.findings_subject', values);
      await outbox(ctx, {
        to: email,
        locale,
        subject,
        body: t('interviews.findings_mail', values),
        carries: id,
        private: true,
      });
    }
    return owed.length;
  });
}
