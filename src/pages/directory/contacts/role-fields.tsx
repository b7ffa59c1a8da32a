/** What a person is at one organization, and since and until when. */
import { Checkbox, TextField } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';

export function RoleFields() {
  const { t } = useLanguage();
  return (
    <>
      <TextField name="title" label={t('field.contact_title')} hint={t('field.contact_title_hint')} optional />
      <TextField name="starts_on" type="date" label={t('field.starts_on')} optional />
      <TextField name="ends_on" type="date" label={t('field.ends_on')} hint={t('person.ends_hint')} optional />
      <Checkbox name="may_be_published" label={t('person.may_be_published')} hint={t('person.may_be_published_hint')} />
    </>
  );
}
