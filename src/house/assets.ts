/**
 * What browsers get besides HTML: one style sheet, small scripts, an icon. Built by Vite with a hash in the name, so
 * they may be kept for ever.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';

export type Assets = {
  style: string;
  icon: string;
  islands: Record<string, string>;
  serve: (c: Context) => Response;
  /** The text of a service worker, which is served below the page that it is for. */
  worker: (name: string) => Uint8Array<ArrayBuffer>;
};

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

type Manifest = Record<string, { file: string; css?: string[] }>;

/** Reads the browser build (`dist/browser`). Throws an Error with one sentence when there is none. */
export function readAssets(folder: string): Assets {
  const files = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string }>();
  const load = (file: string) => {
    const name = file.replace('assets/', '');
    files.set(name, {
      body: new Uint8Array(readFileSync(join(folder, file))),
      type: TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    });
    return `/assets/${name}`;
  };
  const manifest = readManifest(folder);
  const islands: Record<string, string> = {};
  let [style, icon] = ['', ''];
  for (const [source, { file }] of Object.entries(manifest)) {
    const address = load(file);
    if (source.endsWith('style.css')) style = address;
    else if (source.endsWith('icon.svg')) icon = address;
    else if (source.endsWith('.ts')) islands[source.split('/').at(-1)?.replace('.ts', '') ?? ''] = address;
  }
  const serve = (c: Context) => {
    const file = files.get(c.req.param('name') ?? '');
    if (!file) return c.text('not found', 404);
    return c.body(file.body, 200, {
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  };
  const worker = (name: string) => {
    const file = files.get(islands[name]?.replace('/assets/', '') ?? '');
    if (!file) throw new Error(`There is no ${name} in the browser build.`);
    return file.body;
  };
  return { style, icon, islands, serve, worker };
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  } catch {
    throw new Error(`There is no browser build in ${folder}. Run "npm run build" first.`);
  }
}
