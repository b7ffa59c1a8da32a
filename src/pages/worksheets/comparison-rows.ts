/** The comparison as rows of a spreadsheet. */
import type { SheetCell } from '../../house/csv.ts';
import { found } from '../../house/errors.ts';
import type { Language } from '../../house/messages.ts';
import type { Covered, FactorFigures } from '../../rooms/worksheets/scoring.ts';
import type { Standing } from '../../rooms/worksheets/standing.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import type { LibraryViewing } from '../shell/page.ts';
import { type Compared, comparisonFor, comparisonSentence, overallSentence, standingWords } from './comparison.ts';

/** The comparison as a table: one row a factor, then groups and the whole, with raters' own scores at the right. */
export async function comparisonRows({
  ctx,
  found: sheet,
  language,
}: LibraryViewing<Worksheet>): Promise<SheetCell[][]> {
  const compared = found(await comparisonFor(ctx, sheet));
  const rows = [
    ...headRow(language, sheet),
    ...factorRows(language, sheet, compared),
    ...totalRows(language, sheet, compared),
  ];
  const width = rows[0]?.length ?? 0;
  return rows.map((row) => [...row, ...Array<SheetCell>(width - row.length).fill(null)]);
}

function headRow({ t }: Language, sheet: Worksheet): SheetCell[][] {
  // What the figures mean has a column of its own: words in the same cell as a number would make the number a text.
  const perPartner = sheet.partners.flatMap(({ name }) => [
    name,
    t('files.band_of', { name }),
    t('files.disagreement_of', { name }),
  ]);
  const raters = handedInBy(sheet).flatMap((rater) =>
    sheet.partners.map((partner) => t('files.score_of', { rater: rater.name, name: partner.name })),
  );
  return [
    [
      t('files.code'),
      t('field.factor'),
      t('field.weight'),
      ...perPartner,
      t('comparison.difference'),
      t('files.tells'),
      ...raters,
    ],
  ];
}

const handedInBy = (sheet: Worksheet) => sheet.raters.filter((rater) => rater.submittedAt);

function factorRows(language: Language, sheet: Worksheet, { comparison, ratings }: Compared): SheetCell[][] {
  const given = new Map(ratings.map((rating) => [`${rating.raterId} ${rating.partnerId} ${rating.code}`, rating]));
  const scoresFor = (code: string) =>
    handedInBy(sheet).flatMap((rater) =>
      sheet.partners.map(({ id }): SheetCell => {
        const rating = given.get(`${rater.id} ${id} ${code}`);
        return rating?.unknown ? '?' : (rating?.score ?? null);
      }),
    );
  return comparison.groups.flatMap((group) =>
    group.factors.map((figures) => [...factorCells(language, sheet, figures), ...scoresFor(figures.code)]),
  );
}

function factorCells({ t, words, message }: Language, sheet: Worksheet, figures: FactorFigures): SheetCell[] {
  const name = sheet.factors.find((factor) => factor.code === figures.code)?.name;
  const perPartner = sheet.partners.flatMap(({ id }): SheetCell[] => {
    const figure = figures.byPartner[id];
    return [
      figure?.value ?? null,
      figure?.band ? message({ key: `band.${figure.band}` }) : t('figure.unknown'),
      figure?.disagreement ? t('form.yes') : '',
    ];
  });
  return [figures.code, name ? words(name) : '', figures.weight, ...perPartner, figures.difference, null];
}

function totalRows(language: Language, sheet: Worksheet, compared: Compared): SheetCell[][] {
  const { t, words, message } = language;
  const { comparison } = compared;
  const cells = (figures: Record<string, Covered>) =>
    sheet.partners.flatMap(({ id }): SheetCell[] => {
      const figure = figures[id]?.figure;
      return [figure?.value ?? null, figure?.band ? message({ key: `band.${figure.band}` }) : t('figure.unknown'), ''];
    });
  const known = (figures: Record<string, Covered>): SheetCell[] =>
    sheet.partners.flatMap(({ id }): SheetCell[] => [
      t('comparison.known', { known: figures[id]?.known ?? 0, total: figures[id]?.total ?? 0 }),
      '',
      '',
    ]);
  const tells = (standing: Standing) => standingWords(language, sheet, standing).text;
  const groups = comparison.groups.flatMap((group): SheetCell[][] => {
    const name = sheet.factors.find((factor) => factor.group === group.code)?.groupName;
    return [
      [group.code, name ? words(name) : '', null, ...cells(group.byPartner), null, tells(group.standing)],
      [group.code, t('comparison.coverage'), null, ...known(group.byPartner)],
    ];
  });
  return [
    ...groups,
    ['', t('comparison.overall'), null, ...cells(comparison.overall), null, tells(comparison.standing)],
    ['', t('comparison.coverage'), null, ...known(comparison.overall)],
    ['', comparisonSentence(language, sheet, compared)],
    ['', overallSentence(language, sheet, compared)],
  ];
}
