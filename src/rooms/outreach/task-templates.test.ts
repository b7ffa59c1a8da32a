/** Templates of tasks: typed as a list, used with a partner, changed by those who may. */
import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { linesOf, templateDraft } from './task-template.ts';
import { addTemplate, changeTemplate, findTemplate, taskTemplates, useTemplate } from './task-templates.ts';
import { openTasksOf } from './tasks.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

const draft = (tasks = '0 Say thanks\n7: Ask for their logo', name = 'New partner') =>
  parse(templateDraft, { name, tasks });

test('a list is read as it is typed, and every line must say after how many days', () => {
  expect(draft().tasks).toEqual([
    { days: 0, what: 'Say thanks' },
    { days: 7, what: 'Ask for their logo' },
  ]);
  expect(linesOf(draft().tasks)).toBe('0 Say thanks\n7 Ask for their logo');
  for (const wrong of ['', 'Ask for their logo', '7', '7 One\nTwo', '731 Too late', `${'1 Task\n'.repeat(31)}`])
    expect(() => draft(wrong)).toThrow(Invalid);
});

test('used with a partner it gives its tasks, each so many days after the day', async () => {
  const partner = await aPartner(ana);
  const template = await addTemplate(ana, draft());
  const given = { template, from: '2026-02-25', member_id: ana.actor.id as never };

  expect(await useTemplate(ana, partner, given)).toBe(2);
  expect((await openTasksOf(ana, partner)).map(({ what, due_on, owner }) => [what, due_on, owner])).toEqual([
    ['Say thanks', '2026-02-25', 'Ana'],
    ['Ask for their logo', '2026-03-04', 'Ana'],
  ]);
});

test('a name is there once, and a change does not overwrite another', async () => {
  const id = await addTemplate(ana, draft());
  await expect(addTemplate(ana, draft())).rejects.toThrow(Invalid);
  await changeTemplate(ana, id, { ...draft('3 Call'), version: 1 });
  await expect(changeTemplate(ana, id, { ...draft(), version: 1 })).rejects.toThrow(Conflict);

  expect((await findTemplate(ana, id)).tasks).toEqual([{ days: 3, what: 'Call' }]);
});

test('a contributor uses them and changes none, and a stranger sees none', async () => {
  const id = await addTemplate(ana, draft());
  const ben = await aMember(ana, 'contributor', 'Ben');
  await expect(addTemplate(ben, draft('1 Call', 'Another'))).rejects.toThrow(Forbidden);
  const given = { template: id, from: '2026-02-25', member_id: ben.actor.id as never };
  expect(await useTemplate(ben, await aPartner(ana), given)).toBe(2);

  expect(await taskTemplates(stranger)).toEqual([]);
  await expect(findTemplate(stranger, id)).rejects.toThrow(NotFound);
});
