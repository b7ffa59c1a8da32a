/** The pages of calendars. */
import type { Page } from '../shell/page.ts';
import { calendarFeed, calendarFeedMade, calendarFiles } from './feed.tsx';

export const calendarPages: Page[] = [calendarFeed, calendarFeedMade, ...calendarFiles];
