/** The table that the plot is drawn from: a row a factor, and under each group its averages and what they tell. */
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { FigureText, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Compared, isWeighted, standingWords } from './comparison.ts';

export function FigureTable({ sheet, compared: { comparison } }: { sheet: Worksheet; compared: Compared }) {
  const language = useLanguage();
  const { t, words, figure } = language;
  const weighted = isWeighted(sheet);
  const handedIn = sheet.raters.filter((rater) => rater.submittedAt).length;
  const span = sheet.partners.length + (weighted ? 3 : 2);
  return (
    <Scroll label={t('comparison.table')}>
      <table class="figures">
        <caption>{t('comparison.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field.factor')}</th>
            {weighted && <th scope="col">{t('field.weight')}</th>}
            {sheet.partners.map((partner) => (
              <th scope="col" key={partner.id}>
                {partner.name}
              </th>
            ))}
            <th scope="col">{t('comparison.difference')}</th>
          </tr>
        </thead>
        {comparison.groups.map((group) => {
          const names = sheet.factors.filter((factor) => factor.group === group.code);
          return (
            <tbody key={group.code}>
              <tr>
                <th scope="rowgroup" colSpan={span}>
                  {group.code}. {names[0] && words(names[0].groupName)}
                </th>
              </tr>
              {group.factors.map((figures) => (
                <tr key={figures.code}>
                  <th scope="row">
                    <span class="code">{figures.code}</span>{' '}
                    {words(names.find((factor) => factor.code === figures.code)?.name ?? { en: '', es: '' })}
                  </th>
                  {weighted && <td class="number">×{figures.weight}</td>}
                  {sheet.partners.map((partner) => {
                    const cell = figures.byPartner[partner.id];
                    return (
                      <td key={partner.id}>
                        {cell && <FigureText figure={cell} />}
                        {cell && cell.value !== null && cell.raters < handedIn && (
                          <span class="quiet block">
                            {t('comparison.raters_of', { given: cell.raters, all: handedIn })}
                          </span>
                        )}
                        {cell?.disagreement && (
                          <span class="disagree block">
                            {t('comparison.disagree', { low: cell.low ?? 0, high: cell.high ?? 0 })}
                          </span>
                        )}
                      </td>
                    );
                  })}
                  <td class="number">{figures.difference === null ? '–' : figure(figures.difference)}</td>
                </tr>
              ))}
              <tr class="mean">
                <th scope="row">{t('comparison.group_mean')}</th>
                {weighted && <td />}
                {sheet.partners.map((partner) => {
                  const cell = group.byPartner[partner.id];
                  return (
                    <td key={partner.id}>
                      {cell && <FigureText figure={cell.figure} />}
                      {cell && (
                        <span class="quiet block">
                          {t('comparison.known', { known: cell.known, total: cell.total })}
                        </span>
                      )}
                    </td>
                  );
                })}
                <td>{standingWords(language, sheet, group.standing).text}</td>
              </tr>
            </tbody>
          );
        })}
      </table>
    </Scroll>
  );
}
