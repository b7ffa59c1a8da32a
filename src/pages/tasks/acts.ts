/** What is done with a task by one press: its end, the links to whoever promised it, answers. */
import { parse } from '../../house/parse.ts';
import { revokeFor } from '../../rooms/guests/guest-links.ts';
import { mailAnswer, sendDraft, sendPromise } from '../../rooms/outreach/promises.ts';
import { answerDraft, mayEndTask, type Task, type TaskQuestionId, taskEnd } from '../../rooms/outreach/task.ts';
import { answerQuestion, endTask, questionsOf } from '../../rooms/outreach/tasks.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import { waysOf } from '../guests/ways.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { taskOf } from './show.tsx';

const back = ({ found: { id }, to }: LibraryVisit & { found: Task }) => redirect(to('/tasks/:id', { id }));

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
    await revokeFor(ctx, { purpose: 'promise', subject_id: task.id as never });
    return go('/tasks/:id', { id: task.id }).saying('notice.link_ended');
  },
});

export const taskAnswers = libraryPage({
  path: '/tasks/:id/answers',
  may: mayLog,
  load: taskOf,
  view: back,
  submit: async ({ ctx, found: task, fields, go }) => {
    const { id, answer } = parse(answerDraft, fields);
    await answerQuestion(ctx, task.id, { id: id as TaskQuestionId, answer });
    const question = (await questionsOf(ctx, task.id)).find((each) => each.id === id)?.question ?? '';
    await mailAnswer(ctx, task.id, { question, answer });
    return go('/tasks/:id', { id: task.id }).saying('notice.question_answered');
  },
});
