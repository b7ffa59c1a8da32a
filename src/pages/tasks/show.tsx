/** One task or promise: whose, by when, what came of it; the links that went out, and what was asked. */
import { today } from '../../house/ctx.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { findPerson } from '../../rooms/directory/persons.ts';
import { type GuestLink, isOpen } from '../../rooms/guests/guest-link.ts';
import { linksAbout } from '../../rooms/guests/guest-links.ts';
import type { Question, Task } from '../../rooms/outreach/task.ts';
import { findTask, questionsOf } from '../../rooms/outreach/tasks.ts';
import { Prose } from '../../ui/bits.tsx';
import { Buttons, ErrorSummary, Form, Radios, Select, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { localeOptions } from '../accounts/locales.ts';
import { DueOn } from '../partners/due-on.tsx';
import { Fact } from '../partners/facts.tsx';
import { partnerTrail } from '../partners/trail.ts';
import type { View } from '../shell/layout.tsx';
import { Link, Press, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const taskOf = ({ ctx, id }: LibraryVisit) => findTask(ctx, id());

type Around = { links: GuestLink[]; questions: Question[]; emails: string[]; mailIsSent: boolean };

export const showTask = libraryPage({
  path: '/tasks/:id',
  may: anyMember,
  load: taskOf,
  view: (asked) => taskView(asked),
});

/** Also where a form of it was refused: what was typed stands in that form again. */
export async function taskView(asked: LibraryViewing<Task>): Promise<View> {
  const { ctx, found: task, house } = asked;
  const person = task.person_id ? await findPerson(ctx, task.person_id) : null;
  // What is of the work before what is somebody's own.
  const emails = (person?.emails ?? []).toSorted(
    (one, other) => Number(other.kind === 'work') - Number(one.kind === 'work'),
  );
  const around = {
    links: await linksAbout(ctx, task.id),
    questions: await questionsOf(ctx, task.id),
    emails: emails.map(({ email }) => email),
    mailIsSent: house.mailIsSent,
  };
  return {
    title: task.what,
    trail: partnerTrail(asked, { id: task.partner_id, name: task.partner }),
    actions: <Actions task={task} />,
    body: <Show asked={asked} {...around} />,
  };
}

function Actions({ task }: { task: Task }) {
  const { t } = useLanguage();
  if (task.outcome) return null;
  const about = { at: { id: task.id }, about: task };
  return (
    <>
      <Press to="/tasks/:id/end" {...about} values={{ outcome: 'done' }} label={t('step.done')} quiet={false} />
      <Press to="/tasks/:id/end" {...about} values={{ outcome: 'dropped' }} label={t('tasks.drop')} />
      <Link class="button low" to="/tasks/:id/edit" {...about}>
        {t('form.change')}
      </Link>
    </>
  );
}

type Props = Around & { asked: LibraryViewing<Task> };

function Show({ asked, links, questions, emails, mailIsSent }: Props) {
  const { t, day } = useLanguage();
  const { to, ctx } = useAround();
  const { found: task, again } = asked;
  return (
    <div class="narrow">
      <dl class="facts">
        <Fact term={t('field.partner')} show>
          <a href={to('/partners/:id', { id: task.partner_id })}>{task.partner}</a>
        </Fact>
        <Fact term={t('field.task_owner')} show>
          {task.person_id ? <a href={to('/people/:id', { id: task.person_id })}>{task.owner}</a> : task.owner}{' '}
          <span class="quiet">{t(task.person_id ? 'tasks.theirs' : 'tasks.ours')}</span>
        </Fact>
        <Fact term={t('field.task_due')} show>
          {task.outcome ? day(task.due_on) : <DueOn day={task.due_on} today={today(ctx)} />}
        </Fact>
        <Fact term={t('tasks.first_said')} show={task.promised_on !== task.due_on}>
          {day(task.promised_on)}
        </Fact>
        <Fact term={t('tasks.state')} show={task.outcome !== null}>
          <State task={task} />
        </Fact>
      </dl>
      {again && !('answer' in again.values) && !('email' in again.values) && <ErrorSummary errors={again.errors} />}
      {questions.length > 0 && <Questions task={task} questions={questions} asked={asked} />}
      {task.person_id && <ByMail {...{ asked, links, emails, mailIsSent }} />}
    </div>
  );
}

export function State({ task }: { task: Task }) {
  const { t, day } = useLanguage();
  const { ctx } = useAround();
  const { outcome, closed_on, due_on } = task;
  if (!outcome) return due_on < today(ctx) ? <span class="overdue">{t('tasks.late')}</span> : t('tasks.open');
  if (outcome === 'dropped') return <>{t('tasks.dropped_on', { day: day(closed_on ?? '') })}</>;
  const late = (closed_on ?? '') > due_on;
  return <>{t(late ? 'tasks.done_late' : 'tasks.done_on', { day: day(closed_on ?? '') })}</>;
}

type QuestionsProps = { task: Task; questions: Question[]; asked: LibraryViewing<Task> };

function Questions({ task, questions, asked: { again } }: QuestionsProps) {
  const { t, dayOf } = useLanguage();
  const { to, may } = useAround();
  return (
    <section>
      <h2>{t('tasks.questions')}</h2>
      {questions.map(({ id, person, question, asked_at, answer, answered_by }) => (
        <div key={id} class="asked">
          <p class="quiet">
            {person} · {dayOf(asked_at)}
          </p>
          <Prose text={question} />
          {answer && (
            <>
              <p class="quiet">{answered_by}</p>
              <Prose text={answer} />
            </>
          )}
          {!answer && may('/tasks/:id/answers', task, 'submit') && (
            <Form
              action={to('/tasks/:id/answers', { id: task.id })}
              again={again?.values.id === id ? again : undefined}
            >
              <input type="hidden" name="id" value={id} />
              <TextArea name="answer" label={t('tasks.answer')} rows={3} />
              <Buttons save={t('tasks.send_answer')} />
            </Form>
          )}
        </div>
      ))}
    </section>
  );
}

/** What went to whoever promised it, and the form that sends a link. */
function ByMail({ asked, links, emails, mailIsSent }: Pick<Props, 'asked' | 'links' | 'emails' | 'mailIsSent'>) {
  const { t, dayOf } = useLanguage();
  const { ctx, may, to } = useAround();
  const { found: task, again } = asked;
  return (
    <section>
      <h2>{t('tasks.by_mail')}</h2>
      <p class="hint">{t('tasks.by_mail_text', { name: task.owner })}</p>
      <ul class="plain lines">
        {links.map((link) => (
          <li key={link.id}>
            {t('tasks.link_sent', { email: link.email, day: dayOf(link.made_at) })}{' '}
            <span class="quiet">
              {isOpen(link, ctx.now) ? t('tasks.link_open', { day: dayOf(link.expires_at) }) : t('tasks.link_ended')}
            </span>{' '}
            {isOpen(link, ctx.now) && (
              <Press to="/tasks/:id/links/end" at={{ id: task.id }} about={task} label={t('tasks.revoke')} />
            )}
          </li>
        ))}
      </ul>
      {!task.outcome && emails.length === 0 && <p>{t('tasks.no_email', { name: task.owner })}</p>}
      {!task.outcome && emails.length > 0 && may('/tasks/:id/links', task, 'submit') && (
        <Form
          action={to('/tasks/:id/links', { id: task.id })}
          again={again && 'email' in again.values ? again : undefined}
          initial={{ email: emails[0], locale: ctx.library.locale }}
        >
          <Select
            name="email"
            label={t('field.email')}
            options={emails.map((email) => ({ value: email, label: email }))}
          />
          <Radios name="locale" label={t('field.their_language')} options={localeOptions} />
          {!mailIsSent && <p class="hint">{t('tasks.mail_stays')}</p>}
          <Buttons save={links.length > 0 ? t('tasks.send_again') : t('tasks.send')} />
        </Form>
      )}
    </section>
  );
}
