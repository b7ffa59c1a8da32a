/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { branchHits } from './hits.ts';
import { schedules } from './jobs.ts';
import { removed } from './removed.ts';

export const accounts: Room = {
  name: 'accounts',
  tables: {
    absences: {},
    branches: {},
    first_steps: {},
    invitations: {},
    kept_forms: {},
    known_devices: {},
    libraries: {},
    calendar_feeds: { leftOut: 'Secret addresses of single members.' },
    mail_addresses: { leftOut: 'Secret addresses of single members.' },
    members: {},
    password_resets: {},
    sessions: {},
    setup_tokens: {},
    users: {},
  },
  removed,
  search: [branchHits],
  schedules,
};
