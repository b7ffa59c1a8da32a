/**
 * Ways from somebody on the staff to a target over known ties: of the fewest steps that there are, the freshest and
 * strongest first. Only how the search goes; where steps are read from is steps.ts.
 */
import type { EndKey, StepKind } from './tie.ts';

/** One step, in whichever direction it is gone. */
export type Step = {
  from: EndKey;
  to: EndKey;
  kind: StepKind;
  /** YYYY-MM-DD, when it was last known; null for what is so today. */
  on: string | null;
  /** Gone from its second end to its first. */
  turned?: boolean;
};
/** From the member to the target. `cost`: the smaller, the fresher and stronger. */
export type Path = { steps: Step[]; cost: number };
export type Paths = { paths: Path[] /** More was known than was looked at. */; limited: boolean };

/** The smaller, the likelier that one can ask the other for something. */
const STRENGTH: Record<StepKind, number> = {
  works_at: 1,
  board_of: 1,
  knows: 2,
  talked_with: 2,
  worked_with: 2,
  introduced: 3,
  part_of: 3,
  same_building: 5,
};
const DAY = 86_400_000;
const YEAR = 365;
/** What is older is as good as forgotten. */
const OLDEST = 3 * YEAR;

/** In days: a year costs as much as a degree of strength. */
export function costOf({ kind, on }: Pick<Step, 'kind' | 'on'>, today: string): number {
  const age = on === null ? 0 : Math.max(0, Math.round((Date.parse(today) - Date.parse(on)) / DAY));
  return STRENGTH[kind] * YEAR + Math.min(age, OLDEST);
}

type Search = {
  target: EndKey;
  /** YYYY-MM-DD */
  today: string;
  /** All steps that touch one of these. */
  stepsAt: (ends: EndKey[]) => Promise<Step[]> | Step[];
  most?: number;
};

const FARTHEST = 5;
const MOST_PATHS = 5;
const MOST_ENDS = 20_000;

/** Members are where a way begins, so none goes through one. */
const isStart = (end: EndKey) => end.startsWith('member ');

/** From the target outwards, a step at a time, until somebody on the staff is there. */
export async function findPaths({ target, today, stepsAt, most = MOST_PATHS }: Search): Promise<Paths> {
  /** Of each end, the steps from it that are one nearer to the target. */
  const nearer = new Map<EndKey, Step[]>([[target, []]]);
  let [edge, limited]: [EndKey[], boolean] = [[target], false];
  for (let far = 0; far < FARTHEST && edge.length > 0; far++) {
    const here = new Set(edge);
    const next = new Map<EndKey, Step[]>();
    for (const step of await stepsAt(edge))
      for (const [from, to] of [
        [step.from, step.to],
        [step.to, step.from],
      ] as const)
        if (here.has(to) && !nearer.has(from))
          next.set(from, [...(next.get(from) ?? []), { ...step, from, to, turned: from !== step.from }]);
    for (const [end, steps] of next) nearer.set(end, steps);
    edge = [...next.keys()].filter((end) => !isStart(end));
    const starts = [...next.keys()].filter(isStart);
    if (starts.length > 0) return { paths: bestOf(starts, { nearer, target, today, most }), limited };
    limited ||= nearer.size > MOST_ENDS;
    if (limited) break;
  }
  return { paths: [], limited };
}

type Known = { nearer: Map<EndKey, Step[]>; target: EndKey; today: string; most: number };

/** The best of each end are made of the best of those one step nearer; of two steps between the same, the better. */
function bestOf(starts: EndKey[], { nearer, target, today, most }: Known): Path[] {
  const best = new Map<EndKey, Path[]>([[target, [{ steps: [], cost: 0 }]]]);
  const from = (end: EndKey): Path[] => {
    const known = best.get(end);
    if (known) return known;
    const paths = betterSteps(nearer.get(end) ?? [], today).flatMap(({ step, cost }) =>
      from(step.to).map((rest) => ({ steps: [step, ...rest.steps], cost: cost + rest.cost })),
    );
    const few = sorted(paths).slice(0, most);
    best.set(end, few);
    return few;
  };
  return sorted(starts.flatMap(from)).slice(0, most);
}

function betterSteps(steps: Step[], today: string): { step: Step; cost: number }[] {
  const better = new Map<EndKey, { step: Step; cost: number }>();
  for (const step of steps) {
    const cost = costOf(step, today);
    const known = better.get(step.to);
    if (!known || cost < known.cost) better.set(step.to, { step, cost });
  }
  return [...better.values()];
}

const sorted = (paths: Path[]) =>
  paths.toSorted((one, other) => one.cost - other.cost || keyOf(one).localeCompare(keyOf(other)));
/** So that the same ways come in the same order. */
const keyOf = ({ steps }: Path) => steps.map(({ from }) => from).join();
