/**
 * Counties, branches and partners, drawn on the server; colours come from the style sheet. Branches are squares with their names, partners are
 * small shapes by how things stand. Who cannot see it gets the same from the table beside it.
 */
import { useLanguage } from './here.ts';
import { MarkShape } from './stage-mark.tsx';

type Spot = { x: number; y: number };
export type CountyMapProps = {
  title: string;
  description: string;
  width: number;
  height: number;
  counties: (Spot & { name: string; outline: string; home: boolean })[];
  branches: (Spot & { names: string[] })[];
  dots: (Spot & { group: string; name: string })[];
  heaps: (Spot & { count: number })[];
};

export function CountyMap({ title, description, width, height, counties, branches, dots, heaps }: CountyMapProps) {
  const spots = branches.map(({ x, y }) => ({ x, y }));
  return (
    <svg class="county-map" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-labelledby="map-title map-description">
      <title id="map-title">{title}</title>
      <desc id="map-description">{description}</desc>
      <g class="counties">
        {counties.map((county) => (
          <path key={county.outline} class={county.home ? 'county home' : 'county'} d={county.outline} />
        ))}
        {counties.map(({ name, x, y, home }) => !home && x > 40 && x < width - 40 && y > 12 && y < height - 12 && <Name key={name} name={name} x={x} y={y} />)}
      </g>
      {dots.map((dot, at) => (
        <g key={at} transform={`translate(${dot.x} ${dot.y})`}>
          <title>{dot.name}</title>
          <MarkShape group={dot.group} />
        </g>
      ))}
      {heaps.map((heap) => (
        <HeapMark key={`${heap.x} ${heap.y}`} {...heap} />
      ))}
      {branches.map((branch) => (
        <BranchMark key={`${branch.x} ${branch.y}`} {...branch} toLeft={branch.x > width * 0.62} below={crowded(branch, spots)} />
      ))}
    </svg>
  );
}

const Name = ({ name, x, y }: Spot & { name: string }) => (
  <text class="county-name" x={x} y={y} text-anchor="middle">
    {name}
  </text>
);

/** Another branch just above, whose name would be in the way. */
const crowded = (branch: Spot, others: Spot[]) => others.some(({ x, y }) => y < branch.y && branch.y - y < 16 && Math.abs(x - branch.x) < 160);

/** A circle as large as its number asks for. */
function HeapMark({ x, y, count }: Spot & { count: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle class="heap" r={Math.round(Math.min(60, 10 + Math.sqrt(count)))} />
      <text class="heap-count" text-anchor="middle" dy="0.35em">
        {count}
      </text>
    </g>
  );
}

function BranchMark({ x, y, names, toLeft, below }: Spot & { names: string[]; toLeft: boolean; below: boolean }) {
  const { list } = useLanguage();
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class="branch" x={-5} y={-5} width={10} height={10} />
      <text class="branch-name" x={toLeft ? -9 : 9} dy={below ? '1.1em' : '0.35em'} text-anchor={toLeft ? 'end' : 'start'}>
        {list(names)}
      </text>
    </g>
  );
}
