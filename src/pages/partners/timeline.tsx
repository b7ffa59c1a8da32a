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
  return (
    <li class={event.only_me ? `event-${event.kind} no-print` : `event-${event.kind}`}>
      <p class="quiet">
        <time dateTime={event.day}>{day(event.day)}</time>
        {event.who && ` · ${event.who}`}
        {event.only_me && <span class="private"> {t('audience.me_mark')}</span>}
        {event.change && <Change event={event} />}
      </p>
      <EventText event={event} />
    </li>
  );
}

/** Its author's way to change it. */
function Change({ event }: { event: Event }) {
  const { t, day } = useLanguage();
  const { may, to } = useAround();
  if (!may(event.change, { author_id: event.member_id })) return null;
  return (
    <>
      {' · '}
      <a href={to(event.change, { id: event.id })} class="no-print">
        {t('form.change')}
        <span class="unseen"> {t('note.of', { day: day(event.day) })}</span>
      </a>
    </>
  );
}

function EventText({ event: { said, text, page, id } }: { event: Event }) {
  const { message } = useLanguage();
  const { to } = useAround();
  const words = Object.entries(said?.words ?? {}).map(([name, key]) => [name, message({ key })]);
  const sentence = said && message({ key: said.key, values: { ...said.values, ...Object.fromEntries(words) } });
  return (
    <>
      {sentence && (
        <p>
          {sentence} {page && <a href={to(page, { id })}>{text}</a>}
        </p>
      )}
      {text && !page && <Prose text={text} />}
    </>
  );
}
