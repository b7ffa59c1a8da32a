/** An agreement as it was sent, version by version, with who is asked to sign each and what they did. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import type { Agreement, AgreementId } from './agreement.ts';
import { asText, type Document, fingerprint, fromText } from './document/document.ts';
import { type Written, writtenOf } from './document/writing.ts';
import { type ChainEvent, type Line, nextLine } from './signing/chain.ts';
import type { Signer } from './signing/signer.ts';

export const CHANGES = ['first', 'minor', 'major'] as const;
export type Change = (typeof CHANGES)[number];

export type AgreementVersion = {
  agreement_id: AgreementId;
  number: number;
  change: Change;
  /** What an amendment is for. */
  reason: string;
  /** The very letters of which `sha256` is the hash. */
  content: string;
  sha256: string;
  made_by: string;
  made_at: Date;
  sent_by: string | null;
  sent_by_id: string | null;
  sent_at: Date | null;
  sign_by: string | null;
  withdrawn_at: Date | null;
  withdrawn_why: string;
  completed_at: Date | null;
  /** The signed PDF. */
  sealed_sha256: string | null;
  sealed_at: Date | null;
  /** What was signed on paper. */
  scan_sha256: string | null;
  scan_name: string;
  kept_at: string;
  signers: Signer[];
};

export const documentIn = ({ content }: Pick<AgreementVersion, 'content'>): Document => fromText(content);

/** By place; who signs in another's stead after them. */
export async function signersOf(ctx: Ctx, id: AgreementId, number?: number): Promise<Signer[]> {
  const { rows } = await sql<Signer>`
    select g.id, g.agreement_id, g.number, g.partner_id, g.party, g.person_id,
      g.member_id, g.name, g.email, g.locale, g.place, g.asked_at, g.outcome, g.outcome_at, g.way, g.signed_name,
      g.signed_title, g.signed_on, g.mark, g.reason, g.delegate_id, g.pending, g.code_until
    from agreement_signers g
    where g.library_id = ${ctx.library.id} and g.agreement_id = ${id}
      and g.number = coalesce(${number ?? null}::int, g.number)
    order by g.number, g.place, g.id`.execute(ctx.db);
  return rows;
}

/** The last first. */
export async function versionsIn(ctx: Ctx, id: AgreementId): Promise<AgreementVersion[]> {
  const { rows } = await sql<Omit<AgreementVersion, 'signers'>>`
    select v.agreement_id, v.number, v.change, v.reason, v.content, v.sha256, u.name as made_by, v.made_at,
      su.name as sent_by, v.sent_by as sent_by_id, v.sent_at, v.sign_by, v.withdrawn_at, v.withdrawn_why, v.completed_at,
      v.sealed_sha256, v.sealed_at, v.scan_sha256, v.scan_name, v.kept_at
    from agreement_versions v join members m on m.library_id = v.library_id and m.id = v.made_by
    join users u on u.id = m.user_id
    left join members sm on sm.library_id = v.library_id and sm.id = v.sent_by left join users su on su.id = sm.user_id
    where v.library_id = ${ctx.library.id} and v.agreement_id = ${id} order by v.number desc`.execute(ctx.db);
  const signers = rows.length > 0 ? await signersOf(ctx, id) : [];
  return rows.map((row) => ({ ...row, signers: signers.filter(({ number }) => number === row.number) }));
}

export const findVersionIn = async (ctx: Ctx, id: AgreementId, number: number): Promise<AgreementVersion> =>
  found((await versionsIn(ctx, id)).find((each) => each.number === number));

/** Whether a version is this document, letter by letter. */
export const says = ({ sha256 }: Pick<AgreementVersion, 'sha256'>, document: Document): boolean =>
  sha256 === fingerprint(asText(document));

/** Out for signing: sent, not taken back, and not signed by all. */
export const isOpen = ({ sent_at, withdrawn_at, completed_at }: AgreementVersion): boolean =>
  sent_at !== null && withdrawn_at === null && completed_at === null;

type Keeping = { change: Change; reason?: string };

/** Throws Invalid, with what it misses, where a blank is still empty. */
export function complete({ missing }: Written): void {
  if (missing.length > 0)
    throw new Invalid({
      form: { key: 'error.agreement_blanks', values: { clauses: missing.map(({ title }) => title).join(' · ') } },
    });
}

/**
 * Keeps what it says now as a version; the one before, where that says the very same and nothing has come of it yet. The
 * agreement is held by whoever asks.
 */
export async function keepVersion(ctx: Ctx, it: Agreement, keeping: Keeping, written?: Written): Promise<number> {
  const { document } = written ?? (await writtenOf(ctx, it));
  const content = asText(document);
  const { change, reason = '' } = keeping;
  const [last] = await versionsIn(ctx, it.id);
  const unused = last && !last.sent_at && !last.completed_at && !last.withdrawn_at;
  if (unused && last.content === content) {
    await sql`update agreement_versions set change = ${change}, reason = ${reason}, made_at = ${keptAt(ctx, it)}
      where library_id = ${ctx.library.id} and agreement_id = ${it.id} and number = ${last.number}`.execute(ctx.db);
    return last.number;
  }
  const number = (last?.number ?? 0) + 1;
  await ctx.db
    .insertInto('agreement_versions')
    .values({
      ...{ library_id: ctx.library.id, agreement_id: it.id, number, change, reason, content, ...document.term },
      ...{ sha256: fingerprint(content), made_by: memberId(ctx), made_at: keptAt(ctx, it) },
    })
    .execute();
  return number;
}

/** Not before its last change, also where both were in one moment: what was changed before is in it. */
const keptAt = (ctx: Ctx, it: Pick<Agreement, 'id'>) => sql<Date>`greatest(${ctx.now}, (select a.changed_at
  from agreements a where a.library_id = ${ctx.library.id} and a.id = ${it.id}))`;

/** The record of a version. */
export async function linesOf(ctx: Ctx, id: AgreementId, number: number): Promise<Line[]> {
  const { rows } =
    await sql<Line>`select seq, said, digest as hash from agreement_events where library_id = ${ctx.library.id}
    and agreement_id = ${id} and number = ${number} order by seq`.execute(ctx.db);
  return rows;
}

export type NewEvent = Omit<ChainEvent, 'at' | 'local' | 'address' | 'more'> & {
  address?: string | undefined;
  more?: Record<string, string>;
};

/** Adds a line to the record. The agreement is held by whoever asks, so that the chain has one end. */
export async function record(
  ctx: Ctx,
  { agreement_id, number, sha256 }: Pick<AgreementVersion, 'agreement_id' | 'number' | 'sha256'>,
  { address = '', more = {}, ...event }: NewEvent,
): Promise<void> {
  const said = { ...event, at: ctx.now.toISOString(), local: clockAt(ctx), address, more };
  const { hash: digest, ...line } = nextLine(sha256, await linesOf(ctx, agreement_id, number), said);
  await ctx.db
    .insertInto('agreement_events')
    .values({ library_id: ctx.library.id, agreement_id, number, ...line, digest })
    .execute();
}

/** "2026-11-27 09:32 America/New_York": the clock where the library is, whatever language. */
function clockAt({ now, library }: Ctx): string {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: library.timeZone,
  });
  return `${clock.format(now)} ${library.timeZone}`;
}
