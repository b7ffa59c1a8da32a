/**
 * Marking passages of an interview with themes. With a mouse or a finger one selects words; the keyboard does the same in
 * the text field of an answer; without a script the words are copied into a field. Marks of others are shown once one's
 * own are done.
 */
import { idFrom } from '../../house/ids.ts';
import type { Language } from '../../house/messages.ts';
import { parse } from '../../house/parse.ts';
import type { Question } from '../../rooms/guide/interview-guides.ts';
import { type Answers, interviewWithAnswers, textOf } from '../../rooms/interviews/answers.ts';
import type { Interview } from '../../rooms/interviews/interview.ts';
import { finishCoding, type Marked, markPassage, marksOf, unmark } from '../../rooms/interviews/passages.ts';
import { mayInterview, questionIn } from '../../rooms/interviews/round.ts';
import { type Located, locatedIn, passageDraft, piecesOf, type Theme } from '../../rooms/interviews/theme.ts';
import { themesOf } from '../../rooms/interviews/themes.ts';
import { Empty } from '../../ui/bits.tsx';
import { one } from '../../ui/field.ts';
import { Form, Select } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { interviewOf, interviewTrail } from './parts.tsx';

type Marking = {
  interview: Interview;
  questions: Question[];
  answers: Answers;
  themes: Theme[];
  marks: Marked;
};

export const passages = libraryPage<Interview>({
  path: '/interviews/:id/passages',
  may: mayInterview,
  load: interviewOf,
  // After a no nothing is looked through.
  instead: ({ found: { id, consent }, to }) => consent === 'none' && to('/interviews/:id', { id }),
  view: async (asked) => {
    const { ctx, found: interview, language } = asked;
    const { answers, guide } = await interviewWithAnswers(ctx, interview.id);
    const themes = await themesOf(ctx, interview.round_id);
    const marking = { interview, questions: guide.questions, answers, themes, marks: await marksOf(ctx, interview.id) };
    return {
      title: language.t('interviews.mark_title', { name: interview.name || language.t('interviews.nameless') }),
      trail: interviewTrail(asked, interview),
      islands: ['passages'],
      actions: (
        <Link class="button low" to="/interview-rounds/:id/themes" at={{ id: interview.round_id }} about={interview}>
          {language.t('interviews.themes')}
        </Link>
      ),
      body: <AllOfIt asked={asked} {...marking} />,
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const remove = one(fields.unmark);
    const done = one(fields.done);
    if (remove) await unmark(ctx, id, idFrom(remove));
    else if (done) await finishCoding(ctx, id, done === 'yes');
    else await markPassage(ctx, id, parse(passageDraft, fields));
    const question = one(fields.question);
    const said = go('/interviews/:id/passages', { id });
    return question && !remove ? said.at(`q-${question}`) : said;
  },
});

function AllOfIt({ asked, ...marking }: Marking & { asked: LibraryViewing<Interview> }) {
  const { t } = useLanguage();
  const { questions, answers, themes, marks, interview } = marking;
  const keys = [
    ...questions.map(({ key }) => key),
    ...Object.keys(answers).filter((key) => !questions.some((question) => question.key === key)),
  ].filter((key) => textOf(answers, key) !== '');
  if (themes.length === 0)
    return (
      <Empty text={t('interviews.no_themes_yet')}>
        <Link class="button" to="/interview-rounds/:id/themes" at={{ id: interview.round_id }} about={interview}>
          {t('interviews.add_theme')}
        </Link>
      </Empty>
    );
  if (keys.length === 0) return <Empty text={t('interviews.nothing_said')} />;
  return (
    <>
      <p class="lead no-print">{t('interviews.mark_text')}</p>
      <div class="marking-columns">
        <div>
          {keys.map((key) => (
            <Text key={key} question={key} {...marking} />
          ))}
        </div>
        <div class="mark-side">
          <MarkForm asked={asked} keys={keys} {...marking} />
        </div>
      </div>
      <Done marks={marks} interview={interview} />
    </>
  );
}

const titleOf = ({ questions, interview }: Pick<Marking, 'questions' | 'interview'>, key: string, t: Language['t']) => {
  const asks = questions.find((question) => question.key === key);
  return asks ? questionIn(asks, interview.locale) : t('interviews.earlier_question');
};

function Text({ question, ...marking }: Marking & { question: string }) {
  const { t } = useLanguage();
  const { answers, themes, marks, interview } = marking;
  const text = textOf(answers, question);
  const located = marks.passages
    .filter((passage) => passage.question_key === question)
    .map((passage) => locatedIn(text, passage));
  return (
    <section class="part marking" id={`q-${question}`}>
      <h2>{titleOf(marking, question, t)}</h2>
      <div class="prose marked" data-passages={question} dir="auto">
        <Pieces text={text} located={located} themes={themes} />
      </div>
      <Marks located={located} themes={themes} interview={interview} />
    </section>
  );
}

type FormProps = Marking & { asked: LibraryViewing<Interview>; keys: string[] };

/** Beside the answers, in sight while one reads; what is selected goes into it (browser/passages.ts). */
function MarkForm({ asked, keys, ...marking }: FormProps) {
  const { t } = useLanguage();
  const { answers, themes } = marking;
  const options = keys.map((key) => ({ value: key, label: titleOf(marking, key, t) }));
  return (
    <Form again={asked.again} class="mark-form no-print">
      <input type="hidden" name="starts_at" value="" />
      <input type="hidden" name="length" value="" />
      <Select name="question" label={t('interviews.which_answer')} options={options} />
      <MarkFields themes={themes} />
      <details class="by-keyboard">
        <summary>{t('interviews.by_keyboard')}</summary>
        {keys.map((key) => (
          <label key={key}>
            {titleOf(marking, key, t)}
            <textarea aria-readonly="true" rows={4} data-select={key} dir="auto">
              {`${textOf(answers, key).startsWith('\n') ? '\n' : ''}${textOf(answers, key)}`}
            </textarea>
          </label>
        ))}
      </details>
    </Form>
  );
}

/** Overlapping marks are nested pieces; their numbers stand behind them, so that nothing is said by colour alone. */
function Pieces({ text, located, themes }: { text: string; located: Located[]; themes: Theme[] }) {
  const numberOf = (passage: Located) => themes.findIndex(({ id }) => id === passage.theme_id) + 1;
  const pieces = piecesOf(text, located);
  return (
    <>
      {pieces.map((piece) => {
        if (piece.in.length === 0) return piece.text;
        const ends = piece.in.filter((passage) => passage.at?.end === piece.start + [...piece.text].length);
        return (
          <mark key={piece.start} class={piece.in.length > 1 ? 'several' : undefined}>
            {piece.text}
            {ends.map((passage) => (
              <sup key={passage.id} data-not-text>
                {numberOf(passage)}
              </sup>
            ))}
          </mark>
        );
      })}
    </>
  );
}

function Marks({ located, themes, interview }: { located: Located[]; themes: Theme[]; interview: Interview }) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  if (located.length === 0) return null;
  const short = (words: string) => (words.length > 80 ? `${words.slice(0, 78)}…` : words);
  return (
    <ul class="plain lines marks">
      {located.map((passage) => {
        const number = themes.findIndex(({ id }) => id === passage.theme_id);
        return (
          <li key={passage.id}>
            <strong>
              {number + 1} {themes[number]?.name}
            </strong>
            : “{short(passage.words)}”
            {passage.coder_id !== ctx?.actor.id && <span class="quiet"> {passage.coder}</span>}
            {!passage.at && <span class="warning block">{t('interviews.words_gone')}</span>}
            {passage.at?.moved && <span class="quiet block">{t('interviews.moved')}</span>}
            {passage.coder_id === ctx?.actor.id && (
              <Press
                to="/interviews/:id/passages"
                at={{ id: interview.id }}
                about={interview}
                label={t('interviews.unmark')}
                name={`${t('interviews.unmark')}: ${themes[number]?.name}, ${short(passage.words)}`}
                values={{ unmark: passage.id }}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

function MarkFields({ themes }: { themes: Theme[] }) {
  const { t, message } = useLanguage();
  const { values, errors } = useForm();
  const chosen = [values.themes ?? []].flat();
  return (
    <>
      <label for="field-words">{t('interviews.words')}</label>
      {errors.words && <p class="error">{message(errors.words)}</p>}
      <textarea id="field-words" name="words" rows={3} dir="auto">
        {one(values.words)}
      </textarea>
      <fieldset class="field">
        <legend>{t('interviews.themes')}</legend>
        {errors.themes && <p class="error">{message(errors.themes)}</p>}
        <div class="choices theme-choices">
          {themes.map(({ id, name, description }, at) => (
            <label class="choice" key={id} title={description || undefined}>
              <input type="checkbox" name="themes" value={id} checked={chosen.includes(id)} />
              <span>
                {at + 1} {name}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit">{t('interviews.mark_it')}</button>
    </>
  );
}

function Done({ marks, interview }: { marks: Marked; interview: Interview }) {
  const { t, dayOf } = useLanguage();
  return (
    <section class="part no-print">
      <h2>{t('interviews.marked_head')}</h2>
      {marks.finished.length > 0 && (
        <ul>
          {marks.finished.map(({ coder_id, coder, finished_at }) => (
            <li key={coder_id}>{t('interviews.marked_by', { who: coder, day: dayOf(finished_at) })}</li>
          ))}
        </ul>
      )}
      <p>{t(marks.mine ? 'interviews.see_others' : 'interviews.blind')}</p>
      <Press
        to="/interviews/:id/passages"
        at={{ id: interview.id }}
        about={interview}
        label={t(marks.mine ? 'interviews.mark_on' : 'interviews.marking_done')}
        values={{ done: marks.mine ? 'no' : 'yes' }}
        quiet={marks.mine}
      />
    </section>
  );
}
