/** The comparison as pages and files read it: the figures, and the sentences that say them. */
import type { Ctx } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { bandsFor } from '../../rooms/evaluations/decisions.ts';
import { handedIn, type Rating } from '../../rooms/evaluations/ratings.ts';
import { type Comparison, compare, type Lead } from '../../rooms/evaluations/scoring.ts';
import { maySeeRatings, type Worksheet } from '../../rooms/evaluations/worksheet.ts';

export type Compared = { comparison: Comparison; ratings: Rating[] };

/** Null while the reader may not see the others' ratings, or nobody has handed in. */
export async function comparisonFor(ctx: Ctx, sheet: Worksheet): Promise<Compared | null> {
  if (!maySeeRatings(ctx.actor, sheet) || !sheet.raters.some((rater) => rater.submittedAt)) return null;
  const ratings = await handedIn(ctx, sheet);
  const factors = sheet.factors.map(({ code, group, weight }) => ({ code, group, weight }));
  const comparison = compare(
    sheet.partners.map((partner) => partner.id),
    factors,
    ratings,
    await bandsFor(ctx, sheet),
  );
  return { comparison, ratings };
}

/**
 * "A leads on Communication (+1.6) and Resources (+1.2), B on Purpose (+0.4); level on Environment; three factors are not yet known for B."
 */
export function comparisonSentence({ t, list, difference, words }: Language, sheet: Worksheet, comparison: Comparison): string {
  const groupName = (code: string) => words(sheet.factors.find((factor) => factor.group === code)?.groupName ?? { en: code, es: code });
  const leads = sheet.partners.flatMap((partner) => {
    const groups = comparison.groups.flatMap(({ code, lead }) => (isLeader(lead, partner.id) ? [`${groupName(code)} (${difference(lead.by)})`] : []));
    return groups.length > 0 ? [t('sentence.leads', { name: partner.name, groups: list(groups) })] : [];
  });
  const tiedBy = Map.groupBy(comparison.groups, ({ lead }) => (lead && 'tied' in lead ? lead.tied.toSorted().join(' ') : ''));
  const ties = [...tiedBy].flatMap(([key, groups]) => {
    const names = sheet.partners.filter((partner) => key.includes(partner.id)).map((partner) => partner.name);
    return key === '' ? [] : [t('sentence.ties', { names: list(names), groups: list(groups.map((group) => groupName(group.code))) })];
  });
  const unknown = sheet.partners.flatMap((partner) => {
    const { known, total } = comparison.overall[partner.id] ?? { known: 0, total: 0 };
    return total > known ? [t('sentence.unknown', { name: partner.name, count: total - known })] : [];
  });
  const parts = [...leads, ...ties, ...unknown];
  const text = parts.length > 0 ? parts.join('; ') : t('sentence.nothing');
  return `${text.charAt(0).toLocaleUpperCase()}${text.slice(1)}.`;
}

const isLeader = (lead: Lead, partner: string): lead is { leader: string; by: number } => lead !== null && 'leader' in lead && lead.leader === partner;

/** Who is ahead overall, or that it is a tie, or why it cannot be said. */
export function overallSentence({ t, difference, list }: Language, sheet: Worksheet, comparison: Comparison): string {
  if (comparison.lead === null) return t('sentence.overall_unknown');
  const { lead } = comparison;
  const names = (ids: string[]) => list(sheet.partners.filter((partner) => ids.includes(partner.id)).map((partner) => partner.name));
  if ('tied' in lead) return t('sentence.overall_tie', { names: names(lead.tied) });
  return t('sentence.overall', { name: names([lead.leader]), by: difference(lead.by) });
}

/** Whether any weight differs from 1: then every weighted figure says so. */
export const isWeighted = (sheet: Worksheet) => sheet.factors.some((factor) => factor.weight !== 1);
