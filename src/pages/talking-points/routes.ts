/** The pages of talking points, figures of the library, and pitches. */
import type { Page } from '../shell/page.ts';
import { editPoint, newPoint, pointRemoval, pointUse } from './edit.tsx';
import { editFigure, figureList, figureRemoval, newFigure } from './figures.tsx';
import { leaveBehind } from './leave-behind.ts';
import { pointList } from './list.tsx';
import { pointOutcomes } from './outcomes.tsx';
import { pitchRemoval, showPitch } from './pitch.tsx';
import { editPitch, newPitch } from './pitch-edit.tsx';
import { pitchList } from './pitch-list.tsx';
import { mailPitchPage } from './pitch-mail.tsx';
import { newUse, pitchOutcome } from './pitch-uses.tsx';

export const talkingPointPages: Page[] = [
  ...[pointList, newPoint, pointOutcomes, editPoint, pointUse, pointRemoval],
  ...[figureList, newFigure, editFigure, figureRemoval],
  ...[newPitch, pitchList, showPitch, editPitch, pitchRemoval, leaveBehind, mailPitchPage, newUse, pitchOutcome],
];
