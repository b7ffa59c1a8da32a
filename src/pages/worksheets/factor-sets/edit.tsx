/** The words of one's own factor set: each saving makes its next version. */
import type { Language } from '../../../house/messages.ts';
import { parse } from '../../../house/parse.ts';
import { editFactorSet, wordsTyped } from '../../../rooms/worksheets/factor-set-words.ts';
import {
  type FactorSet,
  factorSetEdit,
  factorsOfVersion,
  findFactorSet,
  mayEditFactorSet,
} from '../../../rooms/worksheets/factor-sets.ts';
import type { Factor } from '../../../rooms/worksheets/worksheet.ts';
import { Buttons, Fold, Form, TextArea, TextField } from '../../../ui/form.tsx';
import { useForm, useLanguage } from '../../../ui/here.ts';
import { nested } from '../../shell/form-body.ts';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { byGroup } from '../sheet.ts';

export const editFactorSetPage = libraryPage({
  path: '/factor-sets/:id/edit',
  may: mayEditFactorSet,
  load: ({ ctx, id }) => findFactorSet(ctx, id()),
  view: async (asked) => ({
    title: asked.language.t('factor_sets.edit'),
    trail: [{ label: asked.found.name, href: asked.to('/factor-sets/:id', { id: asked.found.id }) }],
    body: <Edit asked={asked} factors={await factorsOfVersion(asked.ctx, asked.found.versionId)} />,
  }),
  submit: async ({ ctx, found: { id }, fields, language, go }) => {
    await editFactorSet(ctx, id, { ...parse(factorSetEdit, nested(fields)), locale: language.locale });
    return go('/factor-sets/:id', { id }).saying('notice.saved');
  },
});

type Props = { asked: LibraryViewing<FactorSet>; factors: Factor[] };

function Edit({ asked: { again, found: set, to }, factors }: Props) {
  const { t, locale } = useLanguage();
  const typed = wordsTyped(set.name, factors, locale);
  return (
    <>
      <p>{t('factor_sets.edit_text')}</p>
      <Form again={again} initial={typed} version={set.number} labels={labelsOf(t, Object.keys(typed))}>
        <TextField name="name" label={t('field.factor_set_name')} />
        {byGroup(factors).map(([group, members]) => (
          <Group key={group} group={group} factors={members} />
        ))}
        <Buttons
          save={t('factor_sets.save_version', { number: set.number + 1 })}
          cancel={to('/factor-sets/:id', { id: set.id })}
        />
      </Form>
    </>
  );
}

const labelsOf = (t: Language['t'], names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, name === 'name' ? t('field.factor_set_name') : (name.split('.')[1] ?? '')]),
  );

function Group({ group, factors }: { group: string; factors: Factor[] }) {
  const { t, words } = useLanguage();
  return (
    <fieldset class="factor-group">
      <legend>
        {group}. {factors[0] && words(factors[0].groupName)}
      </legend>
      <TextField name={`groups.${group}.name`} label={t('field.group_name')} />
      {factors.map(({ code, name }) => (
        <FactorFields key={code} code={code} summary={`${code} ${words(name)}`} hint={t('factor_sets.empty_removes')} />
      ))}
      <FactorFields code={`${group}+`} summary={t('factor_sets.new_factor')} />
    </fieldset>
  );
}

/** Unfolded where something came back as wrong, the others only on demand. */
function FactorFields({ code, summary, hint }: { code: string; summary: string; hint?: string }) {
  const { t } = useLanguage();
  const wrong = Object.keys(useForm().errors).filter((name) => name.startsWith(`factors.${code}.`));
  return (
    <Fold names={wrong} summary={summary}>
      <TextField name={`factors.${code}.name`} label={t('field.factor_name')} hint={hint} />
      <TextArea name={`factors.${code}.prompt`} label={t('field.prompt')} rows={2} />
      <TextArea name={`factors.${code}.evidence`} label={t('field.evidence_hint')} rows={2} />
    </Fold>
  );
}
