/** The table that the plot is drawn from: a row a factor, and under each group its averages and what they tell. */
import type { Comparison, Covered, FactorFigures } from '../../rooms/worksheets/scoring.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { FigureText, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Compared, isWeighted, standingWords } from './comparison.ts';

type Group = Comparison['groups'][number];

export function FigureTable({ sheet, compared: { comparison } }: { sheet: Worksheet; compared: Compared }) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('comparison.table')}>
      <table class="figures">
        <caption>
          {t('comparison.table')} <span class="hint block">{t('comparison.difference_hint')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('field.factor')}</th>
            {isWeighted(sheet) && <th scope="col">{t('field.weight')}</th>}
            {sheet.partners.map((partner) => (
              <th scope="col" key={partner.id}>
                {partner.name}
              </th>
            ))}
            <th scope="col">{t('comparison.difference')}</th>
          </tr>
        </thead>
        {comparison.groups.map((group) => (
          <GroupRows key={group.code} sheet={sheet} group={group} />
        ))}
      </table>
    </Scroll>
  );
}

function GroupRows({ sheet, group }: { sheet: Worksheet; group: Group }) {
  const { words } = useLanguage();
  const name = sheet.factors.find((factor) => factor.group === group.code)?.groupName;
  return (
    <tbody>
      <tr>
        <td class="group" colSpan={sheet.partners.length + (isWeighted(sheet) ? 3 : 2)}>
          {group.code}. {name && words(name)}
        </td>
      </tr>
      {group.factors.map((figures) => (
        <FactorLine key={figures.code} sheet={sheet} figures={figures} />
      ))}
      <MeanLine sheet={sheet} group={group} />
    </tbody>
  );
}

function FactorLine({ sheet, figures }: { sheet: Worksheet; figures: FactorFigures }) {
  const { words, figure } = useLanguage();
  const name = sheet.factors.find((factor) => factor.code === figures.code)?.name;
  const handedIn = sheet.raters.filter((rater) => rater.submittedAt).length;
  return (
    <tr>
      <th scope="row">
        <span class="code">{figures.code}</span> {words(name ?? { en: '', es: '' })}
      </th>
      {isWeighted(sheet) && <td class="number">×{figures.weight}</td>}
      {sheet.partners.map(({ id }) => (
        <td key={id}>{figures.byPartner[id] && <Cell cell={figures.byPartner[id]} handedIn={handedIn} />}</td>
      ))}
      <td class="number">{figures.difference === null ? '–' : figure(figures.difference)}</td>
    </tr>
  );
}

function Cell({ cell, handedIn }: { cell: FactorFigures['byPartner'][string]; handedIn: number }) {
  const { t } = useLanguage();
  return (
    <>
      <FigureText figure={cell} />
      {cell.value !== null && cell.raters < handedIn && (
        <span class="quiet block">{t('comparison.raters_of', { given: cell.raters, all: handedIn })}</span>
      )}
      {cell.disagreement && (
        <span class="disagree block">{t('comparison.disagree', { low: cell.low ?? 0, high: cell.high ?? 0 })}</span>
      )}
    </>
  );
}

function MeanLine({ sheet, group }: { sheet: Worksheet; group: Group }) {
  const language = useLanguage();
  return (
    <tr class="mean">
      <th scope="row">{language.t('comparison.group_mean')}</th>
      {isWeighted(sheet) && <td />}
      {sheet.partners.map(({ id }) => (
        <td key={id}>{group.byPartner[id] && <Mean of={group.byPartner[id]} />}</td>
      ))}
      <td>{standingWords(language, sheet, group.standing).text}</td>
    </tr>
  );
}

function Mean({ of: { figure, known, total } }: { of: Covered }) {
  const { t } = useLanguage();
  return (
    <>
      <FigureText figure={figure} />
      <span class="quiet block">{t('comparison.known', { known, total })}</span>
    </>
  );
}
