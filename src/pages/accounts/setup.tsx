/**
 * The first run: behind the token that the log printed, while there is no library. First which library (search the IMLS
 * survey or type one), then its time zone, language and first administrator; or the demo county instead.
 */

import { loadDemo } from '../../../db/demo.ts';
import { found, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { hashOf } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { openLibrary } from '../../open-library.ts';
import { firstAdministrator, libraryDraft } from '../../rooms/accounts/account.ts';
import { librariesExist } from '../../rooms/accounts/libraries.ts';
import { arrive } from '../../rooms/accounts/sessions.ts';
import { Buttons, Form, PostButton, Select, TextField } from '../../ui/form.tsx';
import { type App, hostPage, limit, redirect, type Visit } from '../shell/door.tsx';
import { searchLibraries, timeZoneOfState } from './imls.ts';

export const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Lets in only who has the token, and nobody once there is a library. */
async function admit(visit: Visit): Promise<string> {
  const token = visit.param('token');
  if (await librariesExist(visit.host)) throw new NotFound();
  if (!hashOf(token).equals(hashOf(visit.house.setupToken))) {
    await limit(visit, 'setup', visit.clientAddress);
    throw new NotFound();
  }
  return `/setup/${token}`;
}

export function setupPages(app: App, house: House): void {
  hostPage(app, house, '/setup', {
    show: async (visit) => {
      const { t } = visit.language;
      if (await librariesExist(visit.host)) throw new NotFound();
      return {
        title: t('setup.title'),
        body: (
          <div class="narrow">
            <h1>{t('setup.title')}</h1>
            <p>{t('setup.look_in_log')}</p>
          </div>
        ),
      };
    },
  });

  hostPage(app, house, '/setup/:token', {
    show: async (visit) => {
      const { t } = visit.language;
      const base = await admit(visit);
      const query = (visit.url.searchParams.get('q') ?? '').slice(0, 200);
      const matches = query ? await searchLibraries(query) : [];
      return {
        title: t('setup.title'),
        body: (
          <div class="narrow">
            <h1>{t('setup.title')}</h1>
            <p>{t('setup.which')}</p>
            <form method="get" action={base} class="search">
              <label for="q">{t('setup.search')}</label>
              <div class="row">
                <input id="q" name="q" type="search" value={query} />
                <button type="submit">{t('form.search')}</button>
              </div>
            </form>
            {query && (
              <>
                <h2>{t('setup.found', { count: matches.length })}</h2>
                <ul class="plain big-links">
                  {matches.map((match) => (
                    <li key={match.id}>
                      <a href={`${base}/library?name=${encodeURIComponent(match.name)}&state=${match.state}`}>
                        {match.name}
                      </a>{' '}
                      <span class="quiet">
                        {match.city}, {match.state} {match.zip}
                      </span>
                    </li>
                  ))}
                </ul>
              </>
            )}
            <h2>{t('setup.other')}</h2>
            <p>
              <a href={`${base}/library`}>{t('setup.type_in')}</a>
            </p>
            <p class="hint">{t('setup.demo_text')}</p>
            <PostButton action={`${base}/demo`} label={t('setup.demo')} />
          </div>
        ),
      };
    },
  });

  hostPage(app, house, '/setup/:token/library', {
    show: async (visit, again) => {
      const { t, locale } = visit.language;
      const base = await admit(visit);
      const { searchParams } = visit.url;
      const initial = {
        name: (searchParams.get('name') ?? '').slice(0, 200),
        time_zone: timeZoneOfState(searchParams.get('state') ?? ''),
        locale,
      };
      return {
        title: t('setup.library'),
        body: (
          <div class="narrow">
            <h1>{t('setup.library')}</h1>
            <Form again={again} initial={initial}>
              <TextField name="name" label={t('field.library_name')} />
              <Select
                name="time_zone"
                label={t('field.time_zone')}
                options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
              />
              <Select name="locale" label={t('field.locale')} options={localeOptions} />
              <h2>{t('setup.administrator')}</h2>
              <TextField name="admin_name" label={t('field.your_name')} autocomplete="name" />
              <TextField name="admin_email" type="email" label={t('field.email')} autocomplete="username" />
              <TextField
                name="admin_password"
                type="password"
                label={t('field.new_password')}
                hint={t('field.password_hint')}
                autocomplete="new-password"
              />
              <Buttons save={t('setup.open')} cancel={base} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await admit(visit);
      const draft = parse(libraryDraft.extend(firstAdministrator.shape), fields);
      const first = { email: draft.admin_email, name: draft.admin_name, password: draft.admin_password };
      const { ctx, userId } = await openLibrary(
        visit.host,
        { name: draft.name, time_zone: draft.time_zone, locale: draft.locale },
        first,
      );
      return {
        to: `/l/${ctx.library.slug}`,
        ...(await arrive(visit.host, found(userId), visit)),
        notice: 'notice.library_open',
      };
    },
  });

  hostPage(app, house, '/setup/:token/demo', {
    show: async (visit) => redirect(await admit(visit)),
    submit: async (visit) => {
      await admit(visit);
      const { administratorId, password, signIns } = await loadDemo(visit.host);
      // The other sign-ins are for the host to hand out, as "start --demo" prints them.
      house.log.info(
        { password, signIns: signIns.map(({ email, role }) => `${email} (${role})`) },
        'the demo county is loaded',
      );
      return { to: '/', ...(await arrive(visit.host, administratorId, visit)), notice: 'notice.demo_open' };
    },
  });
}

export const localeOptions = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];
