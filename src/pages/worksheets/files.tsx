/** The worksheet as files: forms to print, and the comparison as a spreadsheet. */

import { type Cell, toCsv } from '../../house/csv.ts';
import { NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import type { Language } from '../../house/messages.ts';
import type { Paper } from '../../house/pdf.ts';
import { toXlsx } from '../../house/xlsx.ts';
import { factorSetsOf, factorsOfVersion } from '../../rooms/worksheets/factor-sets.ts';
import { ratingsOf } from '../../rooms/worksheets/ratings.ts';
import type { Covered } from '../../rooms/worksheets/scoring.ts';
import type { Standing } from '../../rooms/worksheets/telling-apart.ts';
import { isRater, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, limit } from '../shell/door.tsx';
import { type Compared, comparisonFor, comparisonSentence, overallSentence, standingWords } from './comparison.ts';
import { type PaperWorksheet, worksheetPdf } from './worksheet-pdf.ts';

export function worksheetFiles(app: App, house: House): void {
  libraryPage(app, house, '/blank-worksheet', {
    show: ({ base, language: { t } }) => ({
      title: t('paper.title'),
      section: 'worksheets',
      body: (
        <div class="narrow">
          <h1>{t('paper.blank_link')}</h1>
          <p>{t('paper.blank_text')}</p>
          <PaperForm action={`${base}/blank-worksheet.pdf`} columns={2} />
        </div>
      ),
    }),
  });

  libraryPage(app, house, '/blank-worksheet.pdf', {
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const { ctx, base } = visit;
      const set = (await factorSetsOf(ctx)).find((each) => each.builtIn);
      const factors = await factorsOfVersion(ctx, set?.versionId ?? '');
      const options = paperOptions(visit, 2);
      const partners = Array.from({ length: options.columns }, () => null);
      const blank = {
        purpose: null,
        library: ctx.library.name,
        partners,
        factors,
        cell: () => null,
        whose: null,
        tells: {},
        address: `${house.baseUrl}${base}/worksheets`,
      };
      return sendPdf('worksheet', await worksheetPdf(visit.language, blank, options));
    },
  });

  libraryPage(app, house, '/worksheets/:id/print', {
    show: async (visit) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const here = `${base}/worksheets/${sheet.id}`;
      const columns = Math.min(4, sheet.partners.length);
      return {
        title: t('paper.print_link'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('paper.print_link')}</h1>
            <p>{sheet.purpose}</p>
            <h2>{t('paper.blank')}</h2>
            <PaperForm action={`${here}/blank.pdf`} columns={columns} />
            {(await filledWith(visit, sheet)) && (
              <>
                <h2>{t('paper.filled')}</h2>
                <PaperForm action={`${here}/filled.pdf`} columns={columns} />
              </>
            )}
            <p>
              <a href={here}>{t('form.back')}</a>
            </p>
          </div>
        ),
      };
    },
  });

  libraryPage(app, house, '/worksheets/:id/blank.pdf', {
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const sheet = await findWorksheet(visit.ctx, visit.id());
      const paper: PaperWorksheet = { ...onPaper(visit, sheet), cell: () => null, whose: null, tells: {} };
      return sendPdf(
        'worksheet',
        await worksheetPdf(visit.language, paper, paperOptions(visit, sheet.partners.length)),
      );
    },
  });

  libraryPage(app, house, '/worksheets/:id/filled.pdf', {
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const sheet = await findWorksheet(visit.ctx, visit.id());
      const filled = await filledWith(visit, sheet);
      if (!filled) throw new NotFound();
      return sendPdf(
        'worksheet-filled',
        await worksheetPdf(
          visit.language,
          { ...onPaper(visit, sheet), ...filled },
          paperOptions(visit, sheet.partners.length),
        ),
      );
    },
  });

  libraryPage(app, house, '/worksheets/:id/comparison.xlsx', {
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const rows = await comparisonRows(visit);
      const body = await toXlsx(visit.language.t('comparison.title').slice(0, 30), rows, [
        8,
        44,
        8,
        ...(rows[0]?.slice(3).map(() => 16) ?? []),
      ]);
      return send(
        new Uint8Array(body),
        'comparison.xlsx',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      );
    },
  });

  libraryPage(app, house, '/worksheets/:id/comparison.csv', {
    show: async (visit) => {
      await limit(visit, 'files', visit.visitor.userId);
      const kind = visit.url.searchParams.get('for') === 'machines' ? 'machines' : 'spreadsheets';
      return send(toCsv(await comparisonRows(visit), kind), `comparison-for-${kind}.csv`, 'text/csv; charset=utf-8');
    },
  });
}

function PaperForm({ action, columns }: { action: string; columns: number }) {
  const { t, locale } = useLanguage();
  const id = action.split('/').at(-1)?.replace('.', '-');
  return (
    <form method="get" action={action} class="row">
      <div class="field">
        <label for={`${id}-paper`}>{t('paper.size')}</label>
        <select id={`${id}-paper`} name="paper">
          <option value="letter">Letter</option>
          <option value="a4" selected={locale !== 'en' && locale !== 'es'}>
            A4
          </option>
        </select>
      </div>
      <div class="field">
        <label for={`${id}-columns`}>{t('paper.columns')}</label>
        <select id={`${id}-columns`} name="columns">
          {[2, 3, 4].map((count) => (
            <option key={count} value={count} selected={count === columns}>
              {count}
            </option>
          ))}
        </select>
      </div>
      <button type="submit">{t('paper.get')}</button>
    </form>
  );
}

function paperOptions({ url }: LibraryVisit, wanted: number): { paper: Paper; columns: number } {
  const asked = Number(url.searchParams.get('columns') ?? wanted);
  const columns = Math.min(4, Math.max(2, Number.isInteger(asked) ? asked : wanted));
  return { paper: url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter', columns };
}

const onPaper = ({ ctx, base, house }: LibraryVisit, sheet: Worksheet) => ({
  purpose: sheet.purpose,
  library: ctx.library.name,
  partners: sheet.partners.map((partner) => partner.name),
  factors: sheet.factors,
  address: `${house.baseUrl}${base}/worksheets/${sheet.id}`,
});

/** The comparison's means where they may be seen, one's own ratings otherwise; null when there is neither. */
async function filledWith(
  visit: LibraryVisit,
  sheet: Worksheet,
): Promise<Pick<PaperWorksheet, 'cell' | 'whose' | 'tells'> | null> {
  const { ctx, language } = visit;
  const { t, message } = language;
  const compared = await comparisonFor(ctx, sheet);
  if (compared) {
    const figures = new Map(
      compared.comparison.groups.flatMap((group) => group.factors).map((factor) => [factor.code, factor]),
    );
    const cell: PaperWorksheet['cell'] = (code, at) => {
      const figure = figures.get(code)?.byPartner[sheet.partners[at]?.id ?? ''];
      if (!figure || figure.value === null) return { score: '?', mark: t('figure.unknown') };
      return {
        score: language.figure(figure.value),
        mark: figure.disagreement ? t('comparison.raters_disagree') : message({ key: `band.${figure.band}` }),
      };
    };
    const raters = sheet.raters.filter((rater) => rater.submittedAt).map((rater) => rater.name);
    const tells = Object.fromEntries(
      compared.comparison.groups.map((group) => [group.code, standingWords(language, sheet, group.standing).text]),
    );
    return { cell, whose: t('paper.means_of', { names: language.list(raters) }), tells };
  }
  if (!isRater(ctx.actor, sheet)) return null;
  const own = new Map(
    (await ratingsOf(ctx, sheet.id, ctx.actor.id ?? '')).map((rating) => [
      `${rating.code} ${rating.partnerId}`,
      rating,
    ]),
  );
  if (own.size === 0) return null;
  const cell: PaperWorksheet['cell'] = (code, at) => {
    const rating = own.get(`${code} ${sheet.partners[at]?.id}`);
    return rating?.score
      ? { score: String(rating.score), mark: rating.note }
      : { score: rating?.unknown ? '?' : '–', mark: rating?.note ?? '' };
  };
  return { cell, whose: t('paper.ratings_of', { name: ctx.actor.name }), tells: {} };
}

/** The comparison as a table: one row a factor, then groups and the whole, with raters' own scores at the right. */
async function comparisonRows(visit: LibraryVisit): Promise<Cell[][]> {
  const sheet = await findWorksheet(visit.ctx, visit.id());
  const compared = await comparisonFor(visit.ctx, sheet);
  if (!compared) throw new NotFound();
  const rows = [
    ...headRow(visit.language, sheet),
    ...factorRows(visit.language, sheet, compared),
    ...totalRows(visit.language, sheet, compared),
  ];
  const width = rows[0]?.length ?? 0;
  return rows.map((row) => [...row, ...Array<Cell>(width - row.length).fill(null)]);
}

function headRow({ t }: Language, sheet: Worksheet): Cell[][] {
  // What the figures tell stands in a column of its own: beside a number, words would be read as one.
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

function factorRows({ t, words, message }: Language, sheet: Worksheet, { comparison, ratings }: Compared): Cell[][] {
  const given = new Map(ratings.map((rating) => [`${rating.raterId} ${rating.partnerId} ${rating.code}`, rating]));
  return comparison.groups.flatMap((group) =>
    group.factors.map((figures): Cell[] => {
      const name = sheet.factors.find((factor) => factor.code === figures.code)?.name;
      const perPartner = sheet.partners.flatMap(({ id }): Cell[] => {
        const figure = figures.byPartner[id];
        return [
          figure?.value ?? null,
          figure?.band ? message({ key: `band.${figure.band}` }) : t('figure.unknown'),
          figure?.disagreement ? t('form.yes') : '',
        ];
      });
      const scores = handedInBy(sheet).flatMap((rater) =>
        sheet.partners.map(({ id }): Cell => {
          const rating = given.get(`${rater.id} ${id} ${figures.code}`);
          return rating?.unknown ? '?' : (rating?.score ?? null);
        }),
      );
      return [
        figures.code,
        name ? words(name) : '',
        figures.weight,
        ...perPartner,
        figures.difference,
        null,
        ...scores,
      ];
    }),
  );
}

function totalRows(language: Language, sheet: Worksheet, compared: Compared): Cell[][] {
  const { t, words, message } = language;
  const { comparison } = compared;
  const cells = (figures: Record<string, Covered>) =>
    sheet.partners.flatMap(({ id }): Cell[] => {
      const figure = figures[id]?.figure;
      return [figure?.value ?? null, figure?.band ? message({ key: `band.${figure.band}` }) : t('figure.unknown'), ''];
    });
  const known = (figures: Record<string, Covered>): Cell[] =>
    sheet.partners.flatMap(({ id }): Cell[] => [
      t('comparison.known', { known: figures[id]?.known ?? 0, total: figures[id]?.total ?? 0 }),
      '',
      '',
    ]);
  const tells = (standing: Standing) => standingWords(language, sheet, standing).text;
  const groups = comparison.groups.flatMap((group): Cell[][] => {
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

const sendPdf = (name: string, body: Buffer) => send(new Uint8Array(body), `${name}.pdf`, 'application/pdf', 'inline');

function send(
  body: string | Uint8Array<ArrayBuffer>,
  name: string,
  type: string,
  how: 'attachment' | 'inline' = 'attachment',
): Response {
  return new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `${how}; filename="${name}"` } });
}
