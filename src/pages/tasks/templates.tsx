/** Task templates: all of them, a new one, a changed one, one that is taken away. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import {
  linesOf,
  mayEditTemplates,
  type TaskTemplate,
  templateDraft,
  templateEdit,
} from '../../rooms/outreach/task-template.ts';
import {
  addTemplate,
  changeTemplate,
  findTemplate,
  removeTemplate,
  taskTemplates,
} from '../../rooms/outreach/task-templates.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const templateList = libraryPage({
  path: '/task-templates',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => {
    const all = await taskTemplates(ctx);
    return {
      title: t('templates.title'),
      actions: (
        <Link class="button" to="/task-templates/new">
          {t('templates.add')}
        </Link>
      ),
      body: (
        <>
          <p class="lead">{t('templates.text')}</p>
          {all.length === 0 && <Empty text={t('templates.none')} />}
          {all.map((template) => (
            <OneTemplate key={template.id} template={template} />
          ))}
        </>
      ),
    };
  },
});

function OneTemplate({ template }: { template: TaskTemplate }) {
  const { t } = useLanguage();
  const about = { at: { id: template.id }, about: template };
  return (
    <section class="part">
      <h2>{template.name}</h2>
      <TemplateTasks template={template} />
      <div class="buttons">
        <Link class="button low" to="/task-templates/:id/edit" {...about}>
          {t('form.change')}
          <span class="unseen"> {template.name}</span>
        </Link>
        <Press
          to="/task-templates/:id/removal"
          {...about}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${template.name}`}
        />
      </div>
    </section>
  );
}

export function TemplateTasks({ template }: { template: TaskTemplate }) {
  const { t } = useLanguage();
  return (
    <ul>
      {template.tasks.map(({ days, what }) => (
        <li key={what + days}>
          {what} <span class="quiet">{t('templates.after', { days })}</span>
        </li>
      ))}
    </ul>
  );
}

export const newTemplate = libraryPage({
  path: '/task-templates/new',
  may: mayEditTemplates,
  view: ({ again, to, language: { t } }) => ({
    title: t('templates.add'),
    body: (
      <div class="narrow">
        <Form again={again}>
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/task-templates')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addTemplate(ctx, parse(templateDraft, fields));
    return go('/task-templates').saying('notice.saved');
  },
});

const templateOf = ({ ctx, id }: LibraryVisit) => findTemplate(ctx, id());

export const editTemplate = libraryPage<TaskTemplate>({
  path: '/task-templates/:id/edit',
  may: mayEditTemplates,
  load: templateOf,
  view: ({ found: { name, tasks, version }, again, to, language: { t } }) => ({
    title: t('templates.edit'),
    body: (
      <div class="narrow">
        <Form
          again={again}
          initial={{ name, tasks: linesOf(tasks) }}
          version={version}
          labels={{ name: t('templates.name'), tasks: t('tasks.title') }}
        >
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/task-templates')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeTemplate(ctx, id, parse(templateEdit, fields));
    return go('/task-templates').saying('notice.saved');
  },
});

function Fields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('templates.name')} />
      <TextArea name="tasks" label={t('tasks.title')} hint={t('templates.tasks_hint')} rows={8} />
    </>
  );
}

export const templateRemoval = libraryPage<TaskTemplate>({
  path: '/task-templates/:id/removal',
  may: mayEditTemplates,
  load: templateOf,
  view: ({ to }) => redirect(to('/task-templates')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeTemplate(ctx, id);
    return go('/task-templates').saying('notice.removed', { removal });
  },
});
