/** One member: their role, and the way to their removal. */
import { parse } from '../../../house/parse.ts';
import { mayManageMembers, memberEdit } from '../../../rooms/accounts/account.ts';
import { changeRole, findMember, type Member } from '../../../rooms/accounts/members.ts';
import { Buttons, Form, Select } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { roleOptions } from './roles.ts';

export const editMember = libraryPage({
  path: '/members/:id',
  may: mayManageMembers,
  load: ({ ctx, id }) => findMember(ctx, id()),
  view: (asked) => ({ title: asked.found.name, body: <Edit asked={asked} /> }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeRole(ctx, id, parse(memberEdit, fields));
    return go('/members').saying('notice.saved');
  },
});

function Edit({ asked: { again, found: member, to } }: { asked: LibraryViewing<Member> }) {
  const language = useLanguage();
  const { t } = language;
  const { id, email, role, version } = member;
  const roles = roleOptions(language);
  const choices = Object.fromEntries(roles.map(({ value, label }) => [value, label]));
  return (
    <div class="narrow">
      <p class="quiet">{email}</p>
      <Form again={again} initial={{ role }} version={version} labels={{ role: t('field.role') }} choices={choices}>
        <Select name="role" label={t('field.role')} options={roles} />
        <Buttons save={t('form.save')} cancel={to('/members')} />
      </Form>
      <h2>{t('members.remove')}</h2>
      <p>{t('members.remove_text')}</p>
      <Press to="/members/:id/removal" at={{ id }} about={member} label={t('members.remove')} />
    </div>
  );
}
