/** The field for a new password, wherever one is chosen. */
import { TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

export function NewPasswordField({ name = 'password' }: { name?: string }) {
  const { t } = useLanguage();
  return (
    <TextField
      name={name}
      type="password"
      label={t('field.new_password')}
      hint={t('field.password_hint')}
      autocomplete="new-password"
    />
  );
}
