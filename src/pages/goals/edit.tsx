/** Setting a goal of a proposal, and changing one. */
import { type Ctx, today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { GOAL_COUNTS, type Goal, goalDraft, goalEdit, mayKeepGoals } from '../../rooms/agreements/goal.ts';
import { addGoal, changeGoal, goalAsTyped } from '../../rooms/agreements/goals.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { findProposal } from '../../rooms/agreements/proposal-list.ts';
import { Buttons, Fold, Form, type Option, Select, TextField, withChosen } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { proposalOf, proposalTrail } from '../proposals/parts.tsx';
import { peopleOf } from '../proposals/people.ts';
import { libraryPage } from '../shell/page.ts';
import { goalOf, goalTrail } from './parts.tsx';

type Choices = { members: Option[]; persons: Option[] };

async function choicesOf(ctx: Ctx, proposal: Proposal, goal?: Goal): Promise<Choices> {
  const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
  const persons = (await peopleOf(ctx, proposal)).flatMap(({ people }) => people);
  return {
    members: withChosen(
      members.map(({ id, name }) => ({ value: id as string, label: name })),
      goal ? { value: goal.owner_id, label: goal.owner } : { value: proposal.owner_id, label: proposal.owner },
    ),
    persons: withChosen(persons, goal?.person_id ? { value: goal.person_id, label: goal.person ?? '' } : null),
  };
}

export const newGoal = libraryPage<Proposal>({
  path: '/proposals/:id/goals/new',
  may: (actor) => mayKeepGoals(actor),
  load: proposalOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const initial = { baseline_on: today(ctx), owner_id: it.owner_id, due_on: it.ends_on ?? '' };
    return {
      title: language.t('goals.add'),
      trail: proposalTrail(asked, it),
      body: (
        <div class="narrow">
          <Form again={again} initial={initial} labels={labelsOf(language)}>
            <Fields {...(await choicesOf(ctx, it))} />
            <Buttons save={language.t('goals.save')} cancel={to('/proposals/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: it, fields, go }) => {
    const id = await addGoal(ctx, it.id, parse(goalDraft, fields));
    return go('/goals/:id', { id }).saying('notice.saved');
  },
});

export const editGoal = libraryPage<Goal>({
  path: '/goals/:id/edit',
  may: (actor) => mayKeepGoals(actor),
  load: goalOf,
  view: async (asked) => {
    const { ctx, found: goal, again, to, language } = asked;
    const proposal = await findProposal(ctx, goal.proposal_id);
    return {
      title: language.t('goals.edit'),
      trail: goalTrail(asked, goal),
      body: (
        <div class="narrow">
          {proposal.state === 'approved' && <p class="warning">{language.t('goals.change_approved')}</p>}
          <Form again={again} initial={goalAsTyped(goal)} version={goal.version} labels={labelsOf(language)}>
            <Fields {...(await choicesOf(ctx, proposal))} />
            <Buttons save={language.t('form.save')} cancel={to('/goals/:id', { id: goal.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeGoal(ctx, id, parse(goalEdit, fields));
    return go('/goals/:id', { id }).saying('notice.saved');
  },
});

const labelsOf = ({ t }: Pick<ReturnType<typeof useLanguage>, 't'>) => ({
  ...{ measure: t('goals.measure'), unit: t('goals.unit'), baseline: t('goals.baseline') },
  ...{ baseline_on: t('goals.baseline_on'), baseline_source: t('goals.baseline_source'), target: t('goals.target') },
  ...{ due_on: t('goals.due_on'), owner_id: t('goals.our_owner'), person_id: t('goals.their_owner') },
});

function Fields({ members, persons }: Choices) {
  const { t, message } = useLanguage();
  const counts = GOAL_COUNTS.map((count) => ({ value: count, label: message({ key: `goals.count_${count}` }) }));
  return (
    <>
      <TextField name="measure" label={t('goals.measure')} hint={t('goals.measure_hint')} />
      <TextField name="unit" label={t('goals.unit')} width="medium" optional />
      <div class="row">
        <TextField name="baseline" label={t('goals.baseline')} inputmode="decimal" width="short" />
        <TextField name="baseline_on" type="date" label={t('goals.baseline_on')} />
      </div>
      <TextField name="baseline_source" label={t('goals.baseline_source')} hint={t('goals.source_hint')} />
      <div class="row">
        <TextField name="target" label={t('goals.target')} inputmode="decimal" width="short" />
        <TextField name="due_on" type="date" label={t('goals.due_on')} />
      </div>
      <Select name="owner_id" label={t('goals.our_owner')} options={members} />
      {persons.length > 0 && (
        <Select
          name="person_id"
          label={t('goals.their_owner')}
          options={[{ value: '', label: t('proposals.nobody') }, ...persons]}
        />
      )}
      <Fold summary={t('goals.how_read')} names={['counted']}>
        <Select
          name="counted"
          label={t('goals.how_read')}
          hint={t('goals.how_read_hint')}
          options={[{ value: '', label: t('goals.typed') }, ...counts]}
        />
      </Fold>
    </>
  );
}
