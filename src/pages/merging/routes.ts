import type { House } from '../../house/furnish.ts';
import type { App } from '../shell/door.tsx';
import { answerPages } from './answers.tsx';
import { mergePages } from './merge.tsx';
import { mergeListPages } from './merges.tsx';
import { reviewPages } from './review.tsx';

export function duplicatePages(app: App, house: House): void {
  for (const add of [reviewPages, answerPages, mergePages, mergeListPages]) add(app, house);
}
