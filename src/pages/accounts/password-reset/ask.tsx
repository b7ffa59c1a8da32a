/**
 * A forgotten password: first the address, then the link or the code of the mail, then a new password. Opening a link
 * changes nothing. Without a mail server the link is only in the log of the program, so the pages say who can read it.
 */
import { z } from 'zod';
import { parse, requiredEmail } from '../../../house/parse.ts';
import { countTry } from '../../../rooms/accounts/tries.ts';
import { askForReset } from '../../../rooms/accounts/users.ts';
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { hostPage } from '../../shell/page.ts';
import { triedFrom } from '../../shell/visit.ts';

export const askForPassword = hostPage({
  path: '/password-reset',
  view: ({ language: { t }, house: { mailIsSent }, again }) => ({
    title: t('reset.title'),
    body: (
      <div class="narrow">
        <p>{mailIsSent ? t('reset.ask_text') : t('reset.ask_text_no_mail')}</p>
        <Form again={again}>
          <TextField name="email" type="email" label={t('field.email')} autocomplete="username" />
          <Buttons save={mailIsSent ? t('reset.ask') : t('reset.ask_no_mail')} cancel="/sign-in" />
        </Form>
      </div>
    ),
  }),
  submit: async ({ fields, ...visit }) => {
    const { email } = parse(z.object({ email: requiredEmail }), fields);
    await countTry(visit.host, 'reset', { email, ...triedFrom(visit) });
    await askForReset(visit.host, email, (token) => `${visit.house.baseUrl}/password-reset/${token}`);
    return visit.go('/password-reset-code');
  },
});
