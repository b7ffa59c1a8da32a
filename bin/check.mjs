// The one list of what has to hold. `check` (npm run check) is what one runs while working: format and lint, types, and
// the tests that take no browser and no minutes. `test` (npm test, and so CI) is all of it with the browser; `full`
// adds the matrix: themes, widths, languages, time zones, kills, attacks, figures; `interop` asks other programs what
// they make of our files. It stops at the first part that fails, and closes with the count of tests. The name of a part
// runs that part.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { sizes } from './sizes.mjs';

const started = Date.now();
const REPORTS = new Map();

const parts = {
  lint: () => run('biome', ['check', '.']),
  types: () => run('tsc', ['-p', '.', '--incremental', '--tsBuildInfoFile', '.cache/types.json']),
  sizes,
  build: () => run('npm', ['run', '--silent', 'build']),
  quick: () => vitest('quick', ['--tagsFilter', '!long && !full']),
  unit: () => vitest('unit', ['--tagsFilter', '!full']),
  every: () => vitest('every', []),
  browser: () => playwright('browser'),
  matrix: () => playwright('matrix', { MATRIX: '1' }),
  tokyo: () => vitest('tokyo', [], { TZ: 'Asia/Tokyo' }),
  crash: () => run('npm', ['run', '--silent', 'test:crash']),
  scale: () => run('npm', ['run', '--silent', 'test:scale']),
  attack: () => run('npm', ['run', '--silent', 'test:attack']),
  figures: () => run('npm', ['run', '--silent', 'bench:figures']),
  interop: () => vitest('interop', ['--config', 'test/interop/vitest.config.ts']),
};

/** Parts that stand together run beside each other. */
const LISTS = {
  check: [['lint', 'types', 'quick', 'sizes']],
  test: [['lint', 'types', 'build'], 'unit', 'browser'],
  full: [
    ['lint', 'types', 'build', 'sizes'],
    'every',
    'matrix',
    'tokyo',
    'crash',
    'scale',
    'attack',
    'figures',
    'interop',
  ],
};

const wanted = process.argv[2] ?? 'test';
const list = LISTS[wanted] ?? (wanted in parts ? [wanted] : undefined);
if (!list) {
  console.log(`There is no part "${wanted}": ${[...Object.keys(LISTS), ...Object.keys(parts)].join(', ')}.`);
  process.exit(2);
}

console.log(`Node ${process.version}`);
for (const step of list) {
  const names = [step].flat();
  console.log(`\n== ${names.join(', ')}`);
  const codes = await Promise.all(names.map((name) => parts[name]()));
  const failed = names.filter((_, at) => codes[at]);
  if (failed.length > 0) {
    console.log(`\n${failed.join(', ')} failed.\n${count()}`);
    process.exit(1);
  }
}
console.log(`\nAll of it in ${Math.round((Date.now() - started) / 1000)} s.\n${count()}`);

function vitest(name, options, env) {
  const report = reportOf(name);
  return run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...options], env);
}

function playwright(name, env) {
  return run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf(name), ...env });
}

function reportOf(name) {
  const report = `.cache/${name}.json`;
  rmSync(report, { force: true });
  REPORTS.set(name, report);
  return report;
}

/** Programs that npm installed are found through the PATH that npm made, with the Node it brought first in it. */
function run(program, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('exit', (code) => done(code ?? 1));
  });
}

function count() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const report of REPORTS.values()) {
    const said = read(report) ?? {};
    total.passed += (said.numPassedTests ?? 0) + (said.stats?.expected ?? 0);
    total.failed += (said.numFailedTests ?? 0) + (said.stats?.unexpected ?? 0) + (said.stats?.flaky ?? 0);
    total.skipped += skippedIn(said.testResults ?? []) + (said.stats?.skipped ?? 0);
  }
  const skipped = total.skipped > 0 ? `${total.skipped} skipped\n` : '';
  return `${skipped}${total.passed} passed, ${total.failed} failed`;
}

/** Those that could not run here. What this list leaves out by its tag is not skipped: another list has it. */
function skippedIn(files) {
  const tests = files.flatMap((file) => file.assertionResults);
  return tests.filter((each) => ['skipped', 'pending'].includes(each.status) && each.tags.length === 0).length;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
