/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { approvalsDue, changesDue, proposalHits, proposalLines } from './brings.ts';
import { schedules } from './jobs.ts';
import { mayEditPolicy } from './policy-rule.ts';
import { mayPropose } from './proposal.ts';

export const agreements: Room = {
  name: 'agreements',
  tables: {
    proposals: {},
    proposal_partners: { label: 'moves.proposals', sameWhen: ['proposal_id'] },
    proposal_checks: {},
    proposal_versions: {},
    approvals: {},
    policy_rules: {},
  },
  timeline: [proposalLines],
  search: [proposalHits],
  due: [approvalsDue, changesDue],
  removed: [
    { kind: 'proposal', mayBringBack: mayPropose, page: '/proposals' },
    { kind: 'policy_rule', mayBringBack: mayEditPolicy, page: '/policy-rules', taken: 'error.back_policy_rule' },
  ],
  schedules,
};
