/** How a partner stands, in one line: what one wants to know before calling. */
import { today } from '../../house/ctx.ts';
import { useLanguage } from '../../ui/here.ts';
import { dateSaid, nextDates } from '../agreements/parts.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { DaysAgo, StageDot } from './columns.tsx';
import { DueOn } from './due-on.tsx';
import type { PartnerRecord } from './record.tsx';

export function Now(record: PartnerRecord) {
  const { t } = useLanguage();
  const { partner } = record;
  return (
    <dl class="now">
      <div>
        <dt>{t('field.stage')}</dt>
        <dd>
          <Link class="plain-link" to="/partners/:id/stage" at={{ id: partner.id }} about={partner}>
            <StageDot row={partner} />
          </Link>
          <ForReaders path="/partners/:id/stage" record={record}>
            <StageDot row={partner} />
          </ForReaders>
        </dd>
      </div>
      <Owner {...record} />
      <LastTouch {...record} />
      <Agreed {...record} />
      <Next {...record} />
    </dl>
  );
}

/** When, and who: nobody is called twice. */
function LastTouch(record: PartnerRecord) {
  const { t, day, message } = useLanguage();
  const { touch } = record;
  return (
    <div>
      <dt>{t('lists.touch')}</dt>
      <dd>
        {touch ? (
          <>
            <Link class="plain-link" to="/interactions/:id" at={{ id: touch.id }}>
              {day(touch.day)}
            </Link>{' '}
            <small>
              <DaysAgo since={touch.day} />
            </small>
            <small class="block">
              {t('partners.touched_by', {
                who: touch.who,
                branch: touch.branch ?? 'none',
                kind: message({ key: `interaction.kind_${touch.kind}` }),
              })}
            </small>
          </>
        ) : (
          t('partners.no_touch')
        )}
        <RhythmLine {...record} />
      </dd>
    </div>
  );
}

/** How often, and when it is time: the way to where that is set. */
function RhythmLine({ partner, rhythm }: PartnerRecord) {
  const { t, shortDay } = useLanguage();
  const { ctx, may } = useAround();
  if (!rhythm) return null;
  const { days, due_on, paused_until } = rhythm;
  const late = due_on !== null && due_on < today(ctx);
  const says = () => {
    if (days === null) return t('partners.rhythm_none');
    if (paused_until) return t('partners.rhythm_rests', { day: shortDay(paused_until) });
    if (due_on === null) return t('partners.rhythm_none');
    return t(late ? 'partners.rhythm_late' : 'partners.rhythm', { days, day: shortDay(due_on) });
  };
  return (
    <small class={late && !paused_until ? 'block overdue' : 'block'}>
      <Link to="/partners/:id/cadence" at={{ id: partner.id }} about={partner}>
        {says()}
      </Link>
      {!may('/partners/:id/cadence', partner) && says()}
    </small>
  );
}

type ReaderProps = {
  path: '/partners/:id/stage' | '/partners/:id/care';
  record: PartnerRecord;
  children: preact.ComponentChildren;
};

/** For whoever may not change it, what for others is the link to where it is changed. */
function ForReaders({ path, record, children }: ReaderProps) {
  const { may } = useAround();
  return may(path, record.partner) ? null : children;
}

function Owner(record: PartnerRecord) {
  const { t } = useLanguage();
  const { id, owner_name, deputy_name } = record.partner;
  const owner = owner_name ?? t('filter.nobody');
  return (
    <div>
      <dt>{t('field.owner')}</dt>
      <dd>
        <Link class="plain-link" to="/partners/:id/care" at={{ id }} about={record.partner}>
          {owner}
        </Link>
        <ForReaders path="/partners/:id/care" record={record}>
          {owner}
        </ForReaders>
        {deputy_name && <small>{t('partners.deputy', { name: deputy_name })}</small>}
      </dd>
    </div>
  );
}

/** The agreement that holds, and its next date. */
function Agreed({ agreement }: PartnerRecord) {
  const language = useLanguage();
  const { ctx, to } = useAround();
  if (!agreement) return null;
  const [next] = nextDates(agreement, today(ctx));
  return (
    <div class="agreed">
      <dt>{language.t('agreements.name')}</dt>
      <dd>
        <a class="plain-link" href={to('/agreements/:id', { id: agreement.id })}>
          {agreement.name}
        </a>
        {next && <small class={next.day < today(ctx) ? 'block overdue' : 'block'}>{dateSaid(language, next)}</small>}
      </dd>
    </div>
  );
}

function Next({ partner, step }: PartnerRecord) {
  const { t } = useLanguage();
  const { ctx, may } = useAround();
  const about = { at: { id: partner.id }, about: partner };
  return (
    <div class="next">
      <dt>{t('field.next_step')}</dt>
      <dd>
        {step ? (
          <>
            {step.what} <DueOn day={step.due_on} today={today(ctx)} />
          </>
        ) : (
          <span class="quiet">{t('step.none')}</span>
        )}
        {may('/partners/:id/next-step', partner) && (
          <div class="actions no-print">
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
          </div>
        )}
      </dd>
    </div>
  );
}
