/**
 * What to do about empty sectors: those with the fewest known organizations first, each with somebody to begin with.
 */
import { guideSector } from '../../rooms/guide/guide.ts';
import { SectorTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { GapFilter } from '../../views/gaps/gap.ts';
import type { Missing } from '../../views/gaps/missing.ts';
import type { Suggestion } from '../../views/gaps/suggestions.ts';
import { Link, useAround } from '../shell/link.tsx';

type Around = { shape: GapFilter['shape']; columns: number };
type Props = Around & { title: string; text?: string; missing: Missing[]; suggestions: Map<string, Suggestion[]> };

export function NobodyYet({ title, text, missing, suggestions, ...around }: Props) {
  if (missing.length === 0) return null;
  return (
    <section class="gap-list">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
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
    </section>
  );
}

type ItemProps = Around & { missing: Missing; suggestions: Suggestion[] };

function MissingItem({ missing, suggestions, shape, columns }: ItemProps) {
  const { t } = useLanguage();
  const { sector, zeros } = missing;
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
      <AtHand missing={missing} /> <Dormant missing={missing} />
      {suggestions.length > 0 ? <Suggestions suggestions={suggestions} /> : <Examples sector={sector.key} />}
      <AddOne sector={sector} />
    </li>
  );
}

function AddOne({ sector }: { sector: Missing['sector'] }) {
  const { t, words } = useLanguage();
  const { may } = useAround();
  if (!may('/partners/new')) return null;
  return (
    <p class="no-print">
      <Link to="/partners/new" at={{ sector: sector.key }}>
        {t('sectors.add_partner')}
        <span class="unseen">: {words(sector.label)}</span>
      </Link>
    </p>
  );
}

/** The guide's examples, where no organization is known by name. */
function Examples({ sector }: { sector: string }) {
  const { t, words } = useLanguage();
  const examples = guideSector(sector)?.examples ?? [];
  if (examples.length === 0) return null;
  return <p class="quiet no-print">{t('gaps.look_for', { examples: examples.slice(0, 4).map(words).join(' · ') })}</p>;
}

const MAX_NAMES = 4;

function Dormant({ missing: { sector, dormant } }: { missing: Missing }) {
  const { t } = useLanguage();
  if (dormant.length === 0) return null;
  return (
    <p>
      {t('gaps.renew')}{' '}
      {dormant.slice(0, MAX_NAMES).map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 && ' · '}
          <Link to="/partners/:id" at={{ id }}>
            {name}
          </Link>
        </span>
      ))}
      {dormant.length > MAX_NAMES && (
        <>
          {' · '}
          <Link to="/partners" at={{ sector: sector.key, stage: 'dormant' }}>
            {t('gaps.more', { count: dormant.length - MAX_NAMES })}
          </Link>
        </>
      )}
    </p>
  );
}

/** Organizations of a sector that nobody is in contact with: not contacted yet, ended or declined. */
function AtHand({ missing: { sector, counts } }: { missing: Missing }) {
  const { t, message } = useLanguage();
  const known = (['active', 'in_talks', 'potential', 'over'] as const).filter((group) => counts[group] > 0);
  if (known.length === 0) return counts.dormant > 0 ? null : <p class="nobody-yet">{t('gaps.never')}</p>;
  return (
    <p>
      {known.map((group, at) => (
        <span key={group}>
          {at > 0 && ' · '}
          <Link to="/partners" at={{ sector: sector.key, stage: isStage(group) ? group : undefined }}>
            {message({ key: `group.${group}_count`, values: { count: counts[group] } })}
          </Link>
        </span>
      ))}
    </p>
  );
}

/** Groups that consist of one stage, which the list of partners can filter by. */
const isStage = (group: string) => group === 'potential' || group === 'active';

function Suggestions({ suggestions }: { suggestions: Suggestion[] }) {
  return (
    <ul class="plain suggestions no-print">
      {suggestions.map((each) => (
        <SuggestionItem key={`${each.source} ${each.key}`} suggestion={each} />
      ))}
    </ul>
  );
}

function SuggestionItem({ suggestion: { kind, key, name, city, miles } }: { suggestion: Suggestion }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const said = [
    city,
    miles !== null && t('gaps.miles', { miles: Math.round(miles) }),
    kind === 'lead' ? t('gaps.from_leads') : t('gaps.from_public_lists'),
  ];
  return (
    <li>
      <a href={kind === 'lead' ? to('/leads/:id', { id: key }) : to('/public-lists', { q: name })}>{name}</a>{' '}
      <span class="quiet">{said.filter(Boolean).join(' · ')}</span>
    </li>
  );
}
