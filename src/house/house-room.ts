/** The tables that belong to no room, declared as a room declares its own, so that every table has an owner. */
import { sql } from 'kysely';
import { mayKnowOfRemoval } from './removals.ts';
import type { Room } from './room.ts';

export const house: Room = {
  name: 'house',
  tables: {
    history: {},
    bounced_addresses: {},
    account_mail: { leftOut: 'Mail holds links that open things.' },
    carried_jobs: { leftOut: 'Work that an upgrade found waiting, on its way into the queue.' },
    mail_refusals: {},
    migrations: {},
    migrations_lock: {},
    // What a private one says is not even for administrators: mailOf leaves it out, mailAbout asks who reads.
    outbox: {
      readable: ({ library }, row) =>
        sql`(${sql.ref(`${row}.library_id`)} = ${library.id} and not ${sql.ref(`${row}.private`)})`,
      leftOut: 'Mail holds links that open things.',
    },
    rate_limits: { leftOut: 'How often something was tried is nobody’s data.' },
    recorded_changes: {
      leftOut: 'Kept only to take imports and merges back; holds former states of private notes.',
    },
    removals: {
      readable: mayKnowOfRemoval,
      leftOut: 'What was removed is not carried along, nor what it was called.',
    },
    stored_files: {},
    submissions: {},
  },
};
