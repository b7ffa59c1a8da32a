/** A worksheet as it is given to the drawing of paper: empty, with the means, or with one's own ratings. */
import { memberId } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import type { Paper } from '../../house/pdf.ts';
import { type Rating, ratingsOf } from '../../rooms/worksheets/ratings.ts';
import { isRater, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import type { LibraryViewing } from '../shell/page.ts';
import { PDF, sent } from '../shell/sent.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type Compared, comparisonFor, standingWords } from './comparison.ts';
import { linkTo } from './sheet.ts';
import { type PaperWorksheet, worksheetPdf } from './worksheet-pdf.ts';

/** What a filled form has besides the factors; a form to circle on has none of it. */
type Filled = Pick<PaperWorksheet, 'cell' | 'whose' | 'tells'>;
export const EMPTY: Filled = { cell: () => null, whose: null, tells: {} };

/** As many partners across as were asked for, two to four. */
export function paperOptions({ url }: LibraryVisit, wanted: number): { paper: Paper; columns: number } {
  const asked = Number(url.searchParams.get('columns') ?? wanted);
  const columns = Math.min(4, Math.max(2, Number.isInteger(asked) ? asked : wanted));
  return { paper: url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter', columns };
}

export async function sheetPdf(asked: LibraryViewing<Worksheet>, name: string, filled: Filled): Promise<Response> {
  const { ctx, found: sheet, language } = asked;
  const paper: PaperWorksheet = {
    purpose: sheet.purpose,
    library: ctx.library.name,
    partners: sheet.partners.map((partner) => partner.name),
    factors: sheet.factors,
    address: linkTo(asked)(sheet.id),
    ...filled,
  };
  return sendPdf(name, await worksheetPdf(language, paper, paperOptions(asked, sheet.partners.length)));
}

export const sendPdf = (name: string, body: Buffer) =>
  sent(new Uint8Array(body), { name: `${name}.pdf`, type: PDF, inline: true });

/** The comparison's means where they may be seen, one's own ratings otherwise; null when there is neither. */
export async function filledWith({ ctx, found: sheet, language }: LibraryViewing<Worksheet>): Promise<Filled | null> {
  const compared = await comparisonFor(ctx, sheet);
  if (compared) return withMeans(language, sheet, compared);
  if (!isRater(ctx.actor, sheet)) return null;
  const own = await ratingsOf(ctx, sheet.id, memberId(ctx));
  if (own.length === 0) return null;
  return { cell: ownCells(sheet, own), whose: language.t('paper.ratings_of', { name: ctx.actor.name }), tells: {} };
}

function withMeans(language: Language, sheet: Worksheet, { comparison }: Compared): Filled {
  const { t, message } = language;
  const figures = new Map(comparison.groups.flatMap((group) => group.factors).map((factor) => [factor.code, factor]));
  const cell: PaperWorksheet['cell'] = (code, at) => {
    const partner = sheet.partners[at];
    const figure = partner && figures.get(code)?.byPartner[partner.id];
    if (!figure || figure.value === null) return { score: '?', mark: t('figure.unknown') };
    return {
      score: language.figure(figure.value),
      mark: figure.disagreement ? t('comparison.raters_disagree') : message({ key: `band.${figure.band}` }),
    };
  };
  const raters = sheet.raters.filter((rater) => rater.submittedAt).map((rater) => rater.name);
  const tells = Object.fromEntries(
    comparison.groups.map((group) => [group.code, standingWords(language, sheet, group.standing).text]),
  );
  return { cell, whose: t('paper.means_of', { names: language.list(raters) }), tells };
}

function ownCells(sheet: Worksheet, ratings: Omit<Rating, 'raterId'>[]): PaperWorksheet['cell'] {
  const own = new Map(ratings.map((rating) => [`${rating.code} ${rating.partnerId}`, rating]));
  return (code, at) => {
    const rating = own.get(`${code} ${sheet.partners[at]?.id}`);
    return rating?.score
      ? { score: String(rating.score), mark: rating.note }
      : { score: rating?.unknown ? '?' : '–', mark: rating?.note ?? '' };
  };
}
