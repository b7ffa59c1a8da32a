/**
 * Where the files that ship with the app are: data/, db/ and the browser build, seen from the sources as from the
 * build.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
  }
  throw new Error('The folder of Common Table was not found: there is no package.json above the program.');
}

export const root = findRoot();
export const dataFile = (path: string) => join(root, 'data', path);
export const migrationsFolder = join(root, 'db/migrations');
export const browserBuild = join(root, 'dist/browser');
