/** The pages of interviews with community leaders. */
import type { Page } from '../shell/page.ts';
import { coderAgreement } from './agreement.tsx';
import { editConsent, erasure } from './consent.tsx';
import {
  editFindings,
  findings,
  findingsAsDocx,
  findingsAsPdf,
  findingsPublication,
  findingsSending,
} from './findings.tsx';
import { editGuide, guidePaper } from './guide.tsx';
import { hold } from './hold.tsx';
import { holdAnswers } from './hold-answers.ts';
import { holdWorker } from './hold-worker.ts';
import { showInterview } from './interview.tsx';
import { roundList } from './list.tsx';
import { themeMatrix } from './matrix.tsx';
import { editMentions, partnerMentions } from './mentions.tsx';
import { passages } from './passages.tsx';
import { editInterview, interviewRemoval, newPerson } from './people.tsx';
import { peopleFromList } from './people-list.tsx';
import { publicFindings } from './public.tsx';
import { newReferrals, referralAct, roundReferrals } from './referrals.tsx';
import { showRound } from './round.tsx';
import { editRound, newRound, roundRemoval } from './round-edit.tsx';
import { editTargets } from './targets.tsx';
import { givenByHand, owedList, thanks, unsentPage } from './thanks.tsx';
import { editTheme, showTheme, themeMerging, themeRemoval, themeSplitting } from './theme.tsx';
import { codeBook } from './themes.tsx';
import { appointment, cancellation, choice, declination, invitation } from './times.tsx';

export const interviewPages: Page[] = [
  ...[roundList, newRound, showRound, editRound, roundRemoval, editGuide, guidePaper, editTargets],
  ...[newPerson, peopleFromList, editInterview, interviewRemoval, showInterview],
  ...[invitation, appointment, choice, cancellation, declination],
  ...[hold, holdAnswers, holdWorker, editConsent, erasure],
  ...[newReferrals, referralAct, roundReferrals, thanks, owedList, givenByHand, unsentPage],
  ...[passages, codeBook, showTheme, editTheme, themeMerging, themeSplitting, themeRemoval],
  ...[themeMatrix, coderAgreement, editMentions, partnerMentions],
  ...[findings, editFindings, findingsPublication, findingsSending, findingsAsPdf, findingsAsDocx, publicFindings],
];
