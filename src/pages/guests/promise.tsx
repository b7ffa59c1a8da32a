/** A promise, as the person sees it who made it: it is done, another day, or a question. */
import { parse } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { endByGuest, promiseIsOver } from '../../rooms/outreach/promises.ts';
import { dayMove, mayMoveTask, type Question, questionDraft, type Task } from '../../rooms/outreach/task.ts';
import { askAboutTask, endTask, findTask, moveTask, questionsOf } from '../../rooms/outreach/tasks.ts';
import { Prose } from '../../ui/bits.tsx';
import { TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { type GuestAsked, guestPage } from './guest-page.tsx';
import { Act } from './parts.tsx';

type Promised = { task: Task; questions: Question[]; undo: RemovalId | null };
type Asked = GuestAsked<Promised>;

export const guestPromise = guestPage<Promised>({
  purpose: 'promise',
  load: async (ctx, link) => {
    const task = await findTask(ctx, link.subject_id);
    if (promiseIsOver(task, ctx.now)) return null;
    return { task, questions: await questionsOf(ctx, task.id), undo: await endByGuest(ctx, task) };
  },
  title: ({ about: { task } }) => task.what,
  View: PromiseView,
  acts: {
    // Pressed twice, it is done once.
    done: async ({ ctx, about: { task } }) => {
      if (!task.outcome) await endTask(ctx, task.id, 'done');
    },
    undo: async ({ ctx, about: { undo } }) => {
      if (undo) await bringBack(ctx, undo);
    },
    move: async ({ ctx, about: { task } }, fields) => moveTask(ctx, task.id, parse(dayMove, fields).due_on),
    ask: async ({ ctx, about: { task } }, fields) => askAboutTask(ctx, task.id, parse(questionDraft, fields).question),
  },
});

function PromiseView(asked: Asked) {
  const { t, day } = useLanguage();
  const { ctx, link, about } = asked;
  const { task, questions } = about;
  return (
    <>
      <p>
        {t('promise.who_asks', {
          who: link.asker?.name ?? ctx.library.name,
          library: ctx.library.name,
          partner: task.partner,
          day: day(task.due_on),
        })}
      </p>
      {task.outcome ? <EndedPromise {...asked} /> : <OpenPromise {...asked} />}
      {questions.map((question) => (
        <Asked key={question.id} question={question} />
      ))}
    </>
  );
}

function OpenPromise({ ctx, about: { task }, again }: Asked) {
  const { t } = useLanguage();
  return (
    <>
      <Act act="done" label={t('promise.done')} again={again} />
      {mayMoveTask(ctx.actor, task) ? (
        <details class="card" open={again?.values.do === 'move'}>
          <summary>{t('promise.another_day')}</summary>
          <Act act="move" label={t('promise.move')} again={again} quiet>
            <TextField name="due_on" type="date" label={t('promise.day')} hint={t('promise.once')} />
          </Act>
        </details>
      ) : (
        <p class="quiet">{t('promise.moved')}</p>
      )}
      <details class="card" open={again?.values.do === 'ask'}>
        <summary>{t('promise.ask')}</summary>
        <Act act="ask" label={t('promise.send')} again={again} quiet>
          <TextArea name="question" label={t('promise.question')} rows={4} />
        </Act>
      </details>
    </>
  );
}

function EndedPromise({ about: { task, undo } }: Asked) {
  const { t, day } = useLanguage();
  const ended = { day: day(task.closed_on ?? task.due_on) };
  return (
    <>
      <p role="status">
        <strong>{task.outcome === 'done' ? t('promise.is_done', ended) : t('promise.is_dropped', ended)}</strong>
      </p>
      {undo && <Act act="undo" label={t('promise.undo')} quiet />}
    </>
  );
}

function Asked({ question: { question, answer, asked_at, answered_by } }: { question: Question }) {
  const { t, dayOf } = useLanguage();
  return (
    <section class="asked">
      <h2>{t('promise.asked', { day: dayOf(asked_at) })}</h2>
      <Prose text={question} />
      {answer ? (
        <>
          <p class="quiet">{t('promise.answered', { who: answered_by ?? '' })}</p>
          <Prose text={answer} />
        </>
      ) : (
        <p class="quiet">{t('promise.waiting')}</p>
      )}
    </section>
  );
}
