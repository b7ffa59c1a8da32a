/** What is due under one heading: how late it is, with whom, and what is to be done. */
import { today } from '../../house/ctx.ts';
import { useLanguage } from '../../ui/here.ts';
import type { DueGroup, DueItem } from '../../views/today/today.ts';
import { useAround } from '../shell/link.tsx';

export function Due({ group: { heading, total, items } }: { group: DueGroup }) {
  const { t, message } = useLanguage();
  return (
    <section class="part">
      <h2>{message({ key: heading, values: { count: total } })}</h2>
      <ul class="plain rows-of-three">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {total > items.length && <p class="quiet">{t('home.more', { count: total - items.length })}</p>}
    </section>
  );
}

function Item({ item: { id, page, title, text, due_on, who } }: { item: DueItem }) {
  const { to, ctx } = useAround();
  return (
    <li>
      <When day={due_on} today={today(ctx)} />
      <span>
        <a href={to(page, { id })}>{title}</a>
        {text && <span class="block">{text}</span>}
      </span>
      <span class="quiet who">{who}</span>
    </li>
  );
}

const DAY = 86_400_000;
const SOON = 3;

/** How many days late, or until when. */
function When({ day: due, today }: { day: string | null; today: string }) {
  const { t, day, shortDay } = useLanguage();
  if (!due) return <span class="quiet">{t('home.no_day')}</span>;
  const away = Math.round((Date.parse(due) - Date.parse(today)) / DAY);
  if (away < 0) return <span class="overdue">{t('home.late', { days: -away })}</span>;
  const inYear = due.slice(0, 4) === today.slice(0, 4) ? shortDay : day;
  return <span class={away <= SOON ? 'soon' : 'quiet'}>{away === 0 ? t('home.today') : inYear(due)}</span>;
}
