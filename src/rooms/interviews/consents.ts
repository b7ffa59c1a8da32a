/**
 * What a leader allows: asked first of all, changed at any time. What may not be quoted any more is quoted nowhere: it is
 * read anew wherever it is shown, and taken out of what somebody copied it into.
 */
import { sql } from 'kysely';
import { unsayRecorded } from '../../house/change-sets.ts';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { unsay } from '../../house/work/mail.ts';
import { type Consent, type InterviewId, QUOTABLE } from './interview.ts';
import { interviewToChange } from './interviews.ts';
import { consentOf } from './readable.ts';

/**
 * Said again, it is the same. `from` is the consent that whoever says so saw, '' for none: a page that was opened before
 * it was changed, or a device that comes late, does not raise it again. Words are in no history.
 */
export async function noteConsent(ctx: Ctx, id: InterviewId, said: Consent, from?: Consent | ''): Promise<void> {
  if (said === from) return;
  await inTransaction(ctx, async (ctx) => {
    await sql`select 1 from interviews where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
    const { consent: was, round, name, role, organization } = await interviewToChange(ctx, id);
    if (was === said) return;
    if (from !== undefined && (was ?? '') !== from) throw new Invalid({ said: { key: 'error.consent_meanwhile' } });
    const row = { library_id: ctx.library.id, id: newId<'interview_consents'>(), interview_id: id, said };
    await ctx.db
      .insertInto('interview_consents')
      .values({ ...row, noted_by: memberId(ctx), noted_at: ctx.now })
      .execute();
    if (was && QUOTABLE.includes(was) && !QUOTABLE.includes(said)) await unquote(ctx, id);
    if (was === 'named') await unname(ctx, { name, role, organization });
    await history(ctx, was ? 'interview.consent_changed' : 'interview.consent_said', {
      subject: theLibrary(ctx),
      details: { round },
    });
  });
}

/** A row of interviews may be quoted. */
export const isQuotable = (ctx: Pick<Ctx, 'library'>, row: string) =>
  sql<boolean>`(${consentOf(ctx, sql.ref(`${row}.id`))} = any(${[...QUOTABLE]}::text[]))`;

/** Shorter ones could be anybody's. */
const LONG_ENOUGH = 20;
const SHORTEST_NAME = 4;

/** Out of findings and themes into which somebody copied them, and out of mail that waits. */
export async function unquote(ctx: Ctx, id: InterviewId): Promise<void> {
  const { rows } = await sql<{ words: string }>`select words from interview_passages
    where library_id = ${ctx.library.id} and interview_id = ${id} and length(words) >= ${LONG_ENOUGH}`.execute(ctx.db);
  const passages = rows.map(({ words }) => words).toSorted((one, other) => other.length - one.length);
  await takeOut(ctx, passages);
  await unsay(ctx, { passages, instead: speak(ctx.library.locale).t('interviews.unsaid') });
}

/** As it stands under a quote, also in mail; and the name, wherever somebody wrote it into findings and themes. */
async function unname(ctx: Ctx, { name, role, organization }: Record<'name' | 'role' | 'organization', string>) {
  if (name.length < SHORTEST_NAME) return;
  const under = [name, role, organization].filter(Boolean).join(', ');
  await takeOut(ctx, [under, name]);
  if (under !== name) await unsay(ctx, { passages: [under], instead: '…' });
}

/** Of every round: a code book is copied from one to another. Nor does an undo bring the words back. */
async function takeOut(ctx: Ctx, passages: readonly string[]): Promise<void> {
  const of = sql`library_id = ${ctx.library.id}`;
  for (const words of passages) {
    await sql`update interview_findings set opening = replace(opening, ${words}, '…'),
        next_steps = replace(next_steps, ${words}, '…'),
        said = coalesce((select jsonb_object_agg(key, replace(value, ${words}, '…')) from jsonb_each_text(said)), '{}'),
        version = version + 1
      where ${of} and position(${words} in opening || E'\n' || next_steps || E'\n'
        || (select coalesce(string_agg(value, E'\n'), '') from jsonb_each_text(said))) > 0`.execute(ctx.db);
    await sql`update interview_themes set description = replace(description, ${words}, '…'),
        example = replace(example, ${words}, '…'), version = version + 1
      where ${of} and position(${words} in description || E'\n' || example) > 0`.execute(ctx.db);
    await unsayRecorded(ctx, ['interview_themes', 'interview_findings'], words);
  }
}
