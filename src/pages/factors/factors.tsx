/** The 20 factors to read: what each asks, and what evidence to look for. Also where the blank form to print is found. */
import { guideGroups } from '../../rooms/guide/guide.ts';
import type { House } from '../../server.ts';
import { CreditLine } from '../../ui/bits.tsx';
import { type App, libraryPage } from '../door.tsx';

export function factorPages(app: App, house: House): void {
  libraryPage(app, house, '/factors', {
    show: ({ base, language: { t, words } }) => ({
      title: t('factors.title'),
      section: 'guide',
      body: (
        <>
          <h1>{t('factors.title')}</h1>
          <p>{t('factors.text')}</p>
          <p class="no-print">
            <a href={`${base}/blank-worksheet`}>{t('paper.blank_link')}</a> · <a href={`${base}/factor-sets`}>{t('settings.factor_sets')}</a>
          </p>
          {guideGroups.map((group) => (
            <section key={group.code}>
              <h2>
                {group.code}. {words(group.name)}
              </h2>
              <dl class="factors">
                {group.factors.map((factor) => (
                  <div key={factor.code}>
                    <dt>
                      <span class="code">{factor.code}</span> {words(factor.name)}
                    </dt>
                    <dd>{words(factor.prompt)}</dd>
                    <dd class="quiet">{words(factor.evidence)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <CreditLine />
        </>
      ),
    }),
  });
}
