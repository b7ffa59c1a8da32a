/** Who belongs to the library, with which role, and inviting someone new. */
import { parse } from '../../../house/parse.ts';
import { anyMember, invitationDraft, mayManageMembers } from '../../../rooms/accounts/account.ts';
import { endedInvitations, openInvitations } from '../../../rooms/accounts/invitation.ts';
import { inviteMember } from '../../../rooms/accounts/invitations.ts';
import { type Member, membersOf } from '../../../rooms/accounts/members.ts';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
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

const COLUMNS: readonly Column<Member>[] = [
  { key: 'name', label: 'field.name', cell: ({ name }) => name },
  { key: 'email', label: 'field.email', usual: true, cell: ({ email }) => email },
  { key: 'role', label: 'field.role', usual: true, phone: true, cell: ({ role }) => <RoleName role={role} /> },
  {
    key: 'change',
    label: 'table.actions',
    look: 'no-print',
    usual: true,
    phone: true,
    cell: (member) => <Change member={member} />,
  },
];

function MemberTable({ members }: { members: Member[] }) {
  const { t } = useLanguage();
  const { may } = useAround();
  const columns = COLUMNS.filter(({ key }) => key !== 'change' || may('/members/:id'));
  return <ListTable label={t('settings.members')} columns={columns} rows={members} row={(member) => member} />;
}

function RoleName({ role }: Pick<Member, 'role'>) {
  const { message } = useLanguage();
  return message({ key: `role.${role}` });
}

function Change({ member }: { member: Member }) {
  const { t } = useLanguage();
  return (
    <Link to="/members/:id" at={{ id: member.id }} about={member}>
      {t('members.change')}
      <span class="unseen"> {member.name}</span>
    </Link>
  );
}
