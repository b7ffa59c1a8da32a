/**
 * A version holds: all have signed it, a minor change was told, or it was signed on paper. Its term begins to count, the
 * partners are active, everybody gets it to keep, and the PDF with the record is made.
 */
import { sql } from 'kysely';
import { type Ctx, type MemberId, systemActor, today } from '../../../house/ctx.ts';
import { found, Invalid } from '../../../house/errors.ts';
import { speak } from '../../../house/messages.ts';
import { enqueue } from '../../../house/work/job.ts';
import { changeStage, findPartner } from '../../partners/partners.ts';
import type { Agreement } from '../agreement.ts';
import { type AgreementVersion, documentIn, record } from '../agreement-versions.ts';
import { tellOf } from '../agreements.ts';
import { askToRead } from '../readers.ts';
import { runningEnd } from '../term.ts';
import { type Doors, tellOwnerOf } from './signing-mail.ts';

export const SEAL = 'agreement.seal';

export async function completeVersion(ctx: Ctx, it: Agreement, version: AgreementVersion, doors: Doors): Promise<void> {
  const { term } = documentIn(version);
  const done = await sql`update agreement_versions set completed_at = ${ctx.now} where library_id = ${ctx.library.id}
    and agreement_id = ${it.id} and number = ${version.number} and completed_at is null
    and withdrawn_at is null returning 1`.execute(ctx.db);
  if (done.rows.length === 0) throw new Invalid({ form: { key: 'error.signing_done' } });
  // A minor change does not touch the term, nor a notice that was given.
  if (version.change !== 'minor')
    await sql`update agreements set term_ends_on = ${runningEnd(term, today(ctx))} where library_id = ${ctx.library.id}
      and id = ${it.id}`.execute(ctx.db);
  // Whoever agrees anew goes on: that one side wanted to end the one before is over.
  if (version.change === 'major')
    await sql`delete from agreement_notices where library_id = ${ctx.library.id} and agreement_id = ${it.id}`.execute(
      ctx.db,
    );
  await record(ctx, version, { kind: 'completed', who: 'Common Table', party: ctx.library.name });
  await tellOf(ctx, version.change === 'first' ? 'agreement.completed' : 'agreement.amended', it);
  await stageFollows(ctx, it);
  await enqueue(ctx, SEAL, it.id);
  await tellAll(ctx, it, version, doors);
}

/** Who has an agreement is an active partner, whatever it was before. */
async function stageFollows(ctx: Ctx, it: Agreement): Promise<void> {
  const { t } = speak(ctx.library.locale, ctx.library.timeZone);
  // By the house: a guest changes no stage, and what follows from their signature follows for every signer alike.
  const asHouse = { ...ctx, actor: systemActor };
  for (const { id } of it.partners) {
    const { stage, version } = await findPartner(asHouse, id);
    const reason = t('agreement.stage_reason', { name: it.name });
    if (stage !== 'active') await changeStage(asHouse, id, { stage: 'active', reason, version });
  }
}

async function tellAll(ctx: Ctx, it: Agreement, version: AgreementVersion, doors: Doors): Promise<void> {
  const by = (version.sent_by_id ?? it.owner_id) as MemberId;
  for (const signer of version.signers.filter(({ outcome, email }) => outcome === 'signed' && email !== '')) {
    const { partner_id, person_id, name, email, locale } = signer;
    const { t } = speak(locale, ctx.library.timeZone);
    const asks = t('agreement.asks_keep', { name: it.name });
    const who = { partner_id: found(partner_id ?? undefined), person_id, name, email, locale };
    await askToRead(ctx, { it, number: version.number, who }, { asks, ways: doors.ways, by });
  }
  await tellOwnerOf(ctx, { it, key: 'completed', who: '', doors });
}
