/**
 * The way back in: an address, then the link or the code of the mail, then a new password. No link acts by being
 * opened. Without a mail server a reset is in the log of the program only, so the pages say who has it.
 */
import { z } from 'zod';
import { NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse, requiredEmail } from '../../house/parse.ts';
import { codeEntry, newPassword } from '../../rooms/accounts/account.ts';
import { countTry } from '../../rooms/accounts/tries.ts';
import { askForReset, resetByCode, resetIsOpen, resetPassword } from '../../rooms/accounts/users.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type App, hostPage, triedFrom } from '../shell/door.tsx';
import { CodeForm } from './code-form.tsx';

export function passwordResetPages(app: App, house: House): void {
  hostPage(app, house, '/password-reset', {
    show: ({ language: { t } }, again) => ({
      title: t('reset.title'),
      body: (
        <div class="narrow">
          <h1>{t('reset.title')}</h1>
          <p>{house.mailIsSent ? t('reset.ask_text') : t('reset.ask_text_no_mail')}</p>
          <Form again={again}>
            <TextField name="email" type="email" label={t('field.email')} autocomplete="username" />
            <Buttons save={house.mailIsSent ? t('reset.ask') : t('reset.ask_no_mail')} cancel="/sign-in" />
          </Form>
        </div>
      ),
    }),
    submit: async (visit, fields) => {
      const { email } = parse(z.object({ email: requiredEmail }), fields);
      await countTry(visit.host, 'reset', email, triedFrom(visit));
      await askForReset(visit.host, email, (token) => `${house.baseUrl}/password-reset/${token}`);
      return '/password-reset-code';
    },
  });

  hostPage(app, house, '/password-reset-code', {
    show: ({ language: { t }, url }, again) => {
      const [title, text] = house.mailIsSent
        ? [t('reset.code_title'), t('reset.code_text')]
        : [t('reset.code_title_no_mail'), t('reset.code_text_no_mail')];
      return {
        title,
        body: (
          <CodeForm
            title={title}
            text={text}
            mailIsSent={house.mailIsSent}
            wrong={url.searchParams.has('wrong')}
            again={again}
          />
        ),
      };
    },
    submit: async (visit, fields) => {
      const given = parse(codeEntry, fields);
      await countTry(visit.host, 'code', given.email, triedFrom(visit));
      const reset = await resetByCode(visit.host, given);
      return reset ? `/password-reset/${reset.token}` : '/password-reset-code?wrong=1';
    },
  });

  hostPage(app, house, '/password-reset/:token', {
    show: async (visit, again) => {
      const { t } = visit.language;
      if (!(await resetIsOpen(visit.host, visit.param('token')))) throw new NotFound();
      return {
        title: t('reset.new_title'),
        body: (
          <div class="narrow">
            <h1>{t('reset.new_title')}</h1>
            <Form again={again}>
              <TextField
                name="password"
                type="password"
                label={t('field.new_password')}
                hint={t('field.password_hint')}
                autocomplete="new-password"
              />
              <Buttons save={t('reset.save')} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { password } = parse(z.object({ password: newPassword }), fields);
      await resetPassword(visit.host, visit.param('token'), password);
      return { to: '/sign-in', notice: 'notice.password_changed' };
    },
  });
}
