/**
 * The service worker of one interview's page: served below that page's own address, and for that address alone, so that
 * nothing else is ever answered from a device.
 */
import type { Interview } from '../../rooms/interviews/interview.ts';
import { mayInterview } from '../../rooms/interviews/round.ts';
import { libraryPage } from '../shell/page.ts';
import { interviewOf } from './parts.tsx';

const SCRIPT = 'text/javascript; charset=utf-8';

export const holdWorker = libraryPage<Interview>({
  path: '/interviews/:id/hold/worker.js',
  may: mayInterview,
  load: interviewOf,
  type: SCRIPT,
  view: ({ found: { id }, house, to }) =>
    new Response(house.assets.worker('hold-worker'), {
      headers: { 'Content-Type': SCRIPT, 'Service-Worker-Allowed': to('/interviews/:id/hold', { id }) },
    }),
});
