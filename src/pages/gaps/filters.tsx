/** The filters of the grid: what its columns are, near which branch, and in which stages. */
import type { Language } from '../../house/messages.ts';
import { useLanguage } from '../../ui/here.ts';
import { type GapFilter, SHAPES, SHOWN } from '../../views/gaps/gap.ts';
import type { GapGrid } from '../../views/gaps/gaps.ts';
import { Link, useAround } from '../shell/link.tsx';
import { plain } from './address.ts';

type Props = { grid: GapGrid; filter: GapFilter };

export function Filters({ grid, filter }: Props) {
  const language = useLanguage();
  const { t, message } = language;
  const { to } = useAround();
  const choices = choicesIn(language, grid);
  const chosen = { ...filter, branch: grid.area?.key ?? '' };
  const filtered = Object.values(plain(chosen)).some(Boolean);
  return (
    <form method="get" action={to('/gaps')} class="filters no-print">
      {(['shape', 'branch', 'stage'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`filter-${name}`}>{message({ key: `gaps.filter_${name}` })}</label>
          <select id={`filter-${name}`} name={name}>
            {choices[name].map(({ value, label }) => (
              <option key={value} value={value} selected={chosen[name] === value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <p class="buttons">
        <button type="submit">{t('filter.apply')}</button>
        {filtered && <Link to="/gaps">{t('gaps.clear')}</Link>}
      </p>
    </form>
  );
}

function choicesIn({ t, message, list }: Language, grid: GapGrid) {
  const areas = grid.areas.map(({ key, branches }) => ({ value: key, label: list(branches.map(({ name }) => name)) }));
  return {
    shape: SHAPES.map((shape) => ({ value: shape as string, label: message({ key: `gaps.by_${shape}` }) })),
    branch: [{ value: '', label: t('filter.any') }, ...areas],
    stage: [
      { value: '', label: t('gaps.talking') },
      ...SHOWN.map((group) => ({ value: group as string, label: message({ key: `group.${group}` }) })),
    ],
  };
}
