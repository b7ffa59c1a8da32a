/** What this room brings. */
import type { Room } from '../../house/room.ts';
import { mailsDue } from './due.ts';
import { schedules } from './jobs.ts';
import { mailReadable, ofMailReadable } from './readable.ts';

const unread = 'E-mails that came in for others and are not filed.';

export const mailbox: Room = {
  name: 'mailbox',
  tables: {
    answer_addresses: { leftOut: 'Secret addresses of single persons.' },
    received_mails: { readable: mailReadable, unread },
    received_mail_sources: { readable: ofMailReadable, unread },
    received_mail_files: { readable: ofMailReadable, unread },
  },
  due: [mailsDue],
  schedules,
};
