/**
 * A worksheet on one page, for whoever decides: what it is for, who is ahead and how sure that is, where the partners
 * differ most, where the raters disagree, what nobody knows yet, and what was decided, by whom and when. The page, the
 * PDF and the Word file are written from this.
 */
import type { Ctx } from '../../house/ctx.ts';
import type { Language } from '../../house/messages.ts';
import { leaderOf } from '../../rooms/worksheets/standing.ts';
import type { Worksheet } from '../../rooms/worksheets/worksheet.ts';
import { shortNames } from '../../ui/short-names.ts';
import { type Compared, comparisonSentence, isWeighted, overallSentence, standingWords } from './comparison.ts';

export type BriefPartner = { name: string; figure: string; band: string; coverage: string };
export type Brief = {
  purpose: string;
  library: string;
  /** The day on which it was written. */
  day: string;
  sentence: string;
  overall: string;
  partners: BriefPartner[];
  differences: string[];
  disagreements: string[];
  unknown: string[];
  decision: { chosen: string; reason: string; by: string } | null;
  /** Who has rated, who has not, and whether weights count. */
  basis: string[];
};

/** So many lines of each kind have room on one page; how many more there are is said. */
const MOST = { differences: 5, disagreements: 4, unknown: 6 };
/** Letters of the reason for a decision. */
const REASON = 700;

type From = { ctx: Ctx; language: Language; sheet: Worksheet; compared: Compared };

export function briefOf({ sheet: whole, ...rest }: From): Brief {
  const from = { ...rest, sheet: { ...whole, partners: called(whole.partners) } };
  const { ctx, language, sheet, compared } = from;
  return {
    purpose: sheet.purpose,
    library: ctx.library.name,
    day: language.dayOf(ctx.now),
    sentence: comparisonSentence(language, sheet, compared),
    overall: overallSentence(language, sheet, compared),
    partners: partnersOf(from, whole.partners),
    differences: differencesOf(from),
    disagreements: disagreementsOf(from),
    unknown: unknownOf(from),
    decision: decisionOf(from),
    basis: basisOf(from),
  };
}

/** Letters of a name that can be said again and again on one page. */
const LONG = 40;

/** Long names are said in short; the table has them whole, with what they are called below. */
function called(partners: Worksheet['partners']): Worksheet['partners'] {
  const names = partners.map(({ name }) => name);
  if (names.every((name) => name.length <= LONG)) return partners;
  const short = shortNames(names);
  return partners.map((partner, at) => ({ ...partner, name: short[at] ?? partner.name }));
}

function partnersOf({ language, sheet, compared: { comparison } }: From, whole: Worksheet['partners']): BriefPartner[] {
  const { t, message } = language;
  return sheet.partners.map(({ id, name: said }, at) => {
    const name = whole[at]?.name ?? said;
    const { figure, known, total } = comparison.overall[id] ?? {
      figure: { value: null, band: null },
      known: 0,
      total: 0,
    };
    return {
      name: name === said ? name : t('brief.called', { name, short: said }),
      figure: figure.value === null ? t('figure.unknown') : language.figure(figure.value),
      band: figure.band ? message({ key: `band.${figure.band}` }) : t('comparison.too_little'),
      coverage: t('comparison.known', { known, total }),
    };
  });
}

/** Groups in which one is clearly ahead, the largest lead first. A difference that may be chance is none. */
function differencesOf({ language, sheet, compared: { comparison } }: From): string[] {
  const led = comparison.groups
    .map((group) => ({ group, by: leaderOf(group.standing)?.by ?? 0 }))
    .filter(({ group }) => standingWords(language, sheet, group.standing).mark === 'differs')
    .toSorted((one, other) => other.by - one.by)
    .map(({ group: { code, standing } }) => {
      const name = sheet.factors.find((factor) => factor.group === code)?.groupName;
      return `${name ? language.words(name) : code}: ${standingWords(language, sheet, standing).text}`;
    });
  return atMost(language, led, MOST.differences);
}

function disagreementsOf({ language, sheet, compared: { comparison } }: From): string[] {
  const { t, words } = language;
  const all = comparison.groups
    .flatMap(({ factors }) => factors)
    .flatMap(({ code, byPartner }) =>
      sheet.partners.flatMap(({ id, name }) => {
        const figure = byPartner[id];
        const factor = sheet.factors.find((each) => each.code === code);
        if (!figure?.disagreement || !factor) return [];
        const [low, high] = [figure.low ?? 0, figure.high ?? 0];
        const text = t('brief.disagree', { code, factor: words(factor.name), name, low, high });
        return [{ apart: high - low, text }];
      }),
    )
    .toSorted((one, other) => other.apart - one.apart);
  return atMost(
    language,
    all.map(({ text }) => text),
    MOST.disagreements,
  );
}

/** So many factors are named; of more there is room for their codes alone. */
const NAMED = 4;

const factorIn = ({ words }: Language, { factors }: Worksheet, code: string): string => {
  const factor = factors.find((each) => each.code === code);
  return factor ? `${code} ${words(factor.name)}` : code;
};

/** By partner: which factors nobody could answer. */
function unknownOf({ language, sheet, compared: { comparison } }: From): string[] {
  const factors = comparison.groups.flatMap((group) => group.factors);
  const all = sheet.partners.flatMap(({ id, name }) => {
    const codes = factors.filter(({ byPartner }) => (byPartner[id]?.value ?? null) === null).map(({ code }) => code);
    const named = codes.length > NAMED ? codes : codes.map((code) => factorIn(language, sheet, code));
    return codes.length > 0
      ? [language.t('brief.unknown', { name, codes: named.join(', '), count: codes.length })]
      : [];
  });
  return atMost(language, all, MOST.unknown);
}

const atMost = ({ t }: Language, lines: string[], most: number): string[] =>
  lines.length <= most ? lines : [...lines.slice(0, most - 1), t('brief.more', { count: lines.length - most + 1 })];

function decisionOf({ language, sheet }: From): Brief['decision'] {
  const { t, list, moment, day } = language;
  const { decision } = sheet;
  if (!decision) return null;
  const names = sheet.partners.filter(({ id }) => decision.chosen.includes(id)).map(({ name }) => name);
  return {
    chosen:
      names.length > 0 ? t('decision.chosen', { names: list(names), count: names.length }) : t('decision.none_chosen'),
    reason: shortened(decision.reason, t('brief.shortened')),
    by: [
      t('decision.by', { who: decision.decidedBy, at: moment(decision.decidedAt) }),
      ...(decision.lookBackOn ? [t('look_back.due', { day: day(decision.lookBackOn) })] : []),
    ].join(' · '),
  };
}

/** Whole words; where it was cut, that is said. */
function shortened(text: string, mark: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= REASON ? line : `${line.slice(0, REASON).replace(/\s\S*$/, '')} … ${mark}`;
}

function basisOf({ language, sheet }: From): string[] {
  const { t, list } = language;
  const named = (handedIn: boolean) => sheet.raters.filter((rater) => Boolean(rater.submittedAt) === handedIn);
  const names = (handedIn: boolean) => list(named(handedIn).map(({ name }) => name));
  return [
    t('brief.rated_by', { names: names(true), count: named(true).length }),
    ...(named(false).length > 0 ? [t('brief.not_yet', { names: names(false), count: named(false).length })] : []),
    ...(isWeighted(sheet) ? [t('brief.weighted')] : []),
    t('brief.scale'),
  ];
}
