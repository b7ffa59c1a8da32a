/** The pages of proposals: what is wanted together, what the policy asks, who approves it. */
import type { Page } from '../shell/page.ts';
import { approvalPage } from './approvals.tsx';
import { proposalCheckingAgain, proposalChecks } from './checks.tsx';
import { editProposal, newProposal, proposalRemoval } from './edit.tsx';
import { proposalList } from './list.tsx';
import { onePage } from './one-page.ts';
import { showProposal } from './show.tsx';
import { proposalSides, rewardAnswer } from './sides.tsx';
import { proposalSubmission, proposalWithdrawal } from './submission.tsx';
import { proposalVersion } from './versions.tsx';

export const proposalPages: Page[] = [
  ...[proposalList, newProposal, showProposal, editProposal, proposalRemoval, onePage],
  ...[proposalChecks, proposalCheckingAgain, proposalSubmission, proposalWithdrawal, proposalVersion, approvalPage],
  ...[proposalSides, rewardAnswer],
];
