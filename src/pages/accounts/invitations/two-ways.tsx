/**
 * The two ways to accept an invitation: a new account, or signing in to the one there is. Both are shown for every
 * address: the reader may be the one who sent the invitation, and must not learn who has an account.
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
