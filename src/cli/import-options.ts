/** What `commontable import` is asked on the command line, and the files it is given. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { UploadedFile } from '../rooms/sourcing/imports/reading/sheet.ts';

export type Options = {
  library?: string;
  as?: string;
  to: string;
  source: string;
  vintage: string;
  dryRun?: boolean;
  json?: boolean;
  addDuplicates?: boolean;
};

/** One file, or all files of a folder. */
export function filesAt(path: string): UploadedFile[] {
  if (!statSync(path).isDirectory()) return [{ name: basename(path), bytes: readFileSync(path) }];
  const names = readdirSync(path).filter((name) => statSync(join(path, name)).isFile());
  return names.map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
}
