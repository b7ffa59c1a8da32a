/** Signing out. Its button is on the account, too. */
import { signOut } from '../../rooms/accounts/sessions.ts';
import { Buttons, Form } from '../../ui/form.tsx';
import { personalPage } from '../shell/page.ts';

export const signOutPage = personalPage({
  path: '/sign-out',
  view: ({ language: { t } }) => ({
    title: t('sign_out.title'),
    body: (
      <div class="narrow">
        <Form>
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
