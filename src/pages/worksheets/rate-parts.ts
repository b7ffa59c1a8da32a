/**
 * The rating form in parts, which on a phone are seen one at a time: factor by factor, each for all partners, under the
 * guide's headings; or partner by partner, each with all factors.
 */
import type { Language } from '../../house/messages.ts';
import type { Worksheet, WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { byGroup } from './sheet.ts';

export type RatePart = {
  /** Its place in the page's address, "#part-2". */
  id: string;
  title: string;
  /** In the bar, where there is little room. */
  short: string;
  factors: WorksheetFactor[];
  partners: Worksheet['partners'];
};

export const WAYS = ['factor', 'partner'] as const;
export type Way = (typeof WAYS)[number];

export function ratePartsOf(sheet: Worksheet, way: Way, { words }: Pick<Language, 'words'>): RatePart[] {
  const parts =
    way === 'partner'
      ? sheet.partners.map((partner) => ({
          title: partner.name,
          short: partner.name,
          factors: sheet.factors,
          partners: [partner],
        }))
      : byGroup(sheet.factors).map(([group, factors]) => {
          const name = factors[0] ? words(factors[0].groupName) : '';
          return { title: `${group}. ${name}`, short: name, factors, partners: sheet.partners };
        });
  return parts.map((part, at) => ({ ...part, id: `part-${at + 1}` }));
}
