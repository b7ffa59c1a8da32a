/**
 * Every statement of ours that a test asks is shown to PostgreSQL's planner once more, without row-level security and
 * without values: wherever it reads a table of libraries, the planner has to know from the statement itself which
 * library is meant, not from a row of another table. Only such statements can be asked of one server where the tables
 * are distributed by library (docs/running.md, "Outgrowing one machine").
 */
import pg from 'pg';
import { inject } from 'vitest';
import { PreparingClient } from '../src/house/prepared.ts';

/** Their text, and which line of ours asks. */
const asked = new Map<string, string>();
const lookedAt = new Set<string>();

/** A connection that remembers what it was asked. */
export class RecordingClient extends PreparingClient {
  // biome-ignore lint/suspicious/noExplicitAny: the forms are handed on as they are
  override query(first: any, values?: any, done?: any): any {
    if (typeof first === 'string' && Array.isArray(values)) note(first);
    return super.query(first, values, done);
  }
}

const KINDS = /^\s*(\/\*.*?\*\/\s*)?(select|with|insert|update|delete|declare)\b/i;
/** A cursor has another name each time. */
const told = (text: string) => text.replace(/^declare "\w+"/, 'declare "some"');

function note(text: string): void {
  const statement = told(text);
  if (lookedAt.has(statement) || asked.has(statement) || !KINDS.test(statement)) return;
  asked.set(statement, lineOfOurs());
}

/** Empty for what a test asks by itself. */
function lineOfOurs(): string {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const frames = new Error().stack?.split('\n') ?? [];
  Error.stackTraceLimit = before;
  const ours = frames.find((frame) => /\/src\/(rooms|views|house\/work|pages|api|cli)\//.test(frame));
  return !ours || /\.test\.ts/.test(ours) ? '' : (/src\/[^)]*/.exec(ours)?.[0] ?? '');
}

/** What was asked since the last look and reads a library's rows without saying whose. */
export async function asksOfAllLibraries(database: () => Promise<string>): Promise<string[]> {
  const statements = [...asked].filter(([, line]) => line !== '');
  for (const [statement] of asked) lookedAt.add(statement);
  asked.clear();
  if (statements.length === 0 || process.env.DATABASE_URL) return [];
  const client = new pg.Client({ ...inject('server').admin, database: await database() });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id'
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`);
  const tables = new Set(rows.map(({ name }) => name));
  const found: string[] = [];
  for (const [text, line] of statements) {
    for (const scan of await unpinned(client, text, tables)) found.push(`${line}: ${scan}, in ${text}`);
  }
  await client.end();
  return found;
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] } & Record<string, unknown>;

/** Where a plan says by what it chooses rows. */
const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter', 'TID Cond'];
const ONE_LIBRARY = /library_id = (\$\d+|'[0-9a-f-]{36}'::uuid)/;
/** In which libraries somebody is: the one question that is asked of all. */
const MEMBERSHIPS = /^members by .*user_id = /;

async function unpinned(client: pg.Client, text: string, tables: ReadonlySet<string>): Promise<string[]> {
  const plans = await client.query(`explain (format json, generic_plan) ${text}`).catch((error) => {
    // A temporary table is another connection's.
    if (error.code === '42P01') return { rows: [] };
    throw new Error(`${error.message}, in ${text}`, { cause: error });
  });
  return plans.rows
    .flatMap((row) => scansOf(row['QUERY PLAN'][0].Plan))
    .filter((scan) => tables.has(scan['Relation Name'] ?? ''))
    .map((scan) => {
      const by = CONDITIONS.map((name) => scan[name]).filter(Boolean);
      return `${scan['Relation Name']} by ${by.join(' and ') || 'nothing'}`;
    })
    .filter((scan) => !ONE_LIBRARY.test(scan) && !MEMBERSHIPS.test(scan));
}

const scansOf = (plan: Plan): Plan[] => [
  ...(plan['Relation Name'] && plan['Node Type'].endsWith('Scan') ? [plan] : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
];
