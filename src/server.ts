/**
 * The HTTP door: headers, limits, health, files, and the pages. `buildApp` is what tests talk to and what the app
 * serves.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { hsdsApi } from './api/hsds.ts';
import type { House } from './house/furnish.ts';
import { newId } from './house/ids.ts';
import { preferredLocale, speak } from './house/messages.ts';
import { stopMailByProgram } from './pages/accounts/stop-mail.tsx';
import { mailHandedIn } from './pages/mailbox/handed-in.ts';
import { pages } from './pages/routes.ts';
import { Left } from './pages/shell/form-body.ts';
import { notFoundPage } from './pages/shell/mount.ts';
import type { App, Env } from './pages/shell/visit.ts';

export function buildApp(house: House): App {
  const app: App = new Hono();
  app.use(logged(house));
  app.use(compress());
  app.use(secureHeaders(headers(house)));
  addHealth(app, house);
  app.get('/assets/:name', (c) => house.assets.serve(c));
  // Mounted before the step that forbids caching: these answers are public and say themselves how they may be cached.
  hsdsApi(app, house);
  stopMailByProgram(app, house);
  mailHandedIn(app, house);
  app.use(ownForms(house));
  app.use(wholeAddress);
  pages(app, house);
  app.notFound(notFoundPage(house));
  app.onError((error, c) => lastResort(house, error, c));
  return app;
}

type Step = MiddlewareHandler<Env>;

/** Every request has an id, a line in the log and a place in the figures. */
const logged =
  (house: House): Step =>
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

const NOT_READY = {
  stopping: 'this process is about to end',
  silent: 'the database does not answer',
  newer: 'the database was brought up to date by a newer program; start that one in place of this',
};

/** For whoever runs the host: the process is alive, and whether it should be asked. */
function addHealth(app: App, house: House): void {
  app.get('/livez', (c) => c.text('alive'));
  app.get('/readyz', async (c) => {
    const state = house.stopping ? 'stopping' : await house.lending.state();
    return state === 'ready' ? c.text('ready') : c.text(NOT_READY[state], 503);
  });
}

/** A form of another site is refused, and no page is kept by a browser or a proxy. */
const ownForms =
  (house: House): Step =>
  async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !sameOrigin(c, house))
      return c.text('This form came from another site.', 403);
    await next();
    // A file under the hash of what is in it says itself how long it may be kept.
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };

/** The database cannot hold a NUL, and no address of ours has one. */
const wholeAddress: Step = async (c, next) => {
  if (/%00/.test(c.req.url)) return c.text(languageOf(c).t('error.address_broken'), 400);
  await next();
};

/** The answer to an error that no page handles: a bug, with the id under which the log describes it. */
function lastResort(house: House, error: Error, c: Context<Env>): Response {
  const id = c.get('requestId');
  if (error instanceof Left || hasLeft(c, error)) {
    house.log.info({ request: id }, 'whoever asked has left');
    return c.body(null, 400);
  }
  house.log.error({ request: id, error: error.stack ?? String(error) }, 'a request failed');
  const { t } = languageOf(c);
  const title = t('refused.bug.title');
  const text = t('refused.bug.text', { id });
  return c.html(`<!doctype html><title>${title}</title><h1>${title}</h1><p>${text}</p>`, 500);
}

const languageOf = (c: Context) => speak(preferredLocale(c.req.header('accept-language')));

/** The pattern of the page's address; '' where no page answered. */
const patternOf = (c: Context): string => {
  const pattern = routePath(c, -1);
  return pattern.endsWith('*') ? '' : pattern;
};

/**
 * Tokens in addresses are secrets: the log gets the path up to the token and nothing after it, whatever the library is
 * called.
 */
const loggablePath = (path: string) =>
  path.replace(
    /\/(invitations|password-reset|setup|mail\/stop|guest|calendar|calendar-feed|mailbox\/address)\/.+/,
    '/$1/…',
  );

/**
 * Whether the error is only that the sender disconnected before the body was complete. Any other error at such a moment
 * is a bug of ours.
 */
const hasLeft = (c: Context, error: Error) =>
  c.req.raw.signal.aborted &&
  (error === c.req.raw.signal.reason || error.name === 'AbortError' || error.message === 'aborted');

/**
 * Browsers send Origin with every form; without it (an old browser) Sec-Fetch-Site or Referer must say the same. The
 * Host header comes from the sender, so it counts only where the address of the app is not configured.
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
