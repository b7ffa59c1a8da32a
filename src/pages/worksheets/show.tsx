/** A worksheet: how far the raters are, and, once it may be seen, the comparison and the decision. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { initiativesFor } from '../../rooms/initiatives/initiative-evidence.ts';
import { type LookBack, lookBacksOf } from '../../rooms/worksheets/look-backs.ts';
import { isRater, maySeeRatings, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { type Compared, comparisonFor } from './comparison.ts';
import { ComparisonSays, ComparisonView } from './comparison-view.tsx';
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
    row: sheet.id,
    beside: <Compares sheet={sheet} />,
    actions: <Actions sheet={sheet} />,
    body: (
      <SheetView
        sheet={sheet}
        compared={await comparisonFor(ctx, sheet)}
        lookBacks={await lookBacksOf(ctx, sheet)}
        initiatives={sheet.decision ? await initiativesFor(ctx, sheet.id) : []}
      />
    ),
  }),
});

type Props = {
  sheet: Worksheet;
  compared: Compared | null;
  lookBacks: LookBack[];
  initiatives: Awaited<ReturnType<typeof initiativesFor>>;
};

function SheetView({ sheet, compared, lookBacks, initiatives }: Props) {
  return (
    <>
      {sheet.decision && <DecisionBox sheet={sheet} lookBacks={lookBacks} initiatives={initiatives} />}
      {compared && <ComparisonSays sheet={sheet} compared={compared} />}
      <FormerDecisions sheet={sheet} />
      {!sheet.decision && <Progress sheet={sheet} />}
      {compared ? <ComparisonView sheet={sheet} compared={compared} /> : <NotYet sheet={sheet} />}
      <SheetFiles sheet={sheet} compared={compared !== null} />
      <RemoveWorksheet sheet={sheet} />
      <CreditLine />
    </>
  );
}

/** The page for the board and the print where there is something on them; and what is one's turn. */
function Actions({ sheet }: { sheet: Worksheet }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const about = { at: { id: sheet.id }, about: sheet };
  const mine = sheet.raters.find((rater) => rater.id === ctx.actor.id);
  const seen = maySeeRatings(ctx.actor, sheet) && sheet.raters.some((rater) => rater.submittedAt);
  return (
    <>
      {seen && (
        <Link class="button low" to="/worksheets/:id/brief" {...about}>
          {t('brief.link')}
        </Link>
      )}
      <Link class="button low" to="/worksheets/:id/print" {...about}>
        {t('lists.print')}
      </Link>
      {!sheet.decision && (
        <>
          <Link class="button low" to="/worksheets/:id/edit" {...about}>
            {t('worksheets.edit')}
          </Link>
          <Link class={mine?.submittedAt ? 'button low' : 'button'} to="/worksheets/:id/rate" {...about}>
            {mine?.submittedAt ? t('rate.change') : t('rate.link')}
          </Link>
          <Link class={seen ? 'button' : 'button low'} to="/worksheets/:id/decision" {...about}>
            {t('decision.link')}
          </Link>
        </>
      )}
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
