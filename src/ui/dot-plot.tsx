/**
 * The comparison as dots on the 1 to 5 scale, one small picture a factor, drawn on the server. Partners differ by
 * shape, never by colour alone; a whisker is the raters' spread; a hollow dashed shape beside the scale means "not
 * known yet". The table below it says the same.
 */
import { scaleLinear } from 'd3-scale';
import { useLanguage } from './here.ts';

export type Dot = { name: string; value: number | null; low: number | null; high: number | null };

const WIDTH = 280;
const LANE = 13;
const UNKNOWN_X = 14;
const x = scaleLinear([1, 5], [44, WIDTH - 12]);

export function DotRow({ dots }: { dots: Dot[] }) {
  const { t, figure, list } = useLanguage();
  const height = dots.length * LANE + 6;
  const said = dots.map((dot) =>
    dot.value === null
      ? t('plot.unknown', { name: dot.name })
      : t('plot.value', { name: dot.name, value: figure(dot.value) }),
  );
  return (
    <svg
      class="dot-row"
      viewBox={`0 0 ${WIDTH} ${height}`}
      width={WIDTH}
      height={height}
      role="img"
      aria-label={list(said)}
    >
      {[1, 2, 3, 4, 5].map((tick) => (
        <line key={tick} class="tick" x1={x(tick)} x2={x(tick)} y1={0} y2={height} />
      ))}
      {dots.map((dot, at) => (
        <g key={dot.name} transform={`translate(0 ${3 + LANE / 2 + at * LANE})`}>
          {dot.low !== null && dot.high !== null && dot.low < dot.high && (
            <line class="whisker" x1={x(dot.low)} x2={x(dot.high)} y1={0} y2={0} />
          )}
          <g
            transform={`translate(${dot.value === null ? UNKNOWN_X : x(dot.value)} 0)`}
            class={dot.value === null ? 'unknown' : undefined}
          >
            <Shape at={at} />
          </g>
        </g>
      ))}
    </svg>
  );
}

/** The scale's numbers, above the rows. */
export function DotAxis() {
  return (
    <svg
      class="dot-row axis"
      viewBox={`0 0 ${WIDTH} 16`}
      width={WIDTH}
      height={16}
      aria-hidden="true"
      focusable="false"
    >
      <text x={UNKNOWN_X} y={12} text-anchor="middle">
        ?
      </text>
      {[1, 2, 3, 4, 5].map((tick) => (
        <text key={tick} x={x(tick)} y={12} text-anchor="middle">
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
function Shape({ at }: { at: number }) {
  const kind = at % 2 === 0 ? 'dot filled' : 'dot open';
  const shape = Math.floor(at / 2) % 3;
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
