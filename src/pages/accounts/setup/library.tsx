/** The new library's name, time zone, language and first administrator. */

import { found } from '../../../house/errors.ts';
import { parse } from '../../../house/parse.ts';
import { openLibrary } from '../../../open-library.ts';
import { firstAdministrator, libraryDraft } from '../../../rooms/accounts/account.ts';
import { addBranch } from '../../../rooms/accounts/branches.ts';
import { arrive } from '../../../rooms/accounts/sessions.ts';
import { Buttons, Checkbox, Form, Select, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { landing } from '../../shell/landing.ts';
import { hostPage, type Viewing } from '../../shell/page.ts';
import type { Visit } from '../../shell/visit.ts';
import { localeOptions } from '../locales.ts';
import { timeZoneOptions } from '../time-zones.ts';
import { type Outlet, outletsOf, timeZoneOfState } from './imls.ts';
import { setupToken } from './token.ts';

export const setupLibrary = hostPage({
  path: '/setup/:token/library',
  view: async (asked) => {
    const token = await setupToken(asked);
    const outlets = await outletsOf(systemIn(asked));
    return { title: asked.language.t('setup.library'), body: <Setup asked={asked} token={token} outlets={outlets} /> };
  },
  submit: async ({ fields, ...visit }) => {
    await setupToken(visit);
    const draft = parse(libraryDraft.extend(firstAdministrator.shape), fields);
    const { name, time_zone, locale, admin_email, admin_name, admin_password } = draft;
    const first = { email: admin_email, name: admin_name, password: admin_password };
    const { ctx, userId } = await openLibrary(visit.host, { name, time_zone, locale }, first);
    if (fields.branches)
      for (const { name, city, zip } of await outletsOf(systemIn(visit)))
        await addBranch(ctx, { name, city, postal_code: zip });
    const arrived = await arrive(visit.host, found(userId), visit);
    return landing(`/l/${ctx.library.slug}`).signed(arrived).saying('notice.library_open');
  },
});

/** The library of the survey that was chosen, by its key there. */
const systemIn = ({ url }: Visit) => url.searchParams.get('system') ?? '';

type Props = { asked: Viewing<Visit>; token: string; outlets: Outlet[] };

function Setup({ asked: { url, again, to }, token, outlets }: Props) {
  const { t, locale } = useLanguage();
  const initial = {
    name: (url.searchParams.get('name') ?? '').slice(0, 200),
    time_zone: timeZoneOfState(url.searchParams.get('state') ?? ''),
    locale,
    branches: 'on',
  };
  return (
    <div class="narrow">
      <Form again={again} initial={initial}>
        <TextField name="name" label={t('field.library_name')} />
        <Select name="time_zone" label={t('field.time_zone')} options={timeZoneOptions} />
        <Select name="locale" label={t('field.locale')} options={localeOptions} />
        {outlets.length > 0 && (
          <Checkbox
            name="branches"
            label={t('setup.branches', { count: outlets.length })}
            hint={outlets
              .slice(0, 6)
              .map(({ name }) => name)
              .join(' · ')}
          />
        )}
        <h2>{t('setup.administrator')}</h2>
        <TextField name="admin_name" label={t('field.your_name')} autocomplete="name" />
        <TextField name="admin_email" type="email" label={t('field.email')} autocomplete="username" />
        <TextField
          name="admin_password"
          type="password"
          label={t('field.new_password')}
          hint={t('field.password_hint')}
          autocomplete="new-password"
        />
        <Buttons save={t('setup.open')} cancel={to('/setup/:token', { token })} />
      </Form>
    </div>
  );
}
