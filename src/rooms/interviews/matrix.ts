/**
 * What leaders speak of, by sector, area or people served: leaders are counted, not mentions, and beside each count
 * stands of how many whose answers somebody marked: of others it is not known what they speak of. Of whom the sector or
 * the area is not known stands in a column of its own, and those of whom there are few stand in one together, as a column
 * of one would say who it is. Whoever said no is not counted at all.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Interview, InterviewId } from './interview.ts';
import { isCounted } from './quotes.ts';
import { wasInterviewed } from './readable.ts';
import { type RoundId, TARGET_KINDS, type Target, type TargetKind } from './round.ts';
import { targetsOf } from './rounds.ts';
import type { Theme, ThemeId } from './theme.ts';
import { themesOf } from './themes.ts';

/** Who was interviewed, without who they are. */
export type Asked = Pick<Interview, 'id' | 'sector_key' | 'populations' | 'branch_id'> & {
  /** Somebody looked through the answers for themes. */
  marked: boolean;
};

/** Those who were interviewed and did not say no. */
export async function askedIn(ctx: Ctx, roundId: RoundId): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select i.id, i.sector_key, i.populations, i.branch_id,
      exists (select 1 from interview_codings c where c.library_id = ${ctx.library.id} and c.interview_id = i.id)
        or exists (select 1 from interview_passages p where p.library_id = ${ctx.library.id}
          and p.interview_id = i.id) as marked
    from interviews i
    where i.library_id = ${ctx.library.id} and i.round_id = ${roundId}
      and ${wasInterviewed(ctx, 'i')}`.execute(ctx.db);
  return rows;
}

/** By theme, whose answers have a passage of it. */
export async function speakersOf(ctx: Ctx, roundId: RoundId): Promise<Map<ThemeId, Set<InterviewId>>> {
  const { rows } = await sql<{ theme_id: ThemeId; ids: InterviewId[] }>`
    select p.theme_id, array_agg(distinct p.interview_id) as ids from interview_passages p
    join interviews i on i.library_id = p.library_id and i.id = p.interview_id
    where p.library_id = ${ctx.library.id} and i.library_id = ${ctx.library.id} and i.round_id = ${roundId}
      and ${isCounted(ctx)} group by p.theme_id`.execute(ctx.db);
  return new Map(rows.map(({ theme_id, ids }) => [theme_id, new Set(ids)]));
}

/** Keys of a leader in this way of looking; '' for one of whom it is not known. */
function ownKeys(kind: TargetKind, { sector_key, populations, branch_id }: Asked): string[] {
  if (kind === 'population') return populations.length > 0 ? populations : [''];
  return [(kind === 'sector' ? sector_key : branch_id) ?? ''];
}

/** Of fewer leaders a column would say who they are. */
export const FEW = 3;
/** The column of those of whom there are few. */
export const OTHERS = 'others';

/**
 * By leader, the columns in which they are counted. A kind of few is joined with others of few, and so is one of nearly
 * all, as taken from all it says who is left; while they are few or nearly all together, the next smallest joins them.
 */
export function columnsOf(kind: TargetKind, asked: readonly Asked[]): Map<InterviewId, string[]> {
  const members = new Map<string, Set<InterviewId>>();
  for (const each of asked)
    for (const key of ownKeys(kind, each)) members.set(key, (members.get(key) ?? new Set()).add(each.id));
  const joined = new Set<string>();
  const others = new Set<InterviewId>();
  const tells = ({ size }: Set<InterviewId>) =>
    [size, asked.length - size].some((people) => people > 0 && people < FEW);
  const bySize = [...members].toSorted(([, one], [, other]) => one.size - other.size);
  for (const [key, ids] of bySize.toSorted(([, one], [, other]) => Number(tells(other)) - Number(tells(one)))) {
    if (!tells(ids) && !tells(others)) break;
    joined.add(key);
    for (const id of ids) others.add(id);
  }
  const columnOf = (key: string) => (joined.has(key) ? OTHERS : key);
  return new Map(asked.map((each) => [each.id, [...new Set(ownKeys(kind, each).map(columnOf))]]));
}

export type Cell = { leaders: number; of: number };
export type Matrix = {
  kind: TargetKind;
  /** How many were interviewed, and of how many of them somebody looked through the answers. */
  held: number;
  marked: number;
  /** In their order, '' at the end where there is one. */
  columns: string[];
  rows: { theme: Theme; all: Cell; cells: Cell[] }[];
};

export async function matrixOf(ctx: Ctx, roundId: RoundId, kind: TargetKind): Promise<Matrix> {
  const [themes, asked, speakers] = [
    await themesOf(ctx, roundId),
    await askedIn(ctx, roundId),
    await speakersOf(ctx, roundId),
  ];
  return matrix({ kind, themes, asked, speakers });
}

type Given = { kind: TargetKind; themes: Theme[]; asked: Asked[]; speakers: Map<ThemeId, Set<InterviewId>> };

export function matrix({ kind, themes, asked: all, speakers }: Given): Matrix {
  const asked = all.filter(({ marked }) => marked);
  const columnsBy = columnsOf(kind, asked);
  const last = (key: string) => (key === '' ? 2 : key === OTHERS ? 1 : 0);
  const columns = [...new Set([...columnsBy.values()].flat())].toSorted(
    (one, other) => last(one) - last(other) || one.localeCompare(other),
  );
  const inColumn = new Map(columns.map((key) => [key, asked.filter(({ id }) => columnsBy.get(id)?.includes(key))]));
  const rows = themes.map((theme) => {
    const spoke = speakers.get(theme.id) ?? new Set<InterviewId>();
    const cell = (of: Asked[]): Cell => ({ leaders: of.filter(({ id }) => spoke.has(id)).length, of: of.length });
    return { theme, all: cell(asked), cells: columns.map((key) => cell(inColumn.get(key) ?? [])) };
  });
  return {
    kind,
    held: all.length,
    marked: asked.length,
    columns,
    rows: rows.toSorted((one, other) => other.all.leaders - one.all.leaders),
  };
}

export type Progress = Target & { held: number };

/** How far the target mix is reached; whoever serves two populations counts for both. */
export const progressOf = async (ctx: Ctx, roundId: RoundId): Promise<Progress[]> =>
  progress(await targetsOf(ctx, roundId), await askedIn(ctx, roundId));

export const progress = (targets: readonly Target[], asked: readonly Asked[]): Progress[] =>
  targets
    .map((target) => ({
      ...target,
      held: asked.filter((each) => ownKeys(target.kind, each).includes(target.key)).length,
    }))
    .toSorted((one, other) => TARGET_KINDS.indexOf(one.kind) - TARGET_KINDS.indexOf(other.kind));

/** A theme as it was in the round before, by its name; null where it was not looked for. */
export type Change = { theme: Theme; now: Cell; before: Cell | null };

export async function changesSince(ctx: Ctx, roundId: RoundId, previousId: RoundId): Promise<Change[]> {
  const [now, before] = [await matrixOf(ctx, roundId, 'sector'), await matrixOf(ctx, previousId, 'sector')];
  const was = new Map(before.rows.map(({ theme, all }) => [theme.name.toLowerCase(), all]));
  return now.rows.map(({ theme, all }) => ({ theme, now: all, before: was.get(theme.name.toLowerCase()) ?? null }));
}

const TWO_SIDED = 1.96;
/** Fewer leaders than this in a cell of the comparison say too little. */
const EXPECTED = 5;

/**
 * Whether two shares differ by more than chance would: two proportions, pooled, 95 %. Null where there are too few to
 * tell.
 */
export function isClear(one: Cell, other: Cell): boolean | null {
  const n = one.of + other.of;
  if (one.of === 0 || other.of === 0) return null;
  const pooled = (one.leaders + other.leaders) / n;
  const least = Math.min(pooled, 1 - pooled) * Math.min(one.of, other.of);
  if (least < EXPECTED) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of));
  return Math.abs(one.leaders / one.of - other.leaders / other.of) > TWO_SIDED * error;
}
