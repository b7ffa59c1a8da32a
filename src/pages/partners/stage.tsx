/** Moving a partner to another stage, with the reason. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { mayLog, STAGES, stageChange } from '../../rooms/partners/partner.ts';
import { changeStage, findPartner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, Radios, TextArea } from '../../ui/form.tsx';
import { type App, libraryPage } from '../shell/door.tsx';

export function stagePages(app: App, house: House): void {
  libraryPage(app, house, '/partners/:id/stage', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, message } = language;
      allow(mayLog(ctx.actor));
      const partner = await findPartner(ctx, visit.id());
      const options = STAGES.map((stage) => ({
        value: stage,
        label: message({ key: `stage.${stage}` }),
        hint: message({ key: `stage.${stage}_hint` }),
      }));
      return {
        title: t('stage.title', { name: partner.name }),
        section: 'partners',
        body: (
          <div class="narrow">
            <h1>{t('stage.title', { name: partner.name })}</h1>
            <Form
              again={again}
              initial={{ stage: partner.stage }}
              version={partner.version}
              labels={{ stage: t('field.stage') }}
              choices={Object.fromEntries(options.map(({ value, label }) => [value, label]))}
            >
              <Radios name="stage" label={t('field.stage')} options={options} />
              <TextArea name="reason" label={t('field.reason')} rows={3} optional />
              <Buttons save={t('form.save')} cancel={`${base}/partners/${partner.id}`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changeStage(visit.ctx, visit.id(), parse(stageChange, fields));
      return { to: `${visit.base}/partners/${visit.id()}`, notice: 'notice.saved' };
    },
  });
}
