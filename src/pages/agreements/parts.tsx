/** What the pages of agreements share: what an address is about, the way there, states and next dates in words. */
import type { Language } from '../../house/messages.ts';
import { type Agreement, LOGO_USES } from '../../rooms/agreements/agreement.ts';
import { findAgreement } from '../../rooms/agreements/agreement-list.ts';
import { noticeBy } from '../../rooms/agreements/term.ts';
import { useLanguage } from '../../ui/here.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const agreementOf = ({ ctx, id }: LibraryVisit): Promise<Agreement> => findAgreement(ctx, id());

export const agreementTrail = ({ to }: LibraryVisit, { id, name }: Pick<Agreement, 'id' | 'name'>) => [
  { label: name, href: to('/agreements/:id', { id }) },
];

/** A form is a little larger than the files it brings. */
export const FORM_AROUND = 100_000;

export function AgreementMark({ it }: { it: Pick<Agreement, 'state' | 'number' | 'open' | 'changed'> }) {
  const { t, message } = useLanguage();
  const amending = it.number !== null && it.open !== null;
  return (
    <>
      <span class={`state-mark state-${it.state}`}>{message({ key: `agreements.state_${it.state}` })}</span>
      {amending && <span class="state-mark state-signing">{t('agreements.amending')}</span>}
    </>
  );
}

/** What is being changed while a version is out for signing is not in that version. */
export function OutStill({ it: { open } }: { it: Pick<Agreement, 'open'> }) {
  const { t } = useLanguage();
  return open && <p class="notice no-print">{t('agreements.out_still', { number: open.number })}</p>;
}

export const NEXT = ['notice', 'ends', 'renews', 'document', 'document_over', 'sign_by', 'lapsed'] as const;
export type NextDate = { what: (typeof NEXT)[number]; day: string };

/** What is next, by day: the last day for notice, the end or renewal, a paper, the last day for signing. Pure. */
export function nextDates(it: Agreement, today: string): NextDate[] {
  if (it.state === 'ended') return [];
  const signing: NextDate[] = it.open && !it.open.declined ? [{ what: 'sign_by', day: it.open.sign_by }] : [];
  if (!it.force) return signing;
  const end = it.term_ends_on;
  const notice = it.notice ? null : noticeBy(end, it.force.notice_days);
  const renews = it.force.renewal === 'by_itself' && !it.notice;
  const what = it.state === 'lapsed' ? 'lapsed' : renews ? 'renews' : 'ends';
  const dates: (NextDate | null)[] = [
    notice && notice >= today ? { what: 'notice', day: notice } : null,
    end ? { what, day: end } : null,
    it.document_on ? { what: it.document_on < today ? 'document_over' : 'document', day: it.document_on } : null,
    ...signing,
  ];
  return dates.filter((each) => each !== null).toSorted((one, other) => one.day.localeCompare(other.day));
}

export const dateSaid = ({ message, day }: Pick<Language, 'message' | 'day'>, next: NextDate): string =>
  message({ key: `agreements.next_${next.what}`, values: { day: day(next.day) } });

const NAMES = [
  ...['name', 'kind', 'locale', 'partners', 'effective_on', 'ends_on', 'notice_days', 'renewal', 'renewal_months'],
  ...['given_cents', 'given_by', 'logo', 'insurance', 'our_notices', 'terms', 'owner_id', 'files'],
];
/** What each field is called, for what is refused. */
export const labelsOf = ({ message }: Pick<Language, 'message'>): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, message({ key: `field.agreement_${name}` })]));

export const logoOptions = ({ message }: Pick<Language, 'message'>) =>
  LOGO_USES.map((use) => ({ value: use, label: message({ key: `agreements.logo_${use}` }) }));
