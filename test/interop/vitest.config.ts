import { defineConfig, mergeConfig } from 'vitest/config';
import ours from '../../vitest.config.ts';

/** `npm run test:interop`: what other programs make of our files. */
const config = mergeConfig(ours, defineConfig({ test: { testTimeout: 120_000 } }));
config.test.include = ['test/interop/*.test.ts'];
config.test.exclude = [];
export default config;
