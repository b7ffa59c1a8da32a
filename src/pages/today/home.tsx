/** The library's first page: what is due with the partners in my care, which worksheets wait for me. */
import { type Actor, today } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Due } from '../../rooms/partners/partners.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Today, todayOf } from '../../views/today/today.ts';
import { type App, libraryPage } from '../shell/door.tsx';

export function homePages(app: App, house: House): void {
  libraryPage(app, house, '', {
    show: async ({ ctx, base, language: { t } }) => {
      const { steps, whose, toRate, toLookBackAt } = await todayOf(ctx);
      return {
        title: ctx.library.name,
        section: 'home',
        body: (
          <>
            <h1>{t('home.greeting', { name: ctx.actor.name.split(' ')[0] ?? '' })}</h1>
            {toRate.length > 0 && <ToRate sheets={toRate} base={base} />}
            {toLookBackAt.length > 0 && <ToLookBackAt sheets={toLookBackAt} base={base} />}
            <section>
              <h2>{whose === 'mine' ? t('home.my_steps') : t('home.all_steps')}</h2>
              {steps.length === 0 ? (
                <NoSteps actor={ctx.actor} base={base} />
              ) : (
                <Steps steps={steps} base={base} today={today(ctx)} />
              )}
            </section>
            <p>
              <a href={`${base}/gaps`}>{t('gaps.link')}</a>
            </p>
          </>
        ),
      };
    },
  });
}

function ToRate({ sheets, base }: { sheets: Today['toRate']; base: string }) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t('home.rate', { count: sheets.length })}</h2>
      <ul class="plain big-links">
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <a href={`${base}/worksheets/${sheet.id}/rate`}>{sheet.purpose}</a>{' '}
            <span class="quiet">{sheet.partners.join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToLookBackAt({ sheets, base }: { sheets: Today['toLookBackAt']; base: string }) {
  const { t, day } = useLanguage();
  return (
    <section>
      <h2>{t('home.look_back')}</h2>
      <ul class="plain big-links">
        {sheets.map((sheet) => (
          <li key={sheet.id}>
            <a href={`${base}/worksheets/${sheet.id}/look-back`}>{sheet.purpose}</a>{' '}
            <span class="quiet">{t('home.look_back_since', { day: day(sheet.look_back_on) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoSteps({ actor, base }: { actor: Actor; base: string }) {
  const { t } = useLanguage();
  return (
    <Empty text={t('home.no_steps')}>
      <a class="button" href={mayLog(actor) ? `${base}/partners/new` : `${base}/partners`}>
        {mayLog(actor) ? t('partners.add') : t('nav.partners')}
      </a>
    </Empty>
  );
}

function Steps({ steps, base, today }: { steps: Due[]; base: string; today: string }) {
  const { t, day } = useLanguage();
  return (
    <ul class="plain lines">
      {steps.map((step) => (
        <li key={step.partner_id}>
          <a href={`${base}/partners/${step.partner_id}`}>{step.name}</a>: {step.what}{' '}
          <span class={step.due_on < today ? 'overdue' : 'quiet'}>
            {step.due_on < today
              ? t('step.overdue', { day: day(step.due_on) })
              : t('step.due', { day: day(step.due_on) })}
          </span>
          {step.owner_name && <span class="quiet"> · {step.owner_name}</span>}
        </li>
      ))}
    </ul>
  );
}
