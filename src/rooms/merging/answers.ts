/**
 * Pairs that somebody marked as different organizations, and how to ask about them again: the answer is kept for good
 * and may have been a mistake.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { inOrder, mayMerge } from './duplicate.ts';

export type Answered = {
  a: string;
  b: string;
  name_a: string;
  name_b: string;
  partner_a: string | null;
  partner_b: string | null;
  who: string | null;
  at: Date;
};

/** How many answers are shown, newest first. */
export const ANSWERS_SHOWN = 200;

export async function differentPairs(ctx: Ctx): Promise<Answered[]> {
  const { rows } = await sql<Answered>`
    select d.organization_id as a, d.other_id as b, a.name as name_a, b.name as name_b, pa.id as partner_a,
      pb.id as partner_b, u.name as who, d.answered_at as at
    from duplicate_answers d
    join organizations a on a.library_id = d.library_id and a.id = d.organization_id
    join organizations b on b.library_id = d.library_id and b.id = d.other_id
    left join partners pa on pa.library_id = d.library_id and pa.organization_id = a.id
    left join partners pb on pb.library_id = d.library_id and pb.organization_id = b.id
    left join members m on m.library_id = d.library_id and m.id = d.answered_by left join users u on u.id = m.user_id
    where d.library_id = ${ctx.library.id} and d.answer = 'different'
    order by d.answered_at desc, a.name_key, b.name_key, d.organization_id, d.other_id limit ${ANSWERS_SHOWN}`.execute(
    ctx.db,
  );
  return rows;
}

/**
 * The pair is on the list again, as long as the two are alike. NotFound when the answer is gone already, or was
 * another.
 */
export async function askAgain(ctx: Ctx, one: OrganizationId, other: OrganizationId): Promise<void> {
  allow(mayMerge(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const [a, b] = inOrder(one, other);
    const gone = await ctx.db
      .deleteFrom('duplicate_answers')
      .where('library_id', '=', ctx.library.id)
      .where('organization_id', '=', a)
      .where('other_id', '=', b)
      .where('answer', '=', 'different')
      .returning('answer')
      .executeTakeFirst();
    found(gone);
    await tellBoth(ctx, [a, b], 'pair.asked_again');
  });
}

/** Writes the answer into the history of both organizations, each naming the other. */
export async function tellBoth(
  ctx: Ctx,
  ids: OrganizationId[],
  action: 'pair.different' | 'pair.asked_again',
): Promise<void> {
  const names = await ctx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('library_id', '=', ctx.library.id)
    .where('id', 'in', ids)
    .execute();
  for (const { id } of names) {
    const name = names.find((each) => each.id !== id)?.name ?? '';
    if (action === 'pair.different')
      await history(ctx, 'pair.different', { subject: { type: 'organization', id }, details: { name } });
    else await history(ctx, 'pair.asked_again', { subject: { type: 'organization', id }, details: { name } });
  }
}
