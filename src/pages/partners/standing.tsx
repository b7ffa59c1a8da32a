/** How a partner stands: its stage, who looks after it, and the one thing due next. */
import { today } from '../../house/ctx.ts';
import type { NextStep } from '../../rooms/partners/next-steps.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';

type Props = { partner: Partner };
type StepProps = Props & { step: NextStep | undefined };

export function Standing({ partner, step }: StepProps) {
  const { t } = useLanguage();
  return (
    <dl class="summary-list">
      <div>
        <dt>{t('field.stage')}</dt>
        <dd>
          <StageTag stage={partner.stage} />
        </dd>
        <dd class="no-print">
          <Link to="/partners/:id/stage" at={{ id: partner.id }} about={partner}>
            {t('stage.change')}
          </Link>
        </dd>
      </div>
      <Care partner={partner} />
      <Next partner={partner} step={step} />
    </dl>
  );
}

function Care({ partner }: Props) {
  const { t } = useLanguage();
  return (
    <div>
      <dt>{t('field.owner')}</dt>
      <dd>
        {partner.owner_name ?? t('filter.nobody')}
        {partner.deputy_name && <span class="quiet"> {t('partners.deputy', { name: partner.deputy_name })}</span>}
      </dd>
      <dd class="no-print">
        <Link to="/partners/:id/care" at={{ id: partner.id }} about={partner}>
          {t('form.change')}
          <span class="unseen"> {t('field.owner')}</span>
        </Link>
      </dd>
    </div>
  );
}

function Next({ partner, step }: StepProps) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  return (
    <div>
      <dt>{t('field.next_step')}</dt>
      <dd>
        {step ? (
          <>
            {step.what} <DueOn day={step.due_on} today={today(ctx)} />
          </>
        ) : (
          <span class="quiet">{t('step.none')}</span>
        )}
      </dd>
      <dd class="no-print">
        <NextActions partner={partner} step={step} />
      </dd>
    </div>
  );
}

function NextActions({ partner, step }: StepProps) {
  const { t } = useLanguage();
  const { may } = useAround();
  const about = { at: { id: partner.id }, about: partner };
  if (!may('/partners/:id/next-step', partner)) return null;
  return (
    <span class="actions">
      {step && (
        <Press
          to="/partners/:id/next-step/end"
          {...about}
          values={{ id: step.id, outcome: 'done' }}
          label={t('step.done')}
        />
      )}
      <Link to="/partners/:id/next-step" {...about}>
        {step ? t('step.replace') : t('step.set')}
      </Link>
    </span>
  );
}

/** When a next step is due, and whether it is late. */
export function DueOn({ day: due, today }: { day: string; today: string }) {
  const { t, day } = useLanguage();
  return (
    <span class={due < today ? 'overdue' : 'quiet'}>
      {due < today ? t('step.overdue', { day: day(due) }) : t('step.due', { day: day(due) })}
    </span>
  );
}
