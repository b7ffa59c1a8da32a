/** The files of the corpus as somebody would choose them: one file, or a folder's files together. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const corpus = join(import.meta.dirname, 'corpus');
/** Small, so that small files reach them. */
export const CORPUS_LIMITS = { rows: 100, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };

export function uploadOf(name: string): { name: string; bytes: Uint8Array }[] {
  const path = join(corpus, name);
  if (!statSync(path).isDirectory()) return [{ name, bytes: readFileSync(path) }];
  return readdirSync(path).map((each) => ({ name: each, bytes: readFileSync(join(path, each)) }));
}
