/** The questions one can put to the public lists. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { MILES, type PublicListsFilter } from '../../../rooms/sourcing/public-lists/filter.ts';
import type { Option } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';

type Props = { filter: PublicListsFilter; sectors: Sector[]; states: string[] };

export function Filters({ filter, sectors, states }: Props) {
  const { t, words } = useLanguage();
  const { to } = useAround();
  const any = { value: '', label: t('filter.any') };
  const bySector = [any, ...sectors.map((sector) => ({ value: sector.key, label: words(sector.label) }))];
  const byState = [any, ...states.map((state) => ({ value: state, label: state }))];
  const byMiles = MILES.map((miles) => ({ value: String(miles), label: t('public_lists.miles', { miles }) }));
  const asked = Boolean(filter.q || filter.sector || filter.state || filter.near);
  return (
    <form method="get" action={to('/public-lists')} class="filters no-print">
      <div class="field grow">
        <label for="public-lists-q">{t('public_lists.q')}</label>
        <input type="search" id="public-lists-q" name="q" value={filter.q} />
      </div>
      <Choice name="sector" label={t('filter.sector')} chosen={filter.sector} options={bySector} />
      <Choice name="state" label={t('public_lists.state')} chosen={filter.state} options={byState} />
      <Near near={filter.near} />
      <Choice name="miles" label={t('public_lists.within')} chosen={String(filter.miles)} options={byMiles} />
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {asked && <a href={to('/public-lists')}>{t('public_lists.clear')}</a>}
      </p>
    </form>
  );
}

function Near({ near }: { near: string }) {
  const { t } = useLanguage();
  return (
    <div class="field">
      <label for="public-lists-near">{t('public_lists.near')}</label>
      <input
        type="text"
        id="public-lists-near"
        name="near"
        value={near}
        inputmode="numeric"
        autocomplete="postal-code"
        class="short"
      />
    </div>
  );
}

type ChoiceProps = { name: string; label: string; chosen: string; options: Option[] };

function Choice({ name, label, chosen, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={`public-lists-${name}`}>{label}</label>
      <select id={`public-lists-${name}`} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
