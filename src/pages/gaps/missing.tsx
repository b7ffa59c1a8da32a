/** What to do about the zeros: sectors where nobody stands, the barest first, each with somebody to begin with. */

import { guideSector } from '../../rooms/guide/guide.ts';
import { SectorTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { GapFilter } from '../../views/gaps/gap.ts';
import type { Missing } from '../../views/gaps/gaps.ts';
import type { Suggestion } from '../../views/gaps/suggestions.ts';

type Around = { base: string; mayAdd: boolean; shape: GapFilter['shape']; columns: number };

export function NobodyYet({
  missing,
  suggestions,
  ...around
}: Around & { missing: Missing[]; suggestions: Map<string, Suggestion[]> }) {
  return (
    <ol class="plain sectors nobody-list">
      {missing.map((each) => (
        <MissingItem
          key={each.sector.key}
          missing={each}
          suggestions={suggestions.get(each.sector.key) ?? []}
          {...around}
        />
      ))}
    </ol>
  );
}

const MAX_NAMES = 4;

function MissingItem({
  missing,
  suggestions,
  base,
  mayAdd,
  shape,
  columns,
}: Around & { missing: Missing; suggestions: Suggestion[] }) {
  const { t, words } = useLanguage();
  const { sector, dormant, zeros } = missing;
  const examples = guideSector(sector.key)?.examples ?? [];
  return (
    <li>
      <h3>
        <SectorTag sector={sector} />
      </h3>{' '}
      {zeros < columns && (
        <p>
          {shape === 'area' ? t('gaps.zero_areas', { zeros, columns }) : t('gaps.zero_populations', { zeros, columns })}
        </p>
      )}{' '}
      <AtHand missing={missing} base={base} />{' '}
      {dormant.length > 0 && (
        <p>
          {t('gaps.renew')}{' '}
          {dormant.slice(0, MAX_NAMES).map(({ id, name }, at) => (
            <span key={id}>
              {at > 0 && ' · '}
              <a href={`${base}/partners/${id}`}>{name}</a>
            </span>
          ))}
          {dormant.length > MAX_NAMES && (
            <>
              {' · '}
              <a href={`${base}/partners?sector=${sector.key}&stage=dormant`}>
                {t('gaps.more', { count: dormant.length - MAX_NAMES })}
              </a>
            </>
          )}
        </p>
      )}
      {suggestions.length > 0 ? (
        <Suggestions suggestions={suggestions} base={base} />
      ) : (
        examples.length > 0 && (
          <p class="quiet no-print">{t('gaps.look_for', { examples: examples.slice(0, 4).map(words).join(' · ') })}</p>
        )
      )}
      {mayAdd && (
        <p class="no-print">
          <a href={`${base}/partners/new?sector=${sector.key}`}>
            {t('sectors.add_partner')}
            <span class="unseen">: {words(sector.label)}</span>
          </a>
        </p>
      )}
    </li>
  );
}

/** Who is known there without being talked to: found and not yet contacted, or over. */
function AtHand({ missing: { sector, counts }, base }: { missing: Missing; base: string }) {
  const { t, message } = useLanguage();
  const known = (['active', 'in_talks', 'potential', 'over'] as const).filter((group) => counts[group] > 0);
  if (known.length === 0) return counts.dormant > 0 ? null : <p class="nobody-yet">{t('gaps.never')}</p>;
  return (
    <p>
      {known.map((group, at) => (
        <span key={group}>
          {at > 0 && ' · '}
          <a
            href={`${base}/partners?sector=${sector.key}${group === 'potential' || group === 'active' ? `&stage=${group}` : ''}`}
          >
            {message({ key: `group.${group}_count`, values: { count: counts[group] } })}
          </a>
        </span>
      ))}
    </p>
  );
}

function Suggestions({ suggestions, base }: { suggestions: Suggestion[]; base: string }) {
  const { t } = useLanguage();
  return (
    <ul class="plain suggestions no-print">
      {suggestions.map(({ kind, source, key, name, city, miles }) => (
        <li key={`${source} ${key}`}>
          <a href={kind === 'lead' ? `${base}/leads/${key}` : `${base}/public-lists?q=${encodeURIComponent(name)}`}>
            {name}
          </a>{' '}
          <span class="quiet">
            {[
              city,
              miles !== null && t('gaps.miles', { miles: Math.round(miles) }),
              kind === 'lead' ? t('gaps.from_leads') : t('gaps.from_public_lists'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
