/** One's own account: name and language, the libraries one belongs to, and the ways to what keeps it safe. */
import { parse } from '../../../house/parse.ts';
import { accountEdit } from '../../../rooms/accounts/account.ts';
import { membershipsOf } from '../../../rooms/accounts/members.ts';
import { changeAccount, findUser } from '../../../rooms/accounts/users.ts';
import { Buttons, Form, PostButton, Select, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { personalPage } from '../../shell/page.ts';
import { localeOptions } from '../locales.ts';

type User = Awaited<ReturnType<typeof findUser>>;
type Memberships = Awaited<ReturnType<typeof membershipsOf>>;

export const account = personalPage({
  path: '/account',
  load: ({ host, visitor }) => findUser(host, visitor.userId),
  view: async ({ host, language: { t }, found: user, again }) => ({
    title: t('account.title'),
    body: <Account user={user} libraries={await membershipsOf(host, user.id)} again={again} />,
  }),
  submit: async ({ host, visitor, fields, go }) => {
    await changeAccount(host, visitor.userId, parse(accountEdit, fields));
    return go('/account').saying('notice.saved');
  },
});

type Props = { user: User; libraries: Memberships; again: Again | undefined };

function Account({ user, libraries, again }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <p class="quiet">{user.email}</p>
      <AccountForm user={user} again={again} />
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
        <a class="button quiet-button" href="/sign-out">
          {t('sign_out.button')}
        </a>
      </div>
    </div>
  );
}

function AccountForm({ user, again }: Omit<Props, 'libraries'>) {
  const { t } = useLanguage();
  const labels = { name: t('field.your_name'), locale: t('field.locale') };
  const languages = [{ value: '', label: t('account.locale_library') }, ...localeOptions];
  return (
    <Form again={again} initial={{ name: user.name, locale: user.locale ?? '' }} version={user.version} labels={labels}>
      <TextField name="name" label={labels.name} autocomplete="name" />
      <Select name="locale" label={labels.locale} options={languages} />
      <Buttons save={t('form.save')} />
    </Form>
  );
}
