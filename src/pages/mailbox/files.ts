/** What hung on an e-mail, and the whole of it as it came: to be kept by whoever asks, and never shown in place. */
import { found } from '../../house/errors.ts';
import { findFile } from '../../house/stored-files.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { filesOfMail, sourceOf } from '../../rooms/mailbox/received-mails.ts';
import { libraryPage } from '../shell/page.ts';
import { mailOf } from './show.tsx';

const download = (bytes: Uint8Array, type: string, name: string) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });

export const mailFile = libraryPage({
  path: '/mailbox/:id/files/:sha256',
  may: anyMember,
  load: async (visit) => {
    const { id } = await mailOf(visit);
    const file = found((await filesOfMail(visit.ctx, id)).find(({ sha256 }) => sha256 === visit.param('sha256')));
    return { ...(await findFile(visit.ctx, file.sha256)), name: file.name };
  },
  view: ({ found: { bytes, type, name } }) => download(bytes, type, name),
});

export const mailSource = libraryPage({
  path: '/mailbox/:id/whole.eml',
  may: anyMember,
  load: mailOf,
  type: 'message/rfc822',
  view: async ({ ctx, found: { id, subject } }) =>
    download(await sourceOf(ctx, id), 'message/rfc822', `${subject.slice(0, 60).toWellFormed() || id}.eml`),
});
