/**
 * Marking passages of an interview with themes. With a mouse or a finger one selects words; the keyboard does the same in
 * the text field of an answer; without a script the words are copied into a field. Marks of others are shown once one's
 * own are done.
 */
import { idFrom } from '../../house/ids.ts';
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
import { Form } from '../../ui/form.tsx';
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
      body: <Marking asked={asked} {...marking} />,
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

function Marking({ asked, ...marking }: Marking & { asked: LibraryViewing<Interview> }) {
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
          {t('interviews.themes')}
        </Link>
      </Empty>
    );
  if (keys.length === 0) return <Empty text={t('interviews.nothing_said')} />;
  return (
    <>
      <p class="lead no-print">{t('interviews.mark_text')}</p>
      {keys.map((key) => (
        <Text key={key} asked={asked} question={key} {...marking} />
      ))}
      <Done marks={marks} interview={interview} />
    </>
  );
}

type TextProps = Marking & { asked: LibraryViewing<Interview>; question: string };

function Text({ asked, question, questions, answers, themes, marks, interview }: TextProps) {
  const { t } = useLanguage();
  const text = textOf(answers, question);
  const asks = questions.find(({ key }) => key === question);
  const located = marks.passages
    .filter((passage) => passage.question_key === question)
    .map((passage) => locatedIn(text, passage));
  const again = asked.again?.values.question === question ? asked.again : undefined;
  return (
    <section class="part marking" id={`q-${question}`}>
      <h2>{asks ? questionIn(asks, interview.locale) : t('interviews.earlier_question')}</h2>
      <div class="marking-columns">
        <div class="prose marked" data-passages={question} dir="auto">
          <Pieces text={text} located={located} themes={themes} />
        </div>
        <div>
          <Marks located={located} themes={themes} interview={interview} />
          <Form again={again} class="mark-form no-print">
            <input type="hidden" name="question" value={question} />
            <input type="hidden" name="starts_at" value="" />
            <input type="hidden" name="length" value="" />
            <details class="by-keyboard">
              <summary>{t('interviews.by_keyboard')}</summary>
              <textarea readOnly rows={6} data-select aria-label={t('interviews.by_keyboard_label')} dir="auto">
                {text.startsWith('\n') ? `\n${text}` : text}
              </textarea>
            </details>
            <MarkFields question={question} themes={themes} />
          </Form>
        </div>
      </div>
    </section>
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

function MarkFields({ question, themes }: { question: string; themes: Theme[] }) {
  const { t, message } = useLanguage();
  const { values, errors } = useForm();
  const chosen = [values.themes ?? []].flat();
  return (
    <>
      <label for={`words-${question}`}>{t('interviews.words')}</label>
      {(errors.words ?? errors.themes) && <p class="error">{message((errors.words ?? errors.themes) as never)}</p>}
      <textarea id={`words-${question}`} name="words" rows={2} dir="auto" data-words>
        {one(values.words)}
      </textarea>
      <fieldset class="field">
        <legend>{t('interviews.themes')}</legend>
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
      <button type="submit" class="quiet-button">
        {t('interviews.mark_it')}
      </button>
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
