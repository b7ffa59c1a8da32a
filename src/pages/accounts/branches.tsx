/** The library's outlets, and where they are. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { branchDraft, branchEdit, mayChangeSettings } from '../../rooms/accounts/account.ts';
import { addBranch, branchesOf, changeBranch, findBranch, removeBranch } from '../../rooms/accounts/branches.ts';
import { placeOf } from '../../rooms/places/places.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, PostButton, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage, redirect } from '../shell/door.tsx';
import { SettingsTabs } from './tabs.tsx';

export function branchPages(app: App, house: House): void {
  libraryPage(app, house, '/branches', {
    show: async ({ ctx, language: { t }, base }, again) => {
      const branches = await branchesOf(ctx);
      const mayChange = mayChangeSettings(ctx.actor);
      return {
        title: t('settings.branches'),
        section: 'settings',
        body: (
          <>
            <h1>{t('settings.branches')}</h1>
            <SettingsTabs base={base} here="/branches" actor={ctx.actor} />
            {branches.length === 0 && <Empty text={t('branches.none')} />}
            <ul class="plain lines">
              {branches.map((branch) => (
                <BranchItem
                  key={branch.id}
                  branch={branch}
                  change={mayChange ? `${base}/branches/${branch.id}` : null}
                />
              ))}
            </ul>
            {mayChange && (
              <>
                <h2>{t('branches.add')}</h2>
                <Form again={again} class="narrow">
                  <BranchFields />
                  <Buttons save={t('branches.add')} />
                </Form>
              </>
            )}
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      await addBranch(ctx, parse(branchDraft, fields));
      return { to: `${base}/branches`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/branches/:id', {
    show: async (visit, again) => {
      const { t } = visit.language;
      allow(mayChangeSettings(visit.ctx.actor));
      const { name, city, postal_code, version } = await findBranch(visit.ctx, visit.id());
      const labels = { name: t('field.branch_name'), city: t('field.city'), postal_code: t('field.postal_code') };
      return {
        title: name,
        section: 'settings',
        body: (
          <div class="narrow">
            <h1>{name}</h1>
            <Form again={again} initial={{ name, city, postal_code }} version={version} labels={labels}>
              <BranchFields />
              <Buttons save={t('form.save')} cancel={`${visit.base}/branches`} />
            </Form>
            <PostButton action={`${visit.base}/branches/${visit.id()}/removal`} label={t('branches.remove')} />
          </div>
        ),
      };
    },
    submit: async (visit, fields) => {
      await changeBranch(visit.ctx, visit.id(), parse(branchEdit, fields));
      return { to: `${visit.base}/branches`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/branches/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/branches/${(await findBranch(visit.ctx, visit.id())).id}`),
    submit: async (visit) => ({
      to: `${visit.base}/branches`,
      notice: 'notice.removed',
      removal: await removeBranch(visit.ctx, visit.id()),
    }),
  });
}

function BranchFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.branch_name')} />
      <TextField name="city" label={t('field.city')} optional />
      <TextField
        name="postal_code"
        label={t('field.postal_code')}
        hint={t('branches.postal_hint')}
        width="short"
        optional
      />
    </>
  );
}

type Branch = { name: string; city: string; postal_code: string };

/** Without a place we know, a branch has no area: said here, where it can be mended. */
function BranchItem({ branch, change }: { branch: Branch; change: string | null }) {
  const { t } = useLanguage();
  return (
    <li>
      {branch.name} <span class="quiet">{[branch.city, branch.postal_code].filter(Boolean).join(' ')}</span>{' '}
      {branch.postal_code === '' && <span class="quiet">{t('branches.no_postal_code')}</span>}
      {branch.postal_code !== '' && !placeOf(branch.postal_code) && (
        <span class="overdue">{t('branches.unknown_postal_code')}</span>
      )}{' '}
      {change && (
        <a href={change}>
          {t('branches.change')}
          <span class="unseen"> {branch.name}</span>
        </a>
      )}
    </li>
  );
}
