/** One of the choices above a list. What it is of stands in the choice itself, where nothing is chosen. */
import type { Option } from '../../ui/form.tsx';

type Props = { name: string; label: string; options: Option[]; chosen: string };

export function Choice({ name, label, options, chosen }: Props) {
  return (
    <select name={name} aria-label={label} class={chosen && 'on'}>
      <option value="">{label}</option>
      {options.map(({ value, label: option }) => (
        <option key={value} value={value} selected={chosen === value}>
          {option}
        </option>
      ))}
    </select>
  );
}
