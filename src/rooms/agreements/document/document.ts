/**
 * What an agreement says, as it is read, sent and signed: plain words with all blanks filled, in one language. As a
 * version it is kept as text, letter by letter, and known by the hash of it.
 */
import { createHash } from 'node:crypto';
import type { Locale } from '../../../house/ctx.ts';
import type { PartnerId } from '../../partners/partner.ts';
import type { LogoUse } from '../agreement.ts';
import type { AgreementKind } from '../clauses/clause.ts';
import type { GridPart } from '../responsibility.ts';
import type { Term } from '../term.ts';

export type Party = {
  /** Null for the library. */
  partner_id: PartnerId | null;
  name: string;
  signer: string;
  notices: string;
};
export type DocumentClause = { id: string; title: string; body: string };
/** A row of who does what: `who` is each side with its part and the person who is named. */
export type AnnexRow = {
  what: string;
  due_on: string | null;
  monthly: boolean;
  who: { party: string; part: GridPart; person: string }[];
};
export type Document = {
  name: string;
  kind: AgreementKind;
  locale: Locale;
  parties: Party[];
  term: Term;
  given_cents: number | null;
  given_by: 'partner' | 'library';
  logo: LogoUse;
  /** In plain words: of a handshake, or beside their paper. */
  terms: string;
  clauses: DocumentClause[];
  annex: AnnexRow[];
  /** Their paper. */
  file: { sha256: string; name: string } | null;
};

export const asText = (document: Document): string => JSON.stringify(document);
export const fromText = (text: string): Document => JSON.parse(text) as Document;
/** Enough of a hash to tell by eye whether a paper is of this text. */
export const markOf = (sha256: string): string => sha256.slice(0, 8);
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex');
