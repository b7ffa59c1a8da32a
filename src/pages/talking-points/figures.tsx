/** Figures of the library: what is counted, what is typed, and typing one. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { figureDraft, figureEdit, mayTellStory, type TypedFigure } from '../../rooms/stories/library-figure.ts';
import {
  addFigure,
  changeFigure,
  figureAsTyped,
  findFigure,
  removeFigure,
} from '../../rooms/stories/library-figures.ts';
import { Empty, WithActs } from '../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type FigureLine, figureLine, figuresByKey, isTyped } from './figure-line.ts';
import { FigureLines } from './figure-lines.tsx';

export const figureList = libraryPage({
  path: '/library-figures',
  may: anyMember,
  view: async ({ ctx, language, to }) => {
    const all = [...(await figuresByKey(ctx)).values()];
    const lineOf = (figure: (typeof all)[number]) => figureLine(ctx, figure, { language, to });
    return {
      title: language.t('figures.title'),
      actions: (
        <Link class="button" to="/library-figures/new">
          {language.t('figures.add')}
        </Link>
      ),
      body: (
        <Figures
          typed={all.filter(isTyped).map(lineOf)}
          counted={all.filter((figure) => !isTyped(figure)).map(lineOf)}
        />
      ),
    };
  },
});

function Figures({ typed, counted }: { typed: FigureLine[]; counted: FigureLine[] }) {
  const { t } = useLanguage();
  return (
    <>
      <p class="lead">{t('figures.text')}</p>
      <section class="part">
        <h2>{t('figures.typed')}</h2>
        {typed.length === 0 && <Empty text={t('figures.none')} />}
        {typed.map((line) => (
          <Typed key={line.key} line={line} />
        ))}
      </section>
      <section class="part">
        <h2>{t('figures.from_log')}</h2>
        <p>{t('figures.from_log_text')}</p>
        <FigureLines lines={counted} />
      </section>
    </>
  );
}

function Typed({ line }: { line: FigureLine }) {
  const { t } = useLanguage();
  const at = { id: line.key };
  const name = `${line.value} ${line.says}`;
  return (
    <article class="point">
      <WithActs
        acts={
          <>
            <Link class="button low" to="/library-figures/:id/edit" at={at}>
              {t('form.change')}
              <span class="unseen"> {name}</span>
            </Link>
            <Press
              to="/library-figures/:id/removal"
              at={at}
              label={t('interaction.remove')}
              name={`${t('interaction.remove')}: ${name}`}
            />
          </>
        }
      >
        <FigureLines lines={[line]} />
      </WithActs>
    </article>
  );
}

export const newFigure = libraryPage({
  path: '/library-figures/new',
  may: mayTellStory,
  view: ({ again, to, language: { t } }) => ({
    title: t('figures.add'),
    body: (
      <div class="narrow">
        <Form again={again}>
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/library-figures')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, fields, go }) => {
    await addFigure(ctx, parse(figureDraft, fields));
    return go('/library-figures').saying('notice.saved');
  },
});

const figureOf = ({ ctx, id }: LibraryVisit) => findFigure(ctx, id());

export const editFigure = libraryPage<TypedFigure>({
  path: '/library-figures/:id/edit',
  may: mayTellStory,
  load: figureOf,
  view: ({ found: figure, again, to, language: { t } }) => ({
    title: t('figures.edit'),
    body: (
      <div class="narrow">
        {figure.stale && <p class="warning">{t('figures.stale_text')}</p>}
        <Form
          again={again}
          initial={figureAsTyped(figure)}
          version={figure.version}
          labels={{ value: t('field.value'), source: t('field.source'), as_of: t('field.as_of') }}
        >
          <Fields />
          <Buttons save={t('form.save')} cancel={to('/library-figures')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeFigure(ctx, id, parse(figureEdit, fields));
    return go('/library-figures').saying('notice.saved');
  },
});

function Fields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="value" label={t('field.value')} hint={t('figures.value_hint')} width="medium" />
      <TextField name="says_en" label={t('field.says_en')} hint={t('figures.says_hint')} />
      <TextField name="says_es" label={t('field.says_es')} />
      <TextField name="source" label={t('field.source')} hint={t('figures.where_hint')} />
      <TextField name="as_of" type="date" label={t('field.as_of')} />
    </>
  );
}

export const figureRemoval = libraryPage<TypedFigure>({
  path: '/library-figures/:id/removal',
  may: mayTellStory,
  load: figureOf,
  view: ({ to }) => redirect(to('/library-figures')),
  submit: async ({ ctx, found: { id }, go }) => {
    const removal = await removeFigure(ctx, id);
    return go('/library-figures').saying('notice.removed', { removal });
  },
});
