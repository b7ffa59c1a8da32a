import type { House } from '../../house/furnish.ts';
import type { App } from '../shell/door.tsx';
import { decisionPages } from './decision.tsx';
import { worksheetEditPages } from './edit.tsx';
import { worksheetFiles } from './files.tsx';
import { worksheetListPages } from './list.tsx';
import { paperPages } from './paper.tsx';
import { raisePages } from './raise.tsx';
import { ratePages } from './rate.tsx';
import { worksheetRemovalPages } from './removal.tsx';
import { worksheetShowPages } from './show.tsx';

export function worksheetPages(app: App, house: House): void {
  const all = [
    worksheetListPages,
    worksheetEditPages,
    worksheetShowPages,
    raisePages,
    ratePages,
    paperPages,
    decisionPages,
    worksheetFiles,
    worksheetRemovalPages,
  ];
  for (const add of all) add(app, house);
}
