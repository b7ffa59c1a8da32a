/** Factor sets: the guide's own and the library's. */
import { anyMember } from '../../../rooms/accounts/account.ts';
import { type FactorSet, factorSetsOf } from '../../../rooms/worksheets/factor-sets.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';

export const factorSets = libraryPage({
  path: '/factor-sets',
  may: anyMember,
  view: async ({ ctx, language: { t } }) => {
    const sets = await factorSetsOf(ctx);
    return {
      title: t('settings.factor_sets'),
      body: (
        <>
          <p>{t('factor_sets.text')}</p>
          <ul class="plain big-links">
            {sets.map((set) => (
              <SetLine key={set.id} set={set} />
            ))}
          </ul>
        </>
      ),
    };
  },
});

function SetLine({ set }: { set: FactorSet }) {
  const { t, dayOf } = useLanguage();
  return (
    <li>
      <Link to="/factor-sets/:id" at={{ id: set.id }}>
        {set.builtIn ? t('factor_set.built_in') : set.name}
      </Link>{' '}
      <span class="quiet">
        {set.builtIn ? t('factor_sets.built_in') : t('factor_sets.version', { number: set.number, day: dayOf(set.at) })}
      </span>
    </li>
  );
}
