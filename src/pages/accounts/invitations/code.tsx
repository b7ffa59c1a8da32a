/**
 * Accepting an invitation by the six digits of its mail. The page is the same for every address, so that nobody learns
 * from it which libraries there are.
 */
import { parse } from '../../../house/parse.ts';
import { codeEntry } from '../../../rooms/accounts/account.ts';
import { invitationByCode } from '../../../rooms/accounts/invitations.ts';
import { countTry } from '../../../rooms/accounts/tries.ts';
import { addressOf } from '../../shell/address.ts';
import { landing } from '../../shell/landing.ts';
import { hostPage } from '../../shell/page.ts';
import { triedFrom } from '../../shell/visit.ts';
import { CodeForm } from '../code-form.tsx';
import { inLibrary } from './library.ts';

export const invitationCode = hostPage({
  path: '/l/:library/invitations',
  view: ({ language: { t }, house: { mailIsSent }, url, again }) => ({
    title: t('invitation.code_title'),
    body: (
      <CodeForm
        text={mailIsSent ? t('invitation.code_text') : t('invitation.code_text_no_mail')}
        mailIsSent={mailIsSent}
        wrong={url.searchParams.has('wrong')}
        again={again}
      />
    ),
  }),
  submit: async ({ fields, ...visit }) => {
    const given = parse(codeEntry, fields);
    await countTry(visit.host, 'code', { email: given.email, ...triedFrom(visit) });
    const ctx = await inLibrary(visit).catch(() => null);
    const invitation = ctx && (await invitationByCode(ctx, given));
    const library = visit.param('library');
    // This page is outside the library even for somebody who is a member of it already.
    return landing(
      invitation
        ? addressOf('', '/l/:library/invitations/:token', { library, token: invitation.token })
        : addressOf('', '/l/:library/invitations', { library, wrong: 1 }),
    );
  },
});
