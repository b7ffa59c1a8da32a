/** Before one hands in: what has been answered, what is missing, and where a reason is asked. */
import { memberId } from '../../house/ctx.ts';
import { ratingsOf } from '../../rooms/worksheets/ratings.ts';
import { type Readiness, readiness } from '../../rooms/worksheets/readiness.ts';
import { handIn as handInRatings } from '../../rooms/worksheets/submissions.ts';
import { mayRate, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { sheetOf } from './sheet.ts';
import { worksheetTrail } from './trail.ts';

export const handIn = libraryPage({
  path: '/worksheets/:id/hand-in',
  may: mayRate,
  load: sheetOf,
  instead: ({ found: sheet, to }) => sheet.decision && to('/worksheets/:id', { id: sheet.id }),
  view: async (asked) => {
    const { ctx, found: sheet, language } = asked;
    const ready = readiness(sheet, await ratingsOf(ctx, sheet.id, memberId(ctx)));
    return {
      title: language.t('hand_in.title'),
      trail: worksheetTrail(asked, sheet),
      body: <HandIn asked={asked} ready={ready} />,
    };
  },
  submit: async ({ ctx, found: { id }, go }) => {
    await handInRatings(ctx, id, memberId(ctx));
    return go('/worksheets/:id', { id }).saying('notice.handed_in');
  },
});

type Props = { ready: Readiness; sheet: Worksheet };

function HandIn({ asked: { again, found: sheet, to }, ready }: { asked: LibraryViewing<Worksheet>; ready: Readiness }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <ReadinessList ready={ready} sheet={sheet} />
      <p>{t('hand_in.text')}</p>
      <Form again={again}>
        <p class="buttons">
          <button type="submit">{t('hand_in.button')}</button>
          <a href={to('/worksheets/:id/rate', { id: sheet.id })}>{t('hand_in.back')}</a>
        </p>
      </Form>
    </div>
  );
}

function ReadinessList({ ready, sheet }: Props) {
  const { t } = useLanguage();
  const { missing, notesAsked, unknown } = ready;
  return (
    <>
      <dl class="summary-list">
        <div>
          <dt>{t('hand_in.answered')}</dt>
          <dd>{ready.answered}</dd>
        </div>
        <div>
          <dt>{t('hand_in.unknown')}</dt>
          <dd>{unknown.length}</dd>
        </div>
        <div>
          <dt>{t('hand_in.missing')}</dt>
          <dd>{missing.length}</dd>
        </div>
      </dl>
      {missing.length > 0 && (
        <details open={missing.length <= 12}>
          <summary>{t('hand_in.missing_list')}</summary>
          <CellLinks cells={missing} sheet={sheet} />
        </details>
      )}
      {unknown.length > 0 && (
        <details open={unknown.length <= 12}>
          <summary>{t('hand_in.unknown_list')}</summary>
          <CellLinks cells={unknown} sheet={sheet} />
        </details>
      )}
      {notesAsked.length > 0 && (
        <details open>
          <summary>{t('hand_in.notes_asked', { count: notesAsked.length })}</summary>
          <CellLinks cells={notesAsked} sheet={sheet} />
        </details>
      )}
    </>
  );
}

function CellLinks({ cells, sheet }: { cells: Readiness['missing']; sheet: Worksheet }) {
  const { to } = useAround();
  const rate = to('/worksheets/:id/rate', { id: sheet.id });
  return (
    <ul>
      {cells.map(({ code, partnerId }) => (
        <li key={`${code}${partnerId}`}>
          <a href={`${rate}#field-score-${code}-${partnerId}`}>
            {code} {sheet.partners.find((partner) => partner.id === partnerId)?.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
