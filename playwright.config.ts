import { defineConfig } from '@playwright/test';
import { findChromium } from './bin/chromium.mjs';

const chromium = findChromium();

/**
 * Journeys of a person in a real Chromium (bin/chromium.mjs finds it). Debian's and npm's both start as root only
 * without their sandbox.
 */
export default defineConfig({
  testDir: 'test/browser',
  globalSetup: './test/browser/program.ts',
  workers: 2,
  // A whole journey on a machine that has other work to do; alone the longest takes twelve seconds.
  timeout: 180_000,
  reporter: [['list'], ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? '.cache/browser.json' }]],
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-US',
    // A click waits for the page it leads to; reading a package on a machine with other work to do takes more than ten
    // seconds.
    actionTimeout: 30_000,
    launchOptions: {
      executablePath: chromium.path,
      env: { ...(process.env as Record<string, string>), ...chromium.env },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
