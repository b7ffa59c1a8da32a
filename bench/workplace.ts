/** The temporary folder in which a run of the bench happens, and what it says on the way. */
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'));
chmodSync(folder, 0o755); // under root the database is another user, who must reach it; the data is invented

export const say = (text: string) => process.stderr.write(`${text}\n`);

/**
 * Removes the folder. A database that was interrupted while it was being made may still write files for a moment, so
 * the folder counts as removed when it was missing at two looks, one after the other.
 */
export async function removeFolder(): Promise<void> {
  for (let gone = 0, tries = 0; gone < 2 && tries < 50; tries++) {
    gone = existsSync(folder) ? 0 : gone + 1;
    await rm(folder, { recursive: true, force: true }).catch(() => {}); // tried again
    await sleep(200);
  }
  if (existsSync(folder)) say(`${folder} could not be removed.`);
}
