/** The questions of a round: changing them, and a form on paper with room to write. */

import { localeCalled } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { guideEdit, mayChangeRound, questionIn, type Round } from '../../rooms/interviews/round.ts';
import { changeGuide } from '../../rooms/interviews/rounds.ts';
import { one } from '../../ui/field.ts';
import { Buttons, Form, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { nested } from '../shell/form-body.ts';
import { libraryPage } from '../shell/page.ts';
import { Grow, growing, rowsOf, SaveFirst } from '../shell/rows.tsx';
import { roundOf, roundTrail } from './parts.tsx';

const MOST = 30;

export const editGuide = libraryPage<Round>({
  path: '/interview-rounds/:id/guide',
  may: mayChangeRound,
  load: roundOf,
  view: (asked) => {
    const { found: round, again, to, language } = asked;
    const { t } = language;
    const { questions, number } = round.guide;
    const count = rowsOf('questions', { again, stored: questions.length, most: MOST });
    const initial = Object.fromEntries(
      questions.flatMap(({ key, en, es }, at) => [
        [`questions.${at}.key`, key],
        [`questions.${at}.at`, String(at + 1)],
        [`questions.${at}.en`, en],
        [`questions.${at}.es`, es],
      ]),
    );
    return {
      title: t('interviews.guide'),
      trail: roundTrail(asked, round),
      body: (
        <div class="narrow">
          <p>{t('interviews.guide_text', { number })}</p>
          <Form again={again} initial={{ ...initial, number: String(number) }}>
            <SaveFirst />
            <input type="hidden" name="number" value={one(again?.values.number) || String(number)} />
            <ol class="guide-questions">
              {Array.from({ length: count }, (_, at) => (
                <li key={at}>
                  <input
                    type="hidden"
                    name={`questions.${at}.key`}
                    value={String(again?.values[`questions.${at}.key`] ?? questions[at]?.key ?? '')}
                  />
                  <TextField
                    name={`questions.${at}.at`}
                    label={t('interviews.question_place', { n: at + 1 })}
                    inputmode="numeric"
                    width="short"
                  />
                  <TextArea name={`questions.${at}.en`} label={t('interviews.question_en', { n: at + 1 })} rows={2} />
                  <TextArea name={`questions.${at}.es`} label={t('interviews.question_es', { n: at + 1 })} rows={2} />
                </li>
              ))}
            </ol>
            {count < MOST && <Grow list="questions" label={t('interviews.one_more')} />}
            <Buttons save={t('interviews.save_guide')} cancel={to('/interview-rounds/:id', { id: round.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    growing(fields);
    await changeGuide(ctx, id, parse(guideEdit, nested(fields)));
    return go('/interview-rounds/:id', { id }).saying('notice.guide_saved');
  },
});

/** For the table at a kitchen or a shop: who, what they allow, and lines to write on. */
export const guidePaper = libraryPage<Round>({
  path: '/interview-rounds/:id/guide/paper',
  may: anyMember,
  load: roundOf,
  view: (asked) => {
    const { found: round, language, url, to } = asked;
    const locale = localeCalled(url.searchParams.get('in')) ?? language.locale;
    const other = locale === 'en' ? 'es' : 'en';
    return {
      title: round.name,
      trail: roundTrail(asked, round),
      actions: (
        <a class="button low" href={to('/interview-rounds/:id/guide/paper', { id: round.id, in: other })} lang={other}>
          {other === 'es' ? 'Español' : 'English'}
        </a>
      ),
      body: <Paper round={round} locale={locale} />,
    };
  },
});

/** To write on: a background is not printed. */
const LINES = [1, 2, 3, 4, 5];
const PAPER_CONSENTS = ['notes', 'unnamed', 'named', 'none'] as const;

function Paper({ round, locale }: { round: Round; locale: 'en' | 'es' }) {
  const { t, message } = useLanguage();
  return (
    <div class="interview-paper narrow" lang={locale}>
      <p class="no-print">{t('interviews.paper_text')}</p>
      <dl class="paper-lines">
        {(['name', 'role', 'organization', 'phone', 'day'] as const).map((field) => (
          <div key={field}>
            <dt>{message({ key: `interviews.paper_${field}` })}</dt>
            <dd />
          </div>
        ))}
      </dl>
      <h2>{t('interviews.consent_first')}</h2>
      <ul class="plain paper-boxes">
        {PAPER_CONSENTS.map((consent) => (
          <li key={consent}>☐ {message({ key: `interviews.consent_${consent}_full` })}</li>
        ))}
      </ul>
      {round.guide.questions.map((question, at) => (
        <section key={question.key} class="paper-question">
          <h2>
            {at + 1}. {questionIn(question, locale)}
          </h2>
          <div class="ruled">
            {LINES.map((line) => (
              <div key={line} />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
