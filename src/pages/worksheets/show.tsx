/** A worksheet: how far the raters are, and, once it may be seen, the comparison and the decision. */
import type { House } from '../../house/furnish.ts';
import { historyOf } from '../../house/history.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { lookBacksOf } from '../../rooms/worksheets/decisions.ts';
import {
  isRater,
  mayDecide,
  mayEditWorksheet,
  mayRate,
  mayTypeIn,
  type Worksheet,
} from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { HistoryList } from '../partners/history.tsx';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';
import { comparisonFor } from './comparison.ts';
import { ComparisonView } from './comparison-view.tsx';
import { DecisionBox, FormerDecisions } from './decision-box.tsx';
import { RemoveWorksheet } from './removal.tsx';

export function worksheetShowPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id', {
    show: async (visit) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const compared = await comparisonFor(ctx, sheet);
      const lookBacks = await lookBacksOf(ctx, sheet);
      const here = `${base}/worksheets/${sheet.id}`;
      return {
        title: sheet.purpose,
        section: 'worksheets',
        body: (
          <>
            <h1>{sheet.purpose}</h1>
            <p class="quiet">
              {t('worksheets.comparing', { partners: language.list(sheet.partners.map((partner) => partner.name)) })} ·{' '}
              {t('worksheets.factor_set', {
                name: sheet.builtIn ? t('factor_set.built_in') : sheet.factorSetName,
                number: sheet.factorSetNumber,
              })}
            </p>
            {sheet.decision && <DecisionBox sheet={sheet} lookBacks={lookBacks} here={here} visit={visit} />}
            <FormerDecisions sheet={sheet} />
            {!sheet.decision && <Progress sheet={sheet} here={here} visit={visit} />}
            {compared ? (
              <ComparisonView
                sheet={sheet}
                compared={compared}
                here={here}
                mayRaise={mayLog(ctx.actor) && !sheet.decision}
              />
            ) : (
              <NotYet sheet={sheet} visit={visit} />
            )}
            <nav class="no-print" aria-label={t('worksheets.files')}>
              <h2>{t('worksheets.files')}</h2>
              <ul class="plain lines">
                <li>
                  <a href={`${here}/print`}>{t('paper.print_link')}</a>
                </li>
                {compared && (
                  <>
                    <li>
                      <a href={`${here}/comparison.xlsx`}>{t('files.xlsx')}</a>
                    </li>
                    <li>
                      <a href={`${here}/comparison.csv`}>{t('files.csv')}</a>
                    </li>
                    <li>
                      <a href={`${here}/comparison.csv?for=machines`}>{t('files.csv_raw')}</a>
                    </li>
                  </>
                )}
                <li>
                  <a href={`${here}/history`}>{t('history.link')}</a>
                </li>
              </ul>
            </nav>
            <RemoveWorksheet sheet={sheet} visit={visit} />
            <CreditLine />
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/worksheets/:id/history', {
    show: async (visit) => {
      const sheet = await findWorksheet(visit.ctx, visit.id());
      const title = visit.language.t('history.title', { name: sheet.purpose });
      return {
        title,
        section: 'worksheets',
        body: (
          <>
            <h1>{title}</h1>
            <HistoryList lines={await historyOf(visit.ctx, [sheet.id])} />
          </>
        ),
      };
    },
  });
}

function Progress({ sheet, here, visit: { ctx } }: { sheet: Worksheet; here: string; visit: LibraryVisit }) {
  const { t, dayOf } = useLanguage();
  return (
    <section class="card progress">
      <h2>{t('worksheets.raters')}</h2>
      <ul class="plain lines">
        {sheet.raters.map((rater) => (
          <li key={rater.id}>
            {rater.name}:{' '}
            {rater.submittedAt ? (
              t('worksheets.handed_in_on', { day: dayOf(rater.submittedAt) })
            ) : (
              <span class="quiet">{t('worksheets.not_yet')}</span>
            )}
            {mayTypeIn(ctx.actor, sheet, rater.id) && (
              <>
                {' '}
                <a class="no-print" href={`${here}/paper/${rater.id}`}>
                  {t('paper.type_in')}
                  <span class="unseen">: {rater.name}</span>
                </a>
              </>
            )}
          </li>
        ))}
        {sheet.raters.length === 0 && <li>{t('worksheets.no_raters')}</li>}
      </ul>
      <p class="buttons no-print">
        {mayRate(ctx.actor, sheet) && (
          <a class="button" href={`${here}/rate`}>
            {sheet.raters.find((rater) => rater.id === ctx.actor.id)?.submittedAt ? t('rate.change') : t('rate.link')}
          </a>
        )}
        {mayDecide(ctx.actor, sheet) && (
          <a class="button quiet-button" href={`${here}/decision`}>
            {t('decision.link')}
          </a>
        )}
        {mayEditWorksheet(ctx.actor, sheet) && <a href={`${here}/edit`}>{t('worksheets.edit')}</a>}
      </p>
    </section>
  );
}

function NotYet({ sheet, visit }: { sheet: Worksheet; visit: LibraryVisit }) {
  const { t } = useLanguage();
  const hidden = isRater(visit.ctx.actor, sheet) && sheet.raters.some((rater) => rater.submittedAt);
  return <p class="empty">{hidden ? t('worksheets.hidden') : t('worksheets.nothing_yet')}</p>;
}
