/** The pages of people outside who came by a link. */
import type { Page } from '../shell/page.ts';
import { guestAgreement } from './agreement.tsx';
import { guestAgreementFiles } from './agreement-files.tsx';
import { guestCode } from './code.tsx';
import { guestStory } from './consent.tsx';
import { guestDetails } from './details.tsx';
import { guestGrid } from './grid.tsx';
import { guestInterview } from './interview.tsx';
import { guestPromise } from './promise.tsx';
import { guestReward } from './reward.tsx';
import { guestSignature } from './signature.tsx';

export const guestPages: Page[] = [
  guestCode,
  guestPromise,
  guestDetails,
  guestStory,
  guestInterview,
  guestGrid,
  guestReward,
  guestAgreement,
  guestSignature,
  ...guestAgreementFiles,
];
