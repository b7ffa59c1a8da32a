/** What a browser is sent for a page on its first view, as it is and as gzip would make it. */
import { gzipSync } from 'node:zlib';
import type { Ask } from './load.ts';

export type Weight = { raw: number; gzip: number };
export type Shipped = { html: Weight; css: Weight; js: Weight };

export async function shippedBy({ port, path, cookie }: Ask): Promise<Shipped> {
  const get = async (path: string) =>
    Buffer.from(await (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } })).arrayBuffer());
  const html = await get(path);
  const linked = (pattern: RegExp) =>
    Promise.all([...html.toString().matchAll(pattern)].map(([, address = '']) => get(address)));
  const css = await linked(/<link rel="stylesheet" href="([^"]+)"/g);
  const js = await linked(/<script[^>]* src="([^"]+)"/g);
  return { html: weigh([html]), css: weigh(css), js: weigh(js) };
}

const weigh = (files: Buffer[]): Weight => ({
  raw: files.reduce((sum, file) => sum + file.length, 0),
  gzip: files.reduce((sum, file) => sum + gzipSync(file).length, 0),
});
