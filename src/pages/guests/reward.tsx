/** Once a year: did you get what you hoped for? */
import { NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { gotDraft } from '../../rooms/agreements/reward.ts';
import { type AskedReward, findRewardAnswer, sayGot } from '../../rooms/agreements/rewards.ts';
import { useLanguage } from '../../ui/here.ts';
import { GotFields } from '../proposals/sides.tsx';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

export const guestReward = guestPage<AskedReward>({
  purpose: 'reward',
  load: async (ctx, link) => {
    try {
      const found = await findRewardAnswer(ctx, link.subject_id);
      return found.open ? found : null;
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  },
  title: ({ language: { t } }) => t('sides.question'),
  View: RewardView,
  acts: {
    say: ({ ctx, about: { id } }, fields) => sayGot(ctx, id, parse(gotDraft, fields)),
  },
});

function RewardView({ ctx, about, again }: GuestAsked<AskedReward>) {
  const { t, dayOf } = useLanguage();
  const { proposal, reward, answer } = about;
  return (
    <>
      <p>{t('guest_reward.text', { library: ctx.library.name, name: proposal.name })}</p>
      <blockquote>
        <p class="prose">{reward.hope}</p>
      </blockquote>
      {answer.said_at && <p role="status">{t('guest_reward.said', { day: dayOf(answer.said_at) })}</p>}
      <Act
        act="say"
        label={t('guest_reward.send')}
        again={again}
        initial={{ got: answer.got ?? '', words: answer.words }}
      >
        <GotFields />
      </Act>
    </>
  );
}
