/** Every page's address, in one list. */
import type { House } from '../house/furnish.ts';
import { accountPages } from './accounts/routes.ts';
import { directoryPages } from './directory/routes.ts';
import { exportPages } from './exports/exports.tsx';
import { gapCellPages } from './gaps/cell.tsx';
import { gapPages } from './gaps/gaps.tsx';
import { gapMapPages } from './gaps/map.tsx';
import { duplicatePages } from './merging/routes.ts';
import { partnerPages } from './partners/routes.ts';
import { removedPages } from './removed/list.tsx';
import { about } from './shell/about.tsx';
import { mountPages } from './shell/mount.ts';
import { movedAddresses } from './shell/moved.ts';
import type { Page } from './shell/page.ts';
import type { App } from './shell/visit.ts';
import { importPages } from './sourcing/imports/routes.ts';
import { leadPages } from './sourcing/leads/routes.ts';
import { publicListsPages } from './sourcing/public-lists/routes.ts';
import { homePages } from './today/home.tsx';
import { factorPages } from './worksheets/factor-sets/factors.tsx';
import { factorSetPages } from './worksheets/factor-sets/sets.tsx';
import { worksheetPages } from './worksheets/routes.ts';

export const allPages: Page[] = [
  about,
  ...accountPages,
  ...directoryPages,
  ...importPages,
  ...leadPages,
  ...publicListsPages,
];

export function pages(app: App, house: House): void {
  movedAddresses(app);
  mountPages(app, house, allPages);
  const all = [
    homePages,
    partnerPages,
    duplicatePages,
    exportPages,
    removedPages,
    gapPages,
    gapCellPages,
    gapMapPages,
    worksheetPages,
    factorPages,
    factorSetPages,
  ];
  for (const add of all) add(app, house);
}
