/**
 * Readings over time against the way from a baseline to a target: the way is dashed, readings are marks on a line. What
 * it shows stands in the table beside it.
 */
import { scaleLinear, scaleUtc } from 'd3-scale';

export type PlotPoint = { day: string; value: number };
type Props = {
  /** Where it begins and where it is to be. */
  from: PlotPoint;
  to: PlotPoint;
  points: readonly PlotPoint[];
  label: string;
  said: (value: number) => string;
  daySaid: (day: string) => string;
};

const [WIDTH, HEIGHT, LEFT, BOTTOM, EDGE] = [640, 200, 64, 24, 12];
const at = ({ day }: PlotPoint) => new Date(`${day}T00:00:00Z`);

export function LinePlot({ from, to, points, label, said, daySaid }: Props) {
  const all = [from, to, ...points];
  const values = all.map(({ value }) => value);
  const times = all.map((each) => at(each).getTime());
  const x = scaleUtc([Math.min(...times), Math.max(...times)], [LEFT, WIDTH - EDGE]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [HEIGHT - BOTTOM, EDGE]);
  const spot = (point: PlotPoint) => `${x(at(point)).toFixed(1)},${y(point.value).toFixed(1)}`;
  return (
    <svg class="line-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line class="axis" x1={LEFT} x2={WIDTH - EDGE} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
      <polyline class="way" points={[from, to].map(spot).join(' ')} />
      <polyline class="read" points={[from, ...points].map(spot).join(' ')} />
      {points.map((point) => (
        <circle key={point.day} cx={x(at(point))} cy={y(point.value)} r="4" />
      ))}
      <text x={LEFT - 6} y={y(from.value)} text-anchor="end" dominant-baseline="middle">
        {said(from.value)}
      </text>
      <text x={LEFT - 6} y={y(to.value)} text-anchor="end" dominant-baseline="middle">
        {said(to.value)}
      </text>
      <text x={LEFT} y={HEIGHT - 6}>
        {daySaid(from.day)}
      </text>
      <text x={WIDTH - EDGE} y={HEIGHT - 6} text-anchor="end">
        {daySaid(to.day)}
      </text>
    </svg>
  );
}
