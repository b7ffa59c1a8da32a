/** The library's outlets. */

import type { House } from '../../house/furnish.ts';
import { parse } from '../../house/parse.ts';
import { branchDraft, mayChangeSettings } from '../../rooms/accounts/account.ts';
import { addBranch, branchesOf } from '../../rooms/accounts/libraries.ts';
import { Empty } from '../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type App, libraryPage } from '../door.tsx';
import { SettingsTabs } from './tabs.tsx';

export function branchPages(app: App, house: House): void {
  libraryPage(app, house, '/branches', {
    show: async ({ ctx, language: { t }, base }, again) => {
      const branches = await branchesOf(ctx);
      return {
        title: t('settings.branches'),
        section: 'settings',
        body: (
          <>
            <h1>{t('settings.branches')}</h1>
            <SettingsTabs base={base} here="/branches" />
            {branches.length === 0 && <Empty text={t('branches.none')} />}
            <ul class="plain lines">
              {branches.map((branch) => (
                <li key={branch.id}>
                  {branch.name} <span class="quiet">{branch.city}</span>
                </li>
              ))}
            </ul>
            {mayChangeSettings(ctx.actor) && (
              <>
                <h2>{t('branches.add')}</h2>
                <Form again={again} class="narrow">
                  <TextField name="name" label={t('field.branch_name')} />
                  <TextField name="city" label={t('field.city')} optional />
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
}
