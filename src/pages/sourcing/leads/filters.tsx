/** The filters of the shelf; all of them are in the address. */
import { branchesOf } from '../../../rooms/accounts/branches.ts';
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { placeOf } from '../../../rooms/places/places.ts';
import { LEAD_STATES, type LeadFilter, MILES, SIZES } from '../../../rooms/sourcing/leads/lead.ts';
import type { Option } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import type { LibraryVisit } from '../../shell/visit.ts';

export type Options = {
  sector: Option[];
  source: Option[];
  state: Option[];
  size: Option[];
  miles: Option[];
  branches: Option[];
};

export async function optionsFor(
  { ctx, language }: LibraryVisit,
  sectors: Sector[],
  sources: { source: string; count: number }[],
): Promise<Options> {
  const { t, words, message, number } = language;
  const any = { value: '', label: t('filter.any') };
  return {
    sector: [
      any,
      ...sectors.map((each) => ({ value: each.key, label: words(each.label) })),
      { value: 'none', label: t('filter.no_sector') },
    ],
    source: [any, ...sources.map(({ source, count }) => ({ value: source, label: `${source} (${number(count)})` }))],
    state: LEAD_STATES.map((state) => ({ value: state, label: message({ key: `leads.state_${state}` }) })),
    size: [any, ...Object.keys(SIZES).map((size) => ({ value: size, label: message({ key: `leads.size_${size}` }) }))],
    miles: MILES.map((miles) => ({ value: String(miles), label: t('leads.miles', { miles }) })),
    branches: (await branchesOf(ctx))
      .filter((branch) => placeOf(branch.postal_code))
      .map((branch) => ({ value: branch.postal_code, label: branch.name })),
  };
}

export function Filters({ filter, options }: { filter: LeadFilter; options: Options }) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <form method="get" action={to('/leads')} class="filters no-print">
      <div class="field grow">
        <label for="filter-q">{t('filter.q')}</label>
        <input type="search" id="filter-q" name="q" value={filter.q} />
      </div>
      {(['sector', 'source', 'size', 'state'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{message({ key: `leads.filter_${name}` })}</label>
          <Choice name={name} options={options[name]} value={filter[name]} />
        </div>
      ))}
      <Near near={filter.near} branches={options.branches} />
      <div class="field">
        <label for="filter-miles">{t('leads.within')}</label>
        <Choice name="miles" options={options.miles} value={String(filter.miles)} />
      </div>
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        <a href={to('/leads')}>{t('leads.clear')}</a>
      </p>
    </form>
  );
}

/** A ZIP code; those of the branches are offered. */
function Near({ near, branches }: { near: string; branches: Option[] }) {
  const { t } = useLanguage();
  return (
    <div class="field">
      <label for="filter-near">{t('leads.near')}</label>
      <input
        type="text"
        id="filter-near"
        name="near"
        value={near}
        inputmode="numeric"
        autocomplete="off"
        list="branches"
      />
      <datalist id="branches">
        {branches.map((branch) => (
          <option key={branch.value} value={branch.value}>
            {branch.label}
          </option>
        ))}
      </datalist>
    </div>
  );
}

function Choice({ name, options, value }: { name: string; options: Option[]; value: string }) {
  return (
    <select id={`filter-${name}`} name={name}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
