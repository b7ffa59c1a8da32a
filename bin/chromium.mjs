// Where a Chromium for the browser tests is: CHROMIUM_PATH, one that is installed, or the one that npm brought
// (@sparticuz/chromium, Linux x64), unpacked once into .cache. No download, no root. Its package unpacks into the
// temporary folder, and its shared libraries only where it believes to be in a bare cloud function, so it is run in a
// process of its own that is told so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const cache = join(fileURLToPath(new URL('..', import.meta.url)), '.cache', 'chromium');

/** The program's path, and what its environment needs beside it. */
export function findChromium() {
  const installed = [process.env.CHROMIUM_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  return installed ? { path: installed, env: {} } : unpacked();
}

function unpacked() {
  const path = join(cache, 'chromium');
  if (!existsSync(path) || !existsSync(join(cache, 'al2023'))) unpack();
  const bare = spawnSync('ldd', [path], { encoding: 'utf8' }).stdout.includes('not found');
  const env = bare ? { LD_LIBRARY_PATH: join(cache, 'al2023', 'lib') } : {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = ownFonts();
  return { path, env };
}

/** A machine without fonts gets those that the PDF files use. */
function ownFonts() {
  const file = join(cache, 'fonts.conf');
  const folder = fileURLToPath(new URL('../data/fonts', import.meta.url));
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig><dir>${folder}</dir>` +
      `<cachedir>${join(cache, 'fontconfig')}</cachedir></fontconfig>\n`,
  );
  return file;
}

function unpack() {
  mkdirSync(cache, { recursive: true });
  const script = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
  const env = { ...process.env, TMPDIR: cache, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env,
    encoding: 'utf8',
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  if (run.status !== 0)
    throw new Error(
      `No Chromium was found and the packaged one could not be unpacked. Set CHROMIUM_PATH. ${run.stderr}`,
    );
}
