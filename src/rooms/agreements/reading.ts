/** An agreement as somebody outside reads it who holds a link, and what they say to it. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { type Agreement, type AgreementId, isOver } from './agreement.ts';
import { findAgreement } from './agreement-list.ts';
import { type AgreementVersion, documentIn, versionsIn } from './agreement-versions.ts';
import { tellOf } from './agreements.ts';
import { type Comment, type CommentDraft, commentsOf } from './comments.ts';
import { mayRead, type Reader, type ReaderId, readersOf } from './readers.ts';

export type Reading = {
  agreement: Agreement;
  reader: Reader;
  version: AgreementVersion;
  /** The version that holds, where they read a later one. */
  holds: AgreementVersion | null;
  comments: Comment[];
};

/**
 * What a guest reads: the version of which they were asked, or a later one that holds, and what was said to it. Throws
 * NotFound for one who is not in it any more.
 */
export async function findReading(ctx: Ctx, id: ReaderId): Promise<Reading> {
  allow(mayRead(ctx.actor, id));
  const { rows } = await sql<{ agreement_id: AgreementId }>`select agreement_id from agreement_readers
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const agreement = await findAgreement(ctx, found(rows[0]).agreement_id);
  const reader = found((await readersOf(ctx, agreement.id)).find((each) => each.id === id));
  found(agreement.partners.find((partner) => partner.id === reader.partner_id));
  const versions = await versionsIn(ctx, agreement.id);
  const holding = versions.find(({ completed_at }) => completed_at) ?? null;
  const number = Math.max(reader.number, holding?.number ?? 0);
  const version = found(versions.find((each) => each.number === number));
  const holds = holding && holding.number < number ? holding : null;
  return { agreement, reader, version, holds, comments: await commentsOf(ctx, agreement.id) };
}

const MOST = 500;

/** By a guest, about what they read: a clause of the newest version, or all of it. Throws Invalid. */
export async function comment(ctx: Ctx, id: ReaderId, { clause, words }: CommentDraft): Promise<void> {
  allow(mayRead(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    const { agreement, reader, version, comments } = await findReading(ctx, id);
    if (isOver(agreement)) throw new Invalid({ form: { key: 'error.agreement_over' } });
    if (comments.length >= MOST) throw new Invalid({ form: { key: 'error.agreement_comments' } });
    if (clause && !documentIn(version).clauses.some((each) => each.id === clause))
      throw new Invalid({ form: { key: 'error.comment_clause' } });
    // Pressed twice, it is said once.
    if (comments.some((each) => each.reader_id === id && each.clause_id === clause && each.words === words)) return;
    await ctx.db
      .insertInto('agreement_comments')
      .values({
        ...{ library_id: ctx.library.id, id: newId(), agreement_id: agreement.id, number: version.number },
        ...{ clause_id: clause, reader_id: id, partner_id: reader.partner_id, words },
        ...{ said_by: ctx.actor.name, said_at: ctx.now },
      })
      .execute();
    await tellOf(ctx, 'agreement.commented', agreement);
  });
}
