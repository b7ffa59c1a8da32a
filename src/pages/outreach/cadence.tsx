/** How often one wants to be in touch with a partner, and until when that rests. */
import { parse } from '../../house/parse.ts';
import { CADENCES, cadenceDraft, KEY_DAYS, USUAL_DAYS } from '../../rooms/outreach/cadence.ts';
import { type Cadence, findCadence, setCadence } from '../../rooms/outreach/cadences.ts';
import { mayLog } from '../../rooms/partners/partner.ts';
import type { Partner } from '../../rooms/partners/partners.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { partnerOf } from '../partners/partner.ts';
import { partnerTrail } from '../partners/trail.ts';
import { type LibraryViewing, libraryPage } from '../shell/page.ts';

export const cadence = libraryPage({
  path: '/partners/:id/cadence',
  may: mayLog,
  load: partnerOf,
  view: async (asked) => ({
    title: asked.language.t('cadence.title', { name: asked.found.name }),
    trail: partnerTrail(asked, asked.found),
    body: <Choose asked={asked} is={await findCadence(asked.ctx, asked.found.id)} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await setCadence(ctx, id, parse(cadenceDraft, fields));
    return go('/partners/:id', { id }).saying('notice.saved');
  },
});

function Choose({ asked: { again, found: partner, to }, is }: { asked: LibraryViewing<Partner>; is: Cadence }) {
  const { t, message } = useLanguage();
  const usual = USUAL_DAYS[partner.stage];
  const says = {
    usual: usual === null ? t('cadence.usual_none') : t('cadence.usual', { days: usual }),
    key: t('cadence.key', { days: KEY_DAYS }),
    own: t('cadence.own'),
  };
  const labels = { kind: t('field.cadence'), days: t('field.cadence_days'), paused_until: t('field.paused_until') };
  return (
    <div class="narrow">
      <p class="hint">{t('cadence.text')}</p>
      <Form
        again={again}
        initial={{ kind: is.kind, days: String(is.days ?? ''), paused_until: is.paused_until ?? '' }}
        version={is.version}
        labels={labels}
        choices={Object.fromEntries(CADENCES.map((kind) => [kind, message({ key: `cadence.kind_${kind}` })]))}
      >
        <Radios
          name="kind"
          label={labels.kind}
          options={CADENCES.map((kind) => ({ value: kind, label: says[kind] }))}
        />
        <TextField name="days" label={labels.days} inputmode="numeric" width="short" optional />
        <TextField
          name="paused_until"
          type="date"
          label={labels.paused_until}
          hint={t('cadence.paused_hint')}
          optional
        />
        <Buttons save={t('form.save')} cancel={to('/partners/:id', { id: partner.id })} />
      </Form>
    </div>
  );
}
