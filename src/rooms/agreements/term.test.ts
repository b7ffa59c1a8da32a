import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysFrom, milestonesOf, nextTerm, noticeBy, renewalsBy, runningEnd, type Term, termEnd } from './term.ts';

const term = (over: Partial<Term> = {}): Term => ({
  ...{ effective_on: '2026-01-01', ends_on: '2026-12-31', notice_days: 60, renewal: 'by_itself', renewal_months: 12 },
  ...over,
});
const days = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('the end of a term', () => {
  test('a term that ends with a month ends with each month, also in a leap year', () => {
    const one = term({ ends_on: '2026-02-28', renewal_months: 12 });

    expect([1, 2].map((n) => termEnd(one, n))).toEqual(['2027-02-28', '2028-02-29']);
  });

  test('what began on the 31st comes back to it after a February', () => {
    const one = term({ effective_on: '2026-01-01', ends_on: '2026-01-30', renewal_months: 1 });

    expect([1, 2, 3].map((n) => termEnd(one, n))).toEqual(['2026-02-27', '2026-03-30', '2026-04-29']);
  });

  test('the 29th of February is a day of its own every four years', () => {
    const one = term({ ends_on: '2028-02-28', renewal_months: 12 });

    expect([1, 2, 4].map((n) => termEnd(one, n))).toEqual(['2029-02-27', '2030-02-27', '2032-02-28']);
  });

  test('without an end there is none, however often one asks', () => {
    expect(runningEnd(term({ ends_on: null }), '2090-01-01')).toBeNull();
    expect(runningEnd(term({ renewal: 'none' }), '2090-01-01')).toBe('2026-12-31');
  });

  test('the term that runs on a day is the first that is not over then', () => {
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 60 }), (ends_on, day, renewal_months) => {
        const one = term({ effective_on: null, ends_on, renewal_months });
        const times = renewalsBy(one, day);

        expect((runningEnd(one, day) as string) >= day || times === 0).toBe(true);
        if (times > 0) expect((termEnd(one, times - 1) as string) < day).toBe(true);
        if (day <= ends_on) expect(times).toBe(0);
      }),
    );
  });

  test('each term is later than the one before, by no more than its months and three days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 36 }), fc.integer({ min: 0, max: 40 }), (ends_on, months, n) => {
        const [one = '', two = ''] = [n, n + 1].map(
          (times) => termEnd(term({ ends_on, renewal_months: months }), times) as string,
        );

        expect(two > one).toBe(true);
        expect(two <= daysFrom(one, months * 31 + 3)).toBe(true);
      }),
    );
  });
});

describe('notice and reminders', () => {
  test('the last day of notice is as many days before the end as were agreed, across a clock change', () => {
    // The clocks change on 2026-03-08 in most of the United States; a day is a day.
    expect(noticeBy('2026-03-31', 30)).toBe('2026-03-01');
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 730 }), (end, notice) => {
        expect(daysFrom(noticeBy(end, notice) as string, notice)).toBe(end);
      }),
    );
  });

  test('one is reminded at the day of notice and 90, 60 and 30 days before', () => {
    expect(milestonesOf('2026-12-31', 45)).toEqual([
      { milestone: 'notice', day: '2026-11-16' },
      { milestone: '90', day: '2026-10-02' },
      { milestone: '60', day: '2026-11-01' },
      { milestone: '30', day: '2026-12-01' },
    ]);
    expect(milestonesOf('2026-12-31', null)).toHaveLength(3);
  });
});

describe('a renewal', () => {
  test('is as long as the term before, and begins on the day after it', () => {
    expect(nextTerm({ effective_on: '2026-07-01', ends_on: '2027-06-30' })).toEqual({
      ...{ starts_on: '2027-07-01', ends_on: '2028-06-30' },
    });
    expect(nextTerm({ effective_on: '2026-01-15', ends_on: '2026-03-14' })).toEqual({
      ...{ starts_on: '2026-03-15', ends_on: '2026-05-14' },
    });
    expect(nextTerm({ effective_on: null, ends_on: null })).toEqual({ starts_on: null, ends_on: null });
  });
});
