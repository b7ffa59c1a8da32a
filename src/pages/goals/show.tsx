/** One goal: from where to where, how far it is by the stated rule, its readings drawn and in their table. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  type Goal,
  goalState,
  latestOf,
  mayKeepGoals,
  type Reading,
  readingDraft,
  wayOf,
} from '../../rooms/agreements/goal.ts';
import { addReading, removeGoal, removeReading } from '../../rooms/agreements/goals.ts';
import { Scroll } from '../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { LinePlot } from '../../ui/line-plot.tsx';
import { goalSaid } from '../proposals/parts.tsx';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { GoalMark, goalOf, goalTrail } from './parts.tsx';

export const showGoal = libraryPage<Goal>({
  path: '/goals/:id',
  may: anyMember,
  load: goalOf,
  view: (asked) => {
    const { found: goal, language } = asked;
    const about = { at: { id: goal.id }, about: goal };
    return {
      title: goal.measure,
      trail: goalTrail(asked, goal),
      actions: (
        <>
          <Link class="button" to="/goals/:id/readings/new" {...about}>
            {language.t('goals.read')}
          </Link>
          <Link class="button low" to="/goals/:id/edit" {...about}>
            {language.t('form.change')}
          </Link>
          <Press to="/goals/:id/removal" {...about} label={language.t('interaction.remove')} />
        </>
      ),
      body: <Shown goal={goal} />,
    };
  },
});

function Shown({ goal }: { goal: Goal }) {
  const language = useLanguage();
  const { ctx } = useAround();
  const { t, amount, day } = language;
  const now = today(ctx);
  const latest = latestOf(goal.readings, now);
  return (
    <>
      <p>
        <GoalMark state={goalState(goal, goal.readings, now)} /> {goalSaid(language, goal)}
      </p>
      <p class="quiet">
        {t('goals.source', { source: goal.baseline_source, day: day(goal.baseline_on) })}
        {' · '}
        {goal.person ? t('goals.owners', { ours: goal.owner, theirs: goal.person }) : goal.owner}
      </p>
      {latest && <Way goal={goal} latest={latest} />}
      <Scroll label={t('goals.plot', { measure: goal.measure })}>
        <LinePlot
          from={{ day: goal.baseline_on, value: goal.baseline }}
          to={{ day: goal.due_on, value: goal.target }}
          points={goal.readings.map(({ read_on, value }) => ({ day: read_on, value }))}
          label={t('goals.plot', { measure: goal.measure })}
          said={amount}
          daySaid={day}
        />
      </Scroll>
      <p class="quiet">{t('goals.rule')}</p>
      <Readings goal={goal} />
    </>
  );
}

function Way({ goal, latest }: { goal: Goal; latest: Reading }) {
  const { t, number } = useLanguage();
  const { done, passed } = wayOf(goal, latest);
  const percent = (share: number) => number(Math.round(share * 100));
  return <p>{t('goals.way', { done: percent(done), passed: percent(passed) })}</p>;
}

function Readings({ goal }: { goal: Goal }) {
  const { t, amount, day, message } = useLanguage();
  const { to } = useAround();
  return (
    <section class="part">
      <h2>{t('goals.readings')}</h2>
      {goal.counted && (
        <p>
          {message({ key: `goals.counted_${goal.counted}` })}{' '}
          {goal.partners.map(({ id, name }) => (
            <a key={id} href={to('/interactions', { partner: id, from: goal.baseline_on })}>
              {t('goals.see_counted', { name })}
            </a>
          ))}
        </p>
      )}
      {goal.readings.length === 0 ? (
        <p>{t('goals.never_read')}</p>
      ) : (
        <Scroll label={t('goals.readings')}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('goals.day')}</th>
                <th scope="col" class="figure">
                  {goal.unit || t('goals.value')}
                </th>
                <th scope="col">{t('goals.from_where')}</th>
                <th scope="col" class="no-print">
                  <span class="unseen">{t('goals.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {goal.readings.toReversed().map((reading) => (
                <tr key={reading.read_on}>
                  <th scope="row">{day(reading.read_on)}</th>
                  <td class="figure" data-label={goal.unit || t('goals.value')}>
                    {amount(reading.value)}
                  </td>
                  <td data-label={t('goals.from_where')}>
                    {reading.id ? reading.source || t('goals.no_source') : t('goals.counted_by_log')}
                    {reading.who && <span class="quiet block">{t('goals.read_by', { who: reading.who })}</span>}
                  </td>
                  <td class="no-print">
                    {reading.id && (
                      <Press
                        to="/goals/:id/readings/:reading/removal"
                        at={{ id: goal.id, reading: reading.id }}
                        label={t('interaction.remove')}
                        name={`${t('interaction.remove')}: ${day(reading.read_on)}`}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

export const newReading = libraryPage<Goal>({
  path: '/goals/:id/readings/new',
  may: (actor, goal) => mayKeepGoals(actor) && !goal?.counted,
  load: goalOf,
  view: (asked) => ({
    title: asked.language.t('goals.read'),
    trail: [
      ...goalTrail(asked, asked.found),
      { label: asked.found.measure, href: asked.to('/goals/:id', { id: asked.found.id }) },
    ],
    body: <ReadingForm goal={asked.found} again={asked.again} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await addReading(ctx, id, parse(readingDraft, fields));
    return go('/goals/:id', { id }).saying('notice.saved');
  },
});

function ReadingForm({ goal, again }: { goal: Goal; again: Again | undefined }) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ read_on: today(ctx) }}
        labels={{ value: t('goals.value'), read_on: t('goals.day'), source: t('goals.from_where') }}
      >
        <TextField
          name="value"
          label={goal.unit ? t('goals.value_in', { unit: goal.unit }) : t('goals.value')}
          inputmode="decimal"
          width="short"
        />
        <TextField name="read_on" type="date" label={t('goals.day')} />
        <TextField name="source" label={t('goals.from_where')} hint={t('goals.from_where_hint')} optional />
        <Buttons save={t('goals.save_reading')} cancel={to('/goals/:id', { id: goal.id })} />
      </Form>
    </div>
  );
}

export const readingRemoval = libraryPage<Goal>({
  path: '/goals/:id/readings/:reading/removal',
  may: (actor) => mayKeepGoals(actor),
  load: goalOf,
  view: ({ found: { id }, to }) => redirect(to('/goals/:id', { id })),
  submit: async ({ ctx, found: goal, id, go }) => {
    const removal = await removeReading(ctx, goal.id, id('reading'));
    return go('/goals/:id', { id: goal.id }).saying('notice.removed', { removal });
  },
});

export const goalRemoval = libraryPage<Goal>({
  path: '/goals/:id/removal',
  may: (actor) => mayKeepGoals(actor),
  load: goalOf,
  view: ({ found: { id }, to }) => redirect(to('/goals/:id', { id })),
  submit: async ({ ctx, found: goal, go }) => {
    const removal = await removeGoal(ctx, goal.id);
    return go('/proposals/:id', { id: goal.proposal_id }).saying('notice.removed', { removal });
  },
});
