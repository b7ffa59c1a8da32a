/** What this is, whose ideas it carries, and under which licence. Public, without script. */
import { CreditLine } from '../../ui/bits.tsx';
import { hostPage } from './page.ts';

export const about = hostPage({
  path: '/about',
  view: ({ language: { t } }) => ({
    title: t('about.title'),
    body: (
      <>
        <p>{t('about.what')}</p>
        <h2>{t('about.credit')}</h2>
        <CreditLine />
        <p>{t('about.not_validated')}</p>
        <h2>{t('about.data')}</h2>
        <p>{t('about.data_text')}</p>
        <h2>{t('about.licence')}</h2>
        <p>{t('about.licence_text')}</p>
      </>
    ),
  }),
});
