/** Changing what a leader allows, and erasing what was written down of one who said no. */
import { parse } from '../../house/parse.ts';
import { eraseNotes } from '../../rooms/interviews/answers.ts';
import { noteConsent } from '../../rooms/interviews/consents.ts';
import { CONSENTS, consentSaid, type Interview } from '../../rooms/interviews/interview.ts';
import { mayInterview } from '../../rooms/interviews/round.ts';
import { Buttons, Form, Radios } from '../../ui/form.tsx';
import { libraryPage } from '../shell/page.ts';
import { interviewOf, interviewTrail } from './parts.tsx';

export const editConsent = libraryPage<Interview>({
  path: '/interviews/:id/consent',
  may: mayInterview,
  load: interviewOf,
  view: (asked) => {
    const { found: interview, again, to, language } = asked;
    const { t, message } = language;
    return {
      title: t('interviews.change_consent'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <p>{t('interviews.consent_change_text')}</p>
          <Form again={again} initial={{ said: interview.consent ?? '' }} labels={{ said: t('interviews.consent') }}>
            <input type="hidden" name="said_from" value={interview.consent ?? ''} />
            <Radios
              name="said"
              label={t('interviews.consent')}
              options={CONSENTS.map((value) => ({
                value,
                label: message({ key: `interviews.consent_${value}_full` }),
              }))}
            />
            <Buttons save={t('form.save')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const { said, said_from } = parse(consentSaid, fields);
    await noteConsent(ctx, id, said, said_from);
    return go('/interviews/:id', { id }).saying('notice.saved');
  },
});

export const erasure = libraryPage<Interview>({
  path: '/interviews/:id/erasure',
  may: mayInterview,
  load: interviewOf,
  view: (asked) => {
    const { found: interview, again, to, language } = asked;
    const { t } = language;
    return {
      title: t('interviews.erase'),
      trail: interviewTrail(asked, interview),
      body: (
        <div class="narrow">
          <p class="warning">{t('interviews.erase_text')}</p>
          <Form again={again}>
            <Buttons save={t('interviews.erase')} cancel={to('/interviews/:id', { id: interview.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, go }) => {
    await eraseNotes(ctx, id);
    return go('/interviews/:id', { id }).saying('notice.notes_erased');
  },
});
