/** The built program for the journeys, on a data folder of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Program = { address: string; setup: string; password: string };
type Started = Program & { folder: string; stop: () => Promise<void> };

/** Made once, before all tests: to load the demo county takes many times as long as to copy it. */
export default async function makeCounty(): Promise<() => void> {
  const { folder, stop } = await start(newFolder(), ['--demo']);
  await stop();
  process.env.DEMO_COUNTY_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** With the demo county, in a copy that these tests may change. */
export async function startCounty(settings: Record<string, string> = {}): Promise<Started> {
  const folder = newFolder();
  // Not Node's own copying: the database's files keep their owner.
  execFileSync('cp', ['-a', `${process.env.DEMO_COUNTY_FOLDER}/.`, folder]);
  return start(folder, ['--demo'], settings);
}

export const startEmpty = (): Promise<Started> => start(newFolder(), []);

/** Ends the program and throws its data away. */
export async function end({ stop, folder }: Started): Promise<void> {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'common-table-browser-'));

async function start(folder: string, options: string[], settings: Record<string, string> = {}): Promise<Started> {
  const env = {
    PATH: process.env.PATH,
    COMMON_TABLE_DATA: folder,
    COMMON_TABLE_PORT: '0',
    COMMON_TABLE_LOG: 'error',
    COMMON_TABLE_DB_CONNECTIONS: '6',
    ...settings,
  };
  const child = spawn(process.execPath, ['bin/commontable', 'start', ...options], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // A worker that is ended early leaves no program behind.
  process.once('exit', () => child.kill('SIGTERM'));
  const said = await untilOpen(child);
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  };
  const find = (pattern: RegExp) => pattern.exec(said)?.[1] ?? '';
  return {
    address: find(/open at (\S+)/),
    setup: find(/(\/setup\/\S+)/),
    password: find(/password for all of them: (\S+)/),
    folder,
    stop,
  };
}

function untilOpen(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('open at')) done(said);
    });
    child.once('exit', (code) => fail(new Error(`the program ended with ${code}: ${said}`)));
  });
}
