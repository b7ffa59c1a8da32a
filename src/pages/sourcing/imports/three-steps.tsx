/** Where one is on the way of a list: choose the file, check what was read, bring it in. */
import { useLanguage } from '../../../ui/here.ts';

const STEPS = ['import.step_file', 'import.step_check', 'import.step_done'] as const;

export function ThreeSteps({ at }: { at: 1 | 2 | 3 }) {
  const { t } = useLanguage();
  return (
    <ol class="three-steps no-print" aria-label={t('import.steps')}>
      {STEPS.map((step, before) => (
        <li
          key={step}
          aria-current={before + 1 === at ? 'step' : undefined}
          class={before + 1 < at ? 'over' : undefined}
        >
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
