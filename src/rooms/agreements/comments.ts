/** What is said at a clause of an agreement: by whoever reads it outside, answered by the library, and settled. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { checkbox, longText, optionalId, requiredText } from '../../house/parse.ts';
import type { Ways } from '../guests/guest-links.ts';
import type { PartnerId } from '../partners/partner.ts';
import { type AgreementId, mayWrite } from './agreement.ts';
import { agreementForUpdate, findAgreement } from './agreement-list.ts';
import { versionsIn } from './agreement-versions.ts';
import { tellOf } from './agreements.ts';
import { askToRead, type ReaderId, readersOf } from './readers.ts';

export type CommentId = Id<'agreement_comments'>;
export type Comment = {
  id: CommentId;
  agreement_id: AgreementId;
  number: number;
  /** As the version has it; null for all of it. */
  clause_id: string | null;
  reader_id: ReaderId | null;
  partner_id: PartnerId | null;
  party: string | null;
  words: string;
  said_by: string;
  said_at: Date;
  answer: string;
  answered_by: string | null;
  answered_at: Date | null;
  settled_at: Date | null;
};

/** Of one agreement, the oldest first. */
export async function commentsOf(ctx: Ctx, id: AgreementId): Promise<Comment[]> {
  const { rows } = await sql<Comment>`
    select c.id, c.agreement_id, c.number, c.clause_id, c.reader_id, c.partner_id, o.name as party, c.words, c.said_by,
      c.said_at, c.answer, u.name as answered_by, c.answered_at, c.settled_at
    from agreement_comments c left join partners p on p.library_id = c.library_id and p.id = c.partner_id
    left join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join members m on m.library_id = c.library_id and m.id = c.answered_by left join users u on u.id = m.user_id
    where c.library_id = ${ctx.library.id} and c.agreement_id = ${id} order by c.said_at, c.id`.execute(ctx.db);
  return rows;
}

export async function findComment(ctx: Ctx, id: CommentId) {
  const { rows } = await sql<{ agreement_id: AgreementId }>`select agreement_id from agreement_comments
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const agreement = await findAgreement(ctx, found(rows[0]).agreement_id);
  const comment = found((await commentsOf(ctx, agreement.id)).find((each) => each.id === id));
  return { agreement, comment };
}

export const commentDraft = z.object({ clause: optionalId<'agreement_clauses'>(), words: requiredText(2000) });
export type CommentDraft = z.output<typeof commentDraft>;
/** The library's own, so that what was said in a call stands beside the clause. Throws Invalid. */
export async function noteComment(ctx: Ctx, id: AgreementId, { clause, words }: CommentDraft): Promise<void> {
  allow(mayWrite(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const it = await findAgreement(ctx, id);
    const [version] = await versionsIn(ctx, it.id);
    if (!version) throw new Invalid({ form: { key: 'error.agreement_no_version' } });
    await ctx.db
      .insertInto('agreement_comments')
      .values({
        ...{ library_id: ctx.library.id, id: newId(), agreement_id: id, number: version.number, clause_id: clause },
        ...{ words, said_by: ctx.actor.name, said_at: ctx.now },
      })
      .execute();
    await tellOf(ctx, 'agreement.commented', it);
  });
}

export const answerDraft = z.object({ answer: longText(2000), settled: checkbox });

/** Answers, settles, or both; whoever asked is told of an answer by mail, once for each. Throws Invalid. */
export async function answerComment(
  ctx: Ctx,
  id: CommentId,
  { answer, settled, ways }: z.output<typeof answerDraft> & { ways: Ways },
): Promise<void> {
  allow(mayWrite(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const before = await findComment(ctx, id);
    const agreement = await agreementForUpdate(ctx, before.agreement.id);
    const { comment } = await findComment(ctx, id);
    if (answer === '' && !settled) throw new Invalid({ answer: { key: 'error.comment_answer' } });
    const isNew = answer !== '' && answer !== comment.answer;
    const set = settled ? { settled_by: memberId(ctx), settled_at: ctx.now } : { settled_by: null, settled_at: null };
    await ctx.db
      .updateTable('agreement_comments')
      .set({ ...set, ...(isNew && { answer, answered_by: memberId(ctx), answered_at: ctx.now }) })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    const reader = (await readersOf(ctx, agreement.id)).find((each) => each.id === comment.reader_id);
    if (!isNew || !reader) return;
    const { partner_id, person_id, name, email, locale } = reader;
    const { t } = speak(locale, ctx.library.timeZone);
    const asks = t('agreement.asks_answer', { name: agreement.name });
    const who = { partner_id, person_id, name, email, locale };
    await askToRead(ctx, { it: agreement, number: reader.number, who }, { asks, ways });
  });
}
