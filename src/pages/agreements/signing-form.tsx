/** What one fills in to sign: consent, name and title as typed, and a mark that one draws if one likes. */
import { MARK_BOX } from '../../rooms/agreements/signing/signer.ts';
import { one } from '../../ui/field.ts';
import { Checkbox, TextField } from '../../ui/form.tsx';
import { useForm, useLanguage } from '../../ui/here.ts';

/** Without a script there is nothing to draw on, and nothing is missed: the typed name is the signature. */
export function SigningFields({ library }: { library: string }) {
  const { t, message } = useLanguage();
  const { values, errors } = useForm();
  const mark = one(values.mark);
  return (
    <>
      <TextField name="name" label={t('signing.name')} hint={t('signing.name_hint')} autocomplete="name" />
      <TextField name="title" label={t('signing.title_field')} autocomplete="organization-title" optional />
      <div
        class="draw-mark"
        data-island="draw-mark"
        data-label={t('signing.draw')}
        data-clear={t('signing.clear')}
        data-width={MARK_BOX.width}
        data-height={MARK_BOX.height}
        hidden
      >
        <input type="hidden" name="mark" value={mark} />
      </div>
      {errors.mark && <p class="error">{message(errors.mark)}</p>}
      <details class="card">
        <summary>{t('signing.consent_what')}</summary>
        <p>{t('signing.consent_text', { library })}</p>
      </details>
      <Checkbox name="consent" label={t('signing.consent')} />
      {errors.consent && (
        <p class="error" id="consent-error">
          {message(errors.consent)}
        </p>
      )}
    </>
  );
}
