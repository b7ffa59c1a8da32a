/**
 * One round: why, how far it has come against its target mix, and, for those who ask in it, everybody who is asked. All
 * others see figures, themes and findings.
 */
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  type Interview,
  isLookedAt,
  type PeopleFilter,
  peopleFilter,
  STATES,
} from '../../rooms/interviews/interview.ts';
import { interviewsOf } from '../../rooms/interviews/interviews.ts';
import { type Progress, progressOf } from '../../rooms/interviews/matrix.ts';
import { mayInterview, type Round } from '../../rooms/interviews/round.ts';
import { isLate, isOwed } from '../../rooms/interviews/thanks.ts';
import { Empty, Prose, Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { FoldMenu } from './fold-menu.tsx';
import { type Kinds, kindsOf, roundOf, StateMark, wordsOf } from './parts.tsx';

export const showRound = libraryPage<Round>({
  path: '/interview-rounds/:id',
  may: anyMember,
  load: roundOf,
  view: async ({ ctx, found: round, url }) => {
    const people = mayInterview(ctx.actor, round) ? await interviewsOf(ctx, round.id) : null;
    return {
      title: round.name,
      actions: <Actions round={round} />,
      body: (
        <>
          <About round={round} />
          <Mix round={round} progress={await progressOf(ctx, round.id)} kinds={await kindsOf(ctx)} />
          {people ? (
            <People round={round} all={people} filter={peopleFilter.parse(Object.fromEntries(url.searchParams))} />
          ) : (
            <Closed />
          )}
        </>
      ),
    };
  },
});

function Actions({ round }: { round: Round }) {
  const { t } = useLanguage();
  const about = { at: { id: round.id }, about: round };
  return (
    <>
      <Link class="button" to="/interview-rounds/:id/people/new" {...about}>
        {t('interviews.add_person')}
      </Link>
      <Link class="button low" to="/interview-rounds/:id/themes" {...about}>
        {t('interviews.themes')}
      </Link>
      <Link class="button low" to="/interview-rounds/:id/findings" {...about}>
        {t('interviews.findings')}
      </Link>
      <FoldMenu>
        <Link to="/interview-rounds/:id/people/list" {...about}>
          {t('interviews.from_list')}
        </Link>
        <Link to="/interview-rounds/:id/referrals" {...about}>
          {t('interviews.referrals')}
        </Link>
        <Link to="/interview-rounds/:id/owed" {...about}>
          {t('interviews.owed')}
        </Link>
        <Link to="/interview-rounds/:id/guide" {...about}>
          {t('interviews.guide')}
        </Link>
        <Link to="/interview-rounds/:id/guide/paper" {...about}>
          {t('interviews.guide_paper')}
        </Link>
        <Link to="/interview-rounds/:id/targets" {...about}>
          {t('interviews.targets')}
        </Link>
        <Link to="/interview-rounds/:id/edit" {...about}>
          {t('interviews.edit_round')}
        </Link>
        <Press to="/interview-rounds/:id/removal" {...about} label={t('interviews.remove_round')} />
      </FoldMenu>
    </>
  );
}

function About({ round }: { round: Round }) {
  const { t, day, dayOf, list } = useLanguage();
  return (
    <>
      <Prose text={round.purpose} />
      <p class="quiet">
        {[
          `${day(round.starts_on)} – ${day(round.ends_on)}`,
          t('interviews.asked_by_these', { names: list(round.interviewers.map(({ name }) => name)) }),
          round.branches.length > 0 && list(round.branches.map(({ name }) => name)),
          round.anonymised_at
            ? t('interviews.anonymised', { day: dayOf(round.anonymised_at) })
            : t('interviews.names_until', { day: day(round.keep_until) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  );
}

function Mix({ round, progress, kinds }: { round: Round; progress: Progress[]; kinds: Kinds }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('interviews.targets')}</h2>
      {progress.length === 0 ? (
        <p>
          {t('interviews.no_targets')}{' '}
          <Link to="/interview-rounds/:id/targets" at={{ id: round.id }} about={round}>
            {t('interviews.set_targets')}
          </Link>
        </p>
      ) : (
        <MixTable progress={progress} kinds={kinds} />
      )}
    </section>
  );
}

/** Whole boxes and empty ones: how many of those who are wanted were asked. */
export function MixTable({ progress, kinds }: { progress: Progress[]; kinds: Kinds }) {
  const { t, words, message } = useLanguage();
  const named = progress.flatMap((target) => {
    const label = wordsOf(kinds[target.kind], target.key);
    return label ? [{ ...target, label: words(label) }] : [];
  });
  return (
    <Scroll label={t('interviews.targets')}>
      <table class="mix">
        <thead>
          <tr>
            <th scope="col">{t('interviews.who')}</th>
            <th scope="col">{t('interviews.held_of_wanted')}</th>
            <th scope="col">
              <span class="unseen">{t('interviews.how_far')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {named.map((target) => (
            <tr key={`${target.kind} ${target.key}`}>
              <th scope="row">
                {target.label} <span class="quiet">{message({ key: `interviews.kind_${target.kind}` })}</span>
              </th>
              <td class="number">{t('interviews.held_wanted', { held: target.held, wanted: target.wanted })}</td>
              <td>
                <meter min={0} max={target.wanted} value={Math.min(target.held, target.wanted)} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Closed() {
  const { t } = useLanguage();
  return <p class="quiet">{t('interviews.closed')}</p>;
}

/** Of fewer people a list is seen at once. */
const FEW = 8;

function People({ round, all, filter }: { round: Round; all: Interview[]; filter: PeopleFilter }) {
  const { t } = useLanguage();
  const people = all.filter((each) => isLookedAt(filter, each));
  const sorted = STATES.flatMap((state) => people.filter((each) => each.state === state));
  return (
    <section class="part">
      <h2>{t('interviews.people', { count: people.length })}</h2>
      {all.length > FEW && <Filters round={round} all={all} filter={filter} />}
      {all.length > 0 && people.length === 0 && <Empty text={t('interviews.nobody_like_that')} />}
      {all.length === 0 && (
        <Empty text={t('interviews.nobody')}>
          <Link class="button" to="/interview-rounds/:id/people/new" at={{ id: round.id }} about={round}>
            {t('interviews.add_person')}
          </Link>
        </Empty>
      )}
      {people.length > 0 && (
        <Scroll label={t('interviews.people', { count: people.length })}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">{t('field.name')}</th>
                <th scope="col">{t('interviews.paper_organization')}</th>
                <th scope="col">{t('interviews.state')}</th>
                <th scope="col">{t('interviews.next')}</th>
                <th scope="col">{t('interviews.interviewer')}</th>
                <th scope="col">{t('interviews.consent')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((interview) => (
                <Row key={interview.id} interview={interview} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  );
}

function Filters({ round, all, filter }: { round: Round; all: Interview[]; filter: PeopleFilter }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  const states = STATES.filter((state) => all.some((each) => each.state === state)).map((state) => ({
    value: state,
    label: `${message({ key: `interviews.state_${state}` })} (${all.filter((each) => each.state === state).length})`,
  }));
  const interviewers = round.interviewers.map(({ id, name }) => ({ value: id as string, label: name }));
  const here = to('/interview-rounds/:id', { id: round.id });
  return (
    <form method="get" action={here} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input type="search" name="q" value={filter.q} aria-label={t('field.name')} placeholder={t('field.name')} />
      <Choice name="state" label={t('interviews.state')} options={states} chosen={filter.state} />
      <Choice name="who" label={t('interviews.interviewer')} options={interviewers} chosen={filter.who} />
      <button type="submit">{t('filter.apply')}</button>
      {(filter.q || filter.state || filter.who) && <a href={here}>{t('interviews.all_people')}</a>}
    </form>
  );
}

function Row({ interview }: { interview: Interview }) {
  const { t, message, day } = useLanguage();
  const { to } = useAround();
  const { id, name, role, organization, state, interviewer, consent, held_on } = interview;
  return (
    <tr>
      <th scope="row">
        <a href={to('/interviews/:id', { id })}>{name || t('interviews.nameless')}</a>
        {role && <span class="quiet block">{role}</span>}
      </th>
      <td data-label={t('interviews.paper_organization')}>{organization}</td>
      <td data-label={t('interviews.state')}>
        <StateMark state={state} /> {held_on && <span class="quiet block">{day(held_on)}</span>}
      </td>
      <td data-label={t('interviews.next')}>
        <Next interview={interview} />
      </td>
      <td data-label={t('interviews.interviewer')}>{interviewer}</td>
      <td data-label={t('interviews.consent')}>{consent && message({ key: `interviews.consent_${consent}` })}</td>
    </tr>
  );
}

/** The one thing that is to be done with them. */
function Next({ interview }: { interview: Interview }) {
  const { t, moment } = useLanguage();
  const { ctx } = useAround();
  const about = { at: { id: interview.id }, about: interview };
  const { state, appointment } = interview;
  if (state === 'to_invite')
    return (
      <Link to="/interviews/:id/invitation" {...about}>
        {t('interviews.invite')}
      </Link>
    );
  if (state === 'proposed')
    return (
      <Link to="/interviews/:id/appointment" {...about}>
        {t('interviews.asks_other_time')}
      </Link>
    );
  if (state === 'scheduled' && appointment)
    return (
      <Link to="/interviews/:id/hold" {...about}>
        {moment(appointment.starts_at)}
      </Link>
    );
  if (state === 'held' && isOwed('thanks', interview))
    return (
      <Link to="/interviews/:id/thanks" {...about}>
        {ctx && isLate(ctx, interview) ? t('interviews.thanks_late') : t('interviews.thank')}
      </Link>
    );
  return null;
}
