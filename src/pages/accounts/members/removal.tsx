/** Removing a member. It has a page of its own as well, which shows the reason when the removal is refused. */
import { mayManageMembers } from '../../../rooms/accounts/account.ts';
import { findMember, removeMember } from '../../../rooms/accounts/members.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { libraryPage } from '../../shell/page.ts';

export const memberRemoval = libraryPage({
  path: '/members/:id/removal',
  may: mayManageMembers,
  load: ({ ctx, id }) => findMember(ctx, id()),
  view: ({ found: member, language: { t }, again, to }) => ({
    title: `${t('members.remove')}: ${member.name}`,
    body: (
      <div class="narrow">
        <p>{t('members.remove_text')}</p>
        <Form again={again}>
          <Buttons save={t('members.remove')} cancel={to('/members')} />
        </Form>
      </div>
    ),
  }),
  submit: async ({ ctx, found: { id }, go }) =>
    go('/members').saying('notice.removed', { removal: await removeMember(ctx, id) }),
});
