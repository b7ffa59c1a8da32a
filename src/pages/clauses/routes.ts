/** The pages of clauses. */
import type { Page } from '../shell/page.ts';
import { editClause, newClause } from './edit.tsx';
import { clauseList, clauseRemoval, clauseRestoring } from './list.tsx';

export const clausePages: Page[] = [clauseList, newClause, editClause, clauseRemoval, clauseRestoring];
