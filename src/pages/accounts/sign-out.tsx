/** Signing out. Its button is on the account, too. */
import { signOut } from '../../rooms/accounts/sessions.ts';
import { Buttons, Checkbox, Form } from '../../ui/form.tsx';
import { personalPage } from '../shell/page.ts';

export const signOutPage = personalPage({
  path: '/sign-out',
  view: ({ language: { t } }) => ({
    title: t('sign_out.title'),
    islands: ['unsent'],
    body: (
      <div class="narrow">
        <Form>
          <div class="warning" data-island="unsent" hidden>
            <p>{t('sign_out.unsent')}</p>
            <ul />
            <Checkbox name="agreed" label={t('sign_out.delete_unsent')} />
          </div>
          <Buttons save={t('sign_out.button')} cancel="/" />
        </Form>
      </div>
    ),
  }),
  submit: async ({ host, visitor, go }) => {
    await signOut(host, visitor.sessionId);
    return go('/sign-in').signed({ session: null }).saying('notice.signed_out');
  },
});
