/** Reads out of our source which tables its SQL reads and which it writes, in plain SQL and in Kysely's words. */

export type Sql = { reads: Set<string>; writes: Set<string> };

const NAME = '"?([a-z_]+)"?';
/** `from a x, b y` reads both; `using` is the `from` of a delete. */
const READ = new RegExp(`\\b(?:from|join|using)\\s+((?:${NAME}(?:\\s+(?:as\\s+)?\\w+)?\\s*,\\s*)*${NAME})`, 'gi');
const WRITE = new RegExp(`\\b(?:insert\\s+into|update|delete\\s+from)\\s+${NAME}`, 'gi');
const KYSELY_READ = /\.(?:selectFrom|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|using|from)\(\s*\[?\s*'(\w+)/g;
const KYSELY_WRITE = /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*'(\w+)/g;
/** Pipes of the house that write the table they are given. */
const PIPE_WRITE = /\b(?:insertMany|remake|copyInto)\(\s*[\w.]+,\s*'(\w+)'/g;
/** A table that is only known by a name in a list: what the list holds is read, and written where such SQL writes. */
const ANY_NAME = /'([a-z_]+)'/g;
const WRITES_ANY =
  /\b(?:insert\s+into|update|delete\s+from)\s+\$\{(?:sql\.table\(|table|name)|\.(?:insertInto|updateTable|deleteFrom)\(\s*\w/i;

export function sqlIn(source: string, tables: ReadonlySet<string>): Sql {
  const code = withoutComments(source);
  const all = (pattern: RegExp) => [...code.matchAll(pattern)].flatMap((match) => match.slice(1));
  const words = (pattern: RegExp) => all(pattern).flatMap((found = '') => found.split(/[^a-z_]+/i));
  const listed = /sql\.table\(|\.(?:insertInto|updateTable|deleteFrom|selectFrom)\(\s*[a-z]/.test(code)
    ? all(ANY_NAME)
    : [];
  const ours = (names: (string | undefined)[]) => new Set(names.filter((name) => name && tables.has(name)) as string[]);
  const listedWrites = WRITES_ANY.test(code) ? listed : [];
  const writes = ours([...words(WRITE), ...all(KYSELY_WRITE), ...all(PIPE_WRITE), ...listedWrites]);
  return { reads: ours([...words(READ), ...all(KYSELY_READ), ...listed]), writes };
}

/** Nor the field of a form that a violated constraint is translated to. */
const withoutComments = (source: string) =>
  source
    .replace(/\['\w+', 'error\.\w+'\]/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
