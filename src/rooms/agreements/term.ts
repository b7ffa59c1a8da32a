/**
 * The term of an agreement, by the calendar where the library is: no hours, so no clock change moves a day. A term that
 * renews by itself is counted from its first end each time, never from the one before: what began on the 31st does not
 * slip to the 28th because a February lay between. All pure; days are YYYY-MM-DD.
 */
import { Temporal } from 'temporal-polyfill';

export const RENEWALS = ['none', 'by_agreement', 'by_itself'] as const;
export type Renewal = (typeof RENEWALS)[number];

export type Term = {
  effective_on: string | null;
  /** The last day of the first term; null for one without an end. */
  ends_on: string | null;
  /** Before which the other side has to hear that one does not go on. */
  notice_days: number | null;
  renewal: Renewal;
  renewal_months: number | null;
};

const plain = (day: string) => Temporal.PlainDate.from(day);
export const daysFrom = (day: string, days: number): string => plain(day).add({ days }).toString();

/** The last day after so many renewals; null for a term without an end. */
export function termEnd({ ends_on, renewal_months }: Term, renewals: number): string | null {
  if (!ends_on || renewals === 0 || !renewal_months) return ends_on;
  return plain(ends_on)
    .add({ days: 1 })
    .add({ months: renewal_months * renewals })
    .subtract({ days: 1 })
    .toString();
}

/** How often it has renewed by itself by a day: the term that runs then is the first that is not over. */
export function renewalsBy(term: Term, day: string): number {
  const { ends_on, renewal, renewal_months } = term;
  if (renewal !== 'by_itself' || !ends_on || !renewal_months || day <= ends_on) return 0;
  const months = plain(ends_on).until(plain(day), { largestUnit: 'month' }).months;
  let renewals = Math.max(0, Math.floor(months / renewal_months) - 1);
  while ((termEnd(term, renewals) as string) < day) renewals++;
  return renewals;
}

/** The last day of the term that runs on a day. */
export const runningEnd = (term: Term, day: string): string | null => termEnd(term, renewalsBy(term, day));

/** The last day on which notice can be given, so that it ends with this term; null where there is no such day. */
export const noticeBy = (end: string | null, notice_days: number | null): string | null =>
  end && notice_days ? daysFrom(end, -notice_days) : null;

export const MILESTONES = ['notice', '90', '60', '30'] as const;
export type Milestone = (typeof MILESTONES)[number];

/** When one is reminded of an end: at the day of notice, and 90, 60 and 30 days before. */
export const milestonesOf = (end: string, notice_days: number | null): { milestone: Milestone; day: string }[] =>
  MILESTONES.flatMap((milestone) => {
    const day = milestone === 'notice' ? noticeBy(end, notice_days) : daysFrom(end, -Number(milestone));
    return day ? [{ milestone, day }] : [];
  });

/** A term as long as this one, beginning on the day after it; what a renewal proposes. */
export function nextTerm({ effective_on, ends_on }: Pick<Term, 'effective_on' | 'ends_on'>): {
  starts_on: string | null;
  ends_on: string | null;
} {
  if (!ends_on) return { starts_on: null, ends_on: null };
  const starts = plain(ends_on).add({ days: 1 });
  if (!effective_on) return { starts_on: starts.toString(), ends_on: null };
  const whole = plain(effective_on).until(starts, { largestUnit: 'month' });
  return { starts_on: starts.toString(), ends_on: starts.add(whole).subtract({ days: 1 }).toString() };
}
