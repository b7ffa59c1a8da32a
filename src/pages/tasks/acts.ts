/** What is done with a task by one press: its end, the links to whoever promised it, answers. */
import { parse } from '../../house/parse.ts';
import { answerQuestion, endPromiseLinks, sendDraft, sendPromise } from '../../rooms/outreach/promises.ts';
import { answerDraft, mayEndTask, type Task, taskEnd } from '../../rooms/outreach/task.ts';
import { endTask } from '../../rooms/outreach/tasks.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { waysOf } from '../guests/ways.ts';
import { redirect } from '../shell/landing.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { taskOf, taskView } from './show.tsx';

/** The task's own page is where their forms are. */
const back = (asked: LibraryViewing<Task>) =>
  asked.again ? taskView(asked) : redirect(asked.to('/tasks/:id', { id: asked.found.id }));

export const taskEnding = libraryPage({
  path: '/tasks/:id/end',
  may: mayEndTask,
  load: taskOf,
  view: back,
  submit: async ({ ctx, found: task, fields, go }) => {
    const removal = await endTask(ctx, task.id, parse(taskEnd, fields).outcome);
    return go('/partners/:id', { id: task.partner_id }).saying('notice.task_ended', { removal });
  },
});

export const taskLink = libraryPage({
  path: '/tasks/:id/links',
  may: mayLog,
  load: taskOf,
  view: back,
  submit: async (visit) => {
    const { ctx, found: task, fields, go, house } = visit;
    await sendPromise(ctx, task.id, { ...parse(sendDraft, fields), ways: waysOf(visit, ctx) });
    return go('/tasks/:id', { id: task.id }).saying(house.mailIsSent ? 'notice.link_sent' : 'notice.link_kept');
  },
});

export const taskLinkEnd = libraryPage({
  path: '/tasks/:id/links/end',
  may: mayLog,
  load: taskOf,
  view: back,
  submit: async ({ ctx, found: task, go }) => {
    await endPromiseLinks(ctx, task.id);
    return go('/tasks/:id', { id: task.id }).saying('notice.link_ended');
  },
});

export const taskAnswers = libraryPage({
  path: '/tasks/:id/answers',
  may: mayLog,
  load: taskOf,
  view: back,
  submit: async ({ ctx, found: task, fields, go }) => {
    const sent = await answerQuestion(ctx, task.id, parse(answerDraft, fields));
    return go('/tasks/:id', { id: task.id }).saying(sent ? 'notice.question_answered' : 'notice.answer_kept');
  },
});
