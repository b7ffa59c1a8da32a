/**
 * Attacks on the built program from one member's seat: many heavy files at once, questions without answers (HEAD),
 * lists as large as they may be, senders who leave. All the while somebody else asks /readyz; how long they wait, and
 * how much memory the program takes, is what is judged. Run by `npm run test:attack`, not by `npm test`: it takes
 * minutes. The machine has other things to do as well, so what is over its limit is tried twice more; what holds others
 * up does so each time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run, setUp } from '../crash/program.ts';
import { arrive, compareAll, fill, list } from './county.ts';

const PARTNERS = Number(process.env.PARTNERS ?? 20_000);
const only = process.argv[2];
const TRIES = 3;
/** Milliseconds until the limits on tries, which are counted by the minute, let everything through again. */
const A_MINUTE = 61_000;
const folder = mkdtempSync(join(tmpdir(), 'common-table-attack-'));
const program = run(['start'], {
  COMMON_TABLE_DATA: folder,
  COMMON_TABLE_PORT: '0',
  NODE_OPTIONS: `--import ${join(import.meta.dirname, 'delay.mjs')}`,
});
const wrong: string[] = [];

try {
  const { base } = await setUp(program);
  const address = await program.address();
  await fill(folder, PARTNERS);
  const [administrator, coordinator, reader] = [
    await arrive(folder, 'administrator'),
    await arrive(folder, 'coordinator'),
    await arrive(folder, 'reader'),
  ];
  const heavy = list(19_000_000, 49_000);
  const ask = (path: string, cookie = administrator, method = 'GET') =>
    take(`${address}${base}${path}`, { method, headers: { cookie } });
  const upload = (cookie: string, bytes = heavy) =>
    take(`${address}${base}/imports`, { method: 'POST', headers: { cookie, origin: address }, body: form(bytes) });

  for (const name of ['partners.xlsx', 'partners.csv', 'partners-4.vcf', 'hsds.json', 'hsds.zip', 'archive.zip'])
    await scene(`one ${name}`, 100, () => ask(`/exports/${name}`).then(said));
  await scene('all partners compared', 100, () => compareAll(folder));
  await scene('the review of duplicates', 100, () => ask('/duplicates').then(said));
  await scene('ten worksheets on paper', 100, async () =>
    said(...(await Promise.all(Array.from({ length: 10 }, () => ask('/blank-worksheet.pdf'))))),
  );
  await scene('30 exports at once', 100, async () => {
    const names = ['partners.xlsx', 'hsds.zip', 'partners-3.vcf', 'partners.csv', 'archive.zip', 'hsds.json'];
    return said(
      ...(await Promise.all(Array.from({ length: 30 }, (_, n) => ask(`/exports/${names[n % names.length]}`)))),
    );
  });
  await scene('60 times HEAD', 100, async () =>
    said(
      ...(await Promise.all(Array.from({ length: 60 }, () => ask('/exports/partners.xlsx', administrator, 'HEAD')))),
    ),
  );
  await scene('a reader’s upload', 100, async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => upload(reader)));
    if (answers.some((each) => each.status !== 403)) wrong.push('a reader’s upload is not refused');
    return said(...answers);
  });
  await scene('five uploads at once', 300, async () =>
    said(...(await Promise.all(Array.from({ length: 5 }, () => upload(coordinator))))),
  );
  await scene('an upload that is left', 100, async () => {
    const before = program.out().length;
    await leave(`${address}${base}/imports`, { cookie: coordinator, origin: address });
    await sleep(500);
    if (/"level":50/.test(program.out().slice(before))) wrong.push('an upload that is left is logged as an error');
    return 'left';
  });
} finally {
  await program.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
console.log(wrong.length === 0 ? '\nNobody had to wait for another.' : `\n${wrong.join('\n')}`);
process.exit(wrong.length === 0 ? 0 : 1);

type Answer = { status: number; bytes: number };

/** Does it while somebody else looks on; `limit` is how long, in ms, they may have to wait. */
async function scene(name: string, limit: number, attack: () => Promise<string>): Promise<void> {
  if (only && !name.includes(only)) return;
  const waits: number[] = [];
  for (;;) {
    waits.push(await watched(name, attack));
    if (Math.min(...waits) <= limit) return;
    if (waits.length === TRIES) break;
    await sleep(A_MINUTE);
  }
  wrong.push(`${name}: others waited ${waits.join(', ')} ms, and ${limit} is the limit`);
}

/** Resolves to how long somebody else waited at most, in ms. */
async function watched(name: string, attack: () => Promise<string>): Promise<number> {
  const watching = await watch(await program.address());
  await sleep(500);
  await delay();
  const started = performance.now();
  const result = await attack();
  const ms = Math.round(performance.now() - started);
  const seen = await watching();
  const loop = await delay();
  console.log(
    `${name}: ${result}; ${ms} ms; others waited ${seen.longest} ms at most; event loop late by ${loop.max} ms at most; ${seen.megabytes} MB at most`,
  );
  return seen.longest;
}

/** A process of its own asks /readyz again and again: this one has the attack to do. */
async function watch(address: string): Promise<() => Promise<{ longest: number; megabytes: number }>> {
  const watcher: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'watcher.ts'), `${address}/readyz`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let [longest, megabytes, rest] = [0, 0, ''];
  watcher.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    longest = Math.max(longest, ...lines.map(Number));
  });
  const memory = setInterval(() => {
    megabytes = Math.max(megabytes, residentMegabytes());
  }, 50);
  return async () => {
    await sleep(200);
    clearInterval(memory);
    watcher.kill();
    return { longest: Math.round(longest), megabytes };
  };
}

function residentMegabytes(): number {
  try {
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1]) / 1024);
  } catch {
    return 0;
  }
}

async function delay(): Promise<{ max: number; p99: number }> {
  const said = () => [...program.err().matchAll(/event-loop-delay (\{.*\})/g)];
  const before = said().length;
  process.kill(program.pid, 'SIGUSR2');
  while (said().length === before) await sleep(20);
  return JSON.parse(said().at(-1)?.[1] ?? '{}');
}

async function take(url: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, { ...init, redirect: 'manual' });
    let bytes = 0;
    for await (const piece of answer.body ?? []) bytes += piece.length;
    return { status: answer.status, bytes };
  } catch {
    return { status: 0, bytes: 0 };
  }
}

function said(...answers: Answer[]): string {
  const counts = Map.groupBy(answers, (each) => each.status);
  return [...counts]
    .map(
      ([status, all]) =>
        `${all.length} × ${status} (${Math.round(all.reduce((sum, each) => sum + each.bytes, 0) / 1000)} kB)`,
    )
    .join(', ');
}

function form(bytes: Uint8Array): FormData {
  const body = new FormData();
  body.append('target', 'partners');
  body.append('file', new File([bytes as Uint8Array<ArrayBuffer>], 'list.csv'));
  return body;
}

/** Sends the beginning of a form and goes away. */
function leave(url: string, headers: Record<string, string>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const sending = request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '5000000' },
  });
  sending.on('error', () => resolve());
  sending.on('close', () => resolve());
  sending.write('--x\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n\r\nName\n');
  setTimeout(() => sending.destroy(), 300);
  return promise;
}
