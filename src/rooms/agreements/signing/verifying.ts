/** Whether a PDF is a signed agreement of this library, unchanged. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type Reading, today } from '../../../house/ctx.ts';
import type { PdfRead } from '../../../house/typeset/seal-read.ts';
import type { AgreementId } from '../agreement.ts';
import { isOurs } from './certificates.ts';
import { readRecord, recordHolds } from './record.ts';

/**
 * `unchanged`: byte for byte what this library keeps. `sealed`: sealed here and unchanged since, but not kept here any
 * more. `changed`: it was made of one of ours, and something in it is not as it was. `unknown`: none of ours.
 */
export type Verdict = {
  verdict: 'unchanged' | 'sealed' | 'changed' | 'unknown';
  /** Of one that is kept here: whoever has its PDF has read it. */
  kept: Kept | null;
};
export type Kept = {
  agreement_id: AgreementId;
  name: string;
  number: number;
  completed_at: Date;
  /** Told, not signed. */
  told: boolean;
  /** It is the version that counts, of an agreement that has not ended. */
  holds: boolean;
  signers: { party: string; name: string; at: string }[];
};

/** A PDF that we sealed, by its hash. */
async function keptAs(ctx: Reading, sha256: string): Promise<Kept | null> {
  const { rows } = await sql<Kept>`
    select v.agreement_id, v.content::jsonb ->> 'name' as name, v.number, v.completed_at,
      v.change = 'minor' as told,
      not exists (select 1 from agreement_versions l where l.library_id = ${ctx.library.id}
          and l.agreement_id = v.agreement_id and l.number > v.number and l.completed_at is not null)
        and not exists (select 1 from agreement_endings e where e.library_id = ${ctx.library.id}
          and e.agreement_id = v.agreement_id)
        and exists (select 1 from agreements a where a.library_id = ${ctx.library.id} and a.id = v.agreement_id
          and coalesce(a.term_ends_on >= ${today(ctx)}, true)) as holds,
      coalesce((select jsonb_agg(jsonb_build_object('party', g.party,
          'name', g.signed_name, 'at', coalesce(g.signed_on::text, g.outcome_at::text)) order by g.outcome_at, g.id)
        from agreement_signers g
        where g.library_id = ${ctx.library.id} and g.agreement_id = v.agreement_id and g.number = v.number
          and g.outcome = 'signed'), '[]') as signers
    from agreement_versions v where v.library_id = ${ctx.library.id} and v.sealed_sha256 = ${sha256}`.execute(ctx.db);
  return rows[0] ?? null;
}

/** Whether we have, or had, an agreement of this id. */
async function isKnown(ctx: Reading, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from agreements where library_id = ${ctx.library.id} and id = ${id}`.execute(
    ctx.db,
  );
  return rows.length > 0;
}

/** `read` is what the thread found in it. */
export async function verdictOn(ctx: Reading, pdf: Uint8Array, { seal, attached }: PdfRead): Promise<Verdict> {
  const kept = await keptAs(ctx, createHash('sha256').update(pdf).digest('hex'));
  if (kept) return { verdict: 'unchanged', kept };
  const record = readRecord(attached);
  // Libraries of one installation may share its certificate: the record says whose it is.
  if (record && record.library !== ctx.library.slug) return { verdict: 'unknown', kept: null };
  const ours = seal !== null && (await isOurs(ctx, seal.certificate));
  if (seal?.holds && ours && record && recordHolds(record)) return { verdict: 'sealed', kept: null };
  if (ours || (record && (await isKnown(ctx, record.agreement)))) return { verdict: 'changed', kept: null };
  return { verdict: 'unknown', kept: null };
}
