/** Who belongs to the library, with which role, and inviting someone new. */
import { parse } from '../../../house/parse.ts';
import { anyMember, invitationDraft, mayManageMembers } from '../../../rooms/accounts/account.ts';
import { endedInvitations, openInvitations } from '../../../rooms/accounts/invitation.ts';
import { inviteMember } from '../../../rooms/accounts/invitations.ts';
import { type Member, membersOf } from '../../../rooms/accounts/members.ts';
import { Scroll } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import { Inviting } from './inviting.tsx';

export const members = libraryPage({
  path: '/members',
  may: anyMember,
  /** The form on this page sends an invitation. */
  maySubmit: mayManageMembers,
  view: async ({ ctx, house, language: { t }, may, again }) => {
    const members = await membersOf(ctx);
    const invitations = may('/members', undefined, 'submit') && {
      open: await openInvitations(ctx),
      ended: await endedInvitations(ctx),
    };
    return {
      title: t('settings.members'),
      body: (
        <>
          <MemberTable members={members} />
          {invitations && <Inviting {...invitations} mailIsSent={house.mailIsSent} again={again} />}
        </>
      ),
    };
  },
  submit: async ({ ctx, base, house, fields, go }) => {
    const linkTo = (token: string) => `${house.baseUrl}${base}/invitations/${token}`;
    await inviteMember(ctx, parse(invitationDraft, fields), linkTo);
    return go('/members').saying(house.mailIsSent ? 'notice.invited' : 'notice.invited_no_mail');
  },
});

function MemberTable({ members }: { members: Member[] }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <Scroll label={t('settings.members')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('field.email')}</th>
            <th scope="col">{t('field.role')}</th>
            {may('/members/:id') && <th scope="col">{t('table.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t, message } = useLanguage();
  const { may } = useAround();
  return (
    <tr>
      <th scope="row">{member.name}</th>
      <td>{member.email}</td>
      <td>{message({ key: `role.${member.role}` })}</td>
      {may('/members/:id', member) && (
        <td>
          <Link to="/members/:id" at={{ id: member.id }} about={member}>
            {t('members.change')}
            <span class="unseen"> {member.name}</span>
          </Link>
        </td>
      )}
    </tr>
  );
}
