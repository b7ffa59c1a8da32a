/**
 * Where the names of branches are put on a map: beside their cluster of marks, where no other name or cluster is in the
 * way.
 */

export type Cluster = { x: number; y: number; radius: number; label: string };
export type Label = { x: number; y: number; anchor: 'start' | 'middle' | 'end' };
type Box = { left: number; right: number; top: number; bottom: number };

const LETTER = 7.6;
const HALF_LINE = 9;

/** One label per cluster, in their order. Right if there is room, else left, below, above; the last resort is right. */
export function labelsFor(clusters: Cluster[], width: number, height: number): Label[] {
  const taken: Box[] = clusters.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return clusters.map((cluster, at) => {
    const choices = candidates(cluster);
    const others = taken.filter((_, index) => index !== at);
    const free =
      choices.find(({ box }) => inside(box, width, height) && !others.some((other) => overlap(box, other))) ??
      choices[0];
    if (free) taken.push(free.box);
    return free?.label ?? { x: cluster.x, y: cluster.y, anchor: 'start' };
  });
}

function candidates({ x, y, radius, label }: Cluster): { label: Label; box: Box }[] {
  const long = label.length * LETTER;
  const gap = radius + 4;
  const line = (left: number, middle: number): Box => ({
    left,
    right: left + long,
    top: middle - HALF_LINE,
    bottom: middle + HALF_LINE,
  });
  return [
    { label: { x: x + gap, y, anchor: 'start' }, box: line(x + gap, y) },
    { label: { x: x - gap, y, anchor: 'end' }, box: line(x - gap - long, y) },
    { label: { x, y: y + gap + HALF_LINE, anchor: 'middle' }, box: line(x - long / 2, y + gap + HALF_LINE) },
    { label: { x, y: y - gap - HALF_LINE, anchor: 'middle' }, box: line(x - long / 2, y - gap - HALF_LINE) },
  ];
}

const inside = ({ left, right, top, bottom }: Box, width: number, height: number) =>
  left >= 2 && right <= width - 2 && top >= 2 && bottom <= height - 2;
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
