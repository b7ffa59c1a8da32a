/** How many rows of a list have which outcome; each that has any leads to them. */
import { type Import, OUTCOMES, type Outcome } from '../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';

export function Counts({ item, shown }: { item: Import; shown: Outcome }) {
  const { t } = useLanguage();
  return (
    <nav aria-label={t('import.counts')}>
      <dl class="counts">
        <div>
          <dt>{t('import.count_rows')}</dt>
          <dd>{item.counts.rows}</dd>
        </div>
        {OUTCOMES.map((outcome) => (
          <div key={outcome} class={outcome === shown ? 'chosen' : undefined}>
            <dt>
              <OutcomeName item={item} outcome={outcome} shown={shown} />
            </dt>
            <dd>{item.counts[outcome]}</dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

function OutcomeName({ item, outcome, shown }: { item: Import; outcome: Outcome; shown: Outcome }) {
  const { message } = useLanguage();
  const name = message({ key: `import.count_${outcome}` });
  if (item.counts[outcome] === 0) return <>{name}</>;
  return (
    <Link
      to="/imports/:id"
      at={{ id: item.id, outcome }}
      about={item}
      aria-current={outcome === shown ? 'true' : undefined}
    >
      {name}
    </Link>
  );
}
