/** One theme: what it is, what may be quoted of it, and merging, splitting and taking it away. */
import { parse } from '../../house/parse.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { askedIn, columnsOf, OTHERS } from '../../rooms/interviews/matrix.ts';
import { passagesSeen } from '../../rooms/interviews/passages.ts';
import { type Quote, quotesOf } from '../../rooms/interviews/quotes.ts';
import { mayInterview, TARGET_KINDS } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import {
  type Passage,
  type Theme,
  type ThemeDraft,
  themeEdit,
  themeMerge,
  themeSplit,
} from '../../rooms/interviews/theme.ts';
import {
  changeTheme,
  findTheme,
  mergeTheme,
  removeTheme,
  splitTheme,
  type ThemeInRound,
  themeAsTyped,
  themesOf,
} from '../../rooms/interviews/themes.ts';
import { Buttons, Form, Select, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { kindsOf, roundTrail, wordsOf } from './parts.tsx';
import { ThemeFields } from './themes.tsx';

const themeOf = async ({ ctx, id }: LibraryVisit) => {
  const theme = await findTheme(ctx, id());
  return { ...theme, interviewers: (await findRound(ctx, theme.round_id)).interviewers };
};
type Found = Awaited<ReturnType<typeof themeOf>>;

async function themeTrail(visit: LibraryVisit, theme: ThemeInRound, own = true) {
  const round = await findRound(visit.ctx, theme.round_id);
  return [
    ...roundTrail(visit, round),
    { label: visit.language.t('interviews.themes'), href: visit.to('/interview-rounds/:id/themes', { id: round.id }) },
    ...(own ? [{ label: theme.name, href: visit.to('/interview-themes/:id', { id: theme.id }) }] : []),
  ];
}

export const showTheme = libraryPage<Found>({
  path: '/interview-themes/:id',
  may: anyMember,
  load: themeOf,
  view: async (asked) => {
    const { ctx, found: theme, language } = asked;
    const { t } = language;
    const mine = mayInterview(ctx.actor, theme);
    const about = { at: { id: theme.id }, about: theme };
    const column = await columnAsked(asked, theme.round_id);
    const isHere = (each: { theme_id: string; interview_id: string }) =>
      each.theme_id === theme.id && (!column || column.ids.has(each.interview_id));
    // Of a few, words without a name say who it was.
    const maySee = ({ who }: Quote) => mine || !column || who !== null;
    const all = (await quotesOf(ctx, [theme.round_id])).filter(isHere);
    const quotes = all.filter(maySee);
    const passages = mine ? (await passagesSeen(ctx, theme.round_id)).filter(isHere) : [];
    return {
      title: theme.name,
      trail: await themeTrail(asked, theme, false),
      actions: (
        <>
          <Link class="button low" to="/interview-themes/:id/edit" {...about}>
            {t('form.change')}
          </Link>
          <Link class="button low" to="/interview-themes/:id/merge" {...about}>
            {t('interviews.merge')}
          </Link>
          <Link class="button low" to="/interview-themes/:id/split" {...about}>
            {t('interviews.split')}
          </Link>
          <Press to="/interview-themes/:id/removal" {...about} label={t('interaction.remove')} />
        </>
      ),
      body: (
        <div class="narrow">
          {theme.description && <p>{theme.description}</p>}
          {column && (
            <p class="warning">
              {t('interviews.only_those', { what: column.label })}{' '}
              <Link to="/interview-themes/:id" at={{ id: theme.id }}>
                {t('interviews.all_of_theme')}
              </Link>
            </p>
          )}
          {!column && <p>{t('interviews.spoken_of', { leaders: theme.leaders, passages: theme.passages })}</p>}
          <Quotes quotes={quotes} />
          {quotes.length < all.length && <p class="quiet">{t('interviews.unnamed_in_all')}</p>}
          {passages.length > 0 && <Passages passages={passages} />}
        </div>
      ),
    };
  },
});

/** The leaders of a column of the matrix that one comes from. */
async function columnAsked({ ctx, url, language: { words, t } }: LibraryVisit, roundId: ThemeInRound['round_id']) {
  const kind = TARGET_KINDS.find((each) => each === url.searchParams.get('by'));
  const key = url.searchParams.get('key');
  if (!kind || key === null) return null;
  const marked = (await askedIn(ctx, roundId)).filter((each) => each.marked);
  const columns = columnsOf(kind, marked);
  const there = marked.filter(({ id }) => columns.get(id)?.includes(key));
  const named = wordsOf((await kindsOf(ctx))[kind], key);
  return {
    ids: new Set<string>(there.map(({ id }) => id)),
    label: named ? words(named) : t(key === OTHERS ? 'interviews.others_few' : 'interviews.not_known'),
  };
}

function Quotes({ quotes }: { quotes: Quote[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('interviews.quotes')}</h2>
      {quotes.length === 0 && <p>{t('interviews.no_quotes')}</p>}
      {quotes.map(({ id, words, who }) => (
        <blockquote key={id}>
          <p class="prose" dir="auto">
            {words}
          </p>
          {who && <footer>– {who}</footer>}
        </blockquote>
      ))}
    </section>
  );
}

function Passages({ passages }: { passages: Passage[] }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <section class="part">
      <h2>{t('interviews.all_passages')}</h2>
      <p class="quiet">{t('interviews.only_interviewers')}</p>
      <ul class="plain lines">
        {passages.map(({ id, interview_id, words }) => (
          <li key={id}>
            <a href={to('/interviews/:id/passages', { id: interview_id })} dir="auto">
              {words}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const editTheme = libraryPage<Found>({
  path: '/interview-themes/:id/edit',
  may: mayInterview,
  load: themeOf,
  view: async (asked) => {
    const { found: theme, again, to, language } = asked;
    const { t } = language;
    const labels = {
      name: t('interviews.theme'),
      description: t('interviews.what_it_is'),
      example: t('interviews.example'),
    };
    return {
      title: t('form.change'),
      trail: await themeTrail(asked, theme),
      body: (
        <div class="narrow">
          <Form
            again={again}
            initial={themeAsTyped(theme)}
            version={theme.version}
            labels={{ ...labels, is_need: t('interviews.need') }}
          >
            <ThemeFields />
            <Buttons save={t('form.save')} cancel={to('/interview-themes/:id', { id: theme.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const edit: ThemeDraft & { version: number } = parse(themeEdit, fields);
    await changeTheme(ctx, id, edit);
    return go('/interview-themes/:id', { id }).saying('notice.saved');
  },
});

export const themeMerging = libraryPage<Found>({
  path: '/interview-themes/:id/merge',
  may: mayInterview,
  load: themeOf,
  view: async (asked) => {
    const { ctx, found: theme, again, to, language } = asked;
    const { t } = language;
    const others = (await themesOf(ctx, theme.round_id)).filter(({ id }) => id !== theme.id);
    return {
      title: t('interviews.merge_title', { name: theme.name }),
      trail: await themeTrail(asked, theme),
      body: (
        <div class="narrow">
          <p>{t('interviews.merge_text', { name: theme.name, count: theme.passages })}</p>
          <Form again={again}>
            <Select
              name="into"
              label={t('interviews.merge_into')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Buttons save={t('interviews.merge')} cancel={to('/interview-themes/:id', { id: theme.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id, round_id }, fields, go }) => {
    const removal = await mergeTheme(ctx, id, parse(themeMerge, fields).into as Theme['id']);
    return go('/interview-rounds/:id/themes', { id: round_id }).saying('notice.themes_merged', { removal });
  },
});

export const themeSplitting = libraryPage<Found>({
  path: '/interview-themes/:id/split',
  may: mayInterview,
  load: themeOf,
  view: async (asked) => {
    const { ctx, found: theme, again, to, language } = asked;
    const { t } = language;
    const passages = (await passagesSeen(ctx, theme.round_id)).filter((each) => each.theme_id === theme.id);
    return {
      title: t('interviews.split_title', { name: theme.name }),
      trail: await themeTrail(asked, theme),
      body: (
        <div class="narrow">
          <p>{t('interviews.split_text', { name: theme.name })}</p>
          <Form again={again}>
            <TextField name="name" label={t('interviews.new_theme')} />
            <SplitChoice passages={passages} />
            <Buttons save={t('interviews.split')} cancel={to('/interview-themes/:id', { id: theme.id })} />
          </Form>
        </div>
      ),
    };
  },
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const { removal, theme } = await splitTheme(ctx, id, parse(themeSplit, fields));
    return go('/interview-themes/:id', { id: theme }).saying('notice.theme_split', { removal });
  },
});

function SplitChoice({ passages }: { passages: Passage[] }) {
  const { t } = useLanguage();
  return (
    <fieldset class="field">
      <legend>{t('interviews.which_passages')}</legend>
      <div class="choices">
        {passages.map(({ id, words }) => (
          <label class="choice" key={id}>
            <input type="checkbox" name="passages" value={id} />
            <span dir="auto">{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export const themeRemoval = libraryPage<Found>({
  path: '/interview-themes/:id/removal',
  may: mayInterview,
  load: themeOf,
  view: ({ found: { id }, to }) => redirect(to('/interview-themes/:id', { id })),
  submit: async ({ ctx, found: { id, round_id }, go }) => {
    const removal = await removeTheme(ctx, id);
    return go('/interview-rounds/:id/themes', { id: round_id }).saying('notice.removed', { removal });
  },
});
