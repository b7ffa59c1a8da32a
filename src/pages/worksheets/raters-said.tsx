/** What the raters wrote, factor by factor, open where they disagree. */
import type { Worksheet, WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { Compared } from './comparison.ts';
import { byGroup } from './factor-sets/sets.tsx';

type ViewProps = { sheet: Worksheet; compared: Compared };

/**
 * Where the raters disagree and what they wrote, factor by factor; a weak or unknown factor offers the next step that
 * would raise it.
 */
export function RatersSaid({ sheet, compared, here, mayRaise }: ViewProps & { here: string; mayRaise: boolean }) {
  const { t } = useLanguage();
  return (
    <section class="raters-said">
      <h2>{t('comparison.said')}</h2>
      {byGroup(sheet.factors).map(([group, factors]) => (
        <div key={group}>
          {factors.map((factor) => (
            <FactorDetails
              key={factor.code}
              factor={factor}
              sheet={sheet}
              compared={compared}
              here={here}
              mayRaise={mayRaise}
            />
          ))}
        </div>
      ))}
    </section>
  );
}

function FactorDetails({
  factor,
  sheet,
  compared,
  here,
  mayRaise,
}: ViewProps & { factor: WorksheetFactor; here: string; mayRaise: boolean }) {
  const { t, words } = useLanguage();
  const figures = compared.comparison.groups
    .flatMap((group) => group.factors)
    .find((each) => each.code === factor.code);
  const disagreement = Object.values(figures?.byPartner ?? {}).some((figure) => figure.disagreement);
  return (
    <details class="card" open={disagreement}>
      <summary>
        <span class="code">{factor.code}</span> {words(factor.name)}{' '}
        {disagreement && <strong class="disagree">{t('comparison.raters_disagree')}</strong>}
      </summary>
      <div class="side-by-side">
        {sheet.partners.map((partner) => {
          const figure = figures?.byPartner[partner.id];
          const weak = figure && (figure.value === null || figure.band !== 'holds_up');
          return (
            <div key={partner.id}>
              <h3>{partner.name}</h3>
              {compared.ratings
                .filter((rating) => rating.code === factor.code && rating.partnerId === partner.id)
                .map((rating) => (
                  <div class="said" key={rating.raterId}>
                    <p>
                      {sheet.raters.find((rater) => rater.id === rating.raterId)?.name}:{' '}
                      <strong>{rating.unknown ? t('score.unknown') : (rating.score ?? '–')}</strong>
                    </p>
                    {rating.note && <Prose text={rating.note} />}
                    {rating.evidence && <p class="quiet">{t('comparison.evidence', { evidence: rating.evidence })}</p>}
                  </div>
                ))}
              {mayRaise && weak && (
                <p class="no-print">
                  <a href={`${here}/raise/${factor.code}/${partner.id}`}>
                    {t('raise.link')}
                    <span class="unseen">
                      {' '}
                      {partner.name}, {factor.code}
                    </span>
                  </a>
                </p>
              )}
            </div>
          );
        })}
      </div>
    </details>
  );
}
