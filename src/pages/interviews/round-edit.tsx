/** Setting a round up, and changing it: why, when, where, who asks, and until when it is known who said what. */
import { Temporal } from 'temporal-polyfill';
import { type Ctx, today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { type Member, membersOf } from '../../rooms/accounts/members.ts';
import { builtInGuides } from '../../rooms/guide/interview-guides.ts';
import {
  KEPT_MONTHS,
  mayChangeRound,
  mayHoldRounds,
  type Round,
  roundDraft,
  roundEdit,
} from '../../rooms/interviews/round.ts';
import { addRound, changeRound, removeRound, roundAsTyped, roundsOf } from '../../rooms/interviews/rounds.ts';
import { Buttons, Checkboxes, Fold, Form, Radios, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { roundOf, roundTrail } from './parts.tsx';

type Choices = { branches: { id: string; name: string }[]; members: Member[]; rounds: Round[] };

const choicesOf = async (ctx: Ctx): Promise<Choices> => ({
  branches: await branchesOf(ctx),
  members: (await membersOf(ctx)).filter(({ role }) => role !== 'reader'),
  rounds: await roundsOf(ctx),
});

/** Two months of talking, and a year in which it is known who said what. */
function usualDays(ctx: Ctx) {
  const from = Temporal.PlainDate.from(today(ctx));
  const until = from.add({ months: 2 });
  const keep_until = until.add({ months: KEPT_MONTHS }).toString();
  return { starts_on: from.toString(), ends_on: until.toString(), keep_until };
}

export const newRound = libraryPage({
  path: '/interview-rounds/new',
  may: mayHoldRounds,
  view: async ({ ctx, again, to, language: { t } }) => {
    const choices = await choicesOf(ctx);
    const initial = {
      ...usualDays(ctx),
      locale: ctx.library.locale,
      guide: 'general',
      interviewers: ctx.actor.id ?? '',
    };
    return {
      title: t('interviews.new_round'),
      body: (
        <div class="narrow">
          <Form again={again} initial={initial}>
            <Fields {...choices} />
            <Guide rounds={choices.rounds} />
            <Further {...choices} />
            <Buttons save={t('interviews.save_round')} cancel={to('/interview-rounds')} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const id = await addRound(ctx, parse(roundDraft, fields));
    return go('/interview-rounds/:id', { id }).saying('notice.round_added');
  },
});

export const editRound = libraryPage<Round>({
  path: '/interview-rounds/:id/edit',
  may: mayChangeRound,
  load: roundOf,
  view: async (asked) => {
    const { ctx, found: round, again, to, language } = asked;
    const { t } = language;
    const choices = await choicesOf(ctx);
    const rounds = choices.rounds.filter(({ id }) => id !== round.id);
    return {
      title: t('interviews.edit_round'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          <Form again={again} initial={roundAsTyped(round)} version={round.version} labels={labelsOf(t)}>
            <Fields {...choices} />
            <Further {...choices} rounds={rounds} />
            <Fold summary={t('interviews.thanks_words')} names={['thanks_en', 'thanks_es']}>
              <p>{t('interviews.thanks_hint')}</p>
              <TextArea name="thanks_en" label={t('field.thanks_en')} rows={7} />
              <TextArea name="thanks_es" label={t('field.thanks_es')} rows={7} />
            </Fold>
            <Buttons save={t('form.save')} cancel={to('/interview-rounds/:id', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeRound(ctx, id, parse(roundEdit, fields));
    return go('/interview-rounds/:id', { id }).saying('notice.saved');
  },
});

type T = ReturnType<typeof useLanguage>['t'];
const labelsOf = (t: T) => ({
  ...{ name: t('interviews.round_name'), purpose: t('interviews.purpose'), locale: t('interviews.findings_locale') },
  ...{ starts_on: t('interviews.starts_on'), ends_on: t('interviews.ends_on'), keep_until: t('interviews.keep_until') },
  ...{ branches: t('interviews.areas'), interviewers: t('interviews.interviewers') },
  ...{ previous_id: t('interviews.previous'), thanks_en: t('field.thanks_en'), thanks_es: t('field.thanks_es') },
});

function Fields({ members, branches }: Choices) {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('interviews.round_name')} hint={t('interviews.round_name_hint')} />
      <TextArea name="purpose" label={t('interviews.purpose')} hint={t('interviews.purpose_hint')} rows={4} />
      <div class="row">
        <TextField name="starts_on" type="date" label={t('interviews.starts_on')} />
        <TextField name="ends_on" type="date" label={t('interviews.ends_on')} />
      </div>
      <Checkboxes
        name="interviewers"
        label={t('interviews.interviewers')}
        hint={t('interviews.interviewers_hint')}
        options={members.map(({ id, name }) => ({ value: id, label: name }))}
        columns
      />
      {branches.length > 0 && (
        <Checkboxes
          name="branches"
          label={t('interviews.areas')}
          options={branches.map(({ id, name }) => ({ value: id, label: name }))}
          columns
        />
      )}
    </>
  );
}

function Guide({ rounds }: Pick<Choices, 'rounds'>) {
  const { t, words } = useLanguage();
  const ours = builtInGuides.map(({ key, label, about }) => ({ value: key, label: words(label), hint: words(about) }));
  const copied = rounds.map(({ id, name }) => ({ value: id, label: t('interviews.questions_of', { name }) }));
  return (
    <Radios
      name="guide"
      label={t('interviews.guide')}
      hint={t('interviews.guide_hint')}
      options={[...ours, ...copied]}
    />
  );
}

function Further({ rounds }: Choices) {
  const { t } = useLanguage();
  const others = rounds.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField name="keep_until" type="date" label={t('interviews.keep_until')} hint={t('interviews.keep_hint')} />
      <Radios name="locale" label={t('interviews.findings_locale')} options={localeOptions} />
      {others.length > 0 && (
        <Select
          name="previous_id"
          label={t('interviews.previous')}
          hint={t('interviews.previous_hint')}
          options={[{ value: '', label: t('interviews.no_previous') }, ...others]}
        />
      )}
    </>
  );
}

export const roundRemoval = libraryPage<Round>({
  path: '/interview-rounds/:id/removal',
  may: (actor) => mayHoldRounds(actor),
  load: roundOf,
  view: ({ found: { id }, to }) => redirect(to('/interview-rounds/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeRound(ctx, id);
    return go('/interview-rounds').saying('notice.removed', { removal });
  },
});
