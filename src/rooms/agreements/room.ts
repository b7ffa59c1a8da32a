/** What this room brings. */
import type { Room } from '../../house/room.ts';
import {
  agreementDates,
  approvalsDue,
  changesDue,
  goalsDue,
  orphansDue,
  proposalHits,
  proposalLines,
  rewardsDue,
  stuckDue,
  unownedDue,
} from './brings.ts';
import { goalIsBack } from './goals.ts';
import { schedules } from './jobs.ts';
import { mayEditPolicy } from './policy-rule.ts';
import { mayPropose } from './proposal.ts';

export const agreements: Room = {
  name: 'agreements',
  tables: {
    proposals: {},
    // Of two partners that became one, the row that says who speaks for it stays.
    proposal_partners: {
      label: 'moves.proposals',
      sameWhen: 'k.proposal_id = g.proposal_id and (g.person_id is null or k.person_id is not null)',
    },
    proposal_checks: {},
    proposal_versions: {},
    approvals: {},
    policy_rules: {},
    goals: {},
    goal_readings: {},
    rewards: { label: 'moves.rewards', goesWithPartner: true },
    reward_answers: {},
    responsibilities: {},
    // Of two sides that became one, both parts stand in its column, until somebody says which it is.
    responsibility_parts: { sameWhen: ['responsibility_id', 'part', 'person_id'], goesWithPartner: true },
    responsibility_versions: {},
    responsibility_answers: {},
    responsibility_tasks: { sameWhen: ['responsibility_id', 'period'], goesWithPartner: true },
  },
  timeline: [proposalLines],
  search: [proposalHits],
  due: [approvalsDue, stuckDue, changesDue, goalsDue, orphansDue, rewardsDue, unownedDue],
  calendar: [agreementDates],
  removed: [
    { kind: 'proposal', mayBringBack: mayPropose, page: '/proposals' },
    { kind: 'goal', mayBringBack: mayPropose, page: '/proposals', restore: goalIsBack },
    { kind: 'goal_reading', mayBringBack: mayPropose, page: '/proposals', taken: 'error.goal_read' },
    { kind: 'responsibility', mayBringBack: mayPropose, page: '/proposals' },
    { kind: 'policy_rule', mayBringBack: mayEditPolicy, page: '/policy-rules', taken: 'error.back_policy_rule' },
  ],
  schedules,
};
