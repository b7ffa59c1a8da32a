/** Terms, signatures and lines of the record in words: the same on a page and on paper. */
import type { Language } from '../../../house/messages.ts';
import { type EventKind, type Line, read } from '../signing/chain.ts';
import type { Signer } from '../signing/signer.ts';
import { noticeBy } from '../term.ts';
import type { AnnexRow, Document } from './document.ts';

type Words = Pick<Language, 't' | 'day' | 'money' | 'list' | 'moment'>;
export type TermLine = { id: string; label: string; value: string };

/** The frame of a document, line by line; what is not agreed has no line. */
export function termsSaid({ t, day, money }: Words, { term, ...it }: Document): TermLine[] {
  const by = noticeBy(term.ends_on, term.notice_days);
  const lines: [string, string][] = [
    ['effective', term.effective_on ? day(term.effective_on) : ''],
    ['until', term.ends_on ? day(term.ends_on) : t('agreement.until_ended')],
    ['renewal', term.ends_on ? t(`agreement.renewal_${term.renewal}`, { months: term.renewal_months ?? 0 }) : ''],
    ['notice', term.notice_days ? t('agreement.notice_days', { days: term.notice_days }) : ''],
    ['notice_by', by ? day(by) : ''],
    ['given', it.given_cents ? givenSaid({ t, money }, it) : ''],
    ['logo', it.logo === 'none' ? '' : t(`agreement.logo_short_${it.logo}`)],
    ...it.parties.map((party): [string, string] => [`party ${party.name}`, partySaid({ t }, party)]),
    ['file', it.file ? it.file.name : ''],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([id, value]) => ({
      id,
      label: id.startsWith('party ') ? id.slice(6) : t(`agreement.term_${id as 'effective'}`),
      value,
    }));
}

const partySaid = ({ t }: Pick<Words, 't'>, { signer, notices }: Document['parties'][number]) =>
  [signer && t('agreement.side_signs', { who: signer }), notices && t('agreement.side_notices', { who: notices })]
    .filter(Boolean)
    .join(' · ');

export const givenSaid = (
  { t, money }: Pick<Words, 't' | 'money'>,
  { given_cents, given_by }: Pick<Document, 'given_cents' | 'given_by'>,
) => t(given_by === 'partner' ? 'agreement.they_give' : 'agreement.we_give', { money: money(given_cents ?? 0) });

/** When, and who has which part: "Grange (Mae Ito) does it · the others are told". */
export const whoSaid = ({ t, day }: Pick<Words, 't' | 'day'>, { due_on, monthly, who }: AnnexRow) => ({
  when: monthly ? t('agreement.monthly') : due_on ? day(due_on) : '',
  who: [
    ...who
      .filter(({ part }) => part !== 'told')
      .map(({ party, part, person }) => t(`agreement.part_${part}`, { who: person ? `${party} (${person})` : party })),
    ...(who.some(({ part }) => part === 'told') ? [t('agreement.part_others_told')] : []),
  ].join(' · '),
});

/** Name and title as typed, how and when. */
export function signatureSaid({ t, day, moment }: Words, signer: Signer, kind: Document['kind']): string[] {
  const { signed_name, signed_title, way, signed_on, outcome_at } = signer;
  return [
    [signed_name, signed_title].filter(Boolean).join(', '),
    way === 'paper'
      ? t(kind === 'handshake' ? 'agreement.shaken' : 'agreement.signed_paper', { day: day(signed_on ?? '') })
      : t('agreement.signed_link', { moment: outcome_at ? moment(new Date(outcome_at)) : '' }),
  ];
}

/** "2026-11-27T14:32:11.000Z", as the clock said it there, what was done, by whom and from where. */
export function eventSaid({ t }: Pick<Words, 't'>, line: Line) {
  const { at, local, kind, who, party, address, more } = read(line);
  const details = ['name', 'title', 'email', 'on', 'reason', 'sign_by'].flatMap((key) => more[key] || []);
  if (more.noted_by) details.push(t('agreement.noted_by', { who: more.noted_by }));
  return {
    ...{ at, local },
    what: [t(`agreement.event_${kind satisfies EventKind}`), ...new Set(details)].join(' · '),
    who: [who, party, address && t('agreement.from_address', { address })].filter(Boolean).join(' · '),
  };
}
