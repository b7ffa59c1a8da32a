/**
 * The outlines of US counties (us-atlas: the Census Bureau's cartographic boundaries of 2017, 1:10 million), drawn on
 * the server. Read once when first asked for: about 20 ms and 10 MB. No SQL.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type GeoPermissibleObjects, type GeoProjection, geoCentroid, geoContains, geoMercator, geoPath } from 'd3-geo';
import type { Feature, Polygon as Outline } from 'geojson';
import { feature, neighbors } from 'topojson-client';
import type { GeometryCollection, Polygon, Topology } from 'topojson-specification';
import type { Place, Point } from './places.ts';

type Counties = GeometryCollection<{ name: string }>;
type Atlas = Topology<{ counties: Counties; states: GeometryCollection; nation: GeometryCollection }>;

export type County = { name: string; outline: string; home: boolean; x: number; y: number };
export type MapSheet = {
  width: number;
  height: number;
  counties: County[];
  at: (point: Point) => { x: number; y: number } | null;
};

let atlas: { topology: Atlas; geometries: Counties['geometries']; beside: number[][] } | undefined;

function open() {
  if (atlas) return atlas;
  const topology: Atlas = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve('us-atlas/counties-10m.json'), 'utf8'),
  );
  const { geometries } = topology.objects.counties;
  atlas = { topology, geometries, beside: neighbors(geometries) };
  return atlas;
}

function shapeOf(index: number): Feature<Outline, { name: string }> {
  const { topology, geometries } = open();
  return feature(topology, geometries[index] as Polygon<{ name: string }>);
}

/**
 * Index of the county that a place is in; -1 if there is none. Connecticut's county codes changed after the outlines
 * were drawn, so a place whose code has no outline is looked for by its point.
 */
function countyOf({ countyFips, longitude, latitude }: Place): number {
  const { geometries } = open();
  const known = geometries.findIndex(({ id }) => id === countyFips);
  if (known >= 0) return known;
  const state = countyFips.slice(0, 2);
  return geometries.findIndex(
    ({ id }, index) => String(id).startsWith(state) && geoContains(shapeOf(index), [longitude, latitude]),
  );
}

const MARGIN = 44;

/**
 * A map of the counties that these places are in, and their neighbours; null if no county is found. `width` is in
 * pixels. `at` gives the pixel of a point, or null beyond the edge of the map.
 */
export function sheetOf(places: Place[], width = 720): MapSheet | null {
  const home = [...new Set(places.map(countyOf))].filter((index) => index >= 0);
  if (home.length === 0) return null;
  const homeland = { type: 'FeatureCollection' as const, features: home.map(shapeOf) };
  const { projection, height } = fitted(homeland, width);
  const path = geoPath(projection).digits(1);
  const around = new Set(home.flatMap((index) => open().beside[index] ?? []));
  for (const index of home) around.delete(index);
  const drawn = (index: number): County => {
    const shape = shapeOf(index);
    const [x = 0, y = 0] = path.centroid(shape);
    return {
      name: shape.properties.name,
      outline: path(shape) ?? '',
      home: home.includes(index),
      x: Math.round(x),
      y: Math.round(y),
    };
  };
  const counties = [...around, ...home].map(drawn).filter(({ outline }) => outline !== '');
  return { width, height, counties, at: (point) => inside({ projection, width, height }, point) };
}

/**
 * The projection, turned to the middle of the counties because Alaska crosses the 180th meridian, and the height of the
 * map, which is kept between 400 and 760 pixels.
 */
function fitted(homeland: GeoPermissibleObjects, width: number): { projection: GeoProjection; height: number } {
  const projection = geoMercator().rotate([-geoCentroid(homeland)[0], 0]);
  const [[left, top], [right, bottom]] = geoPath(projection.fitWidth(width - 2 * MARGIN, homeland)).bounds(homeland);
  const height = Math.round(
    Math.min(760, Math.max(400, ((bottom - top) / (right - left)) * (width - 2 * MARGIN) + 2 * MARGIN)),
  );
  const near: [number, number] = [MARGIN, MARGIN];
  const far: [number, number] = [width - MARGIN, height - MARGIN];
  projection.fitExtent([near, far], homeland);
  return { projection: projection.clipExtent([[0, 0], [width, height]]), height }; // biome-ignore format: x
}

function inside(
  { projection, width, height }: { projection: GeoProjection; width: number; height: number },
  { longitude, latitude }: Point,
): { x: number; y: number } | null {
  const [x = -1, y = -1] = projection([longitude, latitude]) ?? [];
  return x >= 0 && y >= 0 && x <= width && y <= height
    ? { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }
    : null;
}
