/** The form of a person: what belongs to the work, in sight. */
import { TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';

export function PersonFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="name" label={t('field.name')} />
      <div class="row">
        <input type="hidden" name="phones.0.kind" value="work" />
        <TextField name="phones.0.number" type="tel" label={t('person.work_phone')} optional />
        <TextField name="phones.0.extension" label={t('field.extension')} inputmode="numeric" width="short" />
        <TextField name="phones.0.description" label={t('field.phone_description')} optional />
      </div>
      <input type="hidden" name="emails.0.kind" value="work" />
      <TextField name="emails.0.email" type="email" label={t('person.work_email')} optional />
    </>
  );
}
