/** How far the worker is with a list; an island asks on. */
import type { Import } from '../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';

type Props = { item: Import; progress: { done: number; total: number } | undefined };

export function Progress({ item: { id, status }, progress }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <section
      class="card"
      data-island="progress"
      data-address={to('/imports/:id/progress', { id })}
      aria-label={t('import.under_way')}
    >
      <p role="status">{status === 'queued' ? t('import.applying') : t('import.being_undone')}</p>
      <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-label={t('import.under_way')} />
      <p>{t('import.can_leave')}</p>
      <p>
        <a href={to('/imports/:id', { id })}>{t('import.look_again')}</a>
      </p>
    </section>
  );
}
