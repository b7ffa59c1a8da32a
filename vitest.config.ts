import { defineConfig } from 'vitest/config';

/**
 * `npm run check` leaves out what is tagged `long`, and only `npm run test:full` runs what is tagged `full`
 * (bin/check.mjs). A whole file is tagged by `@module-tag` at its beginning.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{src,test}/**/*.test.ts'],
    exclude: ['test/interop/**', 'node_modules/**'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/each-file.ts',
    tags: [
      {
        name: 'long',
        description:
          'Starts programs, carries counties in and out, draws PDFs, needs databases of its own, or takes 0.4 s.',
      },
      { name: 'full', description: 'Tries every field of every page.' },
    ],
    pool: 'forks',
    maxWorkers: 2,
    // Files share what they load; their databases are their own (support.ts).
    isolate: false,
    // Only what hangs: a test that is cut off goes on in the background and takes its neighbours with it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Wall-clock promises hold elsewhere too: the suite runs in another time zone than the developer's.
    env: { TZ: process.env.TZ ?? 'America/St_Johns' },
  },
});
