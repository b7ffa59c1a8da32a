/** Reminds whoever has been asked to sign and has not: once, after a week, or three days before it can be signed last. */
import { sql } from 'kysely';
import { type Ctx, today } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { agreementForUpdate } from '../agreement-list.ts';
import { record } from '../agreement-versions.ts';
import { closedTo, findSigning } from './pressing.ts';
import type { SignerId } from './signer.ts';
import { askSigner, type Doors } from './signing-mail.ts';

const WEEK = -7;
const LAST_DAYS = 3;

export async function signersToRemind(ctx: Ctx): Promise<{ id: SignerId }[]> {
  const { rows } = await sql<{ id: SignerId }>`
    select g.id from agreement_signers g join agreement_versions v on v.library_id = g.library_id
      and v.agreement_id = g.agreement_id and v.number = g.number
    where g.library_id = ${ctx.library.id} and g.outcome is null and g.reminded_at is null and g.asked_at is not null
      and v.sent_at is not null and v.completed_at is null and v.withdrawn_at is null and v.sign_by >= ${today(ctx)}
      and ((g.asked_at at time zone ${ctx.library.timeZone})::date <= ${today(ctx, WEEK)}
        or v.sign_by <= ${today(ctx, LAST_DAYS)}
          and (g.asked_at at time zone ${ctx.library.timeZone})::date < ${today(ctx)}) order by g.id`.execute(ctx.db);
  return rows;
}

/** By a link that takes the place of the one before, as only its hash was kept. */
export async function remindSigner(ctx: Ctx, id: SignerId, doors: Doors): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await findSigning(ctx, id);
    await agreementForUpdate(ctx, before.agreement.id);
    const { agreement, version, signer } = await findSigning(ctx, id);
    if (closedTo(ctx, { version, signer })) return;
    const reminded = await sql`update agreement_signers set reminded_at = ${ctx.now}
      where library_id = ${ctx.library.id} and id = ${id} and reminded_at is null returning 1`.execute(ctx.db);
    if (reminded.rows.length === 0) return;
    await record(ctx, version, { kind: 'reminded', who: 'Common Table', party: ctx.library.name });
    await askSigner(ctx, { it: agreement, version, signer, doors });
  });
}
