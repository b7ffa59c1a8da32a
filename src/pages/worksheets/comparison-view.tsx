/** The comparison on the page: its sentences, the overall figures, the plot, and the table that it is drawn from. */
import type { Covered, FactorFigures } from '../../rooms/worksheets/scoring.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { FigureText, Scroll } from '../../ui/bits.tsx';
import { DotAxis, DotRow, PartnerMark, StandingMark } from '../../ui/dot-plot.tsx';
import { useLanguage } from '../../ui/here.ts';
import { shortNames } from '../../ui/short-names.ts';
import { type Compared, comparisonSentence, isWeighted, overallSentence, standingWords } from './comparison.ts';
import { FigureTable } from './figure-table.tsx';
import { RatersSaid } from './raters-said.tsx';

type ViewProps = { sheet: Worksheet; compared: Compared };

/** The result, before anything else: who is ahead where, and how sure that is. */
export function ComparisonSays({ sheet, compared }: ViewProps) {
  const language = useLanguage();
  return (
    <>
      <p class="say">{comparisonSentence(language, sheet, compared)}</p>
      <p>
        {overallSentence(language, sheet, compared)}{' '}
        {isWeighted(sheet) && <span class="quiet">{language.t('comparison.weighted')}</span>}
      </p>
    </>
  );
}

export function ComparisonView({ sheet, compared }: ViewProps) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="comparison">
      <h2 id="comparison">{t('comparison.title')}</h2>
      <OverallTable sheet={sheet} compared={compared} />
      <Plot sheet={sheet} compared={compared} />
      <FigureTable sheet={sheet} compared={compared} />
      <RatersSaid sheet={sheet} compared={compared} />
    </section>
  );
}

function OverallTable({ sheet, compared: { comparison } }: ViewProps) {
  const language = useLanguage();
  const { t } = language;
  return (
    <Scroll label={t('comparison.overall')}>
      <table class="overall">
        <thead>
          <tr>
            <th scope="col">{t('field.partner')}</th>
            <th scope="col">{t('comparison.overall')}</th>
            <th scope="col">{t('comparison.coverage')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.partners.map((partner, at) => (
            <OverallRow key={partner.id} at={at} name={partner.name} overall={comparison.overall[partner.id]} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>
              {t('comparison.overall')}: <StandingMark {...standingWords(language, sheet, comparison.standing)} />
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

type OverallProps = { at: number; name: string; overall: Covered | undefined };

function OverallRow({ at, name, overall }: OverallProps) {
  const { t } = useLanguage();
  if (!overall) return null;
  return (
    <tr>
      <th scope="row">
        <PartnerMark at={at} /> {name}
      </th>
      <td>
        <FigureText figure={overall.figure} />
      </td>
      <td>
        {t('comparison.known', { known: overall.known, total: overall.total })}
        {overall.figure.value === null && <span class="quiet"> {t('comparison.too_little')}</span>}
      </td>
    </tr>
  );
}

const byDifference = (factors: FactorFigures[]) =>
  [...factors].sort((a, b) => (b.difference ?? -1) - (a.difference ?? -1));

function Plot({ sheet, compared: { comparison } }: ViewProps) {
  const { t } = useLanguage();
  return (
    <figure class="plot">
      <figcaption>
        <p>{t('plot.caption')}</p>
        <ul class="plain legend">
          {sheet.partners.map((partner, at) => (
            <li key={partner.id}>
              <PartnerMark at={at} /> {partner.name}
            </li>
          ))}
        </ul>
      </figcaption>
      {comparison.groups.map((group) => (
        <PlotGroup key={group.code} sheet={sheet} group={group} />
      ))}
    </figure>
  );
}

type GroupProps = { sheet: Worksheet; group: Compared['comparison']['groups'][number] };

function PlotGroup({ sheet, group }: GroupProps) {
  const language = useLanguage();
  const name = sheet.factors.find((factor) => factor.group === group.code)?.groupName;
  const means = sheet.partners.map((partner) => {
    const { value } = group.byPartner[partner.id]?.figure ?? UNKNOWN;
    return { name: partner.name, value, low: null, high: null };
  });
  const names = sheet.partners.length === 2 ? shortNames(sheet.partners.map((partner) => partner.name)) : undefined;
  return (
    <section class="plot-group">
      <div class="plot-line plot-axis">
        <span />
        <DotAxis />
      </div>
      <div class="plot-line plot-head">
        <h3>
          {group.code}. {name && language.words(name)}
        </h3>
        <DotRow dots={means} names={names} />
        <StandingMark {...standingWords(language, sheet, group.standing)} />
      </div>
      {byDifference(group.factors).map((figures) => (
        <PlotLine key={figures.code} sheet={sheet} figures={figures} />
      ))}
    </section>
  );
}

const UNKNOWN = { value: null, low: null, high: null };

function PlotLine({ sheet, figures }: { sheet: Worksheet; figures: FactorFigures }) {
  const { words, t } = useLanguage();
  const name = sheet.factors.find((factor) => factor.code === figures.code)?.name;
  const dots = sheet.partners.map((partner) => {
    const { value, low, high } = figures.byPartner[partner.id] ?? UNKNOWN;
    return { name: partner.name, value, low, high };
  });
  const disagree = sheet.partners.some(({ id }) => figures.byPartner[id]?.disagreement);
  return (
    <div class="plot-line">
      <p>
        <span class="code">{figures.code}</span> {name && words(name)}
      </p>
      <DotRow dots={dots} />
      <span class="plot-says">{disagree && <span class="disagree">{t('comparison.raters_disagree')}</span>}</span>
    </div>
  );
}
