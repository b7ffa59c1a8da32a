/**
 * The HTTP door: headers, limits, health, files, and the pages. `buildApp` is what tests talk to and what the app
 * serves.
 */

import type { Context, ErrorHandler, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { hsdsApi } from './api/hsds.ts';
import type { House } from './house/furnish.ts';
import { newId } from './house/ids.ts';
import { preferredLocale, speak } from './house/messages.ts';
import { stopMailByProgram } from './pages/accounts/stop-mail.tsx';
import { pages } from './pages/routes.ts';
import { Left } from './pages/shell/form-body.ts';
import { notFoundPage } from './pages/shell/mount.ts';
import type { App, Env } from './pages/shell/visit.ts';

export function buildApp(house: House): App {
  const app: App = new Hono();
  app.use(noted(house));
  app.use(compress());
  app.use(secureHeaders(headers(house)));
  app.get('/livez', (c) => c.text('alive'));
  app.get('/readyz', async (c) => {
    if (await house.lending.answers()) return c.text('ready');
    return c.text('the database does not answer', 503);
  });
  app.get('/assets/:name', (c) => house.assets.serve(c));
  // These answers are public and may be kept: they come before the header that forbids it.
  hsdsApi(app, house);
  stopMailByProgram(app, house);
  app.use(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !sameOrigin(c, house))
      return c.text('This form came from another site.', 403);
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
  });
  // The database cannot hold a NUL, and no address of ours has one.
  app.use(async (c, next) => {
    if (/%00/.test(c.req.url))
      return c.text(speak(preferredLocale(c.req.header('accept-language'))).t('error.address_broken'), 400);
    await next();
  });
  pages(app, house);
  app.notFound(notFoundPage(house));
  app.onError(failed(house));
  return app;
}

/** Gives each request an id, and notes in the log and the figures how it was answered. */
const noted =
  (house: House): MiddlewareHandler<Env> =>
  async (c, next) => {
    const started = performance.now();
    const id = newId();
    c.set('requestId', id);
    await next();
    // Set on the finished response: a file or a redirect is a response of its own, and would not take over what was set
    // before.
    c.res.headers.set('X-Request-Id', id);
    const ms = Math.round(performance.now() - started);
    house.metrics?.answered({ method: c.req.method, route: patternOf(c), status: c.res.status, seconds: ms / 1000 });
    house.log.info(
      { request: id, method: c.req.method, path: loggablePath(c.req.path), status: c.res.status, ms },
      'request',
    );
  };

/** What no page has answered for: a mistake of ours, unless whoever asked has left. */
const failed =
  (house: House): ErrorHandler<Env> =>
  (error, c) => {
    const id = c.get('requestId');
    if (error instanceof Left || hasLeft(c, error)) {
      house.log.info({ request: id }, 'whoever asked has left');
      return c.body(null, 400);
    }
    house.log.error({ request: id, error: error.stack ?? String(error) }, 'a request failed');
    const { t } = speak(preferredLocale(c.req.header('accept-language')));
    const title = t('refused.bug.title');
    const text = t('refused.bug.text', { id });
    return c.html(`<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`, 500);
  };

/** '' where only middleware was met. */
const patternOf = (c: Context): string => {
  const pattern = routePath(c, -1);
  return pattern.endsWith('*') ? '' : pattern;
};

/**
 * Tokens in addresses are secrets: the log gets the path up to them, and nothing after, whatever a library is called.
 */
const loggablePath = (path: string) => path.replace(/\/(invitations|password-reset|setup|mail\/stop)\/.+/, '/$1/…');

/** A body that ends too early because its sender went away. What else goes wrong at such a moment is still ours. */
const hasLeft = (c: Context, error: Error) =>
  c.req.raw.signal.aborted &&
  (error === c.req.raw.signal.reason || error.name === 'AbortError' || error.message === 'aborted');

/**
 * Browsers send Origin with every form; without it (an old one) Sec-Fetch-Site or Referer must say the same. Host is
 * what the sender says: it counts only where nobody told us our address.
 */
function sameOrigin(c: Context, house: House): boolean {
  const origin = c.req.header('origin');
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  const own = [new URL(house.baseUrl).origin, ...(house.addressIsGiven ? [] : [`http://${host}`, `https://${host}`])];
  if (origin) return own.includes(origin);
  const site = c.req.header('sec-fetch-site');
  if (site) return site === 'same-origin';
  const referer = c.req.header('referer');
  return referer !== undefined && URL.canParse(referer) && own.includes(new URL(referer).origin);
}

function headers(house: House): Parameters<typeof secureHeaders>[0] {
  const self = ["'self'"];
  return {
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: self,
      styleSrc: self,
      imgSrc: [...self, 'data:'],
      connectSrc: self,
      formAction: self,
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: house.secure ? 'max-age=63072000; includeSubDomains' : false,
    crossOriginOpenerPolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  };
}
