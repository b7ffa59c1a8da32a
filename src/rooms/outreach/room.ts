/** What this room brings. */
import { sql } from 'kysely';
import type { Room } from '../../house/room.ts';
import { taskDates } from './dates.ts';
import { correctionsDue, promisesDue, questionsDue, tasksDue, touchesDue, unconfirmedDue } from './due.ts';
import { contactsLogged, peopleTalkedTo, promisesKept } from './evidence.ts';
import { interactionHits, taskHits } from './hits.ts';
import { listSchedules } from './listed/log-list.ts';
import { mailInJobs, mailInSchedules } from './mail-in.ts';
import { interactionReadable, whoReadable } from './readable.ts';
import { removed } from './removed.ts';
import { removeWithoutPartner } from './strays.ts';
import { interactionLines, taskLines } from './timeline.ts';

const unread = 'The private notes of others.';

export const outreach: Room = {
  name: 'outreach',
  tables: {
    interactions: { readable: interactionReadable, unread },
    interaction_partners: {
      label: 'moves.interactions',
      sameWhen: ['interaction_id'],
      readable: whoReadable,
      unread,
    },
    interaction_persons: { sameWhen: ['interaction_id'], readable: whoReadable, unread },
    interaction_members: { readable: whoReadable, unread },
    interaction_files: { readable: whoReadable, unread },
    // Of two, one stays.
    cadences: { sameWhen: 'true' },
    tasks: { label: 'moves.tasks' },
    task_questions: {},
    task_templates: {},
    confirmations: {},
    log_lists: {
      readable: ({ actor }, row) => sql`${sql.ref(`${row}.member_id`)} = ${actor?.id ?? null}`,
      leftOut: 'Lines of calendars that nobody has logged yet.',
    },
    digests: { leftOut: 'Which mails were made is of no use elsewhere.' },
  },
  timeline: [interactionLines, taskLines],
  due: [touchesDue, tasksDue, promisesDue, questionsDue, correctionsDue],
  digest: [unconfirmedDue],
  search: [interactionHits, taskHits],
  calendar: [taskDates],
  evidence: {
    '2a': [promisesKept],
    '3b': [peopleTalkedTo],
    '3f': [promisesKept],
    '4a': [contactsLogged, promisesKept],
  },
  removed,
  jobs: mailInJobs,
  schedules: { ...mailInSchedules, ...listSchedules },
  removeStrays: removeWithoutPartner,
};
