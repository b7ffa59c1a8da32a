/**
 * The interview on the road: consent first, then the questions, each with a large field. A plain form saves with its
 * button. With a script, what is typed is kept on the device at once and sent when there is a network; with a service
 * worker (hold-worker.ts), which serves this page's own address and nothing else, the page opens without one. What is
 * kept for that is the empty form: what was said before is not on the device.
 */
import { createHash } from 'node:crypto';
import { today } from '../../house/ctx.ts';
import { Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import { type Question, REFERRALS } from '../../rooms/guide/interview-guides.ts';
import { arrivingAnswers } from '../../rooms/interviews/answer.ts';
import {
  type Answer,
  type Answers,
  answersOf,
  interviewWithAnswers,
  saveAnswers,
  textOf,
} from '../../rooms/interviews/answers.ts';
import { noteConsent } from '../../rooms/interviews/consents.ts';
import {
  CONSENTS,
  consentSaid,
  heldDraft,
  type Interview,
  referralsIn,
  WAYS_HELD,
} from '../../rooms/interviews/interview.ts';
import { noteHeld } from '../../rooms/interviews/interviews.ts';
import { referralsFrom } from '../../rooms/interviews/referrals.ts';
import { type GuideId, mayInterview, questionIn } from '../../rooms/interviews/round.ts';
import { one } from '../../ui/field.ts';
import { Form, Select, TextField } from '../../ui/form.tsx';
import { useForm, useLanguage, type Values } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { draftOf } from '../shell/visit.ts';
import { interviewOf, interviewTrail, Telephone } from './parts.tsx';

/** Asked for by the service worker, for the copy that it keeps. */
export const EMPTY_COPY = 'copy';

export const hold = libraryPage<Interview>({
  path: '/interviews/:id/hold',
  may: (actor, interview) => mayInterview(actor, interview) && !interview.anonymised,
  load: interviewOf,
  view: async (asked) => {
    const { ctx, found: interview, url, language } = asked;
    const { answers, guide } = await interviewWithAnswers(ctx, interview.id);
    const empty = url.searchParams.has(EMPTY_COPY);
    return {
      title: language.t('interviews.hold_title', { name: interview.name }),
      trail: interviewTrail(asked, interview),
      islands: ['interview'],
      body: <Hold asked={asked} guide={guide} answers={empty ? {} : answers} empty={empty} />,
    };
  },
  submit: async (asked) => {
    const { ctx, found: interview, fields, go } = asked;
    const { id } = interview;
    const said = one(fields.said);
    if (said) {
      const consent = parse(consentSaid, { said, said_from: one(fields.said_from) });
      await noteConsent(ctx, id, consent.said, consent.said_from);
    }
    await saveForm(asked);
    if (one(fields.go) !== 'finish') return go('/interviews/:id/hold', { id }).saying('notice.saved');
    if (!said && !interview.consent) throw new Invalid({ said: { key: 'error.consent_first' } });
    if (said === 'none') return go('/interviews/:id', { id }).saying('notice.saved');
    await noteHeld(ctx, id, parse(heldDraft, fields));
    // Names that were written down on the road become people whom one can ask.
    const named = referralsIn(textOf(await answersOf(ctx, interview), REFERRALS));
    const there = await referralsFrom(ctx, id);
    if (named.length > there.length)
      return go('/interviews/:id/referrals', { id }).saying('notice.interview_held_names');
    return go('/interviews/:id', { id }).saying('notice.interview_held');
  },
});

type Submitted = { ctx: LibraryViewing['ctx']; found: Interview; fields: Values };

/** Of the form as a whole only what was changed in it is new. */
async function saveForm({ ctx, found, fields }: Submitted): Promise<void> {
  const names = Object.keys(fields).filter((name) => name.startsWith('q.'));
  const join = one(fields.join);
  const answers = names.flatMap((name) => {
    const question = name.slice(2);
    const body = one(fields[name]).replace(/\r\n?/g, '\n').normalize('NFC').trim();
    const untouched = hashOf(body) === one(fields[`was.${question}`]) && join !== question;
    return untouched ? [] : [{ question, body, counter: 1, base: baseIn(one(fields[`base.${question}`])) }];
  });
  if (answers.length === 0) return;
  // A writer of its own: what the page's script has sent of the same words is the same words.
  const sent = { writer: newId(), guide: one(fields.guide), answers };
  await saveAnswers(ctx, found.id, parse(arrivingAnswers, sent));
}

/** "writer:3 another:1", which lines the field began from. */
const baseSaid = (answers: Answer[]) => answers.map(({ writer, counter }) => `${writer}:${counter}`).join(' ');
const baseIn = (said: string) =>
  said
    .split(' ')
    .filter(Boolean)
    .map((each) => {
      const [writer = '', counter] = each.split(':');
      return { writer, counter: Number(counter) };
    });

const hashOf = (text: string) =>
  createHash('sha256').update(text.normalize('NFC').trim()).digest('base64url').slice(0, 22);

type Guided = { id: GuideId; questions: Question[] };
type Props = { asked: LibraryViewing<Interview>; guide: Guided; answers: Answers; empty: boolean };

function Hold({ asked, guide, answers, empty }: Props) {
  const { t } = useLanguage();
  const { found: interview, again, ctx, to } = asked;
  const first = interview.held_on ?? today(ctx);
  const initial = { held_on: first, held_way: interview.held_way ?? 'visit', said: interview.consent ?? '' };
  const here = to('/interviews/:id/hold', { id: interview.id });
  return (
    <>
      <p class="no-print hold-lead">
        {interview.phone && <Telephone number={interview.phone} />}{' '}
        <span data-offline-ready={t('interviews.offline_ready')} data-offline-not={t('interviews.offline_not')}>
          {t('interviews.offline_none')}
        </span>
      </p>
      {empty && (
        <p class="warning" data-copy>
          {t('interviews.offline_copy')}
        </p>
      )}
      <Form again={again} initial={initial} island="interview" draft={draftOf(asked)} class="hold" action={here} files>
        <input type="hidden" name="guide" value={String(again?.values.guide ?? guide.id)} />
        <Consent interview={interview} />
        <div class="questions" id="questions">
          {guide.questions.map((question, at) => (
            <Asked
              key={question.key}
              question={question}
              answers={answers[question.key] ?? []}
              at={at}
              of={guide.questions.length}
              locale={interview.locale}
            />
          ))}
        </div>
        <section class="part">
          <h2>{t('interviews.done_head')}</h2>
          <div class="row">
            <TextField name="held_on" type="date" label={t('interviews.held_on')} />
            <HeldWay />
          </div>
        </section>
        <SaveBar count={guide.questions.length} />
      </Form>
    </>
  );
}

function HeldWay() {
  const { t, message } = useLanguage();
  const options = WAYS_HELD.map((value) => ({ value, label: message({ key: `interviews.way_${value}` }) }));
  return <Select name="held_way" label={t('interviews.held_way')} options={options} />;
}

function Consent({ interview }: { interview: Interview }) {
  const { t, message } = useLanguage();
  const { values, errors } = useForm();
  const said = one(values.said);
  const theirs = speak(interview.locale);
  return (
    <fieldset class={errors.said ? 'field wrong consent' : 'field consent'} id="field-said" tabIndex={-1}>
      <legend>
        <h2>{t('interviews.consent_first')}</h2>
      </legend>
      <p class="hint">{t('interviews.consent_say', { name: interview.name })}</p>
      {errors.said && <p class="error">{message(errors.said)}</p>}
      <input
        type="hidden"
        name="said_from"
        value={errors.said ? (interview.consent ?? '') : one(values.said_from) || (interview.consent ?? '')}
      />
      <div class="choices" lang={interview.locale}>
        {CONSENTS.map((consent) => (
          <label class="choice" key={consent}>
            <input type="radio" name="said" value={consent} checked={said === consent} />
            <span>{theirs.message({ key: `interviews.consent_${consent}_full` })}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type AskedProps = { question: Question; answers: Answer[]; at: number; of: number; locale: Interview['locale'] };

function Asked({ question, answers, at, of, locale }: AskedProps) {
  const { t, moment } = useLanguage();
  const { values } = useForm();
  const { key } = question;
  const stored = answers.map(({ body }) => body).join('\n\n');
  const text = typeof values[`q.${key}`] === 'string' ? one(values[`q.${key}`]) : stored;
  const id = `q-${at + 1}`;
  return (
    <section
      class="question"
      id={id}
      data-question={key}
      data-base={baseSaid(answers)}
      data-who={[...new Set(answers.map(({ who }) => who))].join(', ')}
    >
      <label for={`answer-${key}`} lang={locale}>
        {at + 1}. {questionIn(question, locale)}
      </label>
      {key === REFERRALS && <p class="hint">{t('interviews.referrals_hint')}</p>}
      {answers.length > 1 && (
        <div class="warning">
          <p>{t('interviews.side_by_side')}</p>
          <div class="beside-each-other">
            {answers.map(({ writer, body, who, written_at }) => (
              <blockquote key={writer}>
                <p class="prose">{body}</p>
                <footer class="quiet">
                  {who}, {moment(written_at)}
                </footer>
              </blockquote>
            ))}
          </div>
          <button type="submit" name="join" value={key} class="quiet-button">
            {t('interviews.join')}
          </button>
        </div>
      )}
      <textarea id={`answer-${key}`} name={`q.${key}`} rows={6} maxLength={100_000} dir="auto" placeholder=" ">
        {text.startsWith('\n') ? `\n${text}` : text}
      </textarea>
      <input type="hidden" name={`was.${key}`} value={one(values[`was.${key}`]) || hashOf(stored)} />
      <input type="hidden" name={`base.${key}`} value={one(values[`base.${key}`]) || baseSaid(answers)} />
      <div class="others" data-others={t('interviews.others_wrote')} aria-live="polite" />
      <p class="steps no-print">
        {at > 0 && <a href={`#q-${at}`}>{t('interviews.question_before')}</a>}
        {at < of - 1 && <a href={`#q-${at + 2}`}>{t('interviews.question_next')}</a>}
        <a href="#questions" class="all">
          {t('interviews.all_questions')}
        </a>
        <a href={`#${id}`} class="alone">
          {t('interviews.one_question')}
        </a>
      </p>
    </section>
  );
}

function SaveBar({ count }: { count: number }) {
  const { t } = useLanguage();
  const { url, to } = useAround();
  const words = {
    'data-saved': t('save.saved'),
    'data-saving': t('save.saving'),
    'data-unsent': t('interviews.unsent'),
    'data-signin': t('interviews.sign_in_again'),
    'data-refused': t('interviews.refused'),
    'data-full': t('interviews.device_full'),
  };
  return (
    <div class="save-bar">
      <nav class="hold-jumps" aria-label={t('interviews.guide')}>
        <span class="said-count" data-of={t('interviews.answered_of', { all: count })} />
        {Array.from({ length: count }, (_, at) => (
          <a key={at} href={`#q-${at + 1}`}>
            {at + 1}
          </a>
        ))}
      </nav>
      <p class="buttons">
        <button type="submit" name="go" value="finish">
          {t('interviews.finish')}
        </button>
        <button type="submit" name="go" value="stay" class="quiet-button">
          {t('rate.save')}
        </button>
        <a href={to('/interviews/:id', { id: url.pathname.split('/').at(-2) ?? '' })}>{t('form.back')}</a>
        <span class="save-state" role="status" data-save-state {...words} />
      </p>
    </div>
  );
}
