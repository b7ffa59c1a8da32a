/** What colleagues did, each line with the way to where it was done. */
import { useLanguage } from '../../ui/here.ts';
import type { News } from '../../views/today/news.ts';
import { useAround } from '../shell/link.tsx';

export function NewsList({ news }: { news: News[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('home.news')}</h2>
      {news.length === 0 && <p class="quiet">{t('home.no_news')}</p>}
      <ul class="plain lines">
        {news.map((each) => (
          <Line key={`${each.at.getTime()} ${each.action} ${each.id}`} news={each} />
        ))}
      </ul>
    </section>
  );
}

function Line({ news: { at, who, action, details, id, page, title } }: { news: News }) {
  const { t, message, dayOf } = useLanguage();
  const { to } = useAround();
  const stage = action === 'partner.stage_changed' && typeof details.to === 'string' ? details.to : null;
  return (
    <li>
      <time class="quiet" dateTime={at.toISOString()}>
        {dayOf(at)}
      </time>{' '}
      <a href={to(page, { id })}>{title}</a>
      <span class="block">
        {message({ key: `history.${action}` })}
        {stage && `: ${message({ key: `stage.${stage}` })}`}
        <span class="quiet"> · {who ?? t('history.system')}</span>
      </span>
    </li>
  );
}
