/**
 * `npm run bench:figures`: how often the comparison names a leader where there is none, and how often it finds one that
 * is there. Invented raters rate partners of known worth on the guide's 20 factors: whole scores from 1 to 5, each
 * rater lenient or strict (SD 0.5) and fond of a partner or not (SD 0.3), each score with noise of its own (SD 0.6), 15
 * % unknown. Fixed seeds: the same table on every machine.
 */
import { compare } from '../src/rooms/worksheets/scoring.ts';
import { leaderOf, type Standing } from '../src/rooms/worksheets/standing.ts';

const GROUPS = [3, 4, 6, 2, 3, 2];
const FACTORS = GROUPS.flatMap((count, group) =>
  Array.from({ length: count }, (_, at) => ({ code: `${group + 1}${'abcdef'[at]}`, group: `${group + 1}`, weight: 1 })),
);
const BANDS = { holdsUpFrom: 35, mixedFrom: 25 };
const SHEETS = 2000;

/** Mulberry32: small, fast, and the same everywhere. */
function chance(seed: number) {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (sd: number) => sd * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** One worksheet of partners A, B, …, whose true worth is 3 plus `worth`. */
function ratings({ uniform, normal }: ReturnType<typeof chance>, raters: number, worth: number[]) {
  return Array.from({ length: raters }, (_, rater) => {
    const lenient = normal(0.5);
    return worth.flatMap((more, partner) => {
      const liking = normal(0.3);
      return FACTORS.map(({ code }) => {
        const felt = 3 + more + lenient + liking + normal(0.6);
        const score = uniform() < 0.15 ? null : Math.min(5, Math.max(1, Math.round(felt)));
        return { raterId: `r${rater}`, partnerId: 'ABCDEF'[partner] ?? '', code, score };
      });
    });
  }).flat();
}

type Tally = { groups: number; told: number; right: number; overall: number; overallRight: number };

function simulate(raters: number, worth: number[]): Tally {
  const random = chance(20_261_125 + raters);
  const partners = worth.map((_, at) => 'ABCDEF'[at] ?? '');
  const best = partners[worth.indexOf(Math.max(...worth))];
  const tally: Tally = { groups: 0, told: 0, right: 0, overall: 0, overallRight: 0 };
  for (let sheet = 0; sheet < SHEETS; sheet++) {
    const comparison = compare({ partners, factors: FACTORS, scores: ratings(random, raters, worth) }, BANDS);
    for (const { standing } of comparison.groups) {
      tally.groups++;
      if (told(standing)) tally.told++;
      if (leaderOf(standing)?.leader === best) tally.right++;
    }
    if (told(comparison.standing)) tally.overall++;
    if (leaderOf(comparison.standing)?.leader === best) tally.overallRight++;
  }
  return tally;
}

/** Whether any two are put one before the other. */
const told = (standing: Standing) =>
  standing.some(({ verdict }) => verdict.kind === 'ahead' || verdict.kind === 'behind');
const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;

const head = [
  'raters',
  'equal: told apart, groups',
  'overall',
  'by 1.0: found, groups',
  'wrong',
  'overall',
  'three equal: groups',
  'overall',
  'one of three by 1.0: groups',
  'overall',
];
console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
for (const raters of [1, 2, 3, 4, 5]) {
  const [equal, apart] = [simulate(raters, [0, 0]), simulate(raters, [0.5, -0.5])];
  const [three, leading] = [simulate(raters, [0, 0, 0]), simulate(raters, [0.67, -0.33, -0.33])];
  const cells = [
    percent(equal.told, equal.groups),
    percent(equal.overall, SHEETS),
    percent(apart.right, apart.groups),
    percent(apart.told - apart.right, apart.groups),
    percent(apart.overallRight, SHEETS),
    percent(three.told, three.groups),
    percent(three.overall, SHEETS),
    percent(leading.right, leading.groups),
    percent(leading.overallRight, SHEETS),
  ];
  console.log(`| ${[raters, ...cells].join(' | ')} |`);
}
