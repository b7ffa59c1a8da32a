/** Who belongs to the library, with which role, and inviting someone new. */

import { ROLES } from '../../house/ctx.ts';
import { allow, NotFound } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { invitationDraft, mayManageMembers, memberEdit } from '../../rooms/accounts/account.ts';
import {
  changeRole,
  endedInvitations,
  findMember,
  inviteMember,
  membersOf,
  openInvitations,
  removeMember,
  revokeInvitation,
} from '../../rooms/accounts/members.ts';
import { Scroll } from '../../ui/bits.tsx';
import { Buttons, Form, PostButton, Select, TextField } from '../../ui/form.tsx';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { SettingsTabs } from './tabs.tsx';

const roleOptions = ({ language: { message } }: LibraryVisit) =>
  [...ROLES].reverse().map((role) => ({
    value: role,
    label: `${message({ key: `role.${role}` })}: ${message({ key: `role.${role}_may` })}`,
  }));

export function memberPages(app: App, house: House): void {
  libraryPage(app, house, '/members', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, message } = language;
      const manages = mayManageMembers(ctx.actor);
      const members = await membersOf(ctx);
      const invitations = manages ? await openInvitations(ctx) : [];
      const ended = manages ? await endedInvitations(ctx) : [];
      return {
        title: t('settings.members'),
        section: 'settings',
        body: (
          <>
            <h1>{t('settings.members')}</h1>
            <SettingsTabs base={base} here="/members" actor={ctx.actor} />
            <Scroll label={t('settings.members')}>
              <table class="list">
                <thead>
                  <tr>
                    <th scope="col">{t('field.name')}</th>
                    <th scope="col">{t('field.email')}</th>
                    <th scope="col">{t('field.role')}</th>
                    {manages && <th scope="col">{t('table.actions')}</th>}
                  </tr>
                </thead>
                <tbody>
                  {members.map((member) => (
                    <tr key={member.id}>
                      <th scope="row">{member.name}</th>
                      <td>{member.email}</td>
                      <td>{message({ key: `role.${member.role}` })}</td>
                      {manages && (
                        <td>
                          <a href={`${base}/members/${member.id}`}>
                            {t('members.change')}
                            <span class="unseen"> {member.name}</span>
                          </a>
                        </td>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            {manages && (
              <>
                {invitations.length > 0 && (
                  <>
                    <h2>{t('members.invited')}</h2>
                    <ul class="plain lines">
                      {invitations.map((invitation) => (
                        <li key={invitation.id}>
                          {invitation.email} <span class="quiet">{message({ key: `role.${invitation.role}` })}</span>{' '}
                          {invitation.expires_at < ctx.now && <strong>{t('members.expired')}</strong>}{' '}
                          <PostButton
                            action={`${base}/invitations/${invitation.id}/revoke`}
                            label={t('members.revoke')}
                            name={`${t('members.revoke')}: ${invitation.email}`}
                          />
                        </li>
                      ))}
                    </ul>
                    {!house.mailIsSent && (
                      <p>
                        <a href={`${base}/mail`}>{t('members.mail_here')}</a>
                      </p>
                    )}
                  </>
                )}
                {ended.length > 0 && (
                  <>
                    <h2>{t('members.ended')}</h2>
                    <ul class="plain lines">
                      {ended.map((invitation) => (
                        <li key={invitation.id}>
                          {invitation.email} <span class="quiet">{message({ key: `role.${invitation.role}` })}</span>{' '}
                          <span class="block detail">
                            {message({
                              key: `members.ended_${invitation.because}`,
                              values: { inviter: invitation.inviter },
                            })}
                          </span>
                        </li>
                      ))}
                    </ul>
                  </>
                )}
                <h2>{t('members.invite')}</h2>
                <Form again={again} initial={{ role: 'contributor' }} class="narrow">
                  <TextField name="email" type="email" label={t('field.email')} />
                  <Select name="role" label={t('field.role')} options={roleOptions(visit)} />
                  <Buttons save={t('members.invite')} />
                </Form>
              </>
            )}
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      await inviteMember(
        ctx,
        parse(invitationDraft, fields),
        (token) => `${house.baseUrl}${base}/invitations/${token}`,
      );
      return { to: `${base}/members`, notice: house.mailIsSent ? 'notice.invited' : 'notice.invited_no_mail' };
    },
  });

  libraryPage(app, house, '/members/:id', {
    show: async (visit, again) => {
      const { ctx, base } = visit;
      const { t } = visit.language;
      allow(mayManageMembers(ctx.actor));
      const member = await findMember(ctx, visit.id());
      return {
        title: member.name,
        section: 'settings',
        body: (
          <div class="narrow">
            <h1>{member.name}</h1>
            <p class="quiet">{member.email}</p>
            <Form
              again={again}
              initial={{ role: member.role }}
              version={member.version}
              labels={{ role: t('field.role') }}
              choices={Object.fromEntries(roleOptions(visit).map(({ value, label }) => [value, label]))}
            >
              <Select name="role" label={t('field.role')} options={roleOptions(visit)} />
              <Buttons save={t('form.save')} cancel={`${base}/members`} />
            </Form>
            <h2>{t('members.remove')}</h2>
            <p>{t('members.remove_text')}</p>
            <PostButton action={`${base}/members/${member.id}/removal`} label={t('members.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changeRole(visit.ctx, visit.id(), parse(memberEdit, fields));
      return { to: `${visit.base}/members`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/members/:id/removal', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      allow(mayManageMembers(ctx.actor));
      const member = await findMember(ctx, visit.id());
      return {
        title: language.t('members.remove'),
        section: 'settings',
        body: (
          <div class="narrow">
            <h1>
              {language.t('members.remove')}: {member.name}
            </h1>
            <p>{language.t('members.remove_text')}</p>
            <Form again={again}>
              <Buttons save={language.t('members.remove')} cancel={`${base}/members`} />
            </Form>
          </div>
        ),
      };
    },
    submit: async (visit) => {
      const removal = await removeMember(visit.ctx, visit.id());
      return { to: `${visit.base}/members`, notice: 'notice.removed', removal };
    },
  });

  libraryPage(app, house, '/invitations/:id/revoke', {
    show: async (visit) => {
      if (!(await openInvitations(visit.ctx)).some((invitation) => invitation.id === visit.id())) throw new NotFound();
      return redirect(`${visit.base}/members`);
    },
    submit: async (visit) => {
      const removal = await revokeInvitation(visit.ctx, visit.id());
      return { to: `${visit.base}/members`, notice: 'notice.removed', removal };
    },
  });
}
