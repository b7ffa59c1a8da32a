/** The figures as Markdown tables. */

import type { ImportRun } from './imports.ts';
import { type Load, percentile } from './load.ts';
import type { Memory } from './memory.ts';
import type { Seeded, Size } from './seed.ts';

export type PageResult = { name: string; ours: Load; limit: Load; alone: Load; queries: number; bytes: Shipped };
export type SizeResult = {
  size: Size;
  counts: Seeded['counts'];
  coldMs: number;
  warmMs: number;
  idle: Memory;
  loaded: Memory;
  pages: PageResult[];
};

import type { Shipped } from './bytes.ts';
import type { Digest } from './digest.ts';
import type { Scan } from './duplicates.ts';

export function report(results: SizeResult[]): string {
  const [small, large] = results as [SizeResult, SizeResult];
  return [
    ...results.flatMap(pagesTable),
    '### Growth of cost, small to large (time a request takes, ours and the limit)\n',
    table(
      ['page', 'ours', 'limit'],
      small.pages.map((page, at) => growth(page, large.pages[at])),
    ),
    '\n### Bytes of a first view, kB (gzip in brackets)\n',
    table(['page', 'HTML', 'CSS', 'JS', 'all, gzip'], large.pages.map(bytesRow)),
    '\n### Start and memory\n',
    table(
      ['data', 'cold start', 'warm start', 'app idle', 'app after load', 'PostgreSQL idle', 'PostgreSQL after load'],
      results.map(houseRow),
    ),
  ].join('\n');
}

function pagesTable({ size, counts, pages }: SizeResult): string[] {
  const said = Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  const head = [
    'page',
    'ours req/s',
    'limit req/s',
    'ratio',
    'ours p50 / p99 ms',
    'limit p50 / p99 ms',
    'one visitor p50 ms',
    'queries',
    'HTML kB',
  ];
  return [`### ${size.name}: ${said.join(', ')}\n`, table(head, pages.map(pageRow)), ''];
}

function pageRow({ name, ours, limit, alone, queries, bytes }: PageResult): string[] {
  const ratio = perSecond(ours) / perSecond(limit);
  const figures = [
    perSecond(ours).toFixed(0),
    perSecond(limit).toFixed(0),
    ratio.toFixed(2),
    spread(ours),
    spread(limit),
  ];
  return [name, ...figures, percentile(alone.latencies, 0.5).toFixed(1), String(queries), kB(bytes.html.raw)];
}

const perSecond = ({ requests, seconds }: Load) => requests / seconds;
const spread = ({ latencies }: Load) =>
  `${percentile(latencies, 0.5).toFixed(1)} / ${percentile(latencies, 0.99).toFixed(1)}`;

function growth(small: PageResult, large: PageResult | undefined): string[] {
  const ratio = (which: 'ours' | 'limit') =>
    large ? (perSecond(small[which]) / perSecond(large[which])).toFixed(2) : '–';
  return [small.name, ratio('ours'), ratio('limit')];
}

function bytesRow({ name, bytes: { html, css, js } }: PageResult): string[] {
  const both = [html, css, js].map(({ raw, gzip }) => `${kB(raw)} (${kB(gzip)})`);
  return [name, ...both, kB(html.gzip + css.gzip + js.gzip)];
}

const kB = (bytes: number) => (bytes / 1000).toFixed(1);

function houseRow({ size, coldMs, warmMs, idle, loaded }: SizeResult): string[] {
  const memory = [idle.app, loaded.app, idle.postgres, loaded.postgres].map((mib) =>
    mib === null ? 'unknown' : `${mib.toFixed(0)} MiB`,
  );
  return [size.name, `${(coldMs / 1000).toFixed(1)} s`, `${(warmMs / 1000).toFixed(1)} s`, ...memory];
}

export function scansTable(scans: Scan[]): string {
  const [small, large] = scans as [Scan, Scan];
  const line = (each: Scan) => {
    const times = [
      (each.oursMs / 1000).toFixed(2),
      (each.limitMs / 1000).toFixed(2),
      (each.limitMs / each.oursMs).toFixed(2),
    ];
    return [
      each.organizations.toLocaleString('en'),
      ...times,
      String(each.pairs),
      `${(each.recall * 100).toFixed(1)} %`,
      String(each.wrong),
    ];
  };
  const grown = (of: 'oursMs' | 'limitMs') => (large[of] / small[of]).toFixed(1);
  return [
    '### Scan for duplicates\n',
    table(
      ['organizations', 'ours s', 'limit s', 'ratio', 'pairs found', 'planted pairs found', 'other pairs'],
      scans.map(line),
    ),
    `\nTen times as many take ${grown('oursMs')} times as long, the limit ${grown('limitMs')} times.`,
  ].join('\n');
}

export function importsTable(runs: ImportRun[]): string {
  const seconds = (ms: number) => (ms / 1000).toFixed(2);
  const line = ({ target, rows, written, steps, copyMs, heapMb }: ImportRun) => {
    const whole = steps.read + steps.check + steps.apply;
    const times = [steps.read, steps.check, steps.apply, steps.undo].map(seconds);
    const figures = [
      ((rows / whole) * 1000).toFixed(0),
      written.toLocaleString('en'),
      seconds(copyMs),
      (copyMs / whole).toFixed(3),
      heapMb.toFixed(0),
    ];
    return [`${rows.toLocaleString('en')} to ${target}`, ...times, ...figures];
  };
  const head = [
    'rows',
    'read s',
    'dry run s',
    'apply s',
    'undo s',
    'rows/s',
    'rows written',
    'COPY of these s',
    'ratio',
    'heap MB',
  ];
  return ['### Imports\n', table(head, runs.map(line))].join('\n');
}

export function digestTable({ oursMs, limitMs, statements, lines }: Digest): string {
  const figures = [oursMs.toFixed(0), limitMs.toFixed(0), (limitMs / oursMs).toFixed(2)];
  return [
    '### A member’s Monday digest, large data\n',
    table(['lines', 'ours ms', 'limit ms', 'ratio', 'statements'], [[String(lines), ...figures, String(statements)]]),
  ].join('\n');
}

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
export const table = (head: string[], rows: string[][]) =>
  [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');
