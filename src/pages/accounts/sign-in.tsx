/** Signing in and out. The front page leads to where its visitor belongs. */

import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { credentials } from '../../rooms/accounts/account.ts';
import { librariesExist } from '../../rooms/accounts/libraries.ts';
import { membershipsOf } from '../../rooms/accounts/members.ts';
import { signIn, signOut } from '../../rooms/accounts/sessions.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import type { Again } from '../../ui/here.ts';
import { type App, hostPage, personalPage, redirect, triedFrom } from '../shell/door.tsx';
import { text } from '../shell/form-body.ts';

export function signInPages(app: App, house: House): void {
  hostPage(app, house, '/', {
    show: async (visit) => {
      if (!visit.visitor) return redirect((await librariesExist(visit.host)) ? '/sign-in' : '/setup');
      const libraries = await membershipsOf(visit.host, visit.visitor.userId);
      return redirect(libraries.length === 1 ? `/l/${libraries[0]?.slug}` : '/libraries');
    },
  });

  hostPage(app, house, '/sign-in', {
    show: ({ language: { t }, house, url }, again) => ({
      title: t('sign_in.title'),
      body: (
        <div class="narrow">
          <h1>{t('sign_in.title')}</h1>
          {/[?&]kept=1/.test(nextIn(url, again)) && <p class="notice">{t('sign_in.kept')}</p>}
          <Form again={again} repeatable>
            <input type="hidden" name="next" value={nextIn(url, again)} />
            <TextField name="email" type="email" label={t('field.email')} autocomplete="username" />
            <TextField name="password" type="password" label={t('field.password')} autocomplete="current-password" />
            <Buttons save={t('sign_in.button')}>
              <a href="/password-reset">{t('sign_in.forgot')}</a>
            </Buttons>
          </Form>
          {house.demo && <p class="hint">{t('sign_in.demo')}</p>}
        </div>
      ),
    }),
    submit: async (visit, fields) => {
      const arrived = await signIn(visit.host, parse(credentials, fields), {
        ...triedFrom(visit),
        userAgent: visit.userAgent,
      });
      return { to: safeNext(text(fields.next)), ...arrived };
    },
  });

  personalPage(app, house, '/sign-out', {
    show: ({ language: { t } }) => ({
      title: t('sign_out.title'),
      body: (
        <div class="narrow">
          <h1>{t('sign_out.title')}</h1>
          <Form>
            <Buttons save={t('sign_out.button')} cancel="/" />
          </Form>
        </div>
      ),
    }),
    submit: async (visit) => {
      await signOut(visit.host, visit.visitor.sessionId);
      return { to: '/sign-in', session: null, notice: 'notice.signed_out' };
    },
  });

  personalPage(app, house, '/libraries', {
    show: async (visit) => {
      const { t } = visit.language;
      const libraries = await membershipsOf(visit.host, visit.visitor.userId);
      return {
        title: t('libraries.title'),
        body: (
          <div class="narrow">
            <h1>{t('libraries.title')}</h1>
            {libraries.length === 0 && <p>{t('libraries.none')}</p>}
            <ul class="plain big-links">
              {libraries.map((library) => (
                <li key={library.slug}>
                  <a href={`/l/${library.slug}`}>{library.name}</a>{' '}
                  <span class="quiet">{visit.language.message({ key: `role.${library.role}` })}</span>
                </li>
              ))}
            </ul>
          </div>
        ),
      };
    },
  });
}

const nextIn = (url: URL, again: Again | undefined) => text(again?.values.next) || (url.searchParams.get('next') ?? '');

/** Only an address of our own: "//elsewhere" and "\\elsewhere" would leave the site. */
const safeNext = (next: string) => (/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : '/');
