// The one list of what has to hold, called by "npm test" and so by CI: format and lint, types, build, tests, browser
// tests. Stops at the first that fails, and closes with the count of tests. `node bin/check.mjs unit` (or browser) runs
// one part.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

const started = Date.now();
const only = process.argv[2];
const REPORTS = { unit: '.cache/unit.json', browser: '.cache/browser.json' };

const parts = {
  lint: () => run('biome', ['check', '.']),
  types: () => run('tsc', ['-p', '.']),
  build: () => run('npm', ['run', '--silent', 'build']),
  unit: () => run('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${REPORTS.unit}`]),
  browser: () => run('playwright', ['test'], { PLAYWRIGHT_JSON_OUTPUT_NAME: REPORTS.browser }),
};

console.log(`Node ${process.version}`);
for (const report of Object.values(REPORTS)) rmSync(report, { force: true });
for (const [name, part] of Object.entries(parts)) {
  if (only && only !== name) continue;
  console.log(`\n== ${name}`);
  const code = await part();
  if (code !== 0) {
    console.log(`\n${name} failed.\n${count()}`);
    process.exit(1);
  }
}
console.log(`\nAll of it in ${Math.round((Date.now() - started) / 1000)} s.\n${count()}`);

/** Programs that npm installed are found through the PATH that npm made, with the Node it brought first in it. */
function run(program, args, env = {}) {
  return new Promise((done) => {
    spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } }).on('exit', (code) => done(code ?? 1));
  });
}

function count() {
  const unit = read(REPORTS.unit);
  const browser = read(REPORTS.browser)?.stats;
  const passed = (unit?.numPassedTests ?? 0) + (browser?.expected ?? 0);
  const failed = (unit?.numFailedTests ?? 0) + (browser?.unexpected ?? 0) + (browser?.flaky ?? 0);
  return `${passed} passed, ${failed} failed`;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
