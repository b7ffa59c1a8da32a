/**
 * Every page of the list that links lead to, asked by one visitor alone, on small and on large data: which take long,
 * and which grow. A page is asked once for each set of names in its query, at the first address found.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node-html-parser';
import { root } from '../src/house/data.ts';
import { type Ask, fetchOnce, percentile } from './load.ts';
import type { App } from './processes.ts';
import { table } from './report.ts';
import type { Seeded } from './seed.ts';
import { signIn } from './sign-in.ts';
import { say } from './workplace.ts';

/** Milliseconds that a page may take, and how many times as long on large data. */
const LONG = 40;
const GROWN = 1.5;
const [WARM, TIMES] = [3, 7];

type Measured = Map<string, number>;

export async function everyPage(sites: { app: App; seeded: Seeded }[]): Promise<string> {
  const [small, large] = [await measured(sites[0]), await measured(sites[1])];
  const names = [...new Set([...small.keys(), ...large.keys()])].sort();
  const rows = names.flatMap((name) => {
    const [one, many] = [small.get(name), large.get(name)];
    const growth = one && many ? many / one : 0;
    return (many ?? one ?? 0) > LONG || growth > GROWN
      ? [[name, ms(one), ms(many), growth ? growth.toFixed(1) : '–']]
      : [];
  });
  const reached = new Set(names.map((name) => name.split('?')[0]));
  const missed = PATTERNS.map(({ path }) => path).filter((path) => !reached.has(path));
  return [
    `### Every page, one visitor: ${names.length} asked, these take over ${LONG} ms or grow over ${GROWN} times\n`,
    table(['page', 'small p50 ms', 'large p50 ms', 'growth'], rows),
    `\nNo link leads to: ${missed.join(' ')}`,
  ].join('\n');
}

const ms = (time: number | undefined) => time?.toFixed(1) ?? '–';

const PAGES = join(root, 'src/pages');

/**
 * The paths of pages that are HTML, as their files say them (Node runs no TSX); those with fewer names in their address
 * are more particular.
 */
const PATTERNS = (readdirSync(PAGES, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) => [...readFileSync(join(PAGES, name), 'utf8').matchAll(/libraryPage\(.*?path: '([^']*)'/gs)])
  .map(([, path = '']) => path)
  .filter((path) => !/\.\w+$/.test(path))
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
  .sort((a, b) => a.path.split(':').length - b.path.split(':').length);

async function measured(site: { app: App; seeded: Seeded } | undefined): Promise<Measured> {
  const found: Measured = new Map();
  if (!site) return found;
  const { app, seeded } = site;
  const cookie = await signIn(app.address, seeded.administrator);
  const base = `/l/${seeded.slug}`;
  const waiting = [''];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const name = nameOf(next);
    if (name === null || found.has(name)) continue;
    const ask = { port: app.port, path: base + next, cookie };
    const { status, body } = await fetchOnce(ask);
    if (status !== 200) continue;
    found.set(name, await timeOf(ask));
    const links = parse(body.toString('utf8')).querySelectorAll('a[href]');
    for (const href of links.map(
      (link) => (link.getAttribute('href') ?? '').replaceAll('&amp;', '&').split('#')[0] ?? '',
    ))
      if (href.startsWith(`${base}/`)) waiting.push(href.slice(base.length));
  }
  say(`every page: ${found.size} asked`);
  return found;
}

/** The page's path, with the names of what is asked of it; null for what is no page of a library. */
function nameOf(address: string): string | null {
  const { pathname, searchParams } = new URL(address, 'http://library.test');
  const path = PATTERNS.find(({ pattern }) => pattern.test(address === '' ? '' : pathname))?.path;
  const names = [...new Set(searchParams.keys())].sort();
  return path === undefined ? null : path + (names.length > 0 ? `?${names.join('&')}` : '');
}

async function timeOf(ask: Ask): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < WARM + TIMES; n++) {
    const began = performance.now();
    await fetchOnce(ask);
    if (n >= WARM) times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}
