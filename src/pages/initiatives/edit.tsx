/** Changing what an initiative is, saying how far it is, keeping it as a template, and taking it away. */
import { parse } from '../../house/parse.ts';
import {
  INITIATIVE_STATES,
  type Initiative,
  type InitiativeTemplate,
  initiativeEdit,
  mayPlan,
  stateChangeDraft,
  templateDraft,
} from '../../rooms/initiatives/initiative.ts';
import {
  findInitiativeTemplate,
  removeInitiativeTemplate,
  saveAsTemplate,
} from '../../rooms/initiatives/initiative-templates.ts';
import {
  changeInitiative,
  changeState,
  initiativeAsTyped,
  removeInitiative,
} from '../../rooms/initiatives/initiatives.ts';
import { Buttons, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { CauseFields, choicesOf, FrameFields, labelsOf } from './fields.tsx';
import { initiativeOf, initiativeTrail } from './parts.tsx';

export const editInitiative = libraryPage<Initiative>({
  path: '/initiatives/:id/edit',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: async (asked) => {
    const { ctx, found: it, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('initiatives.edit'),
      trail: initiativeTrail(asked, it),
      body: (
        <div class="narrow">
          <Form again={again} initial={initiativeAsTyped(it)} version={it.version} labels={labelsOf(t)}>
            <CauseFields />
            <FrameFields {...(await choicesOf(ctx))} />
            <Buttons save={t('form.save')} cancel={to('/initiatives/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeInitiative(ctx, id, parse(initiativeEdit, fields));
    return go('/initiatives/:id', { id }).saying('notice.saved');
  },
});

export const sayState = libraryPage<Initiative>({
  path: '/initiatives/:id/state',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: (asked) => {
    const { found: it, again, to, language } = asked;
    const { t, message } = language;
    const options = INITIATIVE_STATES.map((state) => ({
      value: state,
      label: message({ key: `initiatives.state_${state}` }),
    }));
    return {
      title: t('initiatives.say_state'),
      trail: initiativeTrail(asked, it),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={{ state: it.state }}
            labels={{ state: t('field.initiative_state'), why: t('initiatives.why') }}
          >
            <Radios name="state" label={t('field.initiative_state')} options={options} />
            <TextArea name="why" label={t('initiatives.why')} hint={t('initiatives.why_hint')} rows={3} optional />
            <Buttons save={t('form.save')} cancel={to('/initiatives/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeState(ctx, id, parse(stateChangeDraft, fields));
    return go('/initiatives/:id', { id }).saying('notice.saved');
  },
});

export const keepTemplate = libraryPage<Initiative>({
  path: '/initiatives/:id/template',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: (asked) => {
    const { found: it, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('initiatives.save_template'),
      trail: initiativeTrail(asked, it),
      body: (
        <div class="narrow">
          <p>{t('initiatives.template_text')}</p>
          <Form again={again} initial={{ name: it.name }}>
            <TextField name="name" label={t('initiatives.template_name')} />
            <Buttons save={t('form.save')} cancel={to('/initiatives/:id', { id: it.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await saveAsTemplate(ctx, id, parse(templateDraft, fields).name);
    return go('/initiatives/:id', { id }).saying('notice.initiative_template');
  },
});

export const templateRemoval = libraryPage<InitiativeTemplate>({
  path: '/initiative-templates/:id/removal',
  may: (actor) => mayPlan(actor),
  load: ({ ctx, id }) => findInitiativeTemplate(ctx, id()),
  view: ({ to }) => redirect(to('/initiatives/new')),
  submit: async ({ ctx, id, go }) => {
    const removal = await removeInitiativeTemplate(ctx, id());
    return go('/initiatives/new').saying('notice.removed', { removal });
  },
});

export const initiativeRemoval = libraryPage<Initiative>({
  path: '/initiatives/:id/removal',
  may: (actor) => mayPlan(actor),
  load: initiativeOf,
  view: ({ found: { id }, to }) => redirect(to('/initiatives/:id', { id })),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeInitiative(ctx, id);
    return go('/initiatives').saying('notice.removed', { removal });
  },
});
