/** Moving a partner to another stage, with the reason. */
import { parse } from '../../house/parse.ts';
import { mayLog, STAGES, stageChange } from '../../rooms/partners/partner.ts';
import { changeStage, type Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Fold, Form, Radios, TextArea } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';
import { partnerOf } from './partner.ts';
import { partnerTrail } from './trail.ts';

export const stage = libraryPage({
  path: '/partners/:id/stage',
  may: mayLog,
  load: partnerOf,
  view: (asked) => ({
    title: asked.language.t('stage.title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <Stage asked={asked} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeStage(ctx, id, parse(stageChange, fields));
    return go('/partners/:id', { id }).saying('notice.saved');
  },
});

function Stage({ asked: { again, found: partner, to } }: { asked: LibraryViewing<Partner> }) {
  const { t, message } = useLanguage();
  const options = STAGES.map((stage) => ({
    value: stage,
    label: message({ key: `stage.${stage}` }),
    hint: message({ key: `stage.${stage}_hint` }),
  }));
  return (
    <div class="narrow">
      <Form
        again={again}
        initial={{ stage: partner.stage }}
        version={partner.version}
        labels={{ stage: t('field.stage') }}
        choices={Object.fromEntries(options.map(({ value, label }) => [value, label]))}
      >
        <Radios name="stage" label={t('field.stage')} options={options} />
        <TextArea name="reason" label={t('field.reason')} rows={3} optional />
        <Fold summary={t('stage.farewell')} names={['farewell']}>
          <TextArea name="farewell" label={t('field.farewell')} hint={t('stage.farewell_hint')} rows={3} optional />
        </Fold>
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
