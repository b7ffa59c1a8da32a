/** A factor set to read, to copy as one's own, and to remove. */
import { parse } from '../../../house/parse.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import {
  copyDraft,
  copyFactorSet,
  type FactorSet,
  factorsOfVersion,
  findFactorSet,
  mayEditFactorSets,
} from '../../../rooms/worksheets/factor-sets.ts';
import type { Factor } from '../../../rooms/worksheets/worksheet.ts';
import { FactorGroup } from '../../../ui/bits.tsx';
import { Buttons, Form, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press, useAround } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { byGroup } from '../sheet.ts';

export const factorSet = libraryPage({
  path: '/factor-sets/:id',
  may: anyMember,
  /** Its form makes a copy. */
  maySubmit: mayEditFactorSets,
  load: ({ ctx, id }) => findFactorSet(ctx, id()),
  view: async (asked) => ({
    title: asked.found.builtIn ? asked.language.t('factor_set.built_in') : asked.found.name,
    actions: (
      <Link class="button" to="/factor-sets/:id/edit" at={{ id: asked.found.id }} about={asked.found}>
        {asked.language.t('factor_sets.edit')}
      </Link>
    ),
    body: <Show asked={asked} factors={await factorsOfVersion(asked.ctx, asked.found.versionId)} />,
  }),
  submit: async ({ ctx, found: set, fields, go }) => {
    const id = await copyFactorSet(ctx, set.id, parse(copyDraft, fields));
    return go('/factor-sets/:id', { id }).saying('notice.saved');
  },
});

function Show({ asked: { again, found: set, may }, factors }: { asked: LibraryViewing<FactorSet>; factors: Factor[] }) {
  const { t } = useLanguage();
  return (
    <>
      {byGroup(factors).map(([group, members]) => (
        <FactorGroup
          key={group}
          code={group}
          name={members[0]?.groupName ?? { en: group, es: group }}
          factors={members}
        />
      ))}
      {may('/factor-sets/:id', set, 'submit') && (
        <section class="narrow no-print">
          <h2>{t('factor_sets.copy')}</h2>
          <Form again={again}>
            <TextField name="name" label={t('field.factor_set_name')} hint={t('factor_sets.copy_hint')} />
            <Buttons save={t('factor_sets.copy')} />
          </Form>
        </section>
      )}
      <Remove set={set} />
    </>
  );
}

function Remove({ set }: { set: FactorSet }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/factor-sets/:id/removal', set, 'submit')) return null;
  return (
    <section class="narrow no-print">
      <h2>{t('factor_sets.remove')}</h2>
      <p>{t('factor_sets.remove_text')}</p>
      <Press to="/factor-sets/:id/removal" at={{ id: set.id }} about={set} label={t('factor_sets.remove')} />
    </section>
  );
}
