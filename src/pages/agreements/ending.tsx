/** Closing an agreement: what came of it, thanks, what goes back, who hears of it, what the partner is then. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { type Agreement, mayEnd } from '../../rooms/agreements/agreement.ts';
import {
  ENDING_STAGES,
  ENDING_WHYS,
  endAgreement,
  endingDraft,
  mayReopen,
  othersHold,
  reopenAgreement,
} from '../../rooms/agreements/endings.ts';
import type { Goal } from '../../rooms/agreements/goal.ts';
import { goalsOf } from '../../rooms/agreements/goals.ts';
import { whomToTell } from '../../rooms/agreements/signing/amending.ts';
import { Buttons, Checkbox, Checkboxes, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { GoalLines } from '../goals/parts.tsx';
import { redirect } from '../shell/landing.ts';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { agreementOf, agreementTrail } from './parts.tsx';

type Told = Awaited<ReturnType<typeof whomToTell>>;

export const agreementEnding = libraryPage<Agreement>({
  path: '/agreements/:id/ending',
  may: mayEnd,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it, again, house } = asked;
    const { t } = asked.language;
    const others: string[] = [];
    for (const { id, name } of it.partners) if (await othersHold(ctx, it, id)) others.push(name);
    return {
      title: t('agreements.end'),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('agreements.end_text')}</p>
          {!house.mailIsSent && <p class="warning">{t('agreements.end_no_mail')}</p>}
          <Reached goals={it.proposal_id ? await goalsOf(ctx, [it.proposal_id]) : []} />
          <Closing {...{ it, again, others }} told={await whomToTell(ctx, it)} />
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go, house }) => {
    const nobody = await endAgreement(ctx, id, parse(endingDraft, fields));
    const notice = nobody.length > 0 || !house.mailIsSent ? 'notice.agreement_ended_partly' : 'notice.agreement_ended';
    return go('/agreements/:id', { id }).saying(notice);
  },
});

/** What was to be reached, as far as it is known, before one writes what came of it. */
function Reached({ goals }: { goals: Goal[] }) {
  const { t } = useLanguage();
  if (goals.length === 0) return null;
  return (
    <section class="part">
      <h2>{t('goals.title')}</h2>
      <GoalLines goals={goals} />
    </section>
  );
}

type Props = { it: Agreement; again: Again | undefined; others: string[]; told: Told };

function Closing({ it, again, others, told }: Props) {
  const { t, message, list } = useLanguage();
  const { ctx, to } = useAround();
  const over = it.term_ends_on && it.term_ends_on < today(ctx) ? it.term_ends_on : today(ctx);
  const initial = {
    ...{ ended_on: over, why: it.state === 'lapsed' ? 'term' : 'done', reason: '', came_of_it: '', thanks: '' },
    ...{
      returned: '',
      door_open: 'on',
      stage: 'dormant',
      send: told.told.map(({ partner_id }) => partner_id as string),
    },
  };
  const whys = ENDING_WHYS.map((why) => ({ value: why, label: message({ key: `agreements.why_${why}` }) }));
  const stages = ENDING_STAGES.map((stage) => ({
    value: stage,
    label: message({ key: `agreements.stage_${stage || 'same'}` }),
  }));
  return (
    <Form again={again} initial={initial} labels={{ came_of_it: t('field.ending_came_of_it') }}>
      <TextArea name="came_of_it" label={t('field.ending_came_of_it')} hint={t('agreements.came_hint')} rows={5} />
      <TextArea name="thanks" label={t('agreements.thanks')} rows={2} />
      <TextArea name="returned" label={t('agreements.returned_field')} rows={2} />
      <Checkbox name="door_open" label={t('agreements.door_open')} />
      <TextField name="ended_on" type="date" label={t('agreements.ended_on')} />
      <Radios name="why" label={t('agreements.why')} options={whys} />
      <TextArea name="reason" label={t('agreements.end_reason')} rows={2} />
      <Radios name="stage" label={t('agreements.stage')} options={stages} />
      {others.length > 0 && <p class="hint">{t('agreements.others_hold', { names: list(others) })}</p>}
      <Recipients it={it} told={told} />
      <Buttons save={t('agreements.end_and_send')} cancel={to('/agreements/:id', { id: it.id })} />
    </Form>
  );
}

function Recipients({ it, told: { told, nobody } }: Pick<Props, 'it' | 'told'>) {
  const { t, list } = useLanguage();
  const options = it.partners
    .filter(({ id }) => told.some(({ partner_id }) => partner_id === id))
    .map(({ id, name }) => ({
      value: id as string,
      label: name,
      hint: told.flatMap((each) => (each.partner_id === id ? [`${each.name}, ${each.email}`] : [])).join('; '),
    }));
  return (
    <>
      {options.length > 0 && <Checkboxes name="send" label={t('agreements.send_results')} options={options} />}
      {nobody.length > 0 && <p class="hint">{t('agreements.results_nobody', { names: list(nobody) })}</p>}
    </>
  );
}

export const agreementReopening = libraryPage<Agreement>({
  path: '/agreements/:id/reopening',
  may: mayReopen,
  load: agreementOf,
  view: ({ found: { id }, to }) => redirect(to('/agreements/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    await reopenAgreement(ctx, id);
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});
