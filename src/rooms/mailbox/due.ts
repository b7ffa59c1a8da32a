/** E-mails that wait for the member who asks to say what they are. */
import { sql } from 'kysely';
import type { Due } from '../../house/room.ts';
import { mailReadable } from './readable.ts';

export const mailsDue: Due = (ctx) => sql`
  select 'due.mails' as heading, r.id, '/mailbox/:id' as page,
    coalesce(nullif(r.from_name, ''), nullif(r.from_email, ''), '?') as title, r.subject as text, null::date as due_on,
    r.member_id, '' as sort, true as mine
  from received_mails r where r.library_id = ${ctx.library.id} and r.state = 'waiting' and ${mailReadable(ctx, 'r')}`;
