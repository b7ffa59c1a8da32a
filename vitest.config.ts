import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['src/**/*.test.ts', 'test/*.test.ts', 'test/web/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Wall-clock promises are tested elsewhere too: bin/check.mjs runs the suite in another time zone than the
    // developer's.
    env: { TZ: process.env.TZ ?? 'America/St_Johns' },
  },
});
