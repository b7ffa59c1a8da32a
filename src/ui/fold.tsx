import type { ComponentChildren } from 'preact';
import { useForm } from './here.ts';

type FoldProps = {
  summary: string;
  names: string[];
  /** Values that most have, one after the other: they are no reason to open it. */
  plain?: string;
  children: ComponentChildren;
};

/** Fields that most people do not need: folded away, but never when one of them holds something or is wrong. */
export function Fold({ summary, names, plain = '', children }: FoldProps) {
  const { values, errors } = useForm();
  const filled = (name: string) =>
    [values[name] ?? ''].flat().some((value) => value !== '' && !plain.split(' ').includes(value));
  return (
    <details
      class="card"
      open={names.some(
        (name) => filled(name) || Object.keys(errors).some((wrong) => wrong === name || wrong.startsWith(`${name}.`)),
      )}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
