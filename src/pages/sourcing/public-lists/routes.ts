import type { House } from '../../../house/furnish.ts';
import type { App } from '../../shell/door.tsx';
import { dismissedPages } from './dismissed.tsx';
import { publicListsSearchPages } from './list.tsx';

export function publicListsPages(app: App, house: House): void {
  for (const add of [publicListsSearchPages, dismissedPages]) add(app, house);
}
