/**
 * An approval has steps, one after the other or side by side. A step is a role's, of which any one may answer, or one
 * person's; who is away is acted for. One "no" ends it, and so does one wish for changes: what is changed is handed in
 * anew, as another version.
 */
import { z } from 'zod';
import type { Actor, MemberId, Role } from '../../house/ctx.ts';
import { atLeast } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { day, longText, rows } from '../../house/parse.ts';
import { type Absence, actingFor } from '../accounts/absence.ts';
import { APPROVER_ROLES, type ApproverRole } from './policy-rule.ts';
import type { Content, ProposalId } from './proposal.ts';
import type { ProposalCheck } from './proposal-check.ts';

export type ApprovalId = Id<'approvals'>;

export const APPROVAL_ANSWERS = ['approved', 'changes', 'declined'] as const;
export type ApprovalAnswer = (typeof APPROVAL_ANSWERS)[number];

export type Approval = {
  id: ApprovalId;
  place: number;
  role: ApproverRole | null;
  member_id: MemberId | null;
  /** Of a person's step. */
  member: string | null;
  due_on: string | null;
  answer: ApprovalAnswer | null;
  comment: string;
  answered_by: string | null;
  answered_by_id: MemberId | null;
  answered_at: Date | null;
};

export type ProposalVersion = {
  proposal_id: ProposalId;
  number: number;
  content: Content;
  checks: ProposalCheck[];
  submitted_by: string;
  submitted_at: Date;
  withdrawn_at: Date | null;
  approvals: Approval[];
};

/** Those whose turn it is: all before them said yes, and nobody has ended it. */
export function waitingNow(version: Pick<ProposalVersion, 'withdrawn_at' | 'approvals'>): Approval[] {
  const { approvals, withdrawn_at } = version;
  if (withdrawn_at || approvals.some(({ answer }) => answer === 'declined' || answer === 'changes')) return [];
  const open = approvals.filter(({ answer }) => answer === null);
  const first = Math.min(...open.map(({ place }) => place));
  return open.filter(({ place }) => place === first);
}

type Staff = { id: MemberId; role: Role };

/**
 * Who may answer a step on a day. Only where all who have a role are away, whoever acts for them. Nobody, where it is of
 * a person who left or only reads now: whoever acted for them had their word from them.
 */
export function answerersOf(
  step: Pick<Approval, 'role' | 'member_id'>,
  members: readonly Staff[],
  { absences, day }: { absences: readonly Absence[]; day: string },
): MemberId[] {
  const { role, member_id } = step;
  const here = members.filter((each) => atLeast(each, 'contributor'));
  const own = here.filter((each) => (role ? atLeast(each, role) : each.id === member_id)).map(({ id }) => id);
  const isAway = (id: MemberId) =>
    absences.some((each) => each.member_id === id && each.starts_on <= day && day <= each.ends_on);
  const acting = member_id || own.every(isAway) ? own.flatMap((id) => actingFor(id, absences, day)) : own;
  return [...new Set(acting)].filter((id) => here.some((each) => each.id === id));
}

export const mayAnswer = (actor: Actor, answerers: readonly MemberId[]): boolean =>
  actor.kind === 'member' && answerers.includes(actor.id);

export const approvalAnswer = z
  .object({ answer: z.enum(APPROVAL_ANSWERS, 'error.choice'), comment: longText(2000) })
  .refine(({ answer, comment }) => answer === 'approved' || comment !== '', {
    path: ['comment'],
    message: 'error.approval_why',
  });

const MOST_STEPS = 6;
/** "role administrator" or "member 0192…", empty for a row that is not used; rows of one place are side by side. */
const step = z.object({
  who: z
    .string()
    .trim()
    .regex(/^$|^role (coordinator|administrator)$|^member [0-9a-f-]{36}$/, 'error.choice')
    .default(''),
  place: z.coerce.number('error.choice').int().min(1, 'error.choice').max(6, 'error.choice').default(1),
  due_on: day,
});
export const submissionDraft = z.object({ steps: rows(step, MOST_STEPS) }).transform(({ steps }) =>
  steps
    .filter(({ who }) => who !== '')
    .map(({ who, place, due_on }) => {
      const [kind, key = ''] = who.split(' ');
      return {
        ...{ place, due_on },
        role: kind === 'role' ? (APPROVER_ROLES.find((each) => each === key) ?? null) : null,
        member_id: kind === 'member' ? (key as MemberId) : null,
      };
    }),
);
export type NewStep = z.output<typeof submissionDraft>[number];
