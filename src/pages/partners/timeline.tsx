/** Everything that happened with a partner, newest first. */

import { Empty, Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { Event } from '../../views/timeline/timeline.ts';
import { useAround } from '../shell/link.tsx';

export function Timeline({ events }: { events: Event[] }) {
  const { t } = useLanguage();
  if (events.length === 0) return <Empty text={t('timeline.none')} />;
  const years = [...Map.groupBy(events, (event) => event.day.slice(0, 4))];
  return (
    <>
      {years.map(([year, lines]) => (
        <section key={year}>
          <h2 class="year">{year}</h2>
          <ol class="timeline">
            {lines.map((event) => (
              <EventItem key={event.id} event={event} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function EventItem({ event }: { event: Event }) {
  const { t, shortDay } = useLanguage();
  return (
    <li class={event.only_me ? `event-${event.kind} no-print` : `event-${event.kind}`}>
      <time dateTime={event.day}>{shortDay(event.day)}</time>
      <div>
        <EventText event={event} />
        <p class="quiet said-by">
          {event.who}
          {event.only_me && <span class="private"> {t('audience.me_mark')}</span>}
          {event.change && <Change event={event} />}
        </p>
      </div>
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
        <span class="unseen"> {t('timeline.of', { day: day(event.day) })}</span>
      </a>
    </>
  );
}

function EventText({ event: { said, text, page, more, id } }: { event: Event }) {
  const { message } = useLanguage();
  const { to } = useAround();
  const words = Object.entries(said?.words ?? {}).map(([name, key]) => [name, message({ key })]);
  const sentence = said && message({ key: said.key, values: { ...said.values, ...Object.fromEntries(words) } });
  return (
    <>
      {(sentence || (text && page)) && (
        <p>
          {sentence} {text && page && <a href={to(page, { id })}>{text}</a>}
        </p>
      )}
      {text && !page && <Prose text={text} />}
      {more && <Prose text={more} />}
    </>
  );
}
