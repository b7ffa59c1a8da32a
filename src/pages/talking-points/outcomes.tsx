/** Which points were told how often and what came of it: counted, and ranked by nothing. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { OUTCOMES } from '../../rooms/talking-points/pitch.ts';
import { outcomesOfPoints, type PointOutcomes } from '../../rooms/talking-points/pitch-uses.ts';
import { pointIn } from '../../rooms/talking-points/talking-point.ts';
import { talkingPoints } from '../../rooms/talking-points/talking-points.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { libraryPage } from '../shell/page.ts';

/** From fewer uses nobody can tell anything. */
const ENOUGH = 10;

export const pointOutcomes = libraryPage({
  path: '/talking-points/outcomes',
  may: anyMember,
  view: async ({ ctx, language }) => {
    const counted = new Map((await outcomesOfPoints(ctx)).map((each) => [each.id, each]));
    const known = (await talkingPoints(ctx)).flatMap((point) => {
      const row = counted.get(point.id);
      counted.delete(point.id);
      return row ? [{ ...row, title: pointIn(point, language.locale).title }] : [];
    });
    return {
      title: language.t('points.outcomes'),
      body: <Counted rows={[...known, ...counted.values()]} />,
    };
  },
});

function Counted({ rows }: { rows: PointOutcomes[] }) {
  const { t, message } = useLanguage();
  if (rows.length === 0) return <Empty text={t('points.outcomes_none')} />;
  const few = rows.every(({ uses }) => uses < ENOUGH);
  return (
    <>
      <p class="lead">{t('points.outcomes_text')}</p>
      <p class="quiet">{few ? t('points.outcomes_few', { enough: ENOUGH }) : t('points.outcomes_care')}</p>
      <Scroll label={t('points.outcomes')}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('points.point')}</th>
              <th scope="col" class="figure">
                {t('points.uses')}
              </th>
              {COLUMNS.map((each) => (
                <th scope="col" class="figure" key={each}>
                  {message({ key: `pitches.outcome_${each || 'open'}` })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

const COLUMNS = [...OUTCOMES, ''] as const;

function Row({ row }: { row: PointOutcomes }) {
  const { t, message, number } = useLanguage();
  return (
    <tr>
      <th scope="row">{row.title}</th>
      <td class="figure" data-label={t('points.uses')}>
        {number(row.uses)}
      </td>
      {COLUMNS.map((each) => (
        <td class="figure" key={each} data-label={message({ key: `pitches.outcome_${each || 'open'}` })}>
          {number(row.outcomes[each] ?? 0)}
        </td>
      ))}
    </tr>
  );
}
