/**
 * Makes the PDF of a version that holds: the document, who signed it and the record, sealed. It takes long, so it is
 * done without a connection to the database, between finding out what is to be made and keeping it.
 */
import { sql } from 'kysely';
import { type Ctx, systemActor } from '../../../house/ctx.ts';
import { borrow, inTransaction } from '../../../house/db.ts';
import { NotFound } from '../../../house/errors.ts';
import { speak } from '../../../house/messages.ts';
import { findFile, storeFile } from '../../../house/stored-files.ts';
import type { Certificate } from '../../../house/typeset/certificate.ts';
import { seal } from '../../../house/typeset/seal.ts';
import { canTypeset, typeset } from '../../../house/typeset/typeset.ts';
import { type At, type Handlers, once } from '../../../house/work/handler.ts';
import type { Job } from '../../../house/work/job.ts';
import type { AgreementId } from '../agreement.ts';
import { findAgreement } from '../agreement-list.ts';
import { type AgreementVersion, documentIn, versionsIn } from '../agreement-versions.ts';
import { agreementPdf, type Printed } from '../document/pdf.ts';
import { certificateFor } from './certificates.ts';
import { SEAL } from './completing.ts';
import { recordOf } from './record.ts';

type Wanted = { number: number; printed: Printed; certificate: Certificate; reason: string };

/** Versions that hold and have no PDF yet. */
async function wanted(ctx: Ctx, id: AgreementId, base: string): Promise<Wanted[]> {
  const it = await findAgreement(ctx, id).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (!it) return [];
  const every = await versionsIn(ctx, id);
  const versions = every.filter(({ completed_at, sealed_sha256 }) => completed_at && !sealed_sha256);
  if (versions.length === 0) return [];
  const certificate = await certificateFor(ctx, base);
  const logo = ctx.library.logo ? (await findFile(ctx, ctx.library.logo)).bytes : null;
  const all: Wanted[] = [];
  for (const version of versions) {
    const document = documentIn(version);
    const { t } = speak(document.locale, ctx.library.timeZone);
    const check = `${base}/l/${ctx.library.slug}/verify-agreement`;
    all.push({
      ...{ number: version.number, certificate, reason: t('agreement.seal_reason', { library: ctx.library.name }) },
      printed: {
        ...{ document, library: ctx.library, logo, paper: 'letter', made: ctx.now, signers: version.signers },
        ...{ version: t('agreement.version', { number: version.number }), reason: version.reason },
        told: toldOf(version, every),
        record: { record: await recordOf(ctx, it, version), check },
      },
    });
  }
  return all;
}

/** A minor change has no signatures of its own. */
function toldOf({ change, completed_at, number }: AgreementVersion, every: readonly AgreementVersion[]) {
  const signed = every.find((each) => each.number < number && each.completed_at && each.signers.length > 0);
  return change === 'minor' && completed_at && signed ? { at: completed_at, number: signed.number } : undefined;
}

/** Once for each version: one that was made meanwhile by another worker stays. */
async function keep(ctx: Ctx, id: AgreementId, { number, pdf }: { number: number; pdf: Uint8Array }): Promise<void> {
  const sealed = { type: 'application/pdf', bytes: pdf, width: null, height: null };
  const { rows } = await sql`select 1 from agreement_versions where library_id = ${ctx.library.id}
    and agreement_id = ${id} and number = ${number} and sealed_sha256 is null for update`.execute(ctx.db);
  if (rows.length === 0) return;
  await sql`update agreement_versions set sealed_sha256 = ${await storeFile(ctx, sealed)}, sealed_at = ${ctx.now}
    where library_id = ${ctx.library.id} and agreement_id = ${id} and number = ${number}`.execute(ctx.db);
}

async function run(at: At, job: Job): Promise<void> {
  const { libraryId } = job;
  const id = job.subject as AgreementId;
  if (!libraryId || !canTypeset()) return void (await once(at, job, async () => undefined));
  const asHouse = async (host: { db: Ctx['db']; now: Date }): Promise<Ctx | null> => {
    const acting = await at.actFor(host, { libraryId, memberId: null }, () => true);
    return acting && { ...acting.ctx, actor: systemActor };
  };
  const all = await borrow(at.db, { libraryId }, (db) =>
    inTransaction({ db, now: at.now() }, async (host) => {
      const ctx = await asHouse(host);
      return ctx ? wanted(ctx, id, at.postman.baseUrl) : [];
    }),
  );
  const made: { number: number; pdf: Uint8Array }[] = [];
  for (const { number, printed, certificate, reason } of all) {
    const pdf = await typeset(agreementPdf(printed));
    made.push({ number, pdf: await seal({ pdf, with: certificate, reason, at: printed.made.getTime() }) });
  }
  await once(at, job, async (host) => {
    const ctx = await asHouse(host);
    if (ctx) for (const each of made) await keep(ctx, id, each);
  });
}

export const sealingJobs: Handlers = { [SEAL]: { run } };
