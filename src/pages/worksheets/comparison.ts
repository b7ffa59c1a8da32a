/**
 * The comparison as pages, files and paper read it: the figures, and the words that say who is ahead and what cannot be
 * told.
 */
import type { Ctx } from '../../house/ctx.ts';
import type { Language, MessageKey } from '../../house/messages.ts';
import { bandsFor } from '../../rooms/worksheets/decisions.ts';
import { handedIn, type Rating } from '../../rooms/worksheets/ratings.ts';
import { type Comparison, compare } from '../../rooms/worksheets/scoring.ts';
import { behindIn, leaderOf, type Standing } from '../../rooms/worksheets/standing.ts';
import { maySeeRatings, type Worksheet } from '../../rooms/worksheets/worksheet.ts';

export type Compared = { comparison: Comparison; ratings: Rating[] };

/** Null while the reader may not see the others' ratings, or nobody has handed in. */
export async function comparisonFor(ctx: Ctx, sheet: Worksheet): Promise<Compared | null> {
  if (!maySeeRatings(ctx.actor, sheet) || !sheet.raters.some((rater) => rater.submittedAt)) return null;
  const ratings = await handedIn(ctx, sheet);
  const factors = sheet.factors.map(({ code, group, weight }) => ({ code, group, weight }));
  const comparison = compare(
    { partners: sheet.partners.map((partner) => partner.id), factors, scores: ratings },
    await bandsFor(ctx, sheet),
  );
  return { comparison, ratings };
}

/**
 * "Food Bank leads on Communication (+1.6); Food Bank and Grange cannot be told apart on Purpose; Legal Aid is behind
 * both on Purpose; three factors are not yet known for Grange." Where one person alone has rated, that comes first.
 */
export function comparisonSentence(language: Language, sheet: Worksheet, { comparison, ratings }: Compared): string {
  const { t } = language;
  const groups = comparison.groups.map(({ code, standing }) => ({ name: groupName(language, sheet, code), standing }));
  const unknown = sheet.partners.flatMap((partner) => {
    const { known, total } = comparison.overall[partner.id] ?? { known: 0, total: 0 };
    return total > known ? [t('sentence.unknown', { name: partner.name, count: total - known })] : [];
  });
  const parts = [
    ...leads(language, sheet, groups),
    ...level(language, sheet, groups),
    ...behind(language, sheet, groups),
    ...tooLittle(language, sheet, groups),
  ];
  const said = sentence([...parts, ...unknown].join('; ') || t('sentence.nothing'));
  const view = onlyRater(sheet, ratings);
  return view === null ? said : `${t('sentence.one_view', { name: view })} ${said}`;
}

type Group = { name: string; standing: Standing };

const sentence = (text: string) => `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
const groupName = ({ words }: Language, sheet: Worksheet, code: string) =>
  words(sheet.factors.find((factor) => factor.group === code)?.groupName ?? { en: code, es: code });
const namesOf = ({ list }: Language, sheet: Worksheet, ids: string[]) =>
  list(sheet.partners.filter((partner) => ids.includes(partner.id)).map((partner) => partner.name));

/** The name of the one person whose ratings there are; null when there are several. */
export function onlyRater(sheet: Worksheet, ratings: Rating[]): string | null {
  const raters = new Set(ratings.filter((rating) => rating.score !== null).map((rating) => rating.raterId));
  return raters.size === 1 ? (sheet.raters.find((rater) => raters.has(rater.id))?.name ?? null) : null;
}

function leads({ t, list, difference }: Language, sheet: Worksheet, groups: Group[]): string[] {
  return sheet.partners.flatMap((partner) => {
    const led = groups.flatMap(({ name, standing }) => {
      const lead = leaderOf(standing);
      return lead?.leader === partner.id ? [`${name} (${difference(lead.by)})`] : [];
    });
    return led.length > 0 ? [t('sentence.leads', { name: partner.name, groups: list(led) })] : [];
  });
}

/** The partners that nobody is ahead of, if there is no clear difference between any of them. */
function levelIn(standing: Standing): string[] {
  const behind = new Set(behindIn(standing).map((each) => each.partner));
  const atTop = standing.filter(({ first, second }) => !behind.has(first) && !behind.has(second));
  return atTop.length > 0 && atTop.every(({ verdict }) => verdict.kind === 'level')
    ? [...new Set(atTop.flatMap(({ first, second }) => [first, second]))]
    : [];
}

function level(language: Language, sheet: Worksheet, groups: Group[]): string[] {
  return together(groups, ({ standing }) => namesOf(language, sheet, levelIn(standing))).map(([names, members]) =>
    language.t('sentence.level', {
      names,
      groups: groupsIn(language, { some: members, all: groups, every: 'sentence.any_group' }),
    }),
  );
}

/** Who is clearly behind. Left out where one partner leads all others, because that sentence says it already. */
function behind(language: Language, sheet: Worksheet, groups: Group[]): string[] {
  const { t } = language;
  return sheet.partners.flatMap((partner) => {
    const ahead = ({ standing }: Group) =>
      leaderOf(standing) ? [] : (behindIn(standing).find((each) => each.partner === partner.id)?.ahead ?? []);
    return together(groups, (group) => namesOf(language, sheet, ahead(group))).map(([names, members]) => {
      const others = ahead(members[0] as Group).length;
      const values = {
        name: partner.name,
        ahead: names,
        others,
        groups: groupsIn(language, { some: members, all: groups }),
      };
      return others > 1 && others === sheet.partners.length - 1
        ? t('sentence.behind_all', values)
        : t('sentence.behind', values);
    });
  });
}

/**
 * Among the partners that nobody is ahead of: which share too few factors to be compared, and which factors would help.
 */
function tooLittle(language: Language, sheet: Worksheet, groups: Group[]): string[] {
  const missing = ({ standing }: Group) => {
    const behind = new Set(behindIn(standing).map((each) => each.partner));
    return standing.filter(
      ({ first, second, verdict }) => verdict.kind === 'too_little' && !behind.has(first) && !behind.has(second),
    );
  };
  return together(groups, (group) =>
    namesOf(
      language,
      sheet,
      missing(group).flatMap(({ first, second }) => [first, second]),
    ),
  ).map(([names, members]) => {
    const said = members.map((group) => {
      const codes = new Set(
        missing(group).flatMap(({ verdict }) => (verdict.kind === 'too_little' ? verdict.missing : [])),
      );
      return language.t('sentence.would_tell', { group: group.name, codes: [...codes].toSorted().join(', ') });
    });
    return language.t('sentence.too_little', { names, groups: language.list(said) });
  });
}

/** Their names, or that it is every one of them. */
const groupsIn = ({ t, list }: Language, { some, all, every = 'sentence.every_group' }: Said): string =>
  some.length === all.length && all.length > 2 ? t(every) : list(some.map((group) => group.name));
type Said = { some: Group[]; all: Group[]; every?: MessageKey };

/** Groups about which the same is to be said, together; groups about which nothing is said ('') are left out. */
function together(groups: Group[], said: (group: Group) => string): [string, Group[]][] {
  return [...Map.groupBy(groups, said)].filter(([text]) => text !== '');
}

/** Who is ahead overall, or that there is no clear difference, or why that is not known. */
export function overallSentence(language: Language, sheet: Worksheet, { comparison: { standing } }: Compared): string {
  const { t, difference } = language;
  const lead = leaderOf(standing);
  if (lead) return t('sentence.overall', { name: namesOf(language, sheet, [lead.leader]), by: difference(lead.by) });
  if (standing.some(({ verdict }) => verdict.kind === 'one_rater')) return t('sentence.overall_one_rater');
  const top = levelIn(standing);
  const first = top.length > 0 ? [t('sentence.overall_level', { names: namesOf(language, sheet, top) })] : [];
  const last = behindIn(standing).map(({ partner, ahead }) =>
    t('sentence.overall_behind', { name: namesOf(language, sheet, [partner]), ahead: namesOf(language, sheet, ahead) }),
  );
  return [...first, ...last].join(' ') || t('sentence.overall_too_little');
}

/** The same in a few words, for a table, a plot or paper. `mark` is the kind of answer alone. */
export function standingWords(
  language: Language,
  sheet: Worksheet,
  standing: Standing,
): { mark: 'differs' | 'level' | 'too_little'; text: string } {
  const { t, difference } = language;
  const lead = leaderOf(standing);
  if (lead)
    return {
      mark: 'differs',
      text: t('standing.leads', { name: namesOf(language, sheet, [lead.leader]), by: difference(lead.by) }),
    };
  const behind = behindIn(standing).map((each) => each.partner);
  if (behind.length > 0)
    return { mark: 'differs', text: t('standing.behind', { names: namesOf(language, sheet, behind) }) };
  if (standing.some(({ verdict }) => verdict.kind === 'one_rater'))
    return { mark: 'too_little', text: t('standing.one_rater') };
  if (standing.some(({ verdict }) => verdict.kind === 'level')) return { mark: 'level', text: t('standing.level') };
  return { mark: 'too_little', text: t('standing.too_little') };
}

/** Whether any weight differs from 1: then every weighted figure says so. */
export const isWeighted = (sheet: Worksheet) => sheet.factors.some((factor) => factor.weight !== 1);
