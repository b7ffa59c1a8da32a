import type { ComponentChildren } from 'preact';
import { useForm } from './here.ts';

type FoldProps = { summary: string; names: string[]; children: ComponentChildren };

/** Fields that most people do not need: folded away, but never when one of them holds something or is wrong. */
export function Fold({ summary, names, children }: FoldProps) {
  const { values, errors } = useForm();
  const filled = (name: string) => [values[name] ?? ''].flat().some((value) => value !== '');
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
