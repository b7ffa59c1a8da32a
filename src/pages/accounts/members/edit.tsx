/** One member: their role, and the way to their removal. */
import { parse } from '../../../house/parse.ts';
import { mayManageMembers, memberEdit } from '../../../rooms/accounts/account.ts';
import { branchesOf } from '../../../rooms/accounts/branches.ts';
import { changeMember, findMember, type Member } from '../../../rooms/accounts/members.ts';
import { Buttons, Form, Select } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { roleOptions } from './roles.ts';

export const editMember = libraryPage({
  path: '/members/:id',
  may: mayManageMembers,
  load: ({ ctx, id }) => findMember(ctx, id()),
  view: async (asked) => ({
    title: asked.found.name,
    body: <Edit asked={asked} branches={await branchesOf(asked.ctx)} />,
  }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeMember(ctx, id, parse(memberEdit, fields));
    return go('/members').saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<Member>; branches: { id: string; name: string }[] };

function Edit({ asked: { again, found: member, to }, branches }: Props) {
  const language = useLanguage();
  const { t } = language;
  const { id, email, role, branch_id, version } = member;
  const roles = roleOptions(language);
  const places = [{ value: '', label: t('members.no_branch') }].concat(
    branches.map(({ id, name }) => ({ value: id, label: name })),
  );
  const choices = Object.fromEntries([...roles, ...places].map(({ value, label }) => [value, label]));
  const labels = { role: t('field.role'), branch_id: t('field.branch') };
  return (
    <div class="narrow">
      <p class="quiet">{email}</p>
      <Form
        again={again}
        initial={{ role, branch_id: branch_id ?? '' }}
        version={version}
        labels={labels}
        choices={choices}
      >
        <Select name="role" label={t('field.role')} options={roles} />
        {branches.length > 0 && (
          <Select name="branch_id" label={t('field.branch')} hint={t('members.branch_hint')} options={places} />
        )}
        <Buttons save={t('form.save')} cancel={to('/members')} />
      </Form>
      <h2>{t('handover.heading')}</h2>
      <p>
        <Link to="/members/:id/handover" at={{ id }}>
          {t('handover.title', { name: member.name })}
        </Link>
      </p>
      <h2>{t('members.remove')}</h2>
      <p>{t('members.remove_text')}</p>
      <Press to="/members/:id/removal" at={{ id }} about={member} label={t('members.remove')} />
    </div>
  );
}
