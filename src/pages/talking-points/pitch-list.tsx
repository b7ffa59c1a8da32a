/** All pitches, the newest first: for whom, what was asked, and by whom. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { listPitches, type PitchPage } from '../../rooms/talking-points/pitches.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const pitchList = libraryPage({
  path: '/pitches',
  may: anyMember,
  view: async ({ ctx, url, language: { t } }) => ({
    title: t('pitches.title'),
    body: <Pitches {...(await listPitches(ctx, Math.max(1, Number(url.searchParams.get('page')) || 1)))} />,
  }),
});

function Pitches({ rows, page, pages }: PitchPage) {
  const { t, dayOf } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <p class="lead">{t('pitches.text')}</p>
      {rows.length === 0 && (
        <Empty text={t('pitches.none')}>
          <Link class="button" to="/partners">
            {t('pitches.choose')}
          </Link>
        </Empty>
      )}
      <ul class="plain lines">
        {rows.map(({ id, partner, ask, author, made_at }) => (
          <li key={id}>
            <a href={to('/pitches/:id', { id })}>{ask}</a>
            <span class="quiet block">{[partner, author, dayOf(made_at)].join(' · ')}</span>
          </li>
        ))}
      </ul>
      <Paging page={page} pages={pages} address={(page) => to('/pitches', { page: String(page) })} />
    </>
  );
}
