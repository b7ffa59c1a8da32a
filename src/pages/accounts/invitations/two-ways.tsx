/**
 * A new account, or signing in to the one there is. The same for every address: whoever reads this may be the one who
 * wrote the invitation, and is not to learn who has an account.
 */
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';

export function TwoWays({ again, here }: { again: Again | undefined; here: string }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('invitation.new')}</h2>
      <Form again={again}>
        <TextField name="name" label={t('field.your_name')} autocomplete="name" />
        <TextField
          name="password"
          type="password"
          label={t('field.new_password')}
          hint={t('field.password_hint')}
          autocomplete="new-password"
        />
        <Buttons save={t('invitation.make')} />
      </Form>
      <h2>{t('invitation.have')}</h2>
      <p>{t('invitation.have_text')}</p>
      <p>
        <a class="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {t('invitation.sign_in')}
        </a>
      </p>
    </>
  );
}
