/** The built program for tests of it, on data folders of their own that go when the file is done. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Program, root, run, type Settings } from './crash/program.ts';

export const SLOW = 180_000; // far more than is needed, on a machine that has other things to do

const folders: string[] = [];
const programs: Program[] = [];

/** To be called once in a file. */
export function usePrograms(): void {
  beforeAll(() => {
    if (!existsSync(join(root, 'dist/server/cli.js'))) execFileSync('npm', ['run', '--silent', 'build'], { cwd: root });
  }, SLOW);

  afterAll(() => {
    for (const folder of folders.splice(0))
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'common-table-program-'));
  folders.push(folder);
  return folder;
}

export const on = (folder: string): Settings => ({
  COMMON_TABLE_DATA: folder,
  COMMON_TABLE_PORT: '0',
  COMMON_TABLE_LOG: 'fatal',
});

export function begin(args: string[], settings: Settings): Program {
  const program = run(args, settings);
  programs.push(program);
  return program;
}

export const endAll = () => Promise.all(programs.splice(0).map((program) => program.kill('SIGKILL')));

/** Runs a command to its end. */
export const command = (args: string[], settings: Settings, input = '') => run(args, settings, input).ended;
