import type { House } from '../../../house/furnish.ts';
import type { App } from '../../shell/door.tsx';
import { importColumnPages } from './columns.tsx';
import { importListPages } from './list.tsx';
import { importRowPages } from './row.tsx';
import { importShowPages } from './show.tsx';
import { importStepPages } from './steps.tsx';
import { waitingPages } from './waiting.tsx';

export function importPages(app: App, house: House): void {
  for (const add of [
    importListPages,
    waitingPages,
    importColumnPages,
    importShowPages,
    importRowPages,
    importStepPages,
  ])
    add(app, house);
}
