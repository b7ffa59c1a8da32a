/** The HTTP server: opens a port, and closes it without breaking off what is under way. */
import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import type { Env } from './house/env.ts';

type Handler = { fetch: (request: Request) => Response | Promise<Response> };
type Listening = { server: ServerType; address: string };

/** Port 0 takes any free port; the address is known only then, so the app is built after listening. */
export async function listen(env: Env, build: (baseUrl: string) => Handler): Promise<Listening> {
  let app: Handler | null = null;
  const fetch = (request: Request, ...rest: unknown[]) =>
    (app as { fetch: (...all: unknown[]) => Response }).fetch(request, ...rest);
  const server = serve({ fetch, hostname: env.COMMON_TABLE_HOST, port: env.COMMON_TABLE_PORT });
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${env.COMMON_TABLE_PORT} is taken by another program. Set COMMON_TABLE_PORT to a free one.`);
  });
  const bound = server.address();
  const address = addressOf(env, typeof bound === 'object' && bound ? bound.port : env.COMMON_TABLE_PORT);
  app = build(address);
  return { server, address };
}

/** Where people reach the app; links in mails lead there. */
export const addressOf = (env: Env, port: number): string =>
  (
    env.COMMON_TABLE_URL ??
    `http://${env.COMMON_TABLE_HOST === '127.0.0.1' ? 'localhost' : env.COMMON_TABLE_HOST}:${port}`
  ).replace(/\/$/, '');

/** Milliseconds: as long as the longest statement of a page. */
const UNDER_WAY = 30_000;

/** Lets requests under way finish. */
export async function closeServer(server: ServerType): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  if ('closeIdleConnections' in server) server.closeIdleConnections();
  const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), UNDER_WAY);
  await closed;
  clearTimeout(late);
}
