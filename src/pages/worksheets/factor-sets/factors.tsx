/**
 * The 20 factors to read: what each asks, and what evidence to look for. Also where the blank form to print is found.
 */

import type { House } from '../../../house/furnish.ts';
import { guideGroups } from '../../../rooms/guide/guide.ts';
import { CreditLine, FactorGroup } from '../../../ui/bits.tsx';
import { type App, libraryPage } from '../../shell/door.tsx';

export function factorPages(app: App, house: House): void {
  libraryPage(app, house, '/factors', {
    show: ({ base, language: { t } }) => ({
      title: t('factors.title'),
      section: 'guide',
      body: (
        <>
          <h1>{t('factors.title')}</h1>
          <p>{t('factors.text')}</p>
          <p class="no-print">
            <a href={`${base}/blank-worksheet`}>{t('paper.blank_link')}</a> ·{' '}
            <a href={`${base}/factor-sets`}>{t('settings.factor_sets')}</a>
          </p>
          {guideGroups.map((group) => (
            <FactorGroup key={group.code} code={group.code} name={group.name} factors={group.factors} />
          ))}
          <CreditLine />
        </>
      ),
    }),
  });
}
