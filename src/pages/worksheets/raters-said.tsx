/** What the raters wrote, factor by factor, open where they disagree. */
import type { Rating } from '../../rooms/worksheets/ratings.ts';
import type { FactorFigures } from '../../rooms/worksheets/scoring.ts';
import type { Worksheet, WorksheetFactor } from '../../rooms/worksheets/worksheet.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import type { Compared } from './comparison.ts';
import { byGroup } from './sheet.ts';

type ViewProps = { sheet: Worksheet; compared: Compared };

/**
 * Where the raters disagree and what they wrote, factor by factor; a weak or unknown factor offers the next step that
 * would raise it.
 */
export function RatersSaid({ sheet, compared }: ViewProps) {
  const { t } = useLanguage();
  const figures = new Map(
    compared.comparison.groups.flatMap(({ factors }) => factors.map((each) => [each.code, each])),
  );
  const ratings = Map.groupBy(compared.ratings, ({ code }) => code);
  const said = (code: string) => ({ figures: figures.get(code), ratings: ratings.get(code) ?? [] });
  return (
    <section class="raters-said">
      <h2>{t('comparison.said')}</h2>
      {byGroup(sheet.factors).map(([group, factors]) => (
        <div key={group}>
          {factors.map((factor) => (
            <FactorDetails key={factor.code} factor={factor} sheet={sheet} {...said(factor.code)} />
          ))}
        </div>
      ))}
    </section>
  );
}

type FactorProps = { factor: WorksheetFactor; sheet: Worksheet; figures: FactorFigures | undefined; ratings: Rating[] };

function FactorDetails({ factor, sheet, figures, ratings }: FactorProps) {
  const { t, words } = useLanguage();
  const disagreement = Object.values(figures?.byPartner ?? {}).some((figure) => figure.disagreement);
  return (
    <details class="card" open={disagreement}>
      <summary>
        <span class="code">{factor.code}</span> {words(factor.name)}{' '}
        {disagreement && <strong class="disagree">{t('comparison.raters_disagree')}</strong>}
      </summary>
      <div class="side-by-side">
        {sheet.partners.map((partner) => (
          <div key={partner.id}>
            <h3>{partner.name}</h3>
            {ratings
              .filter((rating) => rating.partnerId === partner.id)
              .map((rating) => (
                <Said key={rating.raterId} sheet={sheet} rating={rating} />
              ))}
            {isWeak(figures, partner.id) && <Raise sheet={sheet} factor={factor} partner={partner} />}
          </div>
        ))}
      </div>
    </details>
  );
}

function isWeak(figures: FactorFigures | undefined, partnerId: string): boolean {
  const figure = figures?.byPartner[partnerId];
  return figure !== undefined && (figure.value === null || figure.band !== 'holds_up');
}

function Said({ sheet, rating }: { sheet: Worksheet; rating: Rating }) {
  const { t } = useLanguage();
  return (
    <div class="said">
      <p>
        {sheet.raters.find((rater) => rater.id === rating.raterId)?.name}:{' '}
        <strong>{rating.unknown ? t('score.unknown') : (rating.score ?? '–')}</strong>
      </p>
      {rating.note && <Prose text={rating.note} />}
      {rating.evidence && <p class="quiet">{t('comparison.evidence', { evidence: rating.evidence })}</p>}
    </div>
  );
}

type RaiseProps = { sheet: Worksheet; factor: WorksheetFactor; partner: { id: string; name: string } };

/** After the decision there is nothing to raise any more. */
function Raise({ sheet, factor: { code }, partner }: RaiseProps) {
  const { t } = useLanguage();
  const { may } = useAround();
  const path = '/worksheets/:id/raise/:code/:partner';
  if (sheet.decision || !may(path)) return null;
  return (
    <p class="no-print">
      <Link to={path} at={{ id: sheet.id, code, partner: partner.id }}>
        {t('raise.link')}
        <span class="unseen">
          {' '}
          {partner.name}, {code}
        </span>
      </Link>
    </p>
  );
}
