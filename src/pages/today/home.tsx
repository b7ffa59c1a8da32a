/** The library's first page: what is due with the partners in my care, which worksheets wait for me. */
import { today } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { type Due, stepsDue } from '../../rooms/partners/partners.ts';
import { listWorksheets } from '../../rooms/worksheets/worksheets.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage } from '../shell/door.tsx';

export function homePages(app: App, house: House): void {
  libraryPage(app, house, '', {
    show: async ({ ctx, base, language: { t, day } }) => {
      const mine = await stepsDue(ctx, 'mine');
      const everyone = mine.length > 0 ? [] : await stepsDue(ctx, 'everyone');
      const worksheets = await listWorksheets(ctx);
      const waiting = worksheets.filter((sheet) => sheet.my_turn);
      const lookBacks = worksheets.filter((sheet) => sheet.look_back_on && sheet.look_back_on <= today(ctx));
      return {
        title: ctx.library.name,
        section: 'home',
        body: (
          <>
            <h1>{t('home.greeting', { name: ctx.actor.name.split(' ')[0] ?? '' })}</h1>
            {waiting.length > 0 && (
              <section>
                <h2>{t('home.rate', { count: waiting.length })}</h2>
                <ul class="plain big-links">
                  {waiting.map((sheet) => (
                    <li key={sheet.id}>
                      <a href={`${base}/worksheets/${sheet.id}/rate`}>{sheet.purpose}</a>{' '}
                      <span class="quiet">{sheet.partners.join(' · ')}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            {lookBacks.length > 0 && (
              <section>
                <h2>{t('home.look_back')}</h2>
                <ul class="plain big-links">
                  {lookBacks.map((sheet) => (
                    <li key={sheet.id}>
                      <a href={`${base}/worksheets/${sheet.id}/look-back`}>{sheet.purpose}</a>{' '}
                      <span class="quiet">{t('home.look_back_since', { day: day(sheet.look_back_on ?? '') })}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section>
              <h2>{mine.length > 0 ? t('home.my_steps') : t('home.all_steps')}</h2>
              {mine.length + everyone.length === 0 ? (
                <Empty text={t('home.no_steps')}>
                  <a class="button" href={mayLog(ctx.actor) ? `${base}/partners/new` : `${base}/partners`}>
                    {mayLog(ctx.actor) ? t('partners.add') : t('nav.partners')}
                  </a>
                </Empty>
              ) : (
                <Steps steps={mine.length > 0 ? mine : everyone} base={base} today={today(ctx)} />
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
