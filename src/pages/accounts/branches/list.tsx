/** The library's outlets, and where they are. */
import { parse } from '../../../house/parse.ts';
import { anyMember, branchDraft, mayChangeSettings } from '../../../rooms/accounts/account.ts';
import { addBranch, branchesOf } from '../../../rooms/accounts/branches.ts';
import { placeOf } from '../../../rooms/places/places.ts';
import { Empty } from '../../../ui/bits.tsx';
import { Buttons, Form } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { Link, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import { BranchFields } from './fields.tsx';

type Branch = Awaited<ReturnType<typeof branchesOf>>[number];

export const branches = libraryPage({
  path: '/branches',
  may: anyMember,
  maySubmit: mayChangeSettings,
  view: async ({ ctx, language: { t }, again }) => ({
    title: t('settings.branches'),
    body: <Branches branches={await branchesOf(ctx)} again={again} />,
  }),
  submit: async ({ ctx, fields, go }) => {
    await addBranch(ctx, parse(branchDraft, fields));
    return go('/branches').saying('notice.saved');
  },
});

function Branches({ branches, again }: { branches: Branch[]; again: Again | undefined }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <>
      {branches.length === 0 && <Empty text={t('branches.none')} />}
      <ul class="plain lines">
        {branches.map((branch) => (
          <BranchItem key={branch.id} branch={branch} />
        ))}
      </ul>
      {may('/branches', undefined, 'submit') && (
        <>
          <h2>{t('branches.add')}</h2>
          <Form again={again} class="narrow">
            <BranchFields />
            <Buttons save={t('branches.add')} />
          </Form>
        </>
      )}
    </>
  );
}

function BranchItem({ branch: { id, name, city, postal_code } }: { branch: Branch }) {
  const { t } = useLanguage();
  return (
    <li>
      {name} <span class="quiet">{[city, postal_code].filter(Boolean).join(' ')}</span>{' '}
      <NoArea postal_code={postal_code} />{' '}
      <Link to="/branches/:id" at={{ id }}>
        {t('branches.change')}
        <span class="unseen"> {name}</span>
      </Link>
    </li>
  );
}

/** A branch whose ZIP code we do not know has no area on the maps. This says so where it can be corrected. */
function NoArea({ postal_code }: { postal_code: string }) {
  const { t } = useLanguage();
  if (postal_code === '') return <span class="quiet">{t('branches.no_postal_code')}</span>;
  return placeOf(postal_code) ? null : <span class="overdue">{t('branches.unknown_postal_code')}</span>;
}
