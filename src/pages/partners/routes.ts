import type { House } from '../../house/furnish.ts';
import type { App } from '../door.tsx';
import { contactPages } from './contacts.tsx';
import { partnerEditPages } from './edit.tsx';
import { partnerHistoryPages } from './history.tsx';
import { partnerListPages } from './list.tsx';
import { locationPages } from './locations.tsx';
import { misplacedPages } from './misplaced.tsx';
import { nextStepPages } from './next-step.tsx';
import { notePages } from './notes.tsx';
import { peoplePages } from './people.tsx';
import { servicePages } from './services.tsx';
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
    contactPages,
    peoplePages,
    misplacedPages,
    servicePages,
    locationPages,
    partnerHistoryPages,
  ])
    add(app, house);
}
