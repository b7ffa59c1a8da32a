/** When a next step is due, and whether it is late. */
import { useLanguage } from '../../ui/here.ts';

export function DueOn({ day: due, today }: { day: string; today: string }) {
  const { t, day } = useLanguage();
  return (
    <span class={due < today ? 'overdue' : 'quiet'}>
      {due < today ? t('step.overdue', { day: day(due) }) : t('step.due', { day: day(due) })}
    </span>
  );
}
