/** The fields of a note: its text, who may read it, and its date. Who may read it is asked right beside the text. */
import { AUDIENCES } from '../../rooms/outreach/interaction.ts';
import { Radios, TextArea, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

export function RemarkFields() {
  const { t, message } = useLanguage();
  return (
    <>
      <TextArea name="body" label={t('field.note')} hint={t('note.facts_hint')} rows={6} />
      <Radios
        name="audience"
        label={t('field.audience')}
        options={AUDIENCES.map((audience) => ({
          value: audience,
          label: message({ key: `audience.${audience}` }),
          hint: message({ key: `audience.${audience}_hint` }),
        }))}
      />
      <TextField name="happened_on" type="date" label={t('field.happened_on')} />
    </>
  );
}
