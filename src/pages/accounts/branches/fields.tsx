/** What the form of a branch asks, new or not. */
import { TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';

export function BranchFields() {
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
