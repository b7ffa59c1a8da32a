import { beforeEach, describe, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner, promiser } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { historyOf } from '../../views/history/history.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { digestOf, todayOf } from '../../views/today/today.ts';
import { removeMember } from '../accounts/members.ts';
import { addContact, contactsOf, findContact, removeContact } from '../directory/contacts.ts';
import type { PersonId } from '../directory/person.ts';
import { isOpen } from '../guests/guest-link.ts';
import { linksAbout } from '../guests/guest-links.ts';
import type { PartnerId } from '../partners/partner.ts';
import { changeCare, findPartner } from '../partners/partners.ts';
import { answerQuestion, endByGuest, endPromiseLinks, promiseIsOver, sendPromise } from './promises.ts';
import { type TaskId, taskDraft, taskFilter } from './task.ts';
import { listTasks, loadOf } from './task-list.ts';
import {
  addTask,
  askAboutTask,
  changeTask,
  endTask,
  findTask,
  giveTasks,
  moveTask,
  openTasksOf,
  questionsOf,
} from './tasks.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let clinic: PartnerId;
let rosa: PersonId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  clinic = await aPartner(ana, { name: 'Clinic' });
  const organization = (await findPartner(ana, clinic)).organization_id;
  const contact = await addContact(ana, organization, aContact({ name: 'Rosa', email: 'rosa@example.org' }));
  rosa = (await findContact(ana, contact)).person_id;
});

const ours = (what = 'Send the plan', due_on = '2026-03-20', by: Ctx = ana) =>
  addTask(ana, clinic, { what, due_on, member_id: by.actor.id, person_id: null });
const promised = (due_on = '2026-03-20') =>
  addTask(ana, clinic, { what: 'Lend chairs', due_on, member_id: null, person_id: rosa });
const asRosa = (id: TaskId, on = NOW): Ctx => ({ ...ana, now: on, actor: promiser(rosa, id) });
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);

describe('a task', () => {
  test('belongs to one of ours or a person of theirs, and is due for its owner alone', async () => {
    await ours('Send the plan', '2026-03-20', ben);
    await promised('2026-03-12');

    expect((await openTasksOf(ben, clinic)).map(({ what, owner }) => [what, owner])).toEqual([
      ['Lend chairs', 'Rosa'],
      ['Send the plan', 'Ben'],
    ]);
    expect((await todayOf(ben)).map(({ heading }) => heading)).toEqual(['due.tasks']);
    expect((await todayOf(ana)).map(({ heading }) => heading)).toEqual(['due.promises']);
    expect((await digestOf(ben)).length).toBe(0);
    const both = { what: 'x', due_on: '2026-03-20', member_id: ana.actor.id, person_id: rosa };
    expect(() => parse(taskDraft, both)).toThrow(new Invalid({ owner: { key: 'error.task_owner' } }));
    expect(() => parse(taskDraft, { what: 'x', due_on: '2026-03-20' })).toThrow(Invalid);
  });

  test('sends a link to whoever promised it and ends it, both seen in the history; a reader may neither', async () => {
    const id = await promised();
    const ways = { link: (_purpose: string, token: string) => token, code: () => '' };
    const sending = { email: 'rosa@example.org', locale: 'en', ways } as const;
    const reader = await aMember(ana, 'reader');

    await sendPromise(ben, id, sending);
    await expect(sendPromise(reader, id, sending)).rejects.toThrow(Forbidden);
    await expect(endPromiseLinks(reader, id)).rejects.toThrow(Forbidden);
    const open = async () => (await linksAbout(ana, id)).filter((link) => isOpen(link, NOW)).length;
    expect(await open()).toBe(1);
    await endPromiseLinks(ana, id);

    expect(await open()).toBe(0);
    const lines = (await historyOf(ana, [clinic])).filter(({ action }) => action.startsWith('task.link'));
    expect(lines.map(({ action, who }) => [action, who])).toEqual([
      ['task.link_ended', 'Ana'],
      ['task.link_sent', 'Ben'],
    ]);
  });

  test('is done once, stands in the story, and opens again by undo', async () => {
    const id = await ours();
    const removal = await endTask(ana, id, 'done');

    await expect(endTask(ana, id, 'dropped')).rejects.toThrow(Invalid);
    expect((await timelineOf(ben, clinic)).map(({ said, text }) => [said?.key, text])).toEqual([
      ['timeline.task_done', 'Send the plan'],
    ]);
    await bringBack(ben, removal);
    expect(await findTask(ana, id)).toMatchObject({ outcome: null, closed_on: null });
    expect(await timelineOf(ben, clinic)).toEqual([]);
  });

  test('is not changed over what somebody else changed, nor by a stranger or a reader', async () => {
    const id = await ours();
    const draft = {
      what: 'Send both plans',
      due_on: '2026-04-01',
      member_id: ben.actor.id,
      person_id: null,
      version: 1,
    };
    await changeTask(ana, id, draft);

    expect(await findTask(ana, id)).toMatchObject({ owner: 'Ben', due_on: '2026-04-01', promised_on: '2026-03-20' });
    await expect(changeTask(ben, id, draft)).rejects.toThrow(Conflict);
    await expect(endTask(await aMember(ana, 'reader'), id, 'done')).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host));
    await expect(findTask(stranger, id)).rejects.toThrow(NotFound);
    await expect(addTask(stranger, clinic, draft)).rejects.toThrow(NotFound);
  });

  test('goes with others to a colleague; promises and ended ones stay where they are', async () => {
    const [one, two, ended, theirs] = [await ours('One'), await ours('Two'), await ours('Ended'), await promised()];
    await endTask(ana, ended, 'done');

    expect(await giveTasks(ana, [one, two, ended, theirs], ben.actor.id as never)).toBe(2);
    expect((await loadOf(ana)).map(({ name, tasks }) => [name, tasks])).toEqual([
      ['Ana', 0],
      ['Ben', 2],
    ]);
  });

  test('is found by state, side and owner', async () => {
    await ours('Late', '2026-03-01');
    await endTask(ana, await ours('Over'), 'done');
    await promised();
    const asked = async (given: object) => (await listTasks(ana, taskFilter.parse(given))).rows.map(({ what }) => what);

    expect(await asked({ state: 'open' })).toEqual(['Late', 'Lend chairs']);
    expect(await asked({ state: 'late' })).toEqual(['Late']);
    expect(await asked({ state: 'done' })).toEqual(['Over']);
    expect(await asked({ side: 'theirs' })).toEqual(['Lend chairs']);
    expect(await asked({ owner: ana.actor.id })).toEqual(['Late', 'Over']);
    expect(await asked({ q: 'chair' })).toEqual(['Lend chairs']);
  });

  test('stays when whoever promised it is removed with their last role: what they promised names them', async () => {
    const id = await promised();
    const organization = (await findPartner(ana, clinic)).organization_id;
    const [contact] = await contactsOf(ana, organization);
    await removeContact(ana, contact?.id as never);

    expect((await findTask(ana, id)).owner).toBe('Rosa');
  });

  test('that somebody else has by now is not written over by a form that was opened before', async () => {
    const id = await ours('Send the plan', '2026-03-20', ben);
    const carla = await aMember(ana, 'contributor', 'Carla');
    await giveTasks(ana, [id], carla.actor.id as never);
    const draft = { what: 'Send', due_on: '2026-04-01', member_id: ben.actor.id, person_id: null, version: 1 };

    await expect(changeTask(ana, id, draft)).rejects.toMatchObject({ theirs: { owner: `member ${carla.actor.id}` } });
  });
});

describe('whoever promised something', () => {
  test('says that it is done, by the link for it and no other; kept in time or late', async () => {
    const [early, late] = [await promised('2026-03-20'), await promised('2026-03-01')];
    await endTask(asRosa(early), early, 'done');
    await endTask(asRosa(late), late, 'done');

    expect((await timelineOf(ana, clinic)).map(({ said, who }) => [said?.key, who]).toSorted()).toEqual([
      ['timeline.promise_kept', null],
      ['timeline.promise_late', null],
    ]);
    expect((await historyOf(ana, [clinic]))[0]).toMatchObject({ action: 'task.done', who: 'Rosa' });
    const other = await promised();
    await expect(endTask(asRosa(early), other, 'done')).rejects.toThrow(Forbidden);
    const forSomethingElse = { ...ana, actor: { ...promiser(rosa, other), purpose: 'details' } };
    await expect(endTask(forSomethingElse, other, 'done')).rejects.toThrow(Forbidden);
    await expect(endTask(asRosa(await ours()), await ours(), 'done')).rejects.toThrow(Forbidden);
  });

  test('takes that back for a week, and not what the library said', async () => {
    const [id, theirs] = [await promised(), await promised()];
    const removal = await endTask(asRosa(id), id, 'done');
    const byUs = await endTask(ana, theirs, 'done');

    expect(await endByGuest(asRosa(id, days(6)), await findTask(ana, id))).toBe(removal);
    expect(await endByGuest(asRosa(id, days(8)), await findTask(ana, id))).toBeNull();
    await expect(bringBack(asRosa(id, days(8)), removal)).rejects.toThrow(
      new Invalid({ form: { key: 'error.guest_late' } }),
    );
    await expect(bringBack(asRosa(theirs), byUs)).rejects.toThrow(Forbidden);
    await bringBack(asRosa(id, days(6)), removal);
    expect((await findTask(ana, id)).outcome).toBeNull();
    expect(promiseIsOver({ closed_at: NOW }, days(6))).toBe(false);
    expect(promiseIsOver({ closed_at: NOW }, days(8))).toBe(true);
  });

  test('moves its day once, and not into the past', async () => {
    const id = await promised();
    await expect(moveTask(asRosa(id), id, '2026-03-01')).rejects.toThrow(Invalid);
    await moveTask(asRosa(id), id, '2026-04-01');

    expect(await findTask(ana, id)).toMatchObject({ due_on: '2026-04-01', promised_on: '2026-03-20' });
    await expect(moveTask(asRosa(id), id, '2026-05-01')).rejects.toThrow(Forbidden);
    await moveTask(ana, id, '2026-05-01');
  });

  test('asks, which waits for the owner until it is answered', async () => {
    const id = await promised();
    await askAboutTask(asRosa(id), id, 'How many chairs?');
    await expect(askAboutTask(ana, id, 'Me too')).rejects.toThrow(Forbidden);
    expect((await todayOf(ana)).map(({ heading, items }) => [heading, items[0]?.text])).toContainEqual([
      'due.questions',
      'How many chairs?',
    ]);

    const [question] = await questionsOf(ana, id);
    await answerQuestion(ben, id, { id: question?.id as never, answer: 'Forty' });
    expect(await questionsOf(asRosa(id), id)).toMatchObject([{ answer: 'Forty', answered_by: 'Ben' }]);
    const again = { id: question?.id as never, answer: 'Fifty' };
    await expect(answerQuestion(ana, id, again)).rejects.toThrow(
      new Invalid({ answer: { key: 'error.question_answered' } }),
    );
    expect((await todayOf(ana)).map(({ heading }) => heading)).not.toContain('due.questions');
  });

  test('asks once, though it is sent twice, and does not see what somebody else asked', async () => {
    const id = await promised();
    await askAboutTask(asRosa(id), id, 'How many?');
    await askAboutTask(asRosa(id), id, 'How many?');
    const organization = (await findPartner(ana, clinic)).organization_id;
    const tom = await findContact(ana, await addContact(ana, organization, aContact({ name: 'Tom' })));
    const to = { what: 'Lend chairs', due_on: '2026-03-20', member_id: null, person_id: tom.person_id, version: 1 };
    await changeTask(ana, id, to);

    expect(await questionsOf(ana, id)).toMatchObject([{ person: 'Rosa', question: 'How many?' }]);
    expect(await questionsOf({ ...ana, actor: promiser(tom.person_id, id) }, id)).toEqual([]);
  });

  test('asks at most so often', async () => {
    const id = await promised();
    for (let at = 0; at < 10; at++) await askAboutTask(asRosa(id), id, `Question ${at}`);

    await expect(askAboutTask(asRosa(id), id, 'One more')).rejects.toThrow(Invalid);
  });
});

test('when a member leaves, their tasks stay and say whose they were', async () => {
  const id = await ours('Send the plan', '2026-03-20', ben);
  const admin = await aMember(ana, 'administrator', 'Ada');
  await aMember(ana, 'administrator', 'Second');
  await removeMember(admin, ben.actor.id as never);
  await changeCare(ana, clinic, { owner_id: ana.actor.id as never, deputy_id: null, version: 1 });

  expect((await findTask(ana, id)).owner).toBe('Ben');
  expect((await loadOf(ana)).find(({ name }) => name === 'Ben')).toMatchObject({ tasks: 1 });
  await giveTasks(ana, [id], ana.actor.id as never);
  expect((await loadOf(ana)).map(({ name }) => name)).not.toContain('Ben');
});

test('a question about a promise reaches somebody, though whoever looked after the partner has left', async () => {
  const id = await promised();
  const admin = await aMember(ana, 'administrator', 'Ada');
  await changeCare(ana, clinic, { owner_id: ben.actor.id as never, deputy_id: null, version: 1 });
  await removeMember(admin, ben.actor.id as never);
  await askAboutTask(asRosa(id), id, 'Who asks now?');

  for (const who of [ana, admin]) expect((await todayOf(who)).map(({ heading }) => heading)).toContain('due.questions');
  const carla = await aMember(ana, 'contributor', 'Carla');
  expect((await todayOf(carla)).map(({ heading }) => heading)).not.toContain('due.questions');
});
