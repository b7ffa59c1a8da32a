/** What holds without a link: what was signed on paper or by handshake, and a minor change, which is told. */
import { type Ctx, type MemberId, memberId, today } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, Invalid } from '../../../house/errors.ts';
import { newId } from '../../../house/ids.ts';
import { speak } from '../../../house/messages.ts';
import { storeFile } from '../../../house/stored-files.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { type Agreement, type AgreementId, mayBind, mayTell } from '../agreement.ts';
import { agreementForUpdate } from '../agreement-list.ts';
import {
  type AgreementVersion,
  complete,
  documentIn,
  findVersionIn,
  keepVersion,
  record,
  says,
  versionsIn,
} from '../agreement-versions.ts';
import type { Paper } from '../agreements.ts';
import { asText, type Document, fingerprint } from '../document/document.ts';
import { writtenOf } from '../document/writing.ts';
import { askToRead, type NewReader, reachableAt } from '../readers.ts';
import { completeVersion } from './completing.ts';
import { openVersion, readyToSign } from './sending.ts';
import type { SignedRow, Signer } from './signer.ts';
import type { Doors } from './signing-mail.ts';

/** Who still has to sign: of a version that is out, those who have not; else each side. */
export type ToSign = {
  /** Which row it is, however others change meanwhile: a signer, a partner, or "library". */
  of: string;
  partner_id: PartnerId | null;
  party: string;
  name: string;
  signer: Signer | null;
};

function stillToSign(ctx: Ctx, it: Agreement, open: AgreementVersion | null): ToSign[] {
  if (open)
    return open.signers
      .filter(({ outcome }) => outcome === null)
      .map((signer) => ({ of: signer.id, ...signer, signer }));
  const library = { of: 'library', partner_id: null, party: ctx.library.name, name: '', signer: null };
  const partners = it.partners.map(({ id, name, person }) => ({
    ...{ of: id as string, partner_id: id, party: name, name: person ?? '', signer: null },
  }));
  return [library, ...partners];
}

/** What the form for paper is about: who is to sign, and what, by its hash. */
export async function paperForm(ctx: Ctx, it: Agreement): Promise<{ rows: ToSign[]; read: string }> {
  const open = await openVersion(ctx, it.id);
  const read = open?.sha256 ?? fingerprint(asText((await writtenOf(ctx, it)).document));
  return { rows: stillToSign(ctx, it, open), read };
}

type OnPaper = { rows: SignedRow[]; read: string; kept_at: string; reason: string; scan: Paper; doors: Doors };

/** Keeps what was signed on paper: who and when, and the scan or where it is. Throws Invalid. */
export async function signedOnPaper(ctx: Ctx, id: AgreementId, given: OnPaper) {
  const { rows, read, kept_at, reason, scan, doors } = given;
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayBind(ctx.actor, it));
    if (!scan && kept_at === '' && it.kind !== 'handshake') throw new Invalid({ files: { key: 'error.paper_where' } });
    const open = await openVersion(ctx, id);
    if (open?.signers.some(({ outcome }) => outcome === 'declined'))
      throw new Invalid({ form: { key: 'error.signing_declined' } });
    const wanted = stillToSign(ctx, it, open);
    // Somebody signed, or a partner or a word was changed, while the form was open: it is not what stands on the paper.
    if (!sameRows(wanted, rows)) throw new Invalid({ form: { key: 'error.paper_meanwhile' } });
    const signed = wanted.map((who) => {
      const at = rows.findIndex(({ of }) => of === who.of);
      return { who, row: signedRow(ctx, rows[at], at) };
    });
    const version = open ?? (await readyToSign(ctx, it, { reason }));
    if (version.sha256 !== read) throw new Invalid({ form: { key: 'error.paper_meanwhile' } });
    for (const { who, row } of signed) await keepSignature(ctx, version, { who, row });
    const file = scan && { scan_sha256: await storeFile(ctx, scan), scan_name: scan.name.slice(0, 200) };
    await ctx.db
      .updateTable('agreement_versions')
      .set({ kept_at, ...file, ...(!open && { sent_by: memberId(ctx) }) })
      .where('library_id', '=', ctx.library.id)
      .where('agreement_id', '=', id)
      .where('number', '=', version.number)
      .execute();
    await completeVersion(ctx, it, await findVersionIn(ctx, id, version.number), doors);
  });
}

const sameRows = (wanted: readonly ToSign[], rows: readonly SignedRow[]): boolean =>
  wanted.length === rows.length && wanted.every((who) => rows.some(({ of }) => of === who.of));

type Written = { name: string; title: string; on: string };

function signedRow(ctx: Ctx, row: SignedRow | undefined, at: number): Written {
  if (!row?.name) throw new Invalid({ [`rows.${at}.name`]: { key: 'error.required' } });
  if (!row.on) throw new Invalid({ [`rows.${at}.on`]: { key: 'error.required' } });
  if (row.on > today(ctx)) throw new Invalid({ [`rows.${at}.on`]: { key: 'error.future' } });
  return { name: row.name, title: row.title, on: row.on };
}

async function keepSignature(ctx: Ctx, version: AgreementVersion, { who, row }: { who: ToSign; row: Written }) {
  const { agreement_id, number } = version;
  const signed = {
    ...{ outcome: 'signed', outcome_at: ctx.now, way: 'paper', signed_name: row.name, signed_title: row.title },
    ...{ signed_on: row.on, pending: null, code_hash: null, code_until: null },
  } as const;
  if (who.signer)
    await ctx.db
      .updateTable('agreement_signers')
      .set(signed)
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', who.signer.id)
      .execute();
  else
    await ctx.db
      .insertInto('agreement_signers')
      .values({
        ...{ library_id: ctx.library.id, id: newId(), agreement_id, number, partner_id: who.partner_id },
        ...{ party: who.party, name: row.name, locale: ctx.library.locale, place: 1, ...signed },
      })
      .execute();
  await record(ctx, version, {
    ...{ kind: 'paper', who: row.name, party: who.party },
    more: { title: row.title, on: row.on, noted_by: ctx.actor.name },
  });
}

type Telling = { reason: string; doors: Doors };

/**
 * A minor change holds as soon as it is told: each partner gets it to read, by mail where somebody there has an address.
 * Returns the names of partners that nobody could be told at. Throws Invalid.
 */
export async function tellChange(ctx: Ctx, id: AgreementId, { reason, doors }: Telling): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayTell(ctx.actor, it));
    if (it.number === null) throw new Invalid({ form: { key: 'error.agreement_not_signed' } });
    if (await openVersion(ctx, id)) throw new Invalid({ form: { key: 'error.agreement_out' } });
    if (reason === '') throw new Invalid({ reason: { key: 'error.agreement_reason' } });
    const written = await writtenOf(ctx, it);
    complete(written);
    const holding = await findVersionIn(ctx, id, it.number);
    if (says(holding, written.document)) throw new Invalid({ form: { key: 'error.agreement_same' } });
    if (bindsAnew(documentIn(holding), written.document)) throw new Invalid({ form: { key: 'error.change_binds' } });
    const number = await keepVersion(ctx, it, { change: 'minor', reason }, written);
    const version = await findVersionIn(ctx, id, number);
    await record(ctx, version, { kind: 'told', who: ctx.actor.name, party: ctx.library.name, more: { reason } });
    await completeVersion(ctx, it, version, doors);
    const { told, nobody } = await whomToTell(ctx, it);
    const { t } = speak(it.locale, ctx.library.timeZone);
    const asks = t('agreement.asks_told', { name: it.name });
    const by = ctx.actor.id as MemberId;
    for (const who of told)
      await askToRead(ctx, { it, number, who }, { asks, letter: `${asks}\n\n${reason}`, ways: doors.ways, by });
    return nobody;
  });
}

/** Who is bound, from when until when, for how much and under whose name: that is signed, never only told. */
const bindsAnew = (was: Document, now: Document): boolean => {
  const bound = ({ parties, term, kind, given_cents, given_by, logo, file }: Document) =>
    JSON.stringify([
      parties.map(({ partner_id }) => partner_id),
      term,
      kind,
      given_cents,
      given_by,
      logo,
      file?.sha256,
    ]);
  return bound(was) !== bound(now);
};

/** Who signed for each partner last and has an address; else who is to sign for it. */
export async function whomToTell(ctx: Ctx, it: Agreement): Promise<{ told: NewReader[]; nobody: string[] }> {
  const signed = (await versionsIn(ctx, it.id)).find(({ signers }) =>
    signers.some(({ outcome }) => outcome === 'signed'),
  );
  const people = await reachableAt(
    ctx,
    it.partners.map((partner) => partner.id),
  );
  const told: NewReader[] = [];
  const nobody: string[] = [];
  for (const { id: partner_id, name, person_id } of it.partners) {
    const signers = signed?.signers.filter(
      (each) => each.partner_id === partner_id && each.outcome === 'signed' && each.email !== '',
    );
    const named = people.find((each) => each.partner_id === partner_id && each.person_id === person_id);
    const found = signers?.length ? signers : named ? [{ ...named, locale: it.locale }] : [];
    if (found.length === 0) nobody.push(name);
    for (const { person_id, name, email, locale } of found) told.push({ partner_id, person_id, name, email, locale });
  }
  return { told, nobody };
}
