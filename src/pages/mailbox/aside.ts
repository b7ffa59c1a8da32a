/** Out of the tray, or back into it, by one press. */
import { mayHaveTray, type ReceivedMail } from '../../rooms/mailbox/received-mail.ts';
import { putAside } from '../../rooms/mailbox/received-mails.ts';
import { redirect } from '../shell/landing.ts';
import { libraryPage } from '../shell/page.ts';
import { mailOf } from './show.tsx';

export const mailAside = libraryPage<ReceivedMail>({
  path: '/mailbox/:id/aside',
  may: mayHaveTray,
  load: mailOf,
  view: ({ found: { id }, to }) => redirect(to('/mailbox/:id', { id })),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    const back = fields.do === 'back';
    await putAside(ctx, id, !back);
    return back ? go('/mailbox/:id', { id }).saying('notice.mail_back') : go('/mailbox').saying('notice.mail_aside');
  },
});
