/** The pages of partners. */
import type { Page } from '../shell/page.ts';
import { board } from './board.tsx';
import { care } from './care.tsx';
import { change, partnerRemoval } from './change.tsx';
import { edit } from './edit.tsx';
import { history } from './history.tsx';
import { list } from './list.tsx';
import { add } from './new.tsx';
import { newDuplicates } from './new-duplicates.ts';
import { nextStep } from './next-step.tsx';
import { endStep } from './next-step-end.ts';
import { pace } from './pace.tsx';
import { partnerEvaluation, partnerFacts, partnerPeople } from './record-parts.tsx';
import { show } from './show.tsx';
import { stage } from './stage.tsx';
import { partnerTogether } from './together.tsx';

export const partnerPages: Page[] = [
  list,
  board,
  pace,
  change,
  partnerRemoval,
  add,
  newDuplicates,
  show,
  partnerPeople,
  partnerTogether,
  partnerEvaluation,
  partnerFacts,
  edit,
  care,
  stage,
  nextStep,
  endStep,
  history,
];
