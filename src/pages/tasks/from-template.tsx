/** The tasks of a template with one partner: counted from a day, and given to one of ours. */
import { today } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { type TaskTemplate, templateUse } from '../../rooms/outreach/task-template.ts';
import { taskTemplates, useTemplate } from '../../rooms/outreach/task-templates.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, type Option, Radios, Select, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { Link } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';

export const tasksFromTemplate = libraryPage<Partner>({
  path: '/partners/:id/tasks/from-template',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('templates.use_title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: (
      <Use
        asked={asked}
        templates={await taskTemplates(asked.ctx)}
        members={(await membersOf(asked.ctx)).map(({ id, name }) => ({ value: id, label: name }))}
      />
    ),
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const count = await useTemplate(ctx, id, parse(templateUse, fields));
    return go('/partners/:id', { id }).saying('notice.tasks_added', { count });
  },
});

type Props = { asked: LibraryViewing<Partner>; templates: TaskTemplate[]; members: Option[] };

function Use({ asked: { again, ctx, found: partner, to }, templates, members }: Props) {
  const { t } = useLanguage();
  if (templates.length === 0)
    return (
      <Empty text={t('templates.none')}>
        <Link to="/task-templates/new">{t('templates.add')}</Link>
      </Empty>
    );
  const options = templates.map(({ id, name, tasks }) => ({
    value: id,
    label: name,
    hint: tasks.map(({ what }) => what).join(' · '),
  }));
  const whose = partner.owner_id ?? ctx.actor.id ?? '';
  return (
    <div class="narrow">
      <Form again={again} initial={{ from: today(ctx), member_id: whose, template: templates[0]?.id ?? '' }}>
        <Radios name="template" label={t('templates.which')} options={options} />
        <TextField name="from" type="date" label={t('templates.from')} />
        <Select name="member_id" label={t('field.task_owner')} options={members} />
        <Buttons save={t('templates.use')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
