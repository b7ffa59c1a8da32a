/** What the pages of interviews share: what an address is about, the way there, and what one chooses from. */
import type { Ctx } from '../../house/ctx.ts';
import type { Words } from '../../house/messages.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { populations } from '../../rooms/guide/guide.ts';
import type { Interview, InterviewState } from '../../rooms/interviews/interview.ts';
import { findInterview } from '../../rooms/interviews/interviews.ts';
import type { Round, TargetKind } from '../../rooms/interviews/round.ts';
import { findRound } from '../../rooms/interviews/rounds.ts';
import type { Option } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import type { LibraryVisit } from '../shell/visit.ts';

export const roundOf = ({ ctx, id }: LibraryVisit): Promise<Round> => findRound(ctx, id());
export const interviewOf = ({ ctx, id }: LibraryVisit): Promise<Interview> => findInterview(ctx, id());

export const roundTrail = ({ to }: LibraryVisit, { id, name }: Pick<Round, 'id' | 'name'>) => [
  { label: name, href: to('/interview-rounds/:id', { id }) },
];
export const interviewTrail = (visit: LibraryVisit, interview: Interview) => [
  ...roundTrail(visit, { id: interview.round_id, name: interview.round }),
  { label: nameOf(visit, interview), href: visit.to('/interviews/:id', { id: interview.id }) },
];

/** Once the time of a round is over nobody has a name. */
export const nameOf = ({ language: { t } }: Pick<LibraryVisit, 'language'>, { name }: Pick<Interview, 'name'>) =>
  name || t('interviews.nameless');

/** What a leader can be looked at by, with the words for each key. */
export type Kinds = Record<TargetKind, { key: string; label: Words }[]>;

export async function kindsOf(ctx: Ctx): Promise<Kinds> {
  const branches = await branchesOf(ctx);
  return {
    sector: await sectorsOf(ctx),
    population: [...populations],
    branch: branches.map(({ id, name }) => ({ key: id, label: { en: name, es: name } })),
  };
}

/** What a key is called; undefined where it is gone, as a branch that was removed is. */
export const wordsOf = (of: Kinds[TargetKind], key: string | null): Words | undefined =>
  of.find((each) => each.key === key)?.label;

export const optionsOf = (of: { key: string; label: Words }[], words: (said: Words) => string): Option[] =>
  of.map(({ key, label }) => ({ value: key, label: words(label) }));

/** A leader's number is kept as it was typed. */
export const Telephone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>
);

export function StateMark({ state }: { state: InterviewState }) {
  const { message } = useLanguage();
  return <span class={`state-mark state-${state}`}>{message({ key: `interviews.state_${state}` })}</span>;
}
