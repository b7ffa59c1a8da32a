/** Signing in, and on to where one wanted to go. */
import { parse } from '../../house/parse.ts';
import { credentials } from '../../rooms/accounts/account.ts';
import { signIn } from '../../rooms/accounts/sessions.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { text } from '../shell/form-body.ts';
import { landing } from '../shell/landing.ts';
import { hostPage } from '../shell/page.ts';
import { triedFrom } from '../shell/visit.ts';

export const signInPage = hostPage({
  path: '/sign-in',
  view: ({ language: { t }, house, url, again }) => ({
    title: t('sign_in.title'),
    body: <SignIn next={nextIn(url, again)} demo={house.demo} again={again} />,
  }),
  submit: async ({ fields, ...visit }) => {
    const from = { ...triedFrom(visit), userAgent: visit.userAgent };
    return landing(safeNext(text(fields.next))).signed(await signIn(visit.host, parse(credentials, fields), from));
  },
});

function SignIn({ next, demo, again }: { next: string; demo: boolean; again: Again | undefined }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      {/[?&]kept=1/.test(next) && <p class="notice">{t('sign_in.kept')}</p>}
      <Form again={again} repeatable>
        <input type="hidden" name="next" value={next} />
        <TextField name="email" type="email" label={t('field.email')} autocomplete="username" />
        <TextField name="password" type="password" label={t('field.password')} autocomplete="current-password" />
        <Buttons save={t('sign_in.button')}>
          <a href="/password-reset">{t('sign_in.forgot')}</a>
        </Buttons>
      </Form>
      {demo && <p class="hint">{t('sign_in.demo')}</p>}
    </div>
  );
}

const nextIn = (url: URL, again: Again | undefined) => text(again?.values.next) || (url.searchParams.get('next') ?? '');

/** Only an address of our own: "//elsewhere" and "\\elsewhere" would leave the site. */
const safeNext = (next: string) => (/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) ? next : '/');
