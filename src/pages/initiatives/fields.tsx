/** The fields of an initiative: the cause first, then where, when and who works on it. */
import type { Ctx } from '../../house/ctx.ts';
import { branchesOf } from '../../rooms/accounts/branches.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { populations } from '../../rooms/guide/guide.ts';
import { Checkboxes, Fold, type Option, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

export type Choices = Record<'branches' | 'members', Option[]>;

const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

export const choicesOf = async (ctx: Ctx): Promise<Choices> => ({
  branches: (await branchesOf(ctx)).map(option),
  members: (await membersOf(ctx)).filter(({ role }) => role !== 'reader').map(option),
});

export function CauseFields() {
  const { t, words } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.initiative_name')} />
      <TextArea name="who" label={t('field.initiative_who')} hint={t('initiatives.who_hint')} rows={3} />
      <TextField name="need" label={t('field.initiative_need')} hint={t('initiatives.need_hint')} />
      <Fold summary={t('field.initiative_populations')} names={['populations']}>
        <Checkboxes
          name="populations"
          label={t('field.initiative_populations')}
          options={populations.map(({ key, label }) => ({ value: key, label: words(label) }))}
          columns
        />
      </Fold>
    </>
  );
}

export function FrameFields({ branches, members }: Choices) {
  const { t } = useLanguage();
  return (
    <Fold
      summary={t('initiatives.place_and_time')}
      names={['branches', 'postal_codes', 'starts_on', 'ends_on', 'members']}
    >
      {branches.length > 0 && (
        <Checkboxes name="branches" label={t('field.initiative_branches')} options={branches} columns />
      )}
      <TextField name="postal_codes" label={t('field.initiative_zips')} hint={t('initiatives.zips_hint')} optional />
      <div class="row">
        <TextField name="starts_on" type="date" label={t('field.initiative_starts_on')} optional />
        <TextField name="ends_on" type="date" label={t('field.initiative_ends_on')} optional />
      </div>
      <Checkboxes name="members" label={t('field.initiative_members')} options={members} columns />
    </Fold>
  );
}

type T = ReturnType<typeof useLanguage>['t'];
export const labelsOf = (t: T) => ({
  ...{ name: t('field.initiative_name'), who: t('field.initiative_who'), need: t('field.initiative_need') },
  ...{ populations: t('field.initiative_populations'), branches: t('field.initiative_branches') },
  ...{ postal_codes: t('field.initiative_zips'), starts_on: t('field.initiative_starts_on') },
  ...{ ends_on: t('field.initiative_ends_on'), members: t('field.initiative_members') },
});
