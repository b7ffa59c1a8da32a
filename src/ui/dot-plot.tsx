/**
 * The comparison as marks on the scale from 1 to 5, one line a factor, as wide as the page, drawn on the server.
 * Partners differ by shape, never by colour alone, and each mark has its figure beside it; the line that joins two is
 * their difference, the thin one is the raters' spread. A dashed shape at the left is not known yet. The table below
 * the plot says the same.
 */
import { scaleLinear } from 'd3-scale';
import { useLanguage } from './here.ts';

export type Dot = { name: string; value: number | null; low: number | null; high: number | null };

const UNKNOWN_X = 3;
/** Per cent of the width. */
const x = scaleLinear([1, 5], [11, 95]);
const LINE = 24;
const LANE = 15;
const TICKS = [1, 2, 3, 4, 5];

/** Two share one line; more have one each. */
const laneOf = (count: number, at: number) => (count <= 2 ? LINE / 2 : 4 + LANE / 2 + at * LANE);
const heightOf = (count: number) => (count <= 2 ? LINE : count * LANE + 8);

/** `names` labels the marks with them, and not with their figures. */
export function DotRow({ dots, names }: { dots: Dot[]; names?: readonly string[] | undefined }) {
  const { t, figure, list } = useLanguage();
  const height = heightOf(dots.length);
  const said = dots.map((dot) =>
    dot.value === null
      ? t('plot.unknown', { name: dot.name })
      : t('plot.value', { name: dot.name, value: figure(dot.value) }),
  );
  return (
    <svg class="dot-row" width="100%" height={height} role="img" aria-label={list(said)}>
      {TICKS.map((tick) => (
        <line key={tick} class="tick" x1={`${x(tick)}%`} x2={`${x(tick)}%`} y1={0} y2={height} />
      ))}
      <Difference dots={dots} />
      {dots.map((dot, at) => (
        <Mark key={at} dot={dot} at={at} label={names?.[at]} dots={dots} />
      ))}
    </svg>
  );
}

/** Between two partners on one line. */
function Difference({ dots }: { dots: Dot[] }) {
  const values = dots.flatMap(({ value }) => value ?? []);
  if (dots.length !== 2 || values.length !== 2) return null;
  const [one = 0, other = 0] = values;
  return <line class="difference" x1={`${x(one)}%`} x2={`${x(other)}%`} y1={LINE / 2} y2={LINE / 2} />;
}

type MarkProps = { dot: Dot; at: number; label: string | undefined; dots: Dot[] };

function Mark({ dot: { value, low, high }, at, label, dots }: MarkProps) {
  const { figure } = useLanguage();
  const y = laneOf(dots.length, at);
  // Of two on one line, one spread above and one below it.
  const spread = dots.length > 2 ? y : y + (at === 0 ? -8 : 8);
  const where = value === null ? UNKNOWN_X + (dots.length <= 2 ? at * 3 : 0) : x(value);
  return (
    <>
      {low !== null && high !== null && low < high && (
        <line class="whisker" x1={`${x(low)}%`} x2={`${x(high)}%`} y1={spread} y2={spread} />
      )}
      {/* Placed by per cent, which only an svg inside the svg can be; the outer one says what is drawn. */}
      <svg x={`${where}%`} y={y} class={value === null ? 'unknown mark-at' : 'mark-at'} aria-hidden="true">
        <Shape at={at} small={isCovered(dots, at)} />
        {value !== null && (
          <Label text={label ?? figure(value)} left={isLeft(dots, at)} hidden={!label && isCovered(dots, at)} />
        )}
      </svg>
    </>
  );
}

/** Where both have one figure, the second is drawn inside the first, and the figure is said once. */
const isCovered = (dots: Dot[], at: number) =>
  dots.length <= 2 && at === 1 && dots[0]?.value === dots[1]?.value && dots[1]?.value !== null;
const isLeft = (dots: Dot[], at: number) => {
  const [own, other] = [dots[at]?.value ?? 0, dots[1 - at]?.value ?? 0];
  // Of two names at one place, each has a side.
  return isCovered(dots, at) || (dots.length === 2 && other > own && dots[1 - at]?.value !== null);
};

function Label({ text, left, hidden }: { text: string; left: boolean; hidden: boolean }) {
  if (hidden) return null;
  return (
    <text x={left ? -10 : 10} y={4} text-anchor={left ? 'end' : 'start'}>
      {text}
    </text>
  );
}

/** The scale's numbers, above the rows. */
export function DotAxis() {
  return (
    <svg class="dot-row axis" width="100%" height={16} aria-hidden="true" focusable="false">
      <text x={`${UNKNOWN_X}%`} y={12} text-anchor="middle">
        ?
      </text>
      {TICKS.map((tick) => (
        <text key={tick} x={`${x(tick)}%`} y={12} text-anchor="middle">
          {tick}
        </text>
      ))}
    </svg>
  );
}

export function PartnerMark({ at }: { at: number }) {
  return (
    <svg class="mark" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      <Shape at={at} />
    </svg>
  );
}

const STANDING_SHAPES = {
  differs: 'M-5 3h10M-5-3h10M-4 6 4-6',
  level: 'M-5 2q2.5-4 5 0t5 0M-5-3q2.5-4 5 0t5 0',
  too_little: 'M-5 0h2.5M-1.2 0h2.4M2.5 0H5',
} as const;

/**
 * Whether the partners differ on a group, cannot be told apart, or have too little in common: a small sign and its
 * words.
 */
export function StandingMark({ mark, text }: { mark: keyof typeof STANDING_SHAPES; text: string }) {
  return (
    <span class={`standing standing-${mark}`}>
      <svg class="mark" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true" focusable="false">
        <path class="dot open" d={STANDING_SHAPES[mark]} />
      </svg>{' '}
      {text}
    </span>
  );
}

/** Six shapes for six columns, alternately filled and open, so that neighbours differ in both. */
function Shape({ at, small = false }: { at: number; small?: boolean }) {
  const kind = at % 2 === 0 ? 'dot filled' : 'dot open';
  const shape = Math.floor(at / 2) % 3;
  if (small) return <rect class={kind} x={-2.4} y={-2.4} width={4.8} height={4.8} />;
  if (shape === 0)
    return at % 2 === 0 ? (
      <circle class={kind} r={4.6} />
    ) : (
      <rect class={kind} x={-4.2} y={-4.2} width={8.4} height={8.4} />
    );
  if (shape === 1) return at % 2 === 0 ? <path class={kind} d="M0-5.4 5.2 4H-5.2Z" /> : <circle class={kind} r={4.4} />;
  return at % 2 === 0 ? (
    <rect class={kind} x={-4.4} y={-4.4} width={8.8} height={8.8} />
  ) : (
    <path class={kind} d="M0-5.2 5 4H-5Z" />
  );
}
