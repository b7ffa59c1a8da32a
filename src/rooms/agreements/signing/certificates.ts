/**
 * What signed PDFs are sealed with: the installation's own certificate, made when it is first needed and the same for all
 * processes; or one of the library's own, which the host gives. Those that were replaced stay, to check what they sealed.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx, Reading } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { found } from '../../../house/errors.ts';
import { type Certificate, makeCertificate, thumbprint } from '../../../house/typeset/certificate.ts';

type Row = { certificate: Buffer; secret_key: Buffer; chain?: Buffer[] };
const asCertificate = ({ certificate, secret_key, chain = [] }: Row): Certificate => ({
  certificate: new Uint8Array(certificate),
  chain: chain.map((each) => new Uint8Array(each)),
  privateKey: new Uint8Array(secret_key),
});

/** The library's own where it has one. Of two that make the installation's first at once, the earlier is used by both. */
export async function certificateFor(ctx: Ctx, installation: string): Promise<Certificate> {
  const { rows } = await sql<Row>`select certificate, secret_key, chain from library_certificates
    where library_id = ${ctx.library.id} and replaced_at is null`.execute(ctx.db);
  if (rows[0]) return asCertificate(rows[0]);
  const made = await installationCertificate(ctx);
  if (made) return made;
  const { certificate, privateKey } = await makeCertificate(`Common Table at ${new URL(installation).host}`, ctx.now);
  await sql`insert into installation_certificates (sha256, certificate, secret_key, made_at)
    values (${thumbprint(certificate)}, ${Buffer.from(certificate)}, ${Buffer.from(privateKey)}, ${ctx.now})
    on conflict do nothing`.execute(ctx.db);
  return found((await installationCertificate(ctx)) ?? undefined);
}

async function installationCertificate(ctx: HostCtx): Promise<Certificate | null> {
  const { rows } = await sql<Row>`select certificate, secret_key from installation_certificates`.execute(ctx.db);
  return rows[0] ? asCertificate(rows[0]) : null;
}

/** Seals from now on with this one, in place of the one before. */
export async function useCertificate(ctx: Ctx, { certificate, chain, privateKey }: Certificate): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    await sql`update library_certificates set replaced_at = ${ctx.now} where library_id = ${ctx.library.id}
      and replaced_at is null`.execute(ctx.db);
    await ctx.db
      .insertInto('library_certificates')
      .values({
        ...{ library_id: ctx.library.id, sha256: thumbprint(certificate), certificate: Buffer.from(certificate) },
        ...{ chain: chain.map((each) => Buffer.from(each)), secret_key: Buffer.from(privateKey), made_at: ctx.now },
      })
      .onConflict((same) => same.columns(['library_id', 'sha256']).doUpdateSet({ replaced_at: null }))
      .execute();
  });
}

/** Whether it is, or was, the installation's or this library's. */
export async function isOurs(ctx: Reading, sha256: string): Promise<boolean> {
  const { rows } = await sql`select 1 from installation_certificates where sha256 = ${sha256}
    union all select 1 from library_certificates where library_id = ${ctx.library.id}
      and sha256 = ${sha256}`.execute(ctx.db);
  return rows.length > 0;
}
