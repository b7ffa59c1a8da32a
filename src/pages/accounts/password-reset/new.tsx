/** The new password, behind the link of the mail. */
import { z } from 'zod';
import { NotFound } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { newPassword } from '../../../rooms/accounts/account.ts';
import { resetIsOpen, resetPassword } from '../../../rooms/accounts/users.ts';
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { hostPage } from '../../shell/page.ts';

export const newPasswordPage = hostPage({
  path: '/password-reset/:token',
  // The link is checked here and not in `load`: of two clicks the first uses the link up, and the second must be led to
  // the same page.
  view: async ({ host, param, language: { t }, again }) => {
    if (!(await resetIsOpen(host, param('token')))) throw new NotFound();
    return {
      title: t('reset.new_title'),
      body: (
        <div class="narrow">
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
  submit: async ({ host, param, fields, go }) => {
    const { password } = parse(z.object({ password: newPassword }), fields);
    await resetPassword(host, param('token'), password);
    return go('/sign-in').saying('notice.password_changed');
  },
});
