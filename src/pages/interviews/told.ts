/** What findings say, in sentences: for the page, the paper, the Word file and the mail, so that all say the same. */
import type { Locale } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { draftQuotes } from '../../rooms/interviews/finding.ts';
import type { Report } from '../../rooms/interviews/findings.ts';
import type { Quote } from '../../rooms/interviews/quotes.ts';
import { type Kinds, wordsOf } from './parts.tsx';

export type ToldTheme = {
  id: string;
  name: string;
  /** "12 of 30 leaders" */
  count: string;
  leaders: number;
  of: number;
  is_need: boolean;
  said: string;
  quotes: Pick<Quote, 'id' | 'words' | 'who' | 'locale'>[];
};

export type ToldFindings = {
  title: string;
  library: string;
  /** In which somebody wrote it; figures and headings are in the reader's. */
  locale: Locale;
  opening: string;
  /** Who was asked. */
  asked: string;
  mix: { label: string; held: string }[];
  themes: ToldTheme[];
  next_steps: string;
  /** On which figures it rests. */
  basis: string;
};

/** So many themes are told of; the rest are in the matrix. */
const TOLD = 10;

/** `library` is its name, `onDay` today where it is. */
type About = { library: string; language: Language; onDay: string };

export function toldFindings(report: Report, kinds: Kinds, { library, language, onDay }: About): ToldFindings {
  const { t, words, day, locale } = language;
  const { round, findings, themes, quotes, held, marked, asked } = report;
  const shown = themes.slice(0, TOLD);
  const quoted =
    findings.version === 0
      ? draftQuotes(
          shown.map(({ theme }) => theme),
          quotes,
        )
      : findings.quoted;
  const until = round.ends_on < onDay ? round.ends_on : onDay;
  const days = { from: day(round.starts_on), until: day(until < round.starts_on ? round.starts_on : until) };
  return {
    title: round.name,
    library,
    locale: round.locale,
    opening: findings.opening || draftOpening(report, { library, language }),
    asked: t('interviews.told_asked', {
      held,
      asked: Math.max(asked, held),
      ...days,
      same: days.from === days.until ? 'yes' : 'no',
    }),
    mix: report.progress.flatMap(({ kind, key, held, wanted }) => {
      const named = wordsOf(kinds[kind], key);
      return named ? [{ label: words(named), held: t('interviews.held_wanted', { held, wanted }) }] : [];
    }),
    themes: shown.map(({ theme, leaders, of }) => ({
      ...{ id: theme.id, name: theme.name, leaders, of, is_need: theme.is_need },
      count: t('interviews.of_leaders', { leaders, of }),
      said: findings.said[theme.id] ?? theme.description,
      quotes: quotes.filter(({ id, theme_id }) => theme_id === theme.id && quoted.includes(id)),
    })),
    next_steps: findings.next_steps || (findings.version === 0 ? t('interviews.draft_next', { library }) : ''),
    basis: [
      t('interviews.told_basis', { marked, held }),
      themes.length > shown.length && t('interviews.more_themes', { count: themes.length - shown.length }),
      shown.length > 0 && quoted.length > 0 && t('interviews.told_quotes'),
      locale !== round.locale && t('interviews.written_in_other'),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

export const draftOpening = (
  { round }: Pick<Report, 'round'>,
  { library, language }: { library: string; language: Language },
) => language.t('interviews.draft_opening', { library, purpose: round.purpose });

/** As plain text, for an e-mail. */
export function findingsText(told: ToldFindings, { t }: Language, link: string | null): string {
  const themes = told.themes.map(({ name, count, said }) =>
    [`– ${name} (${count})`, said].filter(Boolean).join('\n  '),
  );
  return [
    told.title,
    told.opening,
    told.asked,
    themes.join('\n'),
    told.next_steps && `${t('interviews.next_steps')}\n${told.next_steps}`,
    link && t('interviews.read_here', { link }),
  ]
    .filter(Boolean)
    .join('\n\n');
}
