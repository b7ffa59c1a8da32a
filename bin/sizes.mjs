// How large the sources are. Sizes are symptoms, not aims: what has grown hides a noun. `npm run check` prints them,
// and fails where a limit of STYLE.md is passed. `node bin/sizes.mjs --list` names the largest.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Made by a program, or a table of words. */
const GENERATED = ['src/house/tables.ts'];
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const BRANCHES = new Set(['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchCase', 'CatchClause']);
const LOOPS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

/** More than this fails the check. */
const LIMITS = { file: 300, params: 3, jsx: 6, line: 120 };

/** Files with their lines; functions with lines, parameters and branches; the deepest JSX and longest line of each. */
export function measure() {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name}`)
    .filter((name) => /\.tsx?$/.test(name) && !GENERATED.includes(name));
  return names.filter((name) => !/\.test\.ts$/.test(name)).map(measureFile);
}

function measureFile(name) {
  const source = readFileSync(join(root, name), 'utf8');
  const lines = source.split('\n');
  const found = {
    name,
    lines: lines.length - 1,
    longest: Math.max(...lines.map((line) => line.length)),
    functions: [],
  };
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  const lineAt = (at) => starts.findLastIndex((start) => start <= at) + 1;
  found.jsx = walk(parseSync(name, source).program, { name: '', jsx: 0 }, (node, label) => {
    const [from, to] = [lineAt(node.start), lineAt(node.end)];
    found.functions.push({
      file: name,
      name: label || '(unnamed)',
      at: from,
      lines: to - from + 1,
      params: node.params.length,
      branches: branchesOf(node.body),
    });
  });
  return found;
}

/** Calls `onFunction` for each function below the node; returns how deep its JSX is nested. */
function walk(node, { name, jsx }, onFunction) {
  if (!node || typeof node.type !== 'string') return jsx;
  const label = node.id?.name ?? node.key?.name ?? name;
  if (FUNCTIONS.has(node.type)) onFunction(node, label);
  const depth = node.type === 'JSXElement' || node.type === 'JSXFragment' ? jsx + 1 : jsx;
  let deepest = depth;
  for (const child of children(node)) deepest = Math.max(deepest, walk(child, { name: label, jsx: depth }, onFunction));
  return deepest;
}

const children = (node) =>
  Object.values(node).flatMap((value) => (value && typeof value === 'object' ? [value].flat() : []));

/** Ways through a function, without those of the functions inside it. */
function branchesOf(node) {
  if (!node || typeof node.type !== 'string' || FUNCTIONS.has(node.type)) return 0;
  const own = BRANCHES.has(node.type) || LOOPS.has(node.type) ? 1 : 0;
  return children(node).reduce((sum, child) => sum + branchesOf(child), own);
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** Prints the figures and returns 1 when a limit is passed. */
export function sizes() {
  const files = measure();
  const functions = files.flatMap((file) => file.functions);
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const bodies = functions.map((each) => each.lines).sort((a, b) => a - b);
  console.log(`files ${files.length}: median ${at(lines, 0.5)} lines, p95 ${at(lines, 0.95)}, longest ${lines.at(-1)}`);
  console.log(
    `functions ${functions.length}: median ${at(bodies, 0.5)} lines, p95 ${at(bodies, 0.95)}, longest ${bodies.at(-1)}`,
  );
  const passed = [
    ...files.filter((file) => file.lines > LIMITS.file).map((file) => `${file.name} has ${file.lines} lines`),
    ...files.filter((file) => file.longest > LIMITS.line).map((file) => `${file.name} has a line of ${file.longest}`),
    ...files.filter((file) => file.jsx > LIMITS.jsx).map((file) => `${file.name} nests JSX ${file.jsx} deep`),
    ...functions
      .filter((f) => f.params > LIMITS.params)
      .map((f) => `${f.file}:${f.at} ${f.name} takes ${f.params} parameters`),
  ];
  for (const line of passed) console.log(line);
  return passed.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = sizes();
  if (process.argv.includes('--list')) {
    const functions = measure().flatMap((file) => file.functions);
    for (const f of functions.toSorted((a, b) => b.lines - a.lines).slice(0, 40))
      console.log(`${f.lines} lines: ${f.file}:${f.at} ${f.name}`);
    for (const f of functions.filter((each) => each.branches > 10))
      console.log(`${f.branches} branches: ${f.file}:${f.at} ${f.name}`);
  }
  process.exit(code);
}
