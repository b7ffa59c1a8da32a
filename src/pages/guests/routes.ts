/** The pages of people outside who came by a link. */
import type { Page } from '../shell/page.ts';
import { guestCode } from './code.tsx';
import { guestStory } from './consent.tsx';
import { guestDetails } from './details.tsx';
import { guestGrid } from './grid.tsx';
import { guestInterview } from './interview.tsx';
import { guestPromise } from './promise.tsx';
import { guestReward } from './reward.tsx';

export const guestPages: Page[] = [
  guestCode,
  guestPromise,
  guestDetails,
  guestStory,
  guestInterview,
  guestGrid,
  guestReward,
];
