/** Accepting an invitation by the link or the code of its mail. The address names the library, so that the database shows only its rows. */
import type { Ctx } from '../../house/ctx.ts';
import { Invalid, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { codeEntry, newUser } from '../../rooms/accounts/account.ts';
import { enter, findLibrary } from '../../rooms/accounts/libraries.ts';
import { acceptInvitation, endedByItself, invitationByCode, invitationByToken } from '../../rooms/accounts/members.ts';
import { openSession } from '../../rooms/accounts/sessions.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type App, hostPage, limit, text, type Visit } from '../door.tsx';
import type { View } from '../layout.tsx';
import { CodeForm } from './code-form.tsx';

const inLibrary = async (visit: Visit) => enter(visit.host, await findLibrary(visit.host, visit.param('library')));

export function invitationPages(app: App, house: House): void {
  hostPage(app, house, '/l/:library/invitations', {
    // The same for every address, so that nobody learns here which libraries there are.
    show: (visit, again) => {
      const { t } = visit.language;
      return {
        title: t('invitation.code_title'),
        body: <CodeForm title={t('invitation.code_title')} text={t('invitation.code_text')} wrong={visit.url.searchParams.has('wrong')} again={again} />,
      };
    },
    submit: async (visit, fields) => {
      await limit(visit, 'code', visit.clientAddress);
      const given = parse(codeEntry, fields);
      await limit(visit, 'account', given.email);
      const ctx = await inLibrary(visit).catch(() => null);
      const invitation = ctx && (await invitationByCode(ctx, given));
      const path = `/l/${visit.param('library')}/invitations`;
      return invitation ? `${path}/${invitation.token}` : `${path}?wrong=1`;
    },
  });

  hostPage(app, house, '/l/:library/invitations/:token', {
    show: async (visit, again) => {
      const { t, message } = visit.language;
      const ctx = await inLibrary(visit);
      if (await endedByItself(ctx, visit.param('token'))) return endedPage(visit, ctx);
      const invitation = await invitationByToken(ctx, visit.param('token'));
      return {
        title: t('invitation.title', { library: ctx.library.name }),
        body: (
          <div class="narrow">
            <h1>{t('invitation.title', { library: ctx.library.name })}</h1>
            <p>{t('invitation.text', { email: invitation.email, role: message({ key: `role.${invitation.role}` }) })}</p>
            <Form again={again}>
              {invitation.known ? (
                <TextField name="password" type="password" label={t('field.password')} hint={t('invitation.known')} autocomplete="current-password" />
              ) : (
                <>
                  <TextField name="name" label={t('field.your_name')} autocomplete="name" />
                  <TextField name="password" type="password" label={t('field.new_password')} hint={t('field.password_hint')} autocomplete="new-password" />
                </>
              )}
              <Buttons save={t('invitation.accept')} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await limit(visit, 'signIn', visit.clientAddress);
      const ctx = await inLibrary(visit);
      const invitation = await invitationByToken(ctx, visit.param('token'));
      const given = invitation.known ? { name: '', password: text(fields.password) } : parse(newUser, fields);
      if (given.password.length > 500) throw new Invalid({ password: { key: 'error.password_known' } });
      const userId = await acceptInvitation(ctx, visit.param('token'), given);
      if (!userId) throw new NotFound();
      const { token } = await openSession(visit.host, userId, visit.userAgent);
      return { to: `/l/${ctx.library.slug}`, session: token, notice: 'notice.welcome' };
    },
  });
}

function endedPage({ language: { t } }: Visit, ctx: Ctx): View {
  const title = t('invitation.title', { library: ctx.library.name });
  return {
    title,
    body: (
      <div class="narrow">
        <h1>{title}</h1>
        <p>{t('error.invitation_ended')}</p>
      </div>
    ),
  };
}
