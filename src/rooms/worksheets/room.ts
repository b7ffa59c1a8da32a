/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { lookBacksDue, ratingsDue } from './due.ts';
import { worksheetHits } from './hits.ts';
import { ratingReadable } from './readable.ts';
import { removed } from './removed.ts';
import { decisionLines, reopeningLines } from './timeline.ts';
import { comparedSomewhere, comparedTogether } from './uniting.ts';

export const worksheets: Room = {
  name: 'worksheets',
  tables: {
    factor_sets: {},
    factor_set_versions: {},
    factors: {},
    ratings: {
      readable: ratingReadable,
      unread: 'What was not handed in, and what who took the archive may not see before handing in.',
    },
    worksheet_choices: {},
    worksheet_decisions: {},
    worksheet_factors: {},
    worksheet_look_backs: {},
    worksheet_partners: { label: 'moves.worksheets' },
    worksheet_raters: {},
    worksheet_reopenings: {},
    worksheet_submissions: {},
    worksheets: {},
  },
  timeline: [decisionLines, reopeningLines],
  due: [ratingsDue, lookBacksDue],
  search: [worksheetHits],
  removed,
  apart: comparedTogether,
  needs: comparedSomewhere,
};
