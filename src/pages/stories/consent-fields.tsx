/** To what somebody consents: ways of telling, how they are named, and until when. */
import { NAMED, SCOPES } from '../../rooms/stories/story.ts';
import { Checkboxes, Radios, TextField } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';

export function ConsentFields() {
  const { t, message } = useLanguage();
  const options = (of: 'scope' | 'named', all: readonly string[]) =>
    all.map((value) => ({ value, label: message({ key: `stories.${of}_${value}` }) }));
  return (
    <>
      <Checkboxes name="scopes" label={t('field.scopes')} options={options('scope', SCOPES)} />
      <Radios name="named" label={t('field.named')} options={options('named', NAMED)} />
      <TextField name="until" type="date" label={t('field.until')} />
    </>
  );
}
