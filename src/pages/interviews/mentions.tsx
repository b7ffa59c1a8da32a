/** Which partners a leader spoke of, and, of a partner, how many leaders did. */

import { z } from 'zod';
import { parse, requiredId, several } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { answersOf } from '../../rooms/interviews/answers.ts';
import type { Interview } from '../../rooms/interviews/interview.ts';
import {
  type MentionsInRound,
  mentionedIn,
  mentionsOf,
  partnersNamedIn,
  setMentions,
} from '../../rooms/interviews/mentions.ts';
import { mayInterview } from '../../rooms/interviews/round.ts';
import type { PartnerId } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Checkboxes, Form } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { interviewOf, interviewTrail } from './parts.tsx';

const partners = several(requiredId<'partners'>()).transform((ids) => ids as PartnerId[]);
const mentionsDraft = z.object({ partners, was: partners });

export const editMentions = libraryPage<Interview>({
  path: '/interviews/:id/mentions',
  may: mayInterview,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, again, to, url, language } = asked;
    const { t } = language;
    const said = Object.values(await answersOf(ctx, interview)).flatMap((lines) => lines.map(({ body }) => body));
    const noted = await mentionedIn(ctx, interview.id);
    const q = url.searchParams.get('q') ?? '';
    const named = await partnersNamedIn(ctx, said.join('\n'), q);
    const options = [...new Map([...noted, ...named].map((each) => [each.id, each])).values()];
    return {
      title: t('interviews.set_mentions'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <p>{t('interviews.mentions_text')}</p>
          <form method="get" class="seek-contacts" action={to('/interviews/:id/mentions', { id: interview.id })}>
            <label for="seek-partner">{t('interviews.another_partner')}</label>
            <input id="seek-partner" type="search" name="q" value={q} autocomplete="off" />
            <button type="submit" class="quiet-button">
              {t('interviews.seek')}
            </button>
          </form>
          <Form again={again} initial={{ partners: noted.map(({ id }) => id as string) }}>
            {noted.map(({ id }) => (
              <input key={id} type="hidden" name="was" value={id} />
            ))}
            {options.length === 0 ? (
              <p>{t('interviews.none_named')}</p>
            ) : (
              <Checkboxes
                name="partners"
                label={t('interviews.mentioned')}
                options={options.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            <Buttons save={t('form.save')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await setMentions(ctx, id, parse(mentionsDraft, fields));
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});

export const partnerMentions = libraryPage<Partner>({
  path: '/partners/:id/mentions',
  may: anyMember,
  load: partnerOf,
  view: async (asked) => {
    const { ctx, found: partner, language } = asked;
    return {
      title: language.t('interviews.mentions_of', { name: partner.name }),
      trail: partnerTrail(asked, partner),
      body: <Mentions rounds={await mentionsOf(ctx, partner.id, partner.name)} />,
    };
  },
});

function Mentions({ rounds }: { rounds: MentionsInRound[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  if (rounds.length === 0) return <Empty text={t('interviews.never_mentioned')} />;
  return (
    <div class="narrow">
      <p>{t('interviews.mentions_hint')}</p>
      {rounds.map(({ round_id, round, leaders, quotes }) => (
        <section class="part" key={round_id}>
          <h2>
            <a href={to('/interview-rounds/:id', { id: round_id })}>{round}</a>
          </h2>
          <p>{t('interviews.leaders_spoke', { count: leaders })}</p>
          {quotes.map(({ id, words, who }) => (
            <blockquote key={id}>
              <p class="prose">{words}</p>
              {who && <footer>– {who}</footer>}
            </blockquote>
          ))}
        </section>
      ))}
    </div>
  );
}
