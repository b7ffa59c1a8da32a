/** A worksheet: how far the raters are, and, once it may be seen, the comparison and the decision. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type LookBack, lookBacksOf } from '../../rooms/worksheets/look-backs.ts';
import { isRater, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { type Compared, comparisonFor } from './comparison.ts';
import { ComparisonView } from './comparison-view.tsx';
import { DecisionBox, FormerDecisions } from './decision-box.tsx';
import { Progress } from './progress.tsx';
import { sheetOf } from './sheet.ts';
import { SheetFiles } from './sheet-files.tsx';

export const show = libraryPage({
  path: '/worksheets/:id',
  may: anyMember,
  load: sheetOf,
  view: async ({ ctx, found: sheet }) => ({
    title: sheet.purpose,
    body: (
      <SheetView sheet={sheet} compared={await comparisonFor(ctx, sheet)} lookBacks={await lookBacksOf(ctx, sheet)} />
    ),
  }),
});

type Props = { sheet: Worksheet; compared: Compared | null; lookBacks: LookBack[] };

function SheetView({ sheet, compared, lookBacks }: Props) {
  return (
    <>
      <Compares sheet={sheet} />
      {sheet.decision && <DecisionBox sheet={sheet} lookBacks={lookBacks} />}
      <FormerDecisions sheet={sheet} />
      {!sheet.decision && <Progress sheet={sheet} />}
      {compared ? <ComparisonView sheet={sheet} compared={compared} /> : <NotYet sheet={sheet} />}
      <SheetFiles sheet={sheet} compared={compared !== null} />
      <RemoveWorksheet sheet={sheet} />
      <CreditLine />
    </>
  );
}

function Compares({ sheet }: { sheet: Worksheet }) {
  const { t, list } = useLanguage();
  const name = sheet.builtIn ? t('factor_set.built_in') : sheet.factorSetName;
  return (
    <p class="quiet">
      {t('worksheets.comparing', { partners: list(sheet.partners.map((partner) => partner.name)) })} ·{' '}
      {t('worksheets.factor_set', { name, number: sheet.factorSetNumber })}
    </p>
  );
}

function NotYet({ sheet }: { sheet: Worksheet }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const hidden = isRater(ctx.actor, sheet) && sheet.raters.some((rater) => rater.submittedAt);
  return <p class="empty">{hidden ? t('worksheets.hidden') : t('worksheets.nothing_yet')}</p>;
}

function RemoveWorksheet({ sheet }: { sheet: Worksheet }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/worksheets/:id/removal', sheet, 'submit')) return null;
  return (
    <section class="no-print">
      <h2>{t('worksheets.remove')}</h2>
      <p>{t('worksheets.remove_text')}</p>
      <Press to="/worksheets/:id/removal" at={{ id: sheet.id }} about={sheet} label={t('worksheets.remove')} />
    </section>
  );
}
