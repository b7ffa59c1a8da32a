/**
 * Who already does this? A need, for whom, where and when, is compared with everything that is known: services and
 * programs, partners, leads, public lists. Each hit says why it matched and how sure that is. What is not known of it
 * never counts for it, and never against it.
 */
import { z } from 'zod';
import type { Actor, MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { day, line, optionalId, requiredLine, several } from '../../house/parse.ts';
import { populations } from '../guide/guide.ts';
import type { NeedWord } from '../guide/needs.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { milesBetween, type Point } from '../places/places.ts';

export type OverlapCheckId = Id<'overlap_checks'>;

export const HIT_KINDS = ['service', 'partner', 'lead', 'listed'] as const;
export type HitKind = (typeof HIT_KINDS)[number];
export const MILES = [5, 10, 25, 50] as const;

const population = z.string().refine((key) => populations.some((each) => each.key === key));

/** What is asked, from an address: what does not fit is left out, never an error. */
export const overlapQuestion = z.object({
  need: line(200).catch(''),
  populations: several(z.string())
    .transform((keys) => keys.filter((key) => population.safeParse(key).success))
    .catch([]),
  near: line(20).catch(''),
  miles: z.coerce
    .number()
    .refine((value) => MILES.some((each) => each === value))
    .catch(10),
  from: day.transform((date) => date ?? '').catch(''),
  until: day.transform((date) => date ?? '').catch(''),
  partner: optionalId<'partners'>().catch(null),
});
export type OverlapQuestion = z.output<typeof overlapQuestion>;

/** Something that may be the same, as it is known. */
export type Candidate = {
  kind: HitKind;
  subject: string;
  name: string;
  /** Whose it is, of a service. */
  of: string;
  /** The path of the page that shows it, and what fills it. */
  page: string;
  id: string;
  /** All its words, plain. */
  words: string[];
  populations: string[];
  /** Where it is, as far as that may leave the staff's side. */
  points: Point[];
  /** Days in which it is known to take place, or not any more. */
  starts_on: string | null;
  ends_on: string | null;
  ended: boolean;
};

export type People = 'same' | 'other' | 'unknown' | 'not_asked';
export type Area = 'near' | 'far' | 'unknown' | 'not_asked';
export type Period = 'during' | 'over' | 'unknown' | 'not_asked';
/** `different`: like it in words, and known to be for others, elsewhere or at another time. */
export const SURENESS = ['sure', 'likely', 'maybe', 'different'] as const;
export type Sure = (typeof SURENESS)[number];

export type Hit = Pick<Candidate, 'kind' | 'subject' | 'name' | 'of' | 'page' | 'id'> & {
  /** Words of the need that it has, and words that mean much the same. */
  said: string[];
  alike: string[];
  people: People;
  populations: string[];
  area: Area;
  miles: number | null;
  period: Period;
  sure: Sure;
};

export type Asked = {
  words: NeedWord[];
  populations: string[];
  near: Point | null;
  miles: number;
  from: string;
  until: string;
};

/** Null where fewer than half of the words are in it. Pure. */
export function compared(asked: Asked, it: Candidate): Hit | null {
  const has = (word: string) => it.words.some((each) => each.startsWith(word));
  const said = asked.words.filter(({ word }) => has(word)).map(({ word }) => word);
  const others = asked.words.filter(({ word }) => !said.includes(word));
  const alike = others.flatMap(({ alike }) => alike.filter(has).slice(0, 1));
  if (said.length + alike.length < Math.max(1, asked.words.length / 2)) return null;
  const { kind, subject, name, of, page, id, populations } = it;
  const miles = nearest(asked, it);
  const dimensions = { people: peopleOf(asked, it), area: areaOf(asked, miles), period: periodOf(asked, it) };
  const hit = { kind, subject, name, of, page, id, populations, said, alike, miles, ...dimensions };
  return { ...hit, sure: sureOf(hit, asked.words.length) };
}

function peopleOf({ populations }: Asked, it: Candidate): People {
  if (populations.length === 0) return 'not_asked';
  if (it.populations.length === 0) return 'unknown';
  return it.populations.some((each) => each === 'general_public' || populations.includes(each)) ? 'same' : 'other';
}

function nearest({ near }: Asked, { points }: Candidate): number | null {
  if (!near || points.length === 0) return null;
  return Math.min(...points.map((point) => milesBetween(near, point)));
}

function areaOf({ near, miles: most }: Asked, miles: number | null): Area {
  if (!near) return 'not_asked';
  if (miles === null) return 'unknown';
  return miles <= most ? 'near' : 'far';
}

function periodOf({ from, until }: Asked, { starts_on, ends_on, ended }: Candidate): Period {
  if (ended) return 'over';
  if (from === '' && until === '') return 'not_asked';
  if (starts_on === null && ends_on === null) return 'unknown';
  const before = from !== '' && ends_on !== null && ends_on < from;
  const after = until !== '' && starts_on !== null && starts_on > until;
  return before || after ? 'over' : 'during';
}

function sureOf({ people, area, period, said, alike }: Omit<Hit, 'sure'>, words: number): Sure {
  if (people === 'other' || area === 'far' || period === 'over') return 'different';
  const asked = [people, area, period].filter((each) => each !== 'not_asked');
  const known = asked.filter((each) => each !== 'unknown').length;
  // Some of the words, or a single one and nothing else, are no more than a hint; words alone are never proof.
  const alone = words === 1 && known === 0;
  if (said.length + alike.length < words || alone) return 'maybe';
  return said.length === words && known > 0 && known === asked.length ? 'sure' : 'likely';
}

/** The surest first, then those with most of the words, then the nearest, then by name. */
export const inOrder = (hits: readonly Hit[]): Hit[] =>
  hits.toSorted(
    (one, other) =>
      SURENESS.indexOf(one.sure) - SURENESS.indexOf(other.sure) ||
      other.said.length - one.said.length ||
      other.alike.length - one.alike.length ||
      (one.miles ?? Number.MAX_VALUE) - (other.miles ?? Number.MAX_VALUE) ||
      one.name.localeCompare(other.name) ||
      one.subject.localeCompare(other.subject),
  );

/** By which "not the same" is remembered: the words that count, in whatever order. */
export const needKey = (words: readonly NeedWord[]): string =>
  words
    .map(({ word }) => word)
    .toSorted()
    .join(' ')
    .slice(0, 300);

export const answerDraft = z.object({
  kind: z.enum(HIT_KINDS, 'error.choice'),
  subject: requiredLine(300),
  label: line(300),
});

export type OverlapCheck = {
  id: OverlapCheckId;
  partner_id: PartnerId | null;
  partner: string | null;
  need: string;
  populations: string[];
  near: string;
  miles: number;
  starts_on: string | null;
  ends_on: string | null;
  hits: Hit[];
  /** What the library had said is not the same, by name. */
  set_aside: string[];
  made_by: MemberId;
  who: string;
  made_at: Date;
};

export const mayCheckOverlap = (actor: Actor) => mayLog(actor);
