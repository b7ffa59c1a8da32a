/** What this room brings. */
import type { Room, Table } from '../../house/room.ts';
import { mayLog } from '../partners/partner.ts';
import { schedules } from './anonymising.ts';
import { interviewDates, interviewHits, interviewLines, mentionsCounted, roundHits } from './brings.ts';
import { appointmentsDue, findingsDue, proposalsDue, thanksDue } from './due.ts';
import { forgetInterviews, forgetRounds } from './erasing.ts';
import { interviewJobs } from './jobs.ts';
import { aboutInterviewReadable, interviewReadable, saidReadable } from './readable.ts';
import { mayHoldRounds } from './round.ts';

const unread =
  'What leaders said in rounds of which whoever makes the copy is not an interviewer, or without their consent.';
const about: Table = { readable: aboutInterviewReadable, unread };
const said: Table = { readable: saidReadable, unread };

export const interviews: Room = {
  name: 'interviews',
  tables: {
    interview_rounds: {},
    interview_round_branches: {},
    interview_round_members: {},
    interview_targets: {},
    interview_guides: {},
    interviews: { readable: interviewReadable, unread, label: 'moves.interviews' },
    interview_slots: about,
    interview_consents: about,
    interview_answers: said,
    interview_referrals: about,
    interview_thanks: about,
    interview_mentions: { ...about, sameWhen: ['interview_id'] },
    interview_themes: {},
    interview_passages: said,
    interview_codings: about,
    interview_findings: {},
  },
  timeline: [interviewLines],
  due: [thanksDue, proposalsDue, appointmentsDue],
  digest: [findingsDue],
  calendar: [interviewDates],
  search: [roundHits, interviewHits],
  evidence: { '1b': [mentionsCounted], '2a': [mentionsCounted], '4b': [mentionsCounted] },
  removed: [
    { kind: 'interview_round', mayBringBack: mayHoldRounds, page: '/interview-rounds', forget: forgetRounds },
    // Whose interview it was is in no history.
    {
      ...{ kind: 'interview', mayBringBack: mayLog, page: '/interview-rounds', forget: forgetInterviews },
      details: () => ({}),
    },
    { kind: 'interview_theme', mayBringBack: mayLog, page: '/interview-rounds', taken: 'error.theme_taken' },
    {
      ...{ kind: 'interview_theme_split', mayBringBack: mayLog, hasOwnList: true, page: '/interview-rounds' },
      back: 'notice.back_split',
    },
    {
      ...{ kind: 'interview_list', mayBringBack: mayLog, hasOwnList: true, page: '/interview-rounds' },
      ...{ back: 'notice.back_list', taken: 'error.back_people' },
    },
  ],
  jobs: interviewJobs,
  schedules,
};
