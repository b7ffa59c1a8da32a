/** One initiative from cause to outcome, in order: for the screen, and for one or two pages of paper. */
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Goal } from '../../rooms/agreements/goal.ts';
import { goalsOf } from '../../rooms/agreements/goals.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { proposalsOf } from '../../rooms/agreements/proposal-list.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { Initiative, InitiativeEvent, InitiativePartner } from '../../rooms/initiatives/initiative.ts';
import { partnersIn } from '../../rooms/initiatives/initiative-partners.ts';
import { eventsOf } from '../../rooms/initiatives/initiatives.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type Grounds, groundsOf } from '../../views/initiative-story/initiative-story.ts';
import { GoalLines } from '../goals/parts.tsx';
import { Table } from '../proposals/list.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { daysSaid, InitiativeMark, initiativeOf, placesSaid } from './parts.tsx';
import { checkSaid, themeSaid, worksheetSaid } from './said.ts';

export const showInitiative = libraryPage<Initiative>({
  path: '/initiatives/:id',
  may: anyMember,
  load: initiativeOf,
  view: async ({ ctx, found: it }) => {
    const proposals = await proposalsOf(ctx, { initiative: it.id });
    const goals = await goalsOf(
      ctx,
      proposals.map(({ id }) => id),
    );
    return {
      title: it.name,
      actions: <Actions it={it} />,
      body: (
        <div class="initiative">
          <Cause it={it} />
          <Why it={it} grounds={await groundsOf(ctx, it.id)} />
          <Who it={it} partners={await partnersIn(ctx, it.id)} />
          <Proposed it={it} proposals={proposals} />
          {goals.length > 0 && <Goals goals={goals} />}
          <SoFar events={await eventsOf(ctx, it.id)} />
        </div>
      ),
    };
  },
});

function Actions({ it }: { it: Initiative }) {
  const { t } = useLanguage();
  const about = { at: { id: it.id }, about: it };
  return (
    <>
      <Link class="button" to="/initiatives/:id/state" {...about}>
        {t('initiatives.say_state')}
      </Link>
      <Link class="button low" to="/initiatives/:id/edit" {...about}>
        {t('form.change')}
      </Link>
      <Link class="button low" to="/initiatives/:id/template" {...about}>
        {t('initiatives.save_template')}
      </Link>
      <Press to="/initiatives/:id/removal" {...about} label={t('interaction.remove')} />
    </>
  );
}

function Cause({ it }: { it: Initiative }) {
  const language = useLanguage();
  const { t, words, list } = language;
  const served = it.populations.flatMap((key) => population(key)?.label ?? []).map(words);
  const facts = [
    [t('initiatives.need'), it.need],
    [t('initiatives.people'), list(served)],
    [t('initiatives.where'), placesSaid(it)],
    [t('initiatives.when'), daysSaid(language, it)],
    [t('initiatives.members'), it.members.map(({ name }) => name).join(' · ')],
  ].filter(([, said]) => said !== '');
  return (
    <section class="part">
      <h2>
        {t('initiatives.cause')} <InitiativeMark state={it.state} />
      </h2>
      <Prose text={it.who} />
      <dl class="summary-list">
        {facts.map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Why({ it, grounds }: { it: Initiative; grounds: Grounds }) {
  const language = useLanguage();
  const { to } = useAround();
  const { t } = language;
  const { worksheets, themes, checks } = grounds;
  return (
    <section class="part">
      <h2>{t('initiatives.evidence')}</h2>
      {worksheets.length + themes.length + checks.length === 0 && <p>{t('initiatives.no_evidence')}</p>}
      <ul class="plain lines">
        {themes.map((each) => (
          <li key={each.id}>
            <a href={to('/interview-themes/:id', { id: each.id })}>{each.name}</a>
            <span class="quiet block">{themeSaid(language, each)}</span>
          </li>
        ))}
        {worksheets.map((each) => (
          <li key={each.id}>
            <a href={to('/worksheets/:id', { id: each.id })}>{each.purpose}</a>
            <span class="quiet block">{worksheetSaid(language, each)}</span>
            {each.reason && <Prose text={each.reason} />}
          </li>
        ))}
        {checks.map((each) => (
          <li key={each.id}>
            <a href={to('/overlap-checks/:id', { id: each.id })}>{each.need}</a>
            <span class="quiet block">{checkSaid(language, each)}</span>
          </li>
        ))}
      </ul>
      <p class="no-print">
        <Link to="/initiatives/:id/evidence" at={{ id: it.id }} about={it}>
          {t('initiatives.set_evidence')}
        </Link>
      </p>
    </section>
  );
}

function Who({ it, partners }: { it: Initiative; partners: InitiativePartner[] }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <section class="part">
      <h2>{t('initiatives.partners')}</h2>
      {partners.length === 0 && <p>{t('initiatives.no_partners')}</p>}
      <ul class="plain lines">
        {partners.map(({ id, name, part, what }) => (
          <li key={id}>
            <a href={to('/partners/:id', { id })}>{name}</a> {message({ key: `initiatives.part_${part}` })}
            {what && `: ${what}`}
          </li>
        ))}
      </ul>
      <p class="no-print">
        <Link to="/initiatives/:id/partners" at={{ id: it.id }} about={it}>
          {t('initiatives.set_partners')}
        </Link>
      </p>
    </section>
  );
}

function Proposed({ it, proposals }: { it: Initiative; proposals: Proposal[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('proposals.title')}</h2>
      {proposals.length > 0 && <Table rows={proposals} />}
      <p class="no-print">
        <Link to="/proposals/new" at={{ initiative: it.id }}>
          {t('proposals.add')}
        </Link>
      </p>
    </section>
  );
}

/** What is to be reached, of all that is proposed. */
function Goals({ goals }: { goals: Goal[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('goals.title')}</h2>
      <GoalLines goals={goals} />
    </section>
  );
}

function SoFar({ events }: { events: InitiativeEvent[] }) {
  const { t, message, dayOf } = useLanguage();
  return (
    <section class="part">
      <h2>{t('initiatives.so_far')}</h2>
      <ol class="plain lines">
        {events.map(({ state, why, who, said_at }, at) => (
          <li key={at}>
            {t('initiatives.event', {
              state: message({ key: `initiatives.state_${state}` }),
              who,
              day: dayOf(said_at),
            })}
            {why && <Prose text={why} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
