/** An app on the data of the bench, beside its limit: what is measured against each other. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask } from './load.ts';
import { memoryOf } from './memory.ts';
import { type App, type Limit, startApp, startLimit } from './processes.ts';
import { type Recording, record } from './record.ts';
import type { SizeResult } from './report.ts';
import { openSuperuser, type Seeded, type Size, seed } from './seed.ts';
import { signIn } from './sign-in.ts';
import { folder, say } from './workplace.ts';

export const PAGES = [
  'today',
  'partner list',
  'partner page',
  'log',
  'tasks',
  'search',
  'rating form',
  'comparison',
  'way',
  'overlap',
  'matrix',
  'findings',
  'proposals',
  'initiative',
  'agreements',
  'agreement',
  'signing',
] as const;
type PageName = (typeof PAGES)[number];
/** An app on its data, its limit, and what was recorded of each page. */
export type Site = Omit<SizeResult, 'pages' | 'loaded'> & {
  app: App;
  limit: Limit;
  slug: string;
  asks: Record<PageName, Ask>;
  recordings: Recording[];
};

export async function openSite(size: Size): Promise<Site> {
  const { app, seeded, coldMs } = await openSeeded(size);
  await sleep(2000);
  const idle = memoryOf(app);
  const asks = await pagesOf(app, seeded);
  const recordings = await recordAll(app, Object.values(asks));
  const file = join(folder, `${size.name}.json`);
  writeFileSync(file, JSON.stringify(recordings));
  const limit = await startLimit(file, app.socket);
  const { slug, counts } = seeded;
  return { size, slug, counts, coldMs, warmMs: app.startMs, idle, app, limit, asks, recordings };
}

/** A first start on an empty folder, the data, and a second start on what is there. */
export async function openSeeded(
  size: Size,
  nodeOptions: string[] = [],
): Promise<{ app: App; seeded: Seeded; coldMs: number }> {
  const data = join(folder, size.name);
  const first = await startApp(data);
  say(`${size.name}: seeding`);
  const seeded = await seed(first.socket, size);
  await first.stop();
  return { app: await startApp(data, nodeOptions), seeded, coldMs: first.startMs };
}

export async function pagesOf(
  app: App,
  { slug, partnerId, worksheetId, farPersonId, roundId, initiativeId, agreementId, ...people }: Seeded,
): Promise<Record<PageName, Ask>> {
  const [reader, rater] = [await signIn(app.address, people.administrator), await signIn(app.address, people.rater)];
  const ask = (path: string, cookie: string) => ({ port: app.port, path: `/l/${slug}${path}`, cookie });
  return {
    today: ask('', reader),
    'partner list': ask('/partners', reader),
    search: ask('/search?q=food%20pantry', reader),
    'partner page': ask(`/partners/${partnerId}`, reader),
    log: ask('/interactions', reader),
    tasks: ask('/tasks', reader),
    'rating form': ask(`/worksheets/${worksheetId}/rate`, rater),
    comparison: ask(`/worksheets/${worksheetId}`, reader),
    way: ask(`/people/${farPersonId}/paths`, reader),
    overlap: ask('/overlap?need=reading%20classes&populations=school_age', reader),
    matrix: ask(`/interview-rounds/${roundId}/matrix`, reader),
    findings: ask(`/interview-rounds/${roundId}/findings`, reader),
    proposals: ask('/proposals', reader),
    initiative: ask(`/initiatives/${initiativeId}`, reader),
    agreements: ask('/agreements', reader),
    agreement: ask(`/agreements/${agreementId}`, reader),
    signing: ask('/guest/signature/bench', ''),
  };
}

async function recordAll(app: App, asks: Ask[]): Promise<Recording[]> {
  const superuser = await openSuperuser(app.socket);
  try {
    return await record(app, superuser, asks);
  } finally {
    await superuser.end();
  }
}
