/** A way in sentences: who knows whom from where, step by step. */
import type { Language } from '../../house/messages.ts';
import type { Path, Step } from '../../rooms/ties/path.ts';
import type { NamedEnd } from '../../rooms/ties/steps.ts';
import type { EndKey, Tie } from '../../rooms/ties/tie.ts';

type Names = Map<EndKey, NamedEnd>;

const say = (
  { message, day }: Language,
  kind: string,
  { one, other, on }: { one: string; other: string; on: string | null },
) => message({ key: `ties.says_${kind}`, values: { one, other, day: on ? day(on) : 'none' } });

export function stepSentence(language: Language, { from, to, kind, on, turned }: Step, names: Names): string {
  const [one, other] = (turned ? [to, from] : [from, to]).map((key) => names.get(key)?.name ?? '…');
  return say(language, kind, { one: one ?? '', other: other ?? '', on });
}

export const tieSentence = (language: Language, { kind, from, to, known_on }: Tie): string =>
  say(language, kind, { one: from.name, other: to.name, on: known_on });

export const pathSentence = (language: Language, { steps }: Path, names: Names): string =>
  steps.map((step) => stepSentence(language, step, names)).join(' ');

/** The first person on the way, who can be asked; null where the way goes straight to them. */
export const viaOf = ({ steps }: Path): EndKey | null =>
  steps.map(({ to }) => to).find((key, at) => key.startsWith('person ') && at < steps.length - 1) ?? null;

/** What may be said to whoever is asked: nothing of an organization whose address is confidential, or where it is. */
export function reasonFor(language: Language, { steps }: Path, names: Names): string | null {
  const via = viaOf({ steps, cost: 0 });
  const step = steps.find(({ from }) => from === via);
  if (!step || step.kind === 'same_building') return null;
  return [step.from, step.to].some((key) => names.get(key)?.confidential) ? null : stepSentence(language, step, names);
}
