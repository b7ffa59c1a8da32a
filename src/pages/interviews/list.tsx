/** Rounds of interviews: which there are, who asks in them, and how far they have come. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type RoundCounts, roundCounts } from '../../rooms/interviews/counts.ts';
import type { Round } from '../../rooms/interviews/round.ts';
import { roundsOf } from '../../rooms/interviews/rounds.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const roundList = libraryPage({
  path: '/interview-rounds',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('interviews.title'),
    actions: (
      <Link class="button" to="/interview-rounds/new">
        {t('interviews.new_round')}
      </Link>
    ),
    body: <Rounds rounds={await roundsOf(ctx)} counts={await roundCounts(ctx)} />,
  }),
});

function Rounds({ rounds, counts }: { rounds: Round[]; counts: Map<string, RoundCounts> }) {
  const { t } = useLanguage();
  return (
    <>
      <p class="lead">{t('interviews.text')}</p>
      {rounds.length === 0 ? (
        <Empty text={t('interviews.none')} />
      ) : (
        <Scroll label={t('interviews.title')}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('interviews.round')}</th>
                <th scope="col">{t('interviews.when')}</th>
                <th scope="col">{t('interviews.asked')}</th>
                <th scope="col">{t('interviews.held')}</th>
                <th scope="col">{t('interviews.interviewers')}</th>
              </tr>
            </thead>
            <tbody>
              {rounds.map((round) => (
                <Row key={round.id} round={round} counts={counts.get(round.id)} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function Row({ round, counts }: { round: Round; counts: RoundCounts | undefined }) {
  const { t, day } = useLanguage();
  const { to } = useAround();
  return (
    <tr>
      <th scope="row">
        <a href={to('/interview-rounds/:id', { id: round.id })}>{round.name}</a>
      </th>
      <td data-label={t('interviews.when')}>
        {day(round.starts_on)} – {day(round.ends_on)}
      </td>
      <td class="number" data-label={t('interviews.asked')}>
        {counts?.people ?? 0}
      </td>
      <td class="number" data-label={t('interviews.held')}>
        {counts?.held ?? 0}
      </td>
      <td data-label={t('interviews.interviewers')}>{round.interviewers.map(({ name }) => name).join(' · ')}</td>
    </tr>
  );
}
