/** "What would raise this?": a weak or unknown factor becomes the partner's next step. */
import { today } from '../../house/ctx.ts';
import { allow, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { openStep, setNextStep } from '../../rooms/partners/next-steps.ts';
import { mayLog, nextStepDraft } from '../../rooms/partners/partner.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type App, type LibraryVisit, libraryPage } from '../shell/door.tsx';

export function raisePages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id/raise/:code/:partner', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words, day } = language;
      allow(mayLog(ctx.actor));
      const { sheet, factor, partner } = await placeOn(visit);
      const step = await openStep(ctx, partner.id);
      const initial = { what: `${factor.code} ${words(factor.name)}: `, due_on: today(ctx, 14) };
      return {
        title: t('raise.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('raise.title')}</h1>
            <p>
              <strong>{partner.name}</strong>: {factor.code} {words(factor.name)}
            </p>
            <p>{words(factor.prompt)}</p>
            <p class="hint">{words(factor.evidence)}</p>
            {step && <p class="warning">{t('step.will_replace', { what: step.what, day: day(step.due_on) })}</p>}
            <Form again={again} initial={initial}>
              <TextField name="what" label={t('field.what')} hint={t('raise.hint')} />
              <TextField name="due_on" type="date" label={t('field.due_on')} />
              <Buttons save={t('step.set')} cancel={`${base}/worksheets/${sheet.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { partner } = await placeOn(visit);
      await setNextStep(visit.ctx, partner.id, parse(nextStepDraft, fields));
      return { to: `${visit.base}/partners/${partner.id}`, notice: 'notice.step_set' };
    },
  });
}

async function placeOn(visit: LibraryVisit) {
  const sheet = await findWorksheet(visit.ctx, visit.id());
  const factor = sheet.factors.find((each) => each.code === visit.param('code'));
  const partner = sheet.partners.find((each) => each.id === visit.id('partner'));
  if (!factor || !partner) throw new NotFound();
  return { sheet, factor, partner };
}
