/** Closing a worksheet with a decision, and looking back at it later. */

import { atLeast, today } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { closeWorksheet, lookBack, reopenWorksheet } from '../../rooms/worksheets/decisions.ts';
import {
  decisionDraft,
  isRated,
  lookBackDraft,
  mayDecide,
  mayReopen,
  NONE,
  reopeningDraft,
} from '../../rooms/worksheets/worksheet.ts';
import { findWorksheet } from '../../rooms/worksheets/worksheets.ts';
import { Buttons, Checkboxes, Form, Radios, TextArea, TextField } from '../../ui/form.tsx';
import { type App, libraryPage, redirect } from '../shell/door.tsx';
import { comparisonFor, comparisonSentence, isWeighted, overallSentence } from './comparison.ts';

export function decisionPages(app: App, house: House): void {
  libraryPage(app, house, '/worksheets/:id/decision', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, list } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const here = `${base}/worksheets/${sheet.id}`;
      if (sheet.decision) return redirect(here);
      allow(mayDecide(ctx.actor, sheet));
      const compared = await comparisonFor(ctx, sheet);
      const waiting = sheet.raters.filter((rater) => !rater.submittedAt).map((rater) => rater.name);
      return {
        title: t('decision.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('decision.title')}</h1>
            <p>{sheet.purpose}</p>
            {compared && (
              <>
                <p>{comparisonSentence(language, sheet, compared)}</p>
                <p>{overallSentence(language, sheet, compared)}</p>
                {isWeighted(sheet) && (
                  <p>
                    <a href={`${here}#comparison`}>{t('comparison.weighted')}</a>
                  </p>
                )}
              </>
            )}
            {waiting.length > 0 && <p class="warning">{t('decision.waiting', { names: list(waiting) })}</p>}
            <Form again={again} initial={{ look_back_on: today(ctx, 182) }}>
              <Checkboxes
                name="chosen"
                label={t('field.chosen')}
                hint={t('field.chosen_hint')}
                options={[
                  ...sheet.partners.map((partner) => ({ value: partner.id, label: partner.name })),
                  { value: NONE, label: t('decision.none') },
                ]}
              />
              <TextArea
                name="reason"
                label={t('field.decision_reason')}
                hint={t('field.decision_reason_hint')}
                rows={5}
              />
              {!isRated(sheet) && (
                <TextArea
                  name="why_unrated"
                  label={t('field.why_unrated')}
                  hint={t('field.why_unrated_hint')}
                  rows={3}
                />
              )}
              <TextField name="look_back_on" type="date" label={t('field.look_back_on')} optional />
              <p class="hint">{t('decision.stays')}</p>
              <Buttons save={t('decision.button')} cancel={here} />
            </Form>
          </div>
        ),
      };
    },
    submit: async ({ ctx, base, id }, fields) => {
      await closeWorksheet(
        ctx,
        id(),
        parse(decisionDraft, fields),
        (sheet) => `${house.baseUrl}${base}/worksheets/${sheet}`,
      );
      return { to: `${base}/worksheets/${id()}`, notice: 'notice.decided' };
    },
  });

  libraryPage(app, house, '/worksheets/:id/reopen', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const here = `${base}/worksheets/${sheet.id}`;
      if (!sheet.decision) return redirect(here);
      allow(mayReopen(ctx.actor, sheet));
      return {
        title: t('reopen.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('reopen.title')}</h1>
            <p>{sheet.purpose}</p>
            <p>{t('reopen.text')}</p>
            <Form again={again}>
              <TextArea name="reason" label={t('field.reopen_reason')} hint={t('field.reopen_reason_hint')} rows={5} />
              <Buttons save={t('reopen.button')} cancel={here} />
            </Form>
          </div>
        ),
      };
    },
    submit: async ({ ctx, base, id }, fields) => {
      await reopenWorksheet(
        ctx,
        id(),
        parse(reopeningDraft, fields),
        (sheet) => `${house.baseUrl}${base}/worksheets/${sheet}`,
      );
      return { to: `${base}/worksheets/${id()}`, notice: 'notice.reopened' };
    },
  });

  libraryPage(app, house, '/worksheets/:id/look-back', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, list, message } = language;
      const sheet = await findWorksheet(ctx, visit.id());
      const here = `${base}/worksheets/${sheet.id}`;
      if (!sheet.decision) return redirect(here);
      allow(atLeast(ctx.actor, 'contributor'));
      const { chosen } = sheet.decision;
      const names = sheet.partners.filter((partner) => chosen.includes(partner.id)).map((partner) => partner.name);
      return {
        title: t('look_back.title'),
        section: 'worksheets',
        body: (
          <div class="narrow">
            <h1>{t('look_back.title')}</h1>
            <p>{sheet.purpose}</p>
            <p>
              {names.length > 0
                ? t('decision.chosen', { names: list(names), count: names.length })
                : t('decision.none_chosen')}
            </p>
            <Form again={again}>
              <TextArea name="what_happened" label={t('field.what_happened')} hint={t('note.facts_hint')} rows={5} />
              <Radios
                name="choose_again"
                label={t('field.choose_again')}
                options={['yes', 'no', 'unsure'].map((value) => ({
                  value,
                  label: message({ key: `look_back.${value}` }),
                }))}
              />
              <Buttons save={t('form.save')} cancel={here} />
            </Form>
          </div>
        ),
      };
    },
    submit: async ({ ctx, base, id }, fields) => {
      await lookBack(ctx, id(), parse(lookBackDraft, fields));
      return { to: `${base}/worksheets/${id()}`, notice: 'notice.saved' };
    },
  });
}
