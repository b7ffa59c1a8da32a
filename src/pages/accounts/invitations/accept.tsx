/** Accepting an invitation by the link of its mail. */
import type { Ctx } from '../../../house/ctx.ts';
import { parse } from '../../../house/parse.ts';
import { newUser } from '../../../rooms/accounts/account.ts';
import type { Invitation } from '../../../rooms/accounts/invitation.ts';
import { acceptInvitation, endedByItself, invitationByToken } from '../../../rooms/accounts/invitations.ts';
import { arrive, type Visitor } from '../../../rooms/accounts/sessions.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { landing } from '../../shell/landing.ts';
import type { View } from '../../shell/layout.tsx';
import { hostPage, type Submitting, type Viewing } from '../../shell/page.ts';
import { limit, type Visit } from '../../shell/visit.ts';
import { inLibrary } from './library.ts';
import { TwoWays } from './two-ways.tsx';

export const accept = hostPage({
  path: '/l/:library/invitations/:token',
  load: inLibrary,
  view: async (asked) => {
    const { found: ctx, param } = asked;
    if (await endedByItself(ctx, param('token'))) return endedPage(asked, ctx);
    return invitationView(asked, await invitationByToken(ctx, param('token')));
  },
  submit: join,
});

async function join({ found: ctx, fields, ...visit }: Submitting<Visit, Ctx>) {
  const { visitor, host, clientAddress } = visit;
  const token = visit.param('token');
  const { email } = await invitationByToken(ctx, token);
  const welcome = landing(`/l/${ctx.library.slug}`).saying('notice.welcome');
  if (visitor?.email === email) {
    await acceptInvitation(ctx, token, visitor);
    return welcome;
  }
  // The fields are parsed before the account is looked up, so that the message about a short password does not tell
  // whether there is an account.
  const given = parse(newUser, fields);
  await limit(visit, 'joinAddress', clientAddress);
  await limit(visit, 'joinHere', `${email} ${clientAddress}`);
  const userId = await acceptInvitation(ctx, token, given);
  return welcome.signed(await arrive(host, userId, visit));
}

function invitationView(asked: Viewing<Visit, Ctx>, { email, role }: Invitation): View {
  const { found: ctx, language, visitor, url, again } = asked;
  const { t, message } = language;
  const title = t('invitation.title', { library: ctx.library.name });
  return {
    title,
    body: (
      <div class="narrow">
        <p>{t('invitation.text', { email, role: message({ key: `role.${role}` }) })}</p>
        {visitor?.email === email ? (
          <SignedIn visitor={visitor} again={again} />
        ) : (
          <TwoWays again={again} here={url.pathname} />
        )}
      </div>
    ),
  };
}

function SignedIn({ visitor, again }: { visitor: Visitor; again: Again | undefined }) {
  const { t } = useLanguage();
  return (
    <Form again={again}>
      <p>{t('invitation.signed_in', { name: visitor.name })}</p>
      <Buttons save={t('invitation.accept')} />
    </Form>
  );
}

function endedPage({ language: { t } }: Visit, ctx: Ctx): View {
  const title = t('invitation.title', { library: ctx.library.name });
  return {
    title,
    body: (
      <div class="narrow">
        <p>{t('error.invitation_ended')}</p>
      </div>
    ),
  };
}
