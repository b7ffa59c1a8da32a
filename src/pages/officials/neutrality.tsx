/** What staff are to mind while an election period is on. Shown where officials are spoken with. */
import type { ElectionPeriod } from '../../rooms/officials/official.ts';
import { useLanguage } from '../../ui/here.ts';

export function Neutrality({ period }: { period: ElectionPeriod | null }) {
  const { t, day } = useLanguage();
  if (!period) return null;
  return (
    <section class="warning" aria-label={t('elections.now')}>
      <p>
        <strong>{t('elections.until', { name: period.name, day: day(period.ends_on) })}</strong>
      </p>
      <p>{period.note || t('elections.note')}</p>
    </section>
  );
}
