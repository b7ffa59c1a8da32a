/** One's own account: name, language, password, sessions. */
import { z } from 'zod';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { accountEdit, newPassword } from '../../rooms/accounts/account.ts';
import { membershipsOf } from '../../rooms/accounts/members.ts';
import { signOutEverywhere } from '../../rooms/accounts/sessions.ts';
import { changeAccount, changePassword, findUser } from '../../rooms/accounts/users.ts';
import { Buttons, Form, PostButton, Select, TextField } from '../../ui/form.tsx';
import { type App, personalPage, redirect } from '../shell/door.tsx';

export function accountPages(app: App, house: House): void {
  personalPage(app, house, '/account', {
    show: async (visit, again) => {
      const { t } = visit.language;
      const user = await findUser(visit.host, visit.visitor.userId);
      const libraries = await membershipsOf(visit.host, user.id);
      const languages = [
        { value: '', label: t('account.locale_library') },
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
      ];
      const labels = { name: t('field.your_name'), locale: t('field.locale') };
      return {
        title: t('account.title'),
        body: (
          <div class="narrow">
            <h1>{t('account.title')}</h1>
            <p class="quiet">{user.email}</p>
            <Form
              again={again}
              initial={{ name: user.name, locale: user.locale ?? '' }}
              version={user.version}
              labels={labels}
            >
              <TextField name="name" label={labels.name} autocomplete="name" />
              <Select name="locale" label={labels.locale} options={languages} />
              <Buttons save={t('form.save')} />
            </Form>
            <h2>{t('account.libraries')}</h2>
            <ul class="plain">
              {libraries.map((library) => (
                <li key={library.slug}>
                  <a href={`/l/${library.slug}`}>{library.name}</a>
                </li>
              ))}
            </ul>
            <h2>{t('account.safety')}</h2>
            <p>
              <a href="/account/password">{t('account.change_password')}</a>
            </p>
            <div class="buttons">
              <PostButton action="/account/sessions" label={t('account.end_sessions')} />
              <PostButton action="/sign-out" label={t('sign_out.button')} />
            </div>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changeAccount(visit.host, visit.visitor.userId, parse(accountEdit, fields));
      return { to: '/account', notice: 'notice.saved' };
    },
  });

  personalPage(app, house, '/account/password', {
    show: ({ language: { t } }, again) => ({
      title: t('account.change_password'),
      body: (
        <div class="narrow">
          <h1>{t('account.change_password')}</h1>
          <Form again={again}>
            <TextField
              name="current"
              type="password"
              label={t('field.current_password')}
              autocomplete="current-password"
            />
            <TextField
              name="password"
              type="password"
              label={t('field.new_password')}
              hint={t('field.password_hint')}
              autocomplete="new-password"
            />
            <Buttons save={t('form.save')} cancel="/account" />
          </Form>
        </div>
      ),
    }),
    submit: async (visit, fields) => {
      const given = parse(z.object({ current: z.string().max(500).default(''), password: newPassword }), fields);
      await changePassword(visit.host, { ...visit.visitor, counters: house.limits }, given);
      return { to: '/account', notice: 'notice.password_changed' };
    },
  });

  personalPage(app, house, '/account/sessions', {
    show: () => redirect('/account'),
    submit: async (visit) => {
      await signOutEverywhere(visit.host, visit.visitor.userId, visit.visitor.sessionId);
      return { to: '/account', notice: 'notice.sessions_ended' };
    },
  });
}
