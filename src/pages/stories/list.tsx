/** What the library tells of itself: in a minute, in figures, and in stories of people who consented. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type SpokenPitch, spokenPitches } from '../../rooms/stories/spoken-pitches.ts';
import { storiesOf } from '../../rooms/stories/stories.ts';
import { type Story, secondsAloud, storyIn } from '../../rooms/stories/story.ts';
import { Empty, Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const storyList = libraryPage({
  path: '/stories',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => ({
    title: t('stories.title'),
    actions: (
      <>
        <Link class="button low" to="/library-figures">
          {t('figures.title')}
        </Link>
        <Link class="button" to="/stories/new">
          {t('stories.add')}
        </Link>
      </>
    ),
    body: (
      <>
        <p class="lead">{t('stories.text')}</p>
        <InAMinute pitches={await spokenPitches(ctx)} />
        <Stories stories={await storiesOf(ctx)} />
      </>
    ),
  }),
});

function InAMinute({ pitches }: { pitches: SpokenPitch[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('stories.in_a_minute')}</h2>
      {pitches.length === 0 && <Empty text={t('stories.no_minute')} />}
      {localeOptions.map(({ value, label }) => (
        <Spoken key={value} locale={value} label={label} pitch={pitches.find(({ locale }) => locale === value)} />
      ))}
    </section>
  );
}

/** Longer, and nobody listens to the end. */
const A_MINUTE = 60;

function Spoken({ locale, label, pitch }: { locale: string; label: string; pitch: SpokenPitch | undefined }) {
  const { t, message } = useLanguage();
  const seconds = pitch ? secondsAloud(pitch.body) : 0;
  return (
    <div class="narrow">
      {pitch && (
        <>
          <h3>{label}</h3>
          <div lang={locale}>
            <Prose text={pitch.body} />
          </div>
          <p class={seconds > A_MINUTE ? 'warning' : 'quiet'}>
            {t(seconds > A_MINUTE ? 'stories.too_long' : 'stories.aloud', { seconds })}
          </p>
        </>
      )}
      <p class="no-print">
        <Link to="/spoken-pitches/:locale/edit" at={{ locale }}>
          {pitch ? message({ key: `stories.change_minute_${locale}` }) : t('stories.write_minute', { language: label })}
        </Link>
      </p>
    </div>
  );
}

function Stories({ stories }: { stories: Story[] }) {
  const { t } = useLanguage();
  const live = stories.filter(({ state }) => state === 'live');
  const others = stories.filter(({ state }) => state !== 'live');
  return (
    <>
      <section class="part">
        <h2>{t('stories.live')}</h2>
        {live.length === 0 && <Empty text={t('stories.none')} />}
        <Lines stories={live} />
      </section>
      {others.length > 0 && (
        <section class="part">
          <h2>{t('stories.others')}</h2>
          <p>{t('stories.others_text')}</p>
          <Lines stories={others} />
        </section>
      )}
    </>
  );
}

function Lines({ stories }: { stories: Story[] }) {
  const { t, locale, message, day } = useLanguage();
  const { to } = useAround();
  return (
    <ul class="plain lines">
      {stories.map((story) => (
        <li key={story.id}>
          <a href={to('/stories/:id', { id: story.id })}>{storyIn(story, locale).title || t('stories.erased_title')}</a>
          <span class="quiet block">
            {[
              message({ key: `stories.state_${story.state}` }),
              story.state === 'live' && story.consent?.until && t('stories.until', { day: day(story.consent.until) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
