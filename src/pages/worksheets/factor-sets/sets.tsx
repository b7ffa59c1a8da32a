/** Factor sets: read, copy, edit one's own. */

import { allow } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import {
  copyDraft,
  copyFactorSet,
  editFactorSet,
  factorSetEdit,
  factorSetsOf,
  factorsOfVersion,
  findFactorSet,
  mayEditFactorSets,
  wordsTyped,
} from '../../../rooms/worksheets/factor-sets.ts';
import { mayRemoveFactorSet, removeFactorSet } from '../../../rooms/worksheets/removing.ts';
import { FactorGroup } from '../../../ui/bits.tsx';
import { Buttons, Fold, Form, PostButton, TextArea, TextField } from '../../../ui/form.tsx';
import type { Again } from '../../../ui/here.ts';
import { SettingsTabs } from '../../accounts/tabs.tsx';
import { type App, libraryPage, redirect } from '../../shell/door.tsx';
import { nested } from '../../shell/form-body.ts';

export const byGroup = <F extends { group: string }>(factors: F[]): [string, F[]][] => [
  ...Map.groupBy(factors, (factor) => factor.group),
];

export function factorSetPages(app: App, house: House): void {
  libraryPage(app, house, '/factor-sets', {
    show: async ({ ctx, base, language: { t, dayOf } }) => {
      const sets = await factorSetsOf(ctx);
      return {
        title: t('settings.factor_sets'),
        section: 'settings',
        body: (
          <>
            <h1>{t('settings.factor_sets')}</h1>
            <SettingsTabs here="/factor-sets" />
            <p>{t('factor_sets.text')}</p>
            <ul class="plain big-links">
              {sets.map((set) => (
                <li key={set.id}>
                  <a href={`${base}/factor-sets/${set.id}`}>{set.builtIn ? t('factor_set.built_in') : set.name}</a>{' '}
                  <span class="quiet">
                    {set.builtIn
                      ? t('factor_sets.built_in')
                      : t('factor_sets.version', { number: set.number, day: dayOf(set.at) })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        ),
      };
    },
  });

  libraryPage(app, house, '/factor-sets/:id', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t } = language;
      const set = await findFactorSet(ctx, visit.id());
      const factors = await factorsOfVersion(ctx, set.versionId);
      const may = mayEditFactorSets(ctx.actor);
      return {
        title: set.name,
        section: 'settings',
        body: (
          <>
            <h1>{set.builtIn ? t('factor_set.built_in') : set.name}</h1>
            {may && !set.builtIn && (
              <p>
                <a class="button" href={`${base}/factor-sets/${set.id}/edit`}>
                  {t('factor_sets.edit')}
                </a>
              </p>
            )}
            {byGroup(factors).map(([group, members]) => (
              <FactorGroup
                key={group}
                code={group}
                name={members[0]?.groupName ?? { en: group, es: group }}
                factors={members}
              />
            ))}
            {may && (
              <section class="narrow no-print">
                <h2>{t('factor_sets.copy')}</h2>
                <Form again={again}>
                  <TextField name="name" label={t('field.factor_set_name')} hint={t('factor_sets.copy_hint')} />
                  <Buttons save={t('factor_sets.copy')} />
                </Form>
              </section>
            )}
            {mayRemoveFactorSet(ctx.actor, set) && (
              <section class="narrow no-print">
                <h2>{t('factor_sets.remove')}</h2>
                <p>{t('factor_sets.remove_text')}</p>
                <PostButton action={`${base}/factor-sets/${set.id}/removal`} label={t('factor_sets.remove')} />
              </section>
            )}
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      const id = await copyFactorSet(visit.ctx, visit.id(), parse(copyDraft, fields));
      return { to: `${visit.base}/factor-sets/${id}`, notice: 'notice.saved' };
    },
  });

  libraryPage(app, house, '/factor-sets/:id/removal', {
    show: async (visit) => redirect(`${visit.base}/factor-sets/${(await findFactorSet(visit.ctx, visit.id())).id}`),
    submit: async (visit) => ({
      to: `${visit.base}/factor-sets`,
      notice: 'notice.removed',
      removal: await removeFactorSet(visit.ctx, visit.id()),
    }),
  });

  libraryPage(app, house, '/factor-sets/:id/edit', {
    show: async (visit, again) => {
      const { ctx, base, language } = visit;
      const { t, words, locale } = language;
      const set = await findFactorSet(ctx, visit.id());
      allow(mayEditFactorSets(ctx.actor) && !set.builtIn);
      const factors = await factorsOfVersion(ctx, set.versionId);
      const typed = wordsTyped(set.name, factors, locale);
      const wordLabels = Object.fromEntries(
        Object.keys(typed).map((name) => [
          name,
          name === 'name' ? t('field.factor_set_name') : (name.split('.')[1] ?? ''),
        ]),
      );
      return {
        title: set.name,
        section: 'settings',
        body: (
          <>
            <h1>{t('factor_sets.edit')}</h1>
            <p>{t('factor_sets.edit_text')}</p>
            <Form again={again} initial={typed} version={set.number} labels={wordLabels}>
              <TextField name="name" label={t('field.factor_set_name')} />
              {byGroup(factors).map(([group, members]) => (
                <fieldset key={group} class="factor-group">
                  <legend>
                    {group}. {members[0] && words(members[0].groupName)}
                  </legend>
                  <TextField name={`groups.${group}.name`} label={t('field.group_name')} />
                  {[...members.map((factor) => factor.code), `${group}+`].map((code) => (
                    <Fold
                      key={code}
                      names={wrongIn(again, code)}
                      summary={
                        code.endsWith('+')
                          ? t('factor_sets.new_factor')
                          : `${code} ${words(members.find((factor) => factor.code === code)?.name ?? { en: '', es: '' })}`
                      }
                    >
                      <TextField
                        name={`factors.${code}.name`}
                        label={t('field.factor_name')}
                        hint={code.endsWith('+') ? undefined : t('factor_sets.empty_removes')}
                      />
                      <TextArea name={`factors.${code}.prompt`} label={t('field.prompt')} rows={2} />
                      <TextArea name={`factors.${code}.evidence`} label={t('field.evidence_hint')} rows={2} />
                    </Fold>
                  ))}
                </fieldset>
              ))}
              <Buttons
                save={t('factor_sets.save_version', { number: set.number + 1 })}
                cancel={`${base}/factor-sets/${set.id}`}
              />
            </Form>
          </>
        ),
      };
    },
    submit: async (visit, fields) => {
      await editFactorSet(visit.ctx, visit.id(), parse(factorSetEdit, nested(fields)), visit.language.locale);
      return { to: `${visit.base}/factor-sets/${visit.id()}`, notice: 'notice.saved' };
    },
  });
}

/** The factor's fields that came back with an error: those are shown unfolded, the others only on demand. */
const wrongIn = (again: Again | undefined, code: string) =>
  Object.keys(again?.errors ?? {}).filter((name) => name.startsWith(`factors.${code}.`));
