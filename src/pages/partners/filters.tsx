/** Search, filters and sorting of the list of partners, as a form that is sent by GET. */
import { membersOf } from '../../rooms/accounts/members.ts';
import type { Sector } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { TALKED, TOUCHED } from '../../rooms/outreach/touched.ts';
import { PEOPLE, SORTS, STAGES } from '../../rooms/partners/partner.ts';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Choice } from '../lists/choice.tsx';
import { Link, useAround } from '../shell/link.tsx';
import type { LibraryVisit } from '../shell/visit.ts';
import type { PartnersAsked } from './question.ts';

export type FilterOptions = Record<'sector' | 'stage' | 'owner' | 'population' | 'people' | 'sort', Option[]>;

export async function filterOptions(
  { ctx, language: { t, message, words } }: LibraryVisit,
  sectors: Sector[],
): Promise<FilterOptions> {
  const members = (await membersOf(ctx)).map((member) => ({ value: member.id, label: member.name }));
  return {
    sector: [
      ...sectors.map((sector) => ({ value: sector.key, label: words(sector.label) })),
      { value: 'none', label: t('filter.no_sector') },
    ],
    stage: STAGES.map((stage) => ({ value: stage, label: message({ key: `stage.${stage}` }) })),
    owner: [...members, { value: 'none', label: t('filter.nobody') }],
    population: populations.map((each) => ({ value: each.key, label: words(each.label) })),
    people: PEOPLE.map((many) => ({ value: many, label: message({ key: `filter.people_${many}` }) })),
    sort: SORTS.map((sort) => ({ value: sort, label: message({ key: `sort.${sort}` }) })),
  };
}

type Props = { filter: PartnersAsked; options: FilterOptions; filtered: boolean };

export function Filters({ filter, options, filtered }: Props) {
  const { t, message } = useLanguage();
  const { to } = useAround();
  return (
    <form method="get" action={to('/partners')} class="filters one-line no-print" aria-label={t('filter.apply')}>
      <input type="search" name="q" value={filter.q} aria-label={t('filter.q')} placeholder={t('filter.q')} />
      {(['sector', 'stage', 'owner', 'population'] as const).map((name) => (
        <Choice
          key={name}
          name={name}
          label={message({ key: `filter.${name}` })}
          options={options[name]}
          chosen={filter[name]}
        />
      ))}
      <Sort options={options.sort} chosen={filter.sort} />
      <Talks filter={filter} people={options.people} />
      <button type="submit">{t('filter.apply')}</button>
      {filtered && <Link to="/partners">{t('partners.clear')}</Link>}
    </form>
  );
}

/** How often, and when last, something was said, and with how many one could: folded, as it takes two fields each. */
function Talks({ filter, people }: { filter: PartnersAsked; people: Option[] }) {
  const { t } = useLanguage();
  return (
    <details class="more-filters" open={filter.touch_is !== '' || filter.talks_is !== '' || filter.people !== ''}>
      <summary>{t('filter.contacts')}</summary>
      <Measure filter={filter} name="touch" all={TOUCHED} />
      <Measure filter={filter} name="talks" all={TALKED} />
      <span class="measure">
        <Choice name="people" label={t('filter.people')} options={people} chosen={filter.people} />
      </span>
    </details>
  );
}

type MeasureProps = { filter: PartnersAsked; name: 'touch' | 'talks'; all: readonly string[] };

function Measure({ filter, name, all }: MeasureProps) {
  const { message } = useLanguage();
  const label = message({ key: `filter.${name}` });
  return (
    <span class="measure">
      <select name={`${name}_is`} aria-label={label}>
        <option value="">{label}</option>
        {all.map((is) => (
          <option key={is} value={is} selected={filter[`${name}_is`] === is}>
            {message({ key: `filter.${name}_${is}` })}
          </option>
        ))}
      </select>
      <input
        name={name}
        value={filter[name]}
        inputmode="numeric"
        size={4}
        aria-label={message({ key: `filter.${name}_number` })}
        placeholder={message({ key: `filter.${name}_unit` })}
      />
    </span>
  );
}

/** One is always chosen. */
function Sort({ options, chosen }: { options: Option[]; chosen: string }) {
  const { t } = useLanguage();
  return (
    <select name="sort" aria-label={t('filter.sort')} class="sort">
      {options.map(({ value, label }) => (
        <option key={value} value={value} selected={chosen === value}>
          {label}
        </option>
      ))}
    </select>
  );
}
