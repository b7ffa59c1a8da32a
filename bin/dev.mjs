// `npm run dev`: the app with the demo county in var/dev, built again and started again at every save. Vite's own watch
// builds both halves; the database runs on between the starts, so that a change is on the screen after a second or two.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'vite';
import { DATABASE, ROLE, startEmbedded } from '../src/house/embedded.ts';

const folder = resolve(process.env.COMMON_TABLE_DATA ?? 'var/dev');
const database = process.env.DATABASE_URL ? undefined : await startEmbedded({ folder });
const env = {
  ...process.env,
  COMMON_TABLE_DATA: folder,
  DATABASE_URL:
    process.env.DATABASE_URL ??
    `postgres://${ROLE}@localhost/${DATABASE}?host=${encodeURIComponent(database?.socket ?? '')}`,
};

// What the program reads when it starts, without importing it.
const READ_AT_START = ['src/**/words.*.json', 'db/migrations/*.sql', 'data/guide/*.json'];
const readAtStart = {
  name: 'read-at-start',
  buildStart() {
    for (const file of globSync(READ_AT_START)) this.addWatchFile(resolve(file));
  },
};

let app;
let first = true;
let starting = Promise.resolve();
const waitingFor = new Set(['pages', 'program']);
await Promise.all([watch('pages', {}), watch('program', { ssr: true })]);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);

async function watch(half, options) {
  const plugins = half === 'program' ? [readAtStart] : [];
  const watcher = await build({ logLevel: 'warn', plugins, build: { ...options, watch: {} } });
  watcher.on('event', async (event) => {
    if (event.code === 'BUNDLE_START') waitingFor.add(half);
    if (event.code === 'BUNDLE_END') await event.result.close();
    if (event.code === 'ERROR') console.error(event.error.message);
    if (event.code === 'END' && waitingFor.delete(half) && waitingFor.size === 0) await restart();
  });
}

/** One after the other: a save may come while the last one is still being started. */
function restart() {
  starting = starting.then(start);
  return starting;
}

async function start() {
  await stop();
  // New sign-ins are made only at the first start, so that whoever is signed in stays signed in.
  const child = spawn(process.execPath, ['bin/commontable', 'start', ...(first ? ['--demo'] : [])], {
    env,
    stdio: 'inherit',
  });
  first = false;
  app = { child, ended: new Promise((done) => child.once('exit', done)) };
}

/** What is under way has a second to finish. */
async function stop() {
  const { child, ended } = app ?? {};
  if (!child || child.exitCode !== null) return;
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 1000);
  await ended;
  clearTimeout(late);
}

async function end() {
  await stop();
  await database?.stop();
  process.exit(0);
}
