/**
 * Accepting an invitation by the link or the code of its mail. The address names the library, so that the database
 * shows only its rows.
 */
import type { Ctx } from '../../house/ctx.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { codeEntry, newUser } from '../../rooms/accounts/account.ts';
import { enter, findLibrary } from '../../rooms/accounts/libraries.ts';
import { acceptInvitation, endedByItself, invitationByCode, invitationByToken } from '../../rooms/accounts/members.ts';
import { arrive } from '../../rooms/accounts/sessions.ts';
import { countTry } from '../../rooms/accounts/tries.ts';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { type App, hostPage, limit, triedFrom, type Visit } from '../shell/door.tsx';
import type { View } from '../shell/layout.tsx';
import { CodeForm } from './code-form.tsx';

const inLibrary = async (visit: Visit) => enter(visit.host, await findLibrary(visit.host, visit.param('library')));

export function invitationPages(app: App, house: House): void {
  hostPage(app, house, '/l/:library/invitations', {
    // The same for every address, so that nobody learns here which libraries there are.
    show: (visit, again) => {
      const { t } = visit.language;
      return {
        title: t('invitation.code_title'),
        body: (
          <CodeForm
            title={t('invitation.code_title')}
            text={house.mailIsSent ? t('invitation.code_text') : t('invitation.code_text_no_mail')}
            mailIsSent={house.mailIsSent}
            wrong={visit.url.searchParams.has('wrong')}
            again={again}
          />
        ),
      };
    },
    submit: async (visit, fields) => {
      const given = parse(codeEntry, fields);
      await countTry(visit.host, 'code', given.email, triedFrom(visit));
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
            <p>
              {t('invitation.text', { email: invitation.email, role: message({ key: `role.${invitation.role}` }) })}
            </p>
            {visit.visitor?.email === invitation.email ? (
              <Form again={again}>
                <p>{t('invitation.signed_in', { name: visit.visitor.name })}</p>
                <Buttons save={t('invitation.accept')} />
              </Form>
            ) : (
              <TwoWays again={again} here={visit.url.pathname} />
            )}
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      const { visitor } = visit;
      const ctx = await inLibrary(visit);
      const token = visit.param('token');
      const { email } = await invitationByToken(ctx, token);
      const to = { to: `/l/${ctx.library.slug}`, notice: 'notice.welcome' as const };
      if (visitor?.email === email) {
        await acceptInvitation(ctx, token, visitor);
        return to;
      }
      // Parsed first: what is said of a short password must not depend on whether there is an account.
      const given = parse(newUser, fields);
      await limit(visit, 'joinAddress', visit.clientAddress);
      await limit(visit, 'joinHere', `${email} ${visit.clientAddress}`);
      const userId = await acceptInvitation(ctx, token, given);
      return { ...to, ...(await arrive(visit.host, userId, visit)) };
    },
  });
}

/**
 * The same for every address: whoever reads this may be the one who wrote the invitation, and is not to learn who has
 * an account.
 */
function TwoWays({ again, here }: { again: Again | undefined; here: string }) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('invitation.new')}</h2>
      <Form again={again}>
        <TextField name="name" label={t('field.your_name')} autocomplete="name" />
        <TextField
          name="password"
          type="password"
          label={t('field.new_password')}
          hint={t('field.password_hint')}
          autocomplete="new-password"
        />
        <Buttons save={t('invitation.make')} />
      </Form>
      <h2>{t('invitation.have')}</h2>
      <p>{t('invitation.have_text')}</p>
      <p>
        <a class="button" href={`/sign-in?next=${encodeURIComponent(here)}`}>
          {t('invitation.sign_in')}
        </a>
      </p>
    </>
  );
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
