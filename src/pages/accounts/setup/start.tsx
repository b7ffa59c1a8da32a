/** The first page of a new installation: it says that the address to go on with is in the log. */
import { NotFound } from '../../../house/errors.ts';
import { librariesExist } from '../../../rooms/accounts/libraries.ts';
import { hostPage } from '../../shell/page.ts';

export const setupStart = hostPage({
  path: '/setup',
  view: async ({ host, language: { t } }) => {
    if (await librariesExist(host)) throw new NotFound();
    return {
      title: t('setup.title'),
      body: (
        <div class="narrow">
          <p>{t('setup.look_in_log')}</p>
        </div>
      ),
    };
  },
});
