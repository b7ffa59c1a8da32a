/** How many partners are in each stage and for how long, drawn and in figures; and why some came to rest or an end. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Ending, endingsOf, type Pace, paceOf } from '../../rooms/partners/stays.ts';
import { Prose, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const pace = libraryPage({
  path: '/board/pace',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('board.pace'),
    body: <PaceView paces={await paceOf(ctx)} endings={await endingsOf(ctx)} />,
  }),
});

function PaceView({ paces, endings }: { paces: Pace[]; endings: Ending[] }) {
  const { t } = useLanguage();
  return (
    <>
      <p class="hint">{t('board.pace_text')}</p>
      <PaceTable paces={paces} />
      <h2>{t('board.endings')}</h2>
      {endings.length === 0 && <p class="quiet">{t('board.no_endings')}</p>}
      <ul class="plain lines">
        {endings.map((ending) => (
          <EndingLine key={`${ending.partner_id} ${ending.changed_at.getTime()}`} ending={ending} />
        ))}
      </ul>
    </>
  );
}

/** Fewer than this many stays say nothing about the next one. */
const FEW = 3;
/** Per cent of the bar's box that the longest takes. */
const FULL = 100;

function PaceTable({ paces }: { paces: Pace[] }) {
  const { t } = useLanguage();
  const most = Math.max(1, ...paces.map(({ now }) => now));
  return (
    <Scroll label={t('board.pace')}>
      <table class="list pace">
        <thead>
          <tr>
            <th scope="col">{t('field.stage')}</th>
            <th scope="col">{t('board.now')}</th>
            <th scope="col" class="figure">
              {t('board.so_far')}
            </th>
            <th scope="col" class="figure">
              {t('board.lasted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {paces.map((each) => (
            <PaceRow key={each.stage} pace={each} most={most} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function PaceRow({ pace: { stage, now, so_far, over, lasted }, most }: { pace: Pace; most: number }) {
  const { t, message, number } = useLanguage();
  const { to } = useAround();
  const known = over >= FEW && lasted !== null;
  return (
    <tr>
      <th scope="row">{message({ key: `stage.${stage}` })}</th>
      <td data-label={t('board.now')}>
        <svg class="pace-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect width={(now / most) * FULL} height="10" />
        </svg>{' '}
        <a href={to('/partners', { stage })}>{number(now)}</a>
      </td>
      <td class="figure" data-label={t('board.so_far')}>
        {so_far === null ? '–' : t('board.days', { days: so_far })}
      </td>
      <td class="figure" data-label={t('board.lasted')}>
        {known ? t('board.of', { days: lasted, count: over }) : t('board.too_few', { count: over })}
      </td>
    </tr>
  );
}

function EndingLine({ ending: { partner_id, name, to_stage, reason, farewell, changed_at, who } }: { ending: Ending }) {
  const { t, message, dayOf } = useLanguage();
  const { to } = useAround();
  return (
    <li>
      <a href={to('/partners/:id', { id: partner_id })}>{name}</a>{' '}
      <span class="quiet">
        {message({ key: `stage.${to_stage}` })} · {dayOf(changed_at)}
        {who && ` · ${who}`}
      </span>
      {reason ? <Prose text={reason} /> : <p class="quiet">{t('board.no_reason')}</p>}
      {farewell && (
        <p>
          <span class="quiet">{t('board.farewell')}:</span> {farewell}
        </p>
      )}
    </li>
  );
}
