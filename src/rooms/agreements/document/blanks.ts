/**
 * Fills the blanks of a clause. A blank is a known name in braces; whatever else stands in braces, and every other
 * sign, is text and stays. What is filled in is not looked at again, so that words of a partner are never a blank.
 */

/** A blank nobody can fill yet is null; one that has nothing to say here is ''. */
export type BlankValues = Readonly<Record<string, string | null>>;

export const BLANKS = [
  ...['library', 'partner', 'purpose', 'we_do', 'they_do', 'they_get', 'grid', 'given', 'our_costs', 'their_costs'],
  ...['effective', 'until', 'renewal', 'notice_by', 'notice_days', 'goals', 'how_known', 'insurance', 'logo'],
  ...['notices_ours', 'notices_theirs'],
] as const;

/** What stands where somebody still has to write. */
export const UNFILLED = '________';

const BLANK = /\{([a-z_]+)\}/g;
export const blanksIn = (text: string): string[] => [...text.matchAll(BLANK)].map(([, name = '']) => name);

/** A line of which a blank has nothing to say is left out; no more than one empty line stays between two others. */
export function fill(text: string, values: BlankValues): { text: string; missing: string[] } {
  const missing: string[] = [];
  const lines = text
    .split('\n')
    .filter((line) => !blanksIn(line).some((name) => values[name] === ''))
    .map((line) =>
      line.replace(BLANK, (whole, name: string) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined) return whole;
        if (value === null) missing.push(name);
        return value ?? UNFILLED;
      }),
    );
  const tidy = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { text: tidy, missing: [...new Set(missing)] };
}
