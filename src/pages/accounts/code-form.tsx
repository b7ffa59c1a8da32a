/** The six digits of a mail instead of its link: for an invitation and for a forgotten password. */

import { Buttons, Form, TextField } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';

type Props = { text: string; mailIsSent: boolean; wrong: boolean; again: Again | undefined; cancel?: string | null };

export function CodeForm({ text, mailIsSent, wrong, again, cancel = '/sign-in' }: Props) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      <p>{text}</p>
      {wrong && <p class="error">{t('error.code')}</p>}
      {/* Repeatable: where it leads holds a token, which is not to be kept with the form's key. */}
      <Form again={again} repeatable>
        <TextField name="email" type="email" label={t('field.email')} autocomplete="username" />
        <TextField
          name="code"
          label={mailIsSent ? t('field.code') : t('field.code_given')}
          hint={t('field.code_hint')}
          inputmode="numeric"
          autocomplete="one-time-code"
          width="short"
        />
        <Buttons save={t('form.continue')} {...(cancel && { cancel })} />
      </Form>
    </div>
  );
}
