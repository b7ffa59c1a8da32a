/**
 * The 20 factors to read: what each asks, and what evidence to look for. Also where the blank form to print is found.
 */
import { anyMember } from '../../../rooms/accounts/account.ts';
import { guideGroups } from '../../../rooms/guide/guide.ts';
import { CreditLine, FactorGroup } from '../../../ui/bits.tsx';
import { Link } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';

export const factors = libraryPage({
  path: '/factors',
  may: anyMember,
  view: ({ language: { t } }) => ({
    title: t('factors.title'),
    body: (
      <>
        <p>{t('factors.text')}</p>
        <p class="no-print">
          <Link to="/blank-worksheet">{t('paper.blank_link')}</Link> ·{' '}
          <Link to="/factor-sets">{t('settings.factor_sets')}</Link>
        </p>
        {guideGroups.map((group) => (
          <FactorGroup key={group.code} code={group.code} name={group.name} factors={group.factors} />
        ))}
        <CreditLine />
      </>
    ),
  }),
});
