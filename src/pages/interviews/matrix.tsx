/** What leaders speak of, by sector, area or people served; what changed since the round before. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Change, changesSince, isClear, type Matrix, matrixOf, OTHERS } from '../../rooms/interviews/matrix.ts';
import { type Round, TARGET_KINDS, type TargetKind } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import { Empty, Scroll, Tabs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { type Kinds, kindsOf, roundOf, roundTrail, wordsOf } from './parts.tsx';

export const themeMatrix = libraryPage<Round>({
  path: '/interview-rounds/:id/matrix',
  may: anyMember,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, url, to, language } = asked;
    const { t, message } = language;
    const kind = TARGET_KINDS.find((each) => each === url.searchParams.get('by')) ?? 'sector';
    const hrefOf = (by: TargetKind) => to('/interview-rounds/:id/matrix', { id: round.id, by });
    const matrix = await matrixOf(ctx, round.id, kind);
    const before = round.previous_id ? await findRound(ctx, round.previous_id).catch(() => null) : null;
    return {
      title: t('interviews.matrix'),
      trail: roundTrail(asked, round),
      body: (
        <>
          <p class="lead">
            {t('interviews.matrix_text')}{' '}
            {t('interviews.how_many_marked', { marked: matrix.marked, held: matrix.held })}
          </p>
          <Tabs
            label={t('interviews.matrix')}
            here={hrefOf(kind)}
            tabs={TARGET_KINDS.map((by) => ({ label: message({ key: `interviews.by_${by}` }), href: hrefOf(by) }))}
          />
          <MatrixTable matrix={matrix} kinds={await kindsOf(ctx)} />
          {before && <Changes before={before} changes={await changesSince(ctx, round.id, before.id)} />}
        </>
      ),
    };
  },
});

function MatrixTable({ matrix, kinds }: { matrix: Matrix; kinds: Kinds }) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const knowsNobody = matrix.columns.every((key) => key === '');
  if (matrix.rows.length > 0 && matrix.columns.length > 0 && knowsNobody)
    return <Empty text={t('interviews.matrix_unknown')} />;
  if (matrix.rows.length === 0 || matrix.columns.length === 0) return <Empty text={t('interviews.matrix_empty')} />;
  const labelOf = (key: string) => {
    const named = wordsOf(kinds[matrix.kind], key);
    if (named) return words(named);
    return key === OTHERS ? t('interviews.others_few') : t('interviews.not_known');
  };
  const ofColumn = (at: number) => matrix.rows[0]?.cells[at]?.of ?? 0;
  /** What those of a column say of a theme, as far as it may be quoted. */
  const hrefOf = (id: string, key: string) => to('/interview-themes/:id', { id, by: matrix.kind, key });
  return (
    <Scroll label={t('interviews.matrix')}>
      <table class="theme-matrix">
        <thead>
          <tr>
            <th scope="col">{t('interviews.theme')}</th>
            <th scope="col">
              {t('interviews.all_leaders')}{' '}
              <span class="block">{t('interviews.of_column', { of: matrix.rows[0]?.all.of ?? 0 })}</span>
            </th>
            {matrix.columns.map((key, at) => (
              <th scope="col" key={key}>
                {labelOf(key)} <span class="block">{t('interviews.of_column', { of: ofColumn(at) })}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ theme, all, cells }) => (
            <tr key={theme.id}>
              <th scope="row">
                <a href={to('/interview-themes/:id', { id: theme.id })}>{theme.name}</a>
              </th>
              <td class="number">
                <a href={to('/interview-themes/:id', { id: theme.id })}>{all.leaders}</a>
              </td>
              {cells.map((cell, at) => (
                <td key={matrix.columns[at]} class={cell.leaders === 0 ? 'number quiet' : 'number'}>
                  {cell.leaders === 0 ? 0 : <a href={hrefOf(theme.id, matrix.columns[at] ?? '')}>{cell.leaders}</a>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Changes({ before, changes }: { before: Round; changes: Change[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('interviews.changes', { name: before.name })}</h2>
      <p>{t('interviews.changes_text')}</p>
      <Scroll label={t('interviews.changes', { name: before.name })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('interviews.theme')}</th>
              <th scope="col">{t('interviews.then')}</th>
              <th scope="col">{t('interviews.now')}</th>
              <th scope="col">{t('interviews.change')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ theme, now, before }) => (
              <tr key={theme.id}>
                <th scope="row">{theme.name}</th>
                <td class="number">
                  {before
                    ? t('interviews.of', { held: before.leaders, wanted: before.of })
                    : t('interviews.not_looked_for')}
                </td>
                <td class="number">{t('interviews.of', { held: now.leaders, wanted: now.of })}</td>
                <td>{before && <ChangeSaid now={now} before={before} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function ChangeSaid({ now, before }: { now: Change['now']; before: Change['now'] }) {
  const { t } = useLanguage();
  const clear = isClear(now, before);
  if (clear === null) return <span class="quiet">{t('interviews.too_few')}</span>;
  if (!clear) return <span class="quiet">{t('interviews.no_clear_change')}</span>;
  return (
    <strong>
      {t(now.leaders / now.of > before.leaders / before.of ? 'interviews.more_now' : 'interviews.fewer_now')}
    </strong>
  );
}
