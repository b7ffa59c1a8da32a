/** The one thing due next: set, replace, done. */

import { today } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { endNextStep, openStep, setNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepDraft, nextStepEnd } from '../../rooms/partners/partner.ts';
import { findPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, PostButton, TextField } from '../../ui/form.tsx';
import { type App, libraryPage, redirect } from '../shell/door.tsx';

export function nextStepPages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/next-step', {
    show: async (visit, again) => {
      const { ctx, base, url, language } = visit;
      const { t, day } = language;
      allow(mayLog(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const step = await openStep(ctx, partner.id);
      const here = `${base}/partners/${partner.id}`;
      const initial = { what: (url.searchParams.get('what') ?? '').slice(0, 300), due_on: today(ctx, 14) };
      return {
        title: t('step.title', { name: partner.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('step.title', { name: partner.name })}</h1>
            {step && (
              <div class="card">
                <p>{t('step.will_replace', { what: step.what, day: day(step.due_on) })}</p>
                <div class="buttons">
                  <PostButton
                    action={`${here}/next-step/end`}
                    values={{ id: step.id, outcome: 'done' }}
                    label={t('step.done')}
                  />
                  <PostButton
                    action={`${here}/next-step/end`}
                    values={{ id: step.id, outcome: 'dropped' }}
                    label={t('step.drop')}
                  />
                </div>
              </div>
            )}
            <Form again={again} initial={initial}>
              <TextField name="what" label={t('field.what')} hint={t('field.what_hint')} />
              <TextField name="due_on" type="date" label={t('field.due_on')} />
              <Buttons save={t('step.set')} cancel={here} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const removal = await setNextStep(visit.ctx, visit.id(), parse(nextStepDraft, fields));
      return { to: `${visit.base}/partners/${visit.id()}`, notice: 'notice.step_set', removal };
    },
  });

  libraryPage(app, house, '/partners/:id/next-step/end', {
    show: async (visit) => {
      const partner = await findPartner(visit.ctx, visit.id());
      return redirect(`${visit.base}/partners/${partner.id}`);
    },
    submit: async (visit, fields) => {
      const removal = await endNextStep(visit.ctx, visit.id(), parse(nextStepEnd, fields));
      return { to: `${visit.base}/partners/${visit.id()}/next-step`, notice: 'notice.step_ended', removal };
    },
  });
}
