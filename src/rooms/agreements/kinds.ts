/** What a proposal is about. */
export const PROPOSAL_KINDS = ['program', 'sponsorship', 'space', 'data', 'other'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
