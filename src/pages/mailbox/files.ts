/** What hung on an e-mail, and the whole of it as it came: to be kept by whoever asks, and never shown in place. */
import { found } from '../../house/errors.ts';
import { findFile } from '../../house/stored-files.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { filesOfMail, sourceOf } from '../../rooms/mailbox/received-mails.ts';
import { handedOut } from '../outreach/attached.tsx';
import { libraryPage } from '../shell/page.ts';
import { mailOf } from './show.tsx';

export const mailFile = libraryPage({
  path: '/mailbox/:id/files/:sha256',
  may: anyMember,
  load: async (visit) => {
    const { id } = await mailOf(visit);
    const file = found((await filesOfMail(visit.ctx, id)).find(({ sha256 }) => sha256 === visit.param('sha256')));
    return { ...(await findFile(visit.ctx, file.sha256)), name: file.name };
  },
  view: ({ found: file }) => handedOut(file),
});

export const mailSource = libraryPage({
  path: '/mailbox/:id/whole.eml',
  may: anyMember,
  load: mailOf,
  type: 'message/rfc822',
  view: async ({ ctx, found: { id, subject } }) =>
    handedOut({ bytes: await sourceOf(ctx, id), type: 'message/rfc822', name: `${subject.slice(0, 60) || id}.eml` }),
});
