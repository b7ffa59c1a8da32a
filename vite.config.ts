import { defineConfig } from 'vite';
import { jsxTemplates } from './bin/jsx-templates.ts';

const islands = [
  'autosave',
  'paper-grid',
  'duplicates',
  'choice-filter',
  'draft',
  'draft-done',
  'progress',
  'keys',
  'keys-switch',
  'choose',
  'rows',
  'board',
  'interview',
  'hold-worker',
  'unsent',
  'passages',
  'draw-mark',
];

/** Two builds: `vite build` makes what browsers get, `vite build --ssr` the program. */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: isSsrBuild ? [jsxTemplates()] : [],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: isSsrBuild
    ? {
        outDir: 'dist/server',
        target: 'node22',
        emptyOutDir: true,
        // So that a stack names the line that was written; bin/commontable asks Node to read it.
        sourcemap: true,
        rolldownOptions: { input: { cli: 'src/cli/cli.ts', thread: 'src/thread.ts' } },
      }
    : {
        outDir: 'dist/browser',
        manifest: true,
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['src/ui/style.css', 'src/browser/icon.svg', ...islands.map((name) => `src/browser/${name}.ts`)],
        },
      },
}));
