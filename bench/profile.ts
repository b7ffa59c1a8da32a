/**
 * Reads what `node --cpu-prof` wrote: the functions in which the most time was spent, alone ("self") and with what they
 * called ("total"). Shares are of the time that was not idle; a function that calls itself counts once.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Frame = { functionName: string; url: string; lineNumber: number };
type Node = { id: number; callFrame: Frame; children?: number[] };
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] };
type Times = Map<string, number>;

const SHOWN = 20;

export function profileOf(folder: string): string {
  const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
  if (!file) throw new Error('The app wrote no profile.');
  const { self, total } = timesIn(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile);
  const busy = [...self.values()].reduce((sum, time) => sum + time, 0);
  const ownCode = new Map([...total].filter(([name]) => name.includes('server/cli.js')));
  return [
    '### Most time alone',
    table(self, busy),
    '### Most time with what it called, of our own functions',
    table(ownCode, busy),
  ].join('\n\n');
}

function timesIn({ nodes, samples, timeDeltas }: Profile): { self: Times; total: Times } {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const sampled = new Map<number, number>();
  for (const [at, id] of samples.entries()) sampled.set(id, (sampled.get(id) ?? 0) + (timeDeltas[at] ?? 0));
  const [self, total]: [Times, Times] = [new Map(), new Map()];
  const visit = (node: Node, above: Set<string>): number => {
    const name = nameOf(node.callFrame);
    if (name === '(idle)' || name === '(program)') return 0;
    const alone = sampled.get(node.id) ?? 0;
    const inside = new Set(above).add(name);
    const below = (node.children ?? [])
      .map((id) => byId.get(id))
      .reduce((sum, child) => sum + (child ? visit(child, inside) : 0), 0);
    self.set(name, (self.get(name) ?? 0) + alone);
    if (!above.has(name)) total.set(name, (total.get(name) ?? 0) + alone + below);
    return alone + below;
  };
  if (nodes[0]) visit(nodes[0], new Set());
  return { self, total };
}

function nameOf({ functionName, url, lineNumber }: Frame): string {
  const file = url.split('/').slice(-2).join('/');
  const name = functionName || '(anonymous)';
  return file ? `${name} (${file}:${lineNumber + 1})` : name;
}

function table(times: Times, whole: number): string {
  const rows = [...times].toSorted(([, a], [, b]) => b - a).slice(0, SHOWN);
  return [
    '| share | function |',
    '| ---: | --- |',
    ...rows.map(([name, time]) => `| ${((time / whole) * 100).toFixed(1)} % | ${name} |`),
  ].join('\n');
}
