/** The library's first page: what is due with the partners in my care, which worksheets wait for me. */
import type { ComponentChildren } from 'preact';
import { today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Due } from '../../rooms/partners/partners.ts';
import type { WorksheetRow } from '../../rooms/worksheets/worksheets.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Today, todayOf } from '../../views/today/today.ts';
import { DueOn } from '../partners/standing.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';

export const home = libraryPage({
  path: '',
  may: anyMember,
  view: async ({ ctx }) => ({
    title: ctx.library.name,
    section: 'home',
    body: <ForToday {...(await todayOf(ctx))} />,
  }),
});

function ForToday({ steps, whose, toRate, toLookBackAt }: Today) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  return (
    <>
      <h1>{t('home.greeting', { name: ctx.actor.name.split(' ')[0] ?? '' })}</h1>
      {toRate.length > 0 && (
        <Waiting title={t('home.rate', { count: toRate.length })}>
          {toRate.map((sheet) => (
            <ToRate key={sheet.id} sheet={sheet} />
          ))}
        </Waiting>
      )}
      {toLookBackAt.length > 0 && (
        <Waiting title={t('home.look_back')}>
          {toLookBackAt.map((sheet) => (
            <ToLookBackAt key={sheet.id} sheet={sheet} />
          ))}
        </Waiting>
      )}
      <section>
        <h2>{whose === 'mine' ? t('home.my_steps') : t('home.all_steps')}</h2>
        <Steps steps={steps} />
      </section>
      <p>
        <Link to="/gaps">{t('gaps.link')}</Link>
      </p>
    </>
  );
}

function Waiting({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="plain big-links">{children}</ul>
    </section>
  );
}

function ToRate({ sheet: { id, purpose, partners } }: { sheet: WorksheetRow }) {
  const { to } = useAround();
  return (
    <li>
      <a href={to('/worksheets/:id/rate', { id })}>{purpose}</a> <span class="quiet">{partners.join(' · ')}</span>
    </li>
  );
}

/** A reader who may not review a decision is led to the decision itself. */
function ToLookBackAt({ sheet: { id, purpose, look_back_on } }: { sheet: WorksheetRow }) {
  const { t, day } = useLanguage();
  const { to, may } = useAround();
  const path = may('/worksheets/:id/look-back', { decision: {} }) ? '/worksheets/:id/look-back' : '/worksheets/:id';
  return (
    <li>
      <a href={to(path, { id })}>{purpose}</a>{' '}
      <span class="quiet">{t('home.look_back_since', { day: day(look_back_on ?? '') })}</span>
    </li>
  );
}

function Steps({ steps }: { steps: Due[] }) {
  const { to, ctx } = useAround();
  if (steps.length === 0) return <NoSteps />;
  return (
    <ul class="plain lines">
      {steps.map((step) => (
        <li key={step.partner_id}>
          <a href={to('/partners/:id', { id: step.partner_id })}>{step.name}</a>: {step.what}{' '}
          <DueOn day={step.due_on} today={today(ctx)} />
          {step.owner_name && <span class="quiet"> · {step.owner_name}</span>}
        </li>
      ))}
    </ul>
  );
}

function NoSteps() {
  const { t } = useLanguage();
  const { may } = useAround();
  const mayAdd = may('/partners/new');
  return (
    <Empty text={t('home.no_steps')}>
      <Link class="button" to={mayAdd ? '/partners/new' : '/partners'}>
        {mayAdd ? t('partners.add') : t('nav.partners')}
      </Link>
    </Empty>
  );
}
