/** PostgreSQL's COPY, on the connection and in the transaction that the verb already holds. */
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CompiledQuery } from 'kysely';
import { from } from 'pg-copy-streams';
import type { Db } from './db.ts';

/**
 * Sends lines in COPY's text format (`copyLine`) to "copy … from stdin", as fast as the database takes them. Kysely
 * passes its statement on to `pg` unchanged, and `pg` accepts a stream object as a statement. So this uses the
 * transaction's own connection, which can see its temporary tables.
 */
export async function copyInto(db: Db, statement: string, lines: AsyncIterable<string>): Promise<void> {
  const into: Writable = from(statement);
  await db.executeQuery(CompiledQuery.raw(into as unknown as string));
  await pipeline(Readable.from(inChunks(lines), { objectMode: false }), into);
}

const CHUNK = 65_536;

async function* inChunks(lines: AsyncIterable<string>): AsyncIterable<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** One row; null is the database's null. */
export function copyLine(values: (string | number | null)[]): string {
  let line = '';
  for (const value of values)
    line += `${value === null ? '\\N' : typeof value === 'number' ? value : escaped(value)}\t`;
  return `${line.slice(0, -1)}\n`;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string) =>
  /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (mark) => ESCAPES[mark] ?? mark) : text;
