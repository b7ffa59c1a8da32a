/** How a pitch was used and what came of it; logging that it was left on paper or said. */

import { today } from '../../house/ctx.ts';
import { NotFound } from '../../house/errors.ts';
import { idOf } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import {
  mayPitch,
  OUTCOMES,
  outcomeDraft,
  type Pitch,
  type PitchUse,
  useDraft,
  WAYS,
} from '../../rooms/talking-points/pitch.ts';
import { sayOutcome, usePitch, usesOf } from '../../rooms/talking-points/pitch-uses.ts';
import { Buttons, Form, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { pitchOf, pitchTrail } from './pitch-edit.tsx';
import { loggedOf, toldOf } from './told.ts';

export function Uses({ pitch, uses }: { pitch: Pitch; uses: PitchUse[] }) {
  const { t } = useLanguage();
  return (
    <section class="part no-print">
      <h2>{t('pitches.uses')}</h2>
      {uses.length === 0 && <p>{t('pitches.no_uses')}</p>}
      <ul class="plain lines">
        {uses.map((use) => (
          <Use key={use.id} pitch={pitch} use={use} />
        ))}
      </ul>
    </section>
  );
}

function Use({ pitch, use }: { pitch: Pitch; use: PitchUse }) {
  const { t, message, day } = useLanguage();
  return (
    <li>
      {message({ key: `pitches.way_${use.way}` })}, {day(use.used_on)} · {use.who}
      <span class="block">
        {use.outcome ? (
          <strong>{message({ key: `pitches.outcome_${use.outcome}` })}</strong>
        ) : (
          <span class="quiet">{t('pitches.outcome_open')}</span>
        )}{' '}
        <Link to="/pitches/:id/uses/:use" at={{ id: pitch.id, use: use.id }}>
          {t('pitches.say_outcome')}
        </Link>
      </span>
    </li>
  );
}

export const newUse = libraryPage<Pitch>({
  path: '/pitches/:id/uses/new',
  may: mayPitch,
  load: pitchOf,
  view: (asked) => {
    const { ctx, found: pitch, again, to, language } = asked;
    const { t, message } = language;
    return {
      title: t('pitches.use'),
      trail: pitchTrail(asked, pitch),
      body: (
        <div class="narrow">
          <p>{t('pitches.use_text')}</p>
          <Form again={again} initial={{ way: 'paper', used_on: today(ctx) }}>
            <Radios
              name="way"
              label={t('field.kind')}
              options={WAYS.map((way) => ({ value: way, label: message({ key: `pitches.way_${way}` }) }))}
            />
            <TextField name="used_on" type="date" label={t('field.happened_on')} />
            <Buttons save={t('log.save')} cancel={to('/pitches/:id', { id: pitch.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: pitch, fields, go, language } = asked;
    const told = loggedOf(pitch, { told: await toldOf(asked, pitch), language });
    await usePitch(ctx, pitch, { ...parse(useDraft, fields), told });
    return go('/pitches/:id', { id: pitch.id }).saying('notice.logged');
  },
});

type OneUse = { pitch: Pitch; use: PitchUse };

async function useOf(visit: LibraryVisit): Promise<OneUse> {
  const pitch = await pitchOf(visit);
  const use = (await usesOf(visit.ctx, pitch.id)).find(({ id }) => id === visit.param('use'));
  if (!use) throw new NotFound();
  return { pitch, use };
}

export const pitchOutcome = libraryPage<OneUse>({
  path: '/pitches/:id/uses/:use',
  may: mayPitch,
  load: useOf,
  view: (asked) => {
    const { again, to, language, found } = asked;
    const { pitch, use } = found;
    const { t, message } = language;
    const options = OUTCOMES.map((each) => ({ value: each, label: message({ key: `pitches.outcome_${each}` }) }));
    return {
      title: t('pitches.say_outcome'),
      trail: pitchTrail(asked, pitch),
      body: (
        <div class="narrow">
          <Form again={again} initial={{ outcome: use.outcome }}>
            <Radios
              name="outcome"
              label={t('pitches.outcome')}
              options={[{ value: '', label: t('pitches.outcome_open') }, ...options]}
            />
            <Buttons save={t('form.save')} cancel={to('/pitches/:id', { id: pitch.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { pitch, use }, fields, go }) => {
    const { outcome } = parse(outcomeDraft, fields);
    await sayOutcome(ctx, { id: idOf(use.id), pitchId: pitch.id }, outcome);
    return go('/pitches/:id', { id: pitch.id }).saying('notice.saved');
  },
});
