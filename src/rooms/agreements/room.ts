/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { mayWrite } from './agreement.ts';
import {
  agreementHits,
  agreementLines,
  agreementTermDates,
  commentsDue,
  endingSoon,
  lapsedDue,
  partnersBound,
  signaturesDue,
  signersGoneDue,
  stalledDue,
  unownedAgreementsDue,
} from './agreement-brings.ts';
import { clauseIsBack } from './agreement-clauses.ts';
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
import { mayEditClauses } from './clauses/clause.ts';
import { goalIsBack } from './goals.ts';
import { schedules } from './jobs.ts';
import { mayEditPolicy } from './policy-rule.ts';
import { mayPropose } from './proposal.ts';
import { remindersDue, remindersTold } from './reminders.ts';
import { sealingJobs } from './signing/sealing.ts';

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
    clauses: {},
    clause_versions: {},
    agreements: {},
    // Of two partners that became one, the row that says who signs for it stays.
    agreement_partners: {
      label: 'moves.agreements',
      sameWhen: 'k.agreement_id = g.agreement_id and (g.person_id is null or k.person_id is not null)',
    },
    agreement_clauses: {},
    agreement_versions: {},
    agreement_signers: {},
    agreement_events: {},
    agreement_readers: { goesWithPartner: true },
    agreement_comments: { goesWithPartner: true },
    agreement_suspensions: {},
    agreement_notices: {},
    agreement_endings: {},
    agreement_documents: { goesWithPartner: true },
    agreement_reminders: {},
    installation_certificates: { leftOut: 'They are the host’s, and their keys are secret.' },
    library_certificates: { leftOut: 'Their keys are secret; the host has the files.' },
  },
  timeline: [proposalLines, agreementLines],
  search: [proposalHits, agreementHits],
  due: [
    ...[approvalsDue, stuckDue, changesDue, goalsDue, orphansDue, rewardsDue, unownedDue],
    ...[signaturesDue, commentsDue, stalledDue, signersGoneDue, lapsedDue, unownedAgreementsDue],
  ],
  today: [endingSoon],
  digest: [remindersDue],
  digested: remindersTold,
  calendar: [agreementDates, agreementTermDates],
  needs: partnersBound,
  removed: [
    { kind: 'proposal', mayBringBack: mayPropose, page: '/proposals' },
    { kind: 'goal', mayBringBack: mayPropose, page: '/proposals', restore: goalIsBack },
    { kind: 'goal_reading', mayBringBack: mayPropose, page: '/proposals', taken: 'error.goal_read' },
    { kind: 'responsibility', mayBringBack: mayPropose, page: '/proposals' },
    { kind: 'agreement', mayBringBack: mayWrite, page: '/agreements' },
    { kind: 'agreement_clause', mayBringBack: mayWrite, page: '/agreements', restore: clauseIsBack },
    { kind: 'agreement_document', mayBringBack: mayWrite, page: '/agreements' },
    { kind: 'clause', mayBringBack: mayEditClauses, page: '/clauses', taken: 'error.back_clause' },
    { kind: 'policy_rule', mayBringBack: mayEditPolicy, page: '/policy-rules', taken: 'error.back_policy_rule' },
  ],
  jobs: sealingJobs,
  schedules,
};
