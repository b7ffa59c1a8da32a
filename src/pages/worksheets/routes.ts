/** The pages of worksheets and of the factors they ask. */
import type { Page } from '../shell/page.ts';
import { autosave } from './autosave.ts';
import { blank } from './blank.tsx';
import { blankPdf } from './blank-pdf.ts';
import { brief, briefFileDocx, briefFilePdf } from './brief.tsx';
import { comparisonCsv } from './comparison-csv.ts';
import { comparisonXlsx } from './comparison-xlsx.ts';
import { decide } from './decide.tsx';
import { edit } from './edit.tsx';
import { editFactorSetPage } from './factor-sets/edit.tsx';
import { factors } from './factor-sets/factors.tsx';
import { factorSets } from './factor-sets/list.tsx';
import { factorSetRemoval } from './factor-sets/removal.ts';
import { factorSet } from './factor-sets/show.tsx';
import { handIn } from './hand-in.tsx';
import { history } from './history.tsx';
import { list } from './list.tsx';
import { lookBack } from './look-back.tsx';
import { open } from './new.tsx';
import { paper } from './paper.tsx';
import { print } from './print.tsx';
import { raise } from './raise.tsx';
import { rate } from './rate.tsx';
import { removal } from './removal.ts';
import { reopen } from './reopen.tsx';
import { sheetBlankPdf } from './sheet-blank-pdf.ts';
import { sheetFilledPdf } from './sheet-filled-pdf.ts';
import { show } from './show.tsx';

export const worksheetPages: Page[] = [
  list,
  open,
  show,
  edit,
  history,
  removal,
  rate,
  autosave,
  handIn,
  paper,
  decide,
  reopen,
  lookBack,
  raise,
  brief,
  briefFilePdf,
  briefFileDocx,
  print,
  sheetBlankPdf,
  sheetFilledPdf,
  comparisonXlsx,
  comparisonCsv,
  blank,
  blankPdf,
  factors,
  factorSets,
  factorSet,
  editFactorSetPage,
  factorSetRemoval,
];
