/** Changing one branch. */
import { parse } from '../../../house/parse.ts';
import { branchEdit, mayChangeSettings } from '../../../rooms/accounts/account.ts';
import { changeBranch, findBranch } from '../../../rooms/accounts/branches.ts';
import { Buttons, Form } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Press } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { BranchFields } from './fields.tsx';

type Branch = Awaited<ReturnType<typeof findBranch>>;

export const editBranch = libraryPage({
  path: '/branches/:id',
  may: mayChangeSettings,
  load: ({ ctx, id }) => findBranch(ctx, id()),
  view: (asked) => ({ title: asked.found.name, body: <Edit asked={asked} /> }),
  submit: async ({ ctx, found: { id }, fields, go }) => {
    await changeBranch(ctx, id, parse(branchEdit, fields));
    return go('/branches').saying('notice.saved');
  },
});

function Edit({ asked: { again, found, to } }: { asked: LibraryViewing<Branch> }) {
  const { t } = useLanguage();
  const { id, name, city, postal_code, version } = found;
  const labels = { name: t('field.branch_name'), city: t('field.city'), postal_code: t('field.postal_code') };
  return (
    <div class="narrow">
      <Form again={again} initial={{ name, city, postal_code }} version={version} labels={labels}>
        <BranchFields />
        <Buttons save={t('form.save')} cancel={to('/branches')} />
      </Form>
      <Press to="/branches/:id/removal" at={{ id }} about={found} label={t('branches.remove')} />
    </div>
  );
}
