/** The pages of the library's story: in a minute, in stories, with consent. */
import type { Page } from '../shell/page.ts';
import { askConsentPage, paperConsentPage, signedPaperPage, withdrawalPage } from './consents.tsx';
import { editStory, newStory } from './edit.tsx';
import { storyList } from './list.tsx';
import { newPicture, pictureRemoval, storyPicture } from './pictures.tsx';
import { showStory, storyRemoval } from './show.tsx';
import { editSpoken } from './spoken.tsx';
import { newStoryUse } from './uses.tsx';

export const storyPages: Page[] = [
  ...[storyList, editSpoken, newStory, showStory, editStory, storyRemoval, newStoryUse],
  ...[paperConsentPage, askConsentPage, withdrawalPage, signedPaperPage],
  ...[newPicture, storyPicture, pictureRemoval],
];
