/** Who consented to what until when, for those who look after stories. */
import type { Story, StoryConsent } from '../../rooms/stories/story.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';

export function Consents({ story, consents }: { story: Story; consents: StoryConsent[] }) {
  const { t } = useLanguage();
  return (
    <section class="part no-print">
      <h2>{t('stories.consents')}</h2>
      <ul class="plain lines">
        {consents.map((consent) => (
          <One key={consent.id} story={story} consent={consent} />
        ))}
      </ul>
    </section>
  );
}

function One({ story, consent }: { story: Story; consent: StoryConsent }) {
  const { t, message, day } = useLanguage();
  const { giver, way, scopes, named, until, kept_at, sha256 } = consent;
  return (
    <li>
      {giver}, {message({ key: `stories.way_${way}` })}
      <span class="quiet block">
        <Answer consent={consent} />
      </span>
      {until && (
        <span class="quiet block">
          {[
            scopes.map((scope) => message({ key: `stories.scope_${scope}` })).join(', '),
            message({ key: `stories.named_${named}` }),
            t('stories.until', { day: day(until) }),
            kept_at && t('stories.kept_at', { where: kept_at }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
      {sha256 && (
        <Link
          to="/stories/:id/consents/:consent/paper"
          at={{ id: story.id, consent: consent.id }}
          about={story}
          download
        >
          {t('stories.paper')}
        </Link>
      )}
    </li>
  );
}

function Answer({ consent: { asked_at, given_on, refused_at, withdrawn_at } }: { consent: StoryConsent }) {
  const { t, day, dayOf } = useLanguage();
  if (withdrawn_at) return <>{t('stories.was_withdrawn', { day: dayOf(withdrawn_at) })}</>;
  if (given_on) return <>{t('stories.was_given', { day: day(given_on) })}</>;
  if (refused_at) return <>{t('stories.was_refused', { day: dayOf(refused_at) })}</>;
  return <>{t('stories.was_asked', { day: dayOf(asked_at) })}</>;
}
