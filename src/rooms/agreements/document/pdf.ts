/** An agreement as PDF: as it is written, as it was sent, or with its signatures and its record. */
import type { Library } from '../../../house/ctx.ts';
import { type Language, speak } from '../../../house/messages.ts';
import type { Paper, Typesetting } from '../../../house/typeset/typeset.ts';
import type { Line } from '../signing/chain.ts';
import { type CompletionRecord, RECORD_NAME } from '../signing/record.ts';
import { MARK_BOX, type Signer } from '../signing/signer.ts';
import type { Document } from './document.ts';
import { eventSaid, signatureSaid, termsSaid, whoSaid } from './said.ts';

const LOGO = '/rooms/agreements/document/logo.png';

export type Printed = {
  document: Document;
  library: Pick<Library, 'name' | 'timeZone'>;
  logo: Uint8Array | null;
  paper: Paper;
  made: Date;
  /** "Version 2"; '' for one that is only written. */
  version: string;
  reason: string;
  signers: readonly Signer[];
  /** A minor change: when it was told, and the version whose signatures it rests on. */
  told?: { at: Date; number: number } | undefined;
  /** Once it is signed: its record, and the address at which anybody can check the file. */
  record?: { record: CompletionRecord; check: string };
};

export function agreementPdf(asked: Printed): Typesetting {
  const { document, library, logo, paper, made, version, reason } = asked;
  const language = speak(document.locale, library.timeZone);
  const { t, list } = language;
  const kind = t(`agreement.kind_${document.kind}`);
  return {
    ...{ template: 'rooms/agreements/document/agreement.typ', locale: document.locale, title: document.name, paper },
    made: made.getTime(),
    data: {
      head: [kind, library.name, version].filter(Boolean).join(' · '),
      foot: [library.name, document.name, version].filter(Boolean).join(' · '),
      parties: list(document.parties.map(({ name }) => name)),
      ...{
        reason,
        labels: labelsOf(language),
        logo: logo && { path: LOGO, alt: t('settings.logo_of', { name: library.name }) },
      },
      terms: termsSaid(language, document),
      words: partsOf(document.terms),
      clauses: document.clauses.map(({ title, body }) => ({ title, parts: partsOf(body) })),
      annex: document.annex.map((row) => ({ what: row.what, ...whoSaid(language, row) })),
      signatures: signaturesIn(language, asked),
      ...recordIn(language, asked),
    },
    files: logo ? { [LOGO]: logo } : {},
  };
}

const DASH = /^[–-]\s+/;
type Part = { list: boolean; lines: string[] };

/** Lines that begin with a dash are a list; any other is a paragraph. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const line of text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const isItem = DASH.test(line);
    const last = parts.at(-1);
    if (isItem && last?.list) last.lines.push(line.replace(DASH, ''));
    else parts.push({ list: isItem, lines: [isItem ? line.replace(DASH, '') : line] });
  }
  return parts;
}

/** A drawing as a picture. The path holds letters, digits and spaces only (signer.ts). */
export const markAsSvg = (mark: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${MARK_BOX.width} ${MARK_BOX.height}"><path d="${mark}" ` +
  `fill="none" stroke="#16202a" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** Who signed; before that, a line for each side. */
function signaturesIn(language: Language, { document, signers, told }: Printed) {
  const signed = signers.filter(({ outcome }) => outcome === 'signed');
  if (signed.length === 0)
    return document.parties.map(({ name, signer }) => ({
      party: [name, signer].filter(Boolean).join(' · '),
      lines: told
        ? [language.t('agreement.told_line', { day: language.dayOf(told.at), number: told.number })]
        : ([] as string[]),
      ...{ mark: '', mark_alt: '' },
    }));
  return signed.map((signer) => ({
    party: signer.party,
    lines: signatureSaid(language, signer, document.kind),
    mark: signer.mark ? markAsSvg(signer.mark) : '',
    mark_alt: language.t('agreement.mark_of', { name: signer.signed_name }),
  }));
}

function recordIn(language: Language, { record }: Printed) {
  if (!record) return { record: [], record_intro: [], record_hashes: [], record_file: '' };
  const { t } = language;
  const { events, document } = record.record;
  return {
    record: events.map((line: Line) => eventSaid(language, line)),
    record_intro: [t('agreement.record_intro'), t('agreement.record_check', { address: record.check })],
    record_hashes: [
      t('agreement.record_document', { hash: document }),
      t('agreement.record_last', { hash: events.at(-1)?.hash ?? '' }),
    ],
    record_file: JSON.stringify(record.record),
  };
}

const labelsOf = ({ t }: Pick<Language, 't'>) => ({
  ...{ terms: t('agreement.terms'), annex: t('agreement.annex'), what: t('agreement.annex_what') },
  ...{ when: t('agreement.annex_when'), who: t('agreement.annex_who'), signatures: t('agreement.signatures') },
  ...{ sign_here: t('agreement.sign_here'), record: t('agreement.record'), record_name: RECORD_NAME },
  ...{ reason: t('agreement.reason'), page: t('brief.page', { page: '{page}', pages: '{pages}' }) },
});
