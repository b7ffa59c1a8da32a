/** One story: its words, who consented to what until when, its pictures, and where it was told. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { consentsOf } from '../../rooms/stories/consents.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { picturesOf } from '../../rooms/stories/pictures.ts';
import { removeStory } from '../../rooms/stories/stories.ts';
import {
  maySeeStory,
  nameSaid,
  type Story,
  type StoryConsent,
  type StoryPicture,
  type StoryUse,
  secondsAloud,
  storyIn,
} from '../../rooms/stories/story.ts';
import { storyUses } from '../../rooms/stories/story-uses.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Consents } from './consent-lines.tsx';
import { storyOf } from './edit.tsx';
import { Pictures } from './pictures.tsx';

export const showStory = libraryPage<Story>({
  path: '/stories/:id',
  may: (actor, story) => anyMember(actor) && maySeeStory(actor, story),
  load: storyOf,
  view: async ({ ctx, found: story, language: { locale, t } }) => ({
    title: storyIn(story, locale).title || t('stories.erased_title'),
    actions: <Actions story={story} />,
    body: (
      <Shown
        story={story}
        pictures={await picturesOf(ctx, story.id)}
        consents={mayTellStory(ctx.actor) ? await consentsOf(ctx, story.id) : []}
        uses={await storyUses(ctx, story.id)}
      />
    ),
  }),
});

function Actions({ story }: { story: Story }) {
  const { t } = useLanguage();
  const about = { at: { id: story.id }, about: story };
  return (
    <>
      {story.state !== 'erased' && (
        <Link class={story.state === 'live' ? 'button low' : 'button'} to="/stories/:id/consents/ask" {...about}>
          {t('stories.ask')}
        </Link>
      )}
      <Link class="button quiet-button" to="/stories/:id/consents/new" {...about}>
        {t('stories.keep_paper')}
      </Link>
      <Link class="button low" to="/stories/:id/edit" {...about}>
        {t('form.change')}
      </Link>
      {story.consent && (
        <Link class="button low" to="/stories/:id/withdrawal" {...about}>
          {t('stories.withdraw')}
        </Link>
      )}
      <Press to="/stories/:id/removal" {...about} label={t('interaction.remove')} />
    </>
  );
}

type Props = { story: Story; pictures: StoryPicture[]; consents: StoryConsent[]; uses: StoryUse[] };

function Shown({ story, pictures, consents, uses }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <State story={story} />
      <Words story={story} />
      {story.state !== 'erased' && <Pictures story={story} pictures={pictures} />}
      {consents.length > 0 && <Consents story={story} consents={consents} />}
      <section class="part">
        <h2>{t('stories.uses')}</h2>
        <Uses story={story} uses={uses} />
      </section>
    </div>
  );
}

function State({ story }: { story: Story }) {
  const { t, day, dayOf, message } = useLanguage();
  const { state, consent, erased_at } = story;
  if (state === 'live' && consent?.until)
    return (
      <p class="quiet">
        {t('stories.live_until', { day: day(consent.until) })}{' '}
        {consent.scopes.map((scope) => message({ key: `stories.scope_${scope}` })).join(', ')}.
      </p>
    );
  if (state === 'erased') return <p class="warning">{t('stories.erased', { day: dayOf(erased_at as Date) })}</p>;
  if (state === 'over' && consent && !consent.same_words) return <p class="warning">{t('stories.words_changed')}</p>;
  return <p class="warning">{message({ key: `stories.${state}_text` })}</p>;
}

function Words({ story }: { story: Story }) {
  const { t, locale } = useLanguage();
  const told = (['en', 'es'] as const).filter((each) => story.text[each]);
  const name = story.consent ? nameSaid(story.consent) : '';
  return (
    <>
      {told
        .toSorted((one) => (one === locale ? -1 : 1))
        .map((each) => (
          <section key={each} lang={each}>
            {told.length > 1 && each !== locale && <h2>{story.title[each]}</h2>}
            <Prose text={story.text[each]} />
            {name && <p>– {name}</p>}
            <p class="quiet">{t('stories.aloud', { seconds: secondsAloud(story.text[each]) })}</p>
          </section>
        ))}
    </>
  );
}

function Uses({ story, uses }: { story: Story; uses: StoryUse[] }) {
  const { t, message, day } = useLanguage();
  const { ctx } = useAround();
  const out = uses.filter(({ way }) => way === 'paper' || way === 'web');
  return (
    <>
      {story.state === 'erased' && out.length > 0 && <p class="warning">{t('stories.call_back')}</p>}
      {uses.length === 0 && <p>{t('stories.no_uses')}</p>}
      <ul class="plain lines">
        {uses.map((use, at) => (
          <li key={at}>
            {message({ key: `stories.scope_${use.way}` })}: {use.place}
            <span class="quiet block">{[day(use.used_on), use.who].join(' · ')}</span>
          </li>
        ))}
      </ul>
      {story.state === 'live' && ctx && (
        <p class="no-print">
          <Link to="/stories/:id/uses/new" at={{ id: story.id }} about={story}>
            {t('stories.use')}
          </Link>
        </p>
      )}
    </>
  );
}

export const storyRemoval = libraryPage<Story>({
  path: '/stories/:id/removal',
  may: mayTellStory,
  load: storyOf,
  view: ({ found: { id }, to }) => redirect(to('/stories/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeStory(ctx, id);
    return go('/stories').saying('notice.removed', { removal });
  },
});
