import { defineConfig } from 'vitest/config';

/**
 * What starts programs or carries whole counties in and out is named *.long.test.ts, and `npm run check` leaves it out.
 * What tries every field of every page is named *.full.test.ts, and only `npm run test:full` runs it (bin/check.mjs).
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{src,test}/**/*.test.ts'],
    exclude: ['test/interop/**', 'node_modules/**'],
    globalSetup: 'test/global-setup.ts',
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
