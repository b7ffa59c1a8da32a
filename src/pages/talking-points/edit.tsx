/** A talking point: a new one, a changed one, one that is left out or taken away. */
import type { Locale } from '../../house/ctx.ts';
import { parse } from '../../house/parse.ts';
import { advantages, listeners } from '../../rooms/guide/talking-points.ts';
import { mayTellStory } from '../../rooms/stories/library-figure.ts';
import { pointDraft, pointEdit, type TalkingPoint } from '../../rooms/talking-points/talking-point.ts';
import {
  addPoint,
  changePoint,
  findPoint,
  leaveOutPoint,
  pointAsTyped,
  removePoint,
} from '../../rooms/talking-points/talking-points.ts';
import { Buttons, Checkboxes, Form, type Option, Select, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { landing, redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { figureLine, figuresByKey } from './figure-line.ts';
import { backToPoint } from './list.tsx';

/** Every figure there is, as something to be chosen. */
async function figureOptions({ ctx, language, to }: LibraryVisit): Promise<Option[]> {
  return [...(await figuresByKey(ctx))].map(([key, figure]) => {
    const { value, says } = figureLine(ctx, figure, { language, to });
    return { value: key, label: `${value} ${says}` };
  });
}

export const newPoint = libraryPage({
  path: '/talking-points/new',
  may: mayTellStory,
  view: async (asked) => ({
    title: asked.language.t('points.add'),
    body: (
      <div class="narrow">
        <Form again={asked.again}>
          <Fields figures={await figureOptions(asked)} />
          <Buttons save={asked.language.t('form.save')} cancel={asked.to('/talking-points')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addPoint(ctx, parse(pointDraft, fields));
    return go('/talking-points').saying('notice.saved');
  },
});

const pointOf = ({ ctx, id }: LibraryVisit) => findPoint(ctx, id());

export const editPoint = libraryPage<TalkingPoint>({
  path: '/talking-points/:id/edit',
  may: mayTellStory,
  load: pointOf,
  view: async (asked) => {
    const { found: point, again, language } = asked;
    const { t } = language;
    return {
      title: t('points.edit'),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={{ ...pointAsTyped(point), figures: point.figures }}
            version={point.version}
            labels={{ title_en: t('field.title_en'), title_es: t('field.title_es'), figures: t('figures.title') }}
          >
            <Fields figures={await figureOptions(asked)} />
            <Buttons save={t('form.save')} cancel={backToPoint(asked, point.id)} />
          </Form>
        </div>
      ),
    };
  },
  submit: async (asked) => {
    const { ctx, found: point, fields } = asked;
    await changePoint(ctx, point.id, parse(pointEdit, fields));
    return landing(backToPoint(asked, point.id)).saying('notice.saved');
  },
});

/** Leaves it out of what is suggested, or takes it in again. */
export const pointUse = libraryPage<TalkingPoint>({
  path: '/talking-points/:id/use',
  may: mayTellStory,
  load: pointOf,
  view: ({ to }) => redirect(to('/talking-points')),
  submit: async (asked) => {
    const { id } = asked.found;
    const unused = asked.url.searchParams.get('unused') === '1';
    await leaveOutPoint(asked.ctx, id, unused);
    return landing(backToPoint(asked, id)).saying(unused ? 'notice.point_left_out' : 'notice.point_taken_in');
  },
});

export const pointRemoval = libraryPage<TalkingPoint>({
  path: '/talking-points/:id/removal',
  may: mayTellStory,
  load: pointOf,
  view: ({ to }) => redirect(to('/talking-points')),
  submit: async (asked) => {
    const { id, builtIn } = asked.found;
    const removal = await removePoint(asked.ctx, id);
    return landing(backToPoint(asked, id)).saying(builtIn ? 'notice.point_reset' : 'notice.removed', { removal });
  },
});

function Fields({ figures }: { figures: Option[] }) {
  const { t, words } = useLanguage();
  const optionOf = ({ key, label }: (typeof advantages)[number]) => ({ value: key, label: words(label) });
  return (
    <>
      <Select name="advantage" label={t('points.advantage')} options={advantages.map(optionOf)} />
      <Select
        name="listener"
        label={t('points.listener')}
        options={[{ value: '', label: t('points.everybody') }, ...listeners.map(optionOf)]}
      />
      <Worded locale="en" title={t('field.title_en')} text={t('field.text_en')} />
      <Worded locale="es" title={t('field.title_es')} text={t('field.text_es')} />
      <Checkboxes name="figures" label={t('figures.title')} hint={t('points.figures_hint')} options={figures} />
    </>
  );
}

function Worded({ locale, title, text }: { locale: Locale; title: string; text: string }) {
  return (
    <>
      <TextField name={`title_${locale}`} label={title} />
      <TextArea name={`text_${locale}`} label={text} rows={4} />
    </>
  );
}
