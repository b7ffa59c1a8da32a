import type { House } from '../../../house/furnish.ts';
import type { App } from '../../shell/door.tsx';
import { dismissedPages } from './dismissed.tsx';
import { catalogueListPages } from './list.tsx';

export function cataloguePages(app: App, house: House): void {
  for (const add of [catalogueListPages, dismissedPages]) add(app, house);
}
