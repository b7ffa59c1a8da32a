/**
 * Counties, branches and partners, drawn on the server; colours come from the style sheet. Branches are squares with
 * their names, partners are small shapes by how things stand. Who cannot see it gets the same from the table beside it.
 */
import { useLanguage } from './here.ts';
import { type Label, labelsFor } from './map-labels.ts';
import { MarkShape } from './stage-mark.tsx';

type Spot = { x: number; y: number };
export type CountyMapProps = {
  title: string;
  description: string;
  width: number;
  height: number;
  counties: (Spot & { name: string; outline: string; home: boolean })[];
  /** `radius` is how far the marks around a branch reach. */
  /** Each leads to what is near it. */
  branches: (Spot & { names: string[]; radius: number; href: string })[];
  dots: (Spot & { group: string; name: string })[];
  heaps: (Spot & { count: number; radius: number })[];
};

export function CountyMap({ title, description, width, height, counties, branches, dots, heaps }: CountyMapProps) {
  const { list } = useLanguage();
  const named = branches.map((branch) => ({ ...branch, label: list(branch.names) }));
  const labels = labelsFor(named, width, height);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form; this is a picture with links in it
    <svg
      class="county-map"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="group"
      aria-labelledby="map-title map-description"
    >
      <title id="map-title">{title}</title>
      <desc id="map-description">{description}</desc>
      <Counties counties={counties} width={width} height={height} />
      {dots.map((dot, at) => (
        <DotMark key={at} {...dot} />
      ))}
      {heaps.map((heap) => (
        <HeapMark key={`${heap.x} ${heap.y}`} {...heap} />
      ))}
      {named.map(({ x, y, label, href }, at) => (
        <a key={label} href={href} class="branch-link" aria-label={label}>
          <BranchMark x={x} y={y} label={label} place={labels[at]} />
        </a>
      ))}
    </svg>
  );
}

/** Those around the home county are named, where the name does not run over the edge. */
function Counties({ counties, width, height }: Pick<CountyMapProps, 'counties' | 'width' | 'height'>) {
  const fits = ({ x, y }: Spot) => x > 40 && x < width - 40 && y > 12 && y < height - 12;
  return (
    <g class="counties">
      {counties.map((county) => (
        <path key={county.outline} class={county.home ? 'county home' : 'county'} d={county.outline} />
      ))}
      {counties.map((county) => !county.home && fits(county) && <Name key={county.name} {...county} />)}
    </g>
  );
}

const DotMark = ({ x, y, group, name }: CountyMapProps['dots'][number]) => (
  <g transform={`translate(${x} ${y})`}>
    <title>{name}</title>
    <MarkShape group={group} />
  </g>
);

const Name = ({ name, x, y }: Spot & { name: string }) => (
  <text class="county-name" x={x} y={y} text-anchor="middle">
    {name}
  </text>
);

/** Too many for single marks. */
function HeapMark({ x, y, count, radius }: Spot & { count: number; radius: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle class="heap" r={radius} />
      <text class="heap-count" text-anchor="middle" dy="0.35em">
        {count}
      </text>
    </g>
  );
}

function BranchMark({ x, y, label, place }: Spot & { label: string; place: Label | undefined }) {
  return (
    <>
      <rect class="branch" x={x - 5} y={y - 5} width={10} height={10} />
      <text class="branch-name" x={place?.x} y={place?.y} dy="0.35em" text-anchor={place?.anchor}>
        {label}
      </text>
    </>
  );
}
