/**
 * The address that the interview's island sends to: the same verbs as the form's, answered with what was taken and what
 * stands beside it, instead of a page.
 */
import { Invalid } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { arrivingAnswers } from '../../rooms/interviews/answer.ts';
import { saveAnswers } from '../../rooms/interviews/answers.ts';
import { noteConsent } from '../../rooms/interviews/consents.ts';
import { consentSaid, type Interview } from '../../rooms/interviews/interview.ts';
import { findInterview } from '../../rooms/interviews/interviews.ts';
import { mayInterview } from '../../rooms/interviews/round.ts';
import { one } from '../../ui/field.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { interviewOf } from './parts.tsx';

export const holdAnswers = libraryPage<Interview>({
  path: '/interviews/:id/answers',
  may: mayInterview,
  load: interviewOf,
  view: ({ found: { id }, to }) => redirect(to('/interviews/:id/hold', { id })),
  submit: async ({ ctx, found: { id }, fields, language }) => {
    try {
      if (one(fields.said)) {
        const { said, said_from } = parse(consentSaid, fields);
        await noteConsent(ctx, id, said, said_from);
      }
      const sent = parse(arrivingAnswers, sentIn(one(fields.sent)));
      const nothing = { saved: {}, standing: {} };
      return Response.json(sent.answers.length > 0 ? await saveAnswers(ctx, id, sent) : nothing);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const [why] = Object.values(error.fields);
      // A consent that was changed meanwhile is not sent again; the words still are.
      const { consent } = await findInterview(ctx, id);
      const said = { why: why ? language.message(why) : '', of: Object.keys(error.fields), consent: consent ?? '' };
      return Response.json(said, { status: 422 });
    }
  },
});

function sentIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Invalid({ form: { key: 'error.form_broken' } });
  }
}
