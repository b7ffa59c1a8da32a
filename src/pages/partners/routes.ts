import type { House } from '../../house/furnish.ts';
import { notePages } from '../outreach/notes.tsx';
import type { App } from '../shell/door.tsx';
import { partnerEditPages } from './edit.tsx';
import { partnerHistoryPages } from './history.tsx';
import { partnerListPages } from './list.tsx';
import { nextStepPages } from './next-step.tsx';
import { partnerShowPages } from './show.tsx';
import { stagePages } from './stage.tsx';

export function partnerPages(app: App, house: House): void {
  for (const add of [
    partnerListPages,
    partnerEditPages,
    partnerShowPages,
    stagePages,
    nextStepPages,
    notePages,
    partnerHistoryPages,
  ])
    add(app, house);
}
