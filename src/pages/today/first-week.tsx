/** The first week of a new library as a list of tasks: what each takes, where it is done, and how it is put aside. */
import type { FirstStep } from '../../rooms/accounts/first-steps.ts';
import { useLanguage } from '../../ui/here.ts';
import type { StepState } from '../../views/today/first-week.ts';
import { Link, Press } from '../shell/link.tsx';

const WHERE = {
  branches: '/branches',
  list: '/imports',
  invite: '/members',
  compare: '/worksheets/new',
  print: '/worksheets',
} as const satisfies Record<FirstStep, string>;

export function FirstWeek({ steps }: { steps: StepState[] }) {
  const { t } = useLanguage();
  const done = steps.filter(({ state }) => state !== 'open').length;
  return (
    <section class="part">
      <h2>{t('week.title')}</h2>
      <p class="quiet">{t('week.done', { done, all: steps.length })}</p>
      <ol class="plain tasks">
        {steps.map((step) => (
          <Step key={step.step} {...step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step, state }: StepState) {
  const { t, message } = useLanguage();
  const name = message({ key: `week.${step}` });
  return (
    <li class={state === 'open' ? undefined : 'done'}>
      <span>
        <Link to={WHERE[step]}>{name}</Link>
        <span class="quiet block">{message({ key: `week.${step}_text` })}</span>
      </span>
      {state === 'open' ? (
        <Press
          to="/first-steps"
          values={{ step }}
          label={step === 'print' ? t('week.is_done') : t('week.skip')}
          name={`${step === 'print' ? t('week.is_done') : t('week.skip')}: ${name}`}
        />
      ) : (
        <span class="quiet">{state === 'found' ? t('week.found') : t('week.settled')}</span>
      )}
    </li>
  );
}
