/** Changing one's password; the current one is asked for. */
import { z } from 'zod';
import { parse } from '../../../house/parse.ts';
import { newPassword } from '../../../rooms/accounts/account.ts';
import { changePassword } from '../../../rooms/accounts/users.ts';
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { personalPage } from '../../shell/page.ts';

const passwordChange = z.object({ current: z.string().max(500).default(''), password: newPassword });

export const password = personalPage({
  path: '/account/password',
  view: ({ language: { t }, again }) => ({
    title: t('account.change_password'),
    body: (
      <div class="narrow">
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
  submit: async ({ host, house, visitor, fields, go }) => {
    await changePassword(host, { ...visitor, counters: house.limits }, parse(passwordChange, fields));
    return go('/account').saying('notice.password_changed');
  },
});
