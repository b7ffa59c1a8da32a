/** Everything that happened with a partner, newest first. */

import { Empty, Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { Event } from '../../views/timeline/timeline.ts';
import { Link, useAround } from '../shell/link.tsx';

export function Timeline({ events, partnerId }: { events: Event[]; partnerId: string }) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="timeline">
      <div class="title-row">
        <h2 id="timeline">{t('timeline.title')}</h2>
        <Link class="button" to="/partners/:id/interactions/new" at={{ id: partnerId }}>
          {t('note.add')}
        </Link>
      </div>
      {events.length === 0 ? (
        <Empty text={t('timeline.none')} />
      ) : (
        <ol class="timeline">
          {events.map((event) => (
            <EventItem key={event.id} event={event} />
          ))}
        </ol>
      )}
    </section>
  );
}

function EventItem({ event }: { event: Event }) {
  const { t, day } = useLanguage();
  const isPrivate = event.kind === 'interaction' && event.what === 'me';
  return (
    <li class={isPrivate ? 'event-interaction no-print' : `event-${event.kind}`}>
      <p class="quiet">
        <time dateTime={event.day}>{day(event.day)}</time>
        {event.who && ` · ${event.who}`}
        {isPrivate && <span class="private"> {t('audience.me_mark')}</span>}
        {event.kind === 'interaction' && event.mine && <ChangeNote event={event} />}
      </p>
      <EventText event={event} />
    </li>
  );
}

/** One's own note. */
function ChangeNote({ event }: { event: Event }) {
  const { t, day } = useLanguage();
  const { may, ctx } = useAround();
  const about = { author_id: ctx.actor.id };
  if (!may('/interactions/:id', about)) return null;
  return (
    <>
      {' · '}
      <Link to="/interactions/:id" at={{ id: event.id }} about={about} class="no-print">
        {t('form.change')}
        <span class="unseen"> {t('note.of', { day: day(event.day) })}</span>
      </Link>
    </>
  );
}

function EventText({ event }: { event: Event }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  if (event.kind === 'interaction') return <Prose text={event.text} />;
  if (event.kind === 'stage') {
    const [from, into] = event.what.split(' ').map((stage) => message({ key: `stage.${stage}` }));
    return (
      <>
        <p>{t('timeline.stage', { from: from ?? '', to: into ?? '' })}</p>
        {event.text && <Prose text={event.text} />}
      </>
    );
  }
  if (event.kind === 'step')
    return <p>{message({ key: `timeline.step_${event.what}`, values: { what: event.text } })}</p>;
  return (
    <p>
      {message({ key: `timeline.${event.what}` })} <a href={to('/worksheets/:id', { id: event.id })}>{event.text}</a>
    </p>
  );
}
