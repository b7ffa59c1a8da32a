/** The buttons of a form, and the one that is a form of its own. */
import type { ComponentChildren } from 'preact';
import { newId } from '../house/ids.ts';
import { useLanguage } from './here.ts';

type ButtonsProps = { save: string; cancel?: string; children?: ComponentChildren };

export function Buttons({ save, cancel, children }: ButtonsProps) {
  const { t } = useLanguage();
  return (
    <p class="buttons">
      <button type="submit">{save}</button>
      {children}
      {cancel && <a href={cancel}>{t('form.cancel')}</a>}
    </p>
  );
}

type PostProps = {
  action: string;
  label: ComponentChildren;
  name?: string;
  values?: Record<string, string>;
  quiet?: boolean;
};

/** One button that changes something: a form of its own, so that it works without script and never on GET. */
export function PostButton({ action, label, name, values = {}, quiet = true }: PostProps) {
  return (
    <form method="post" action={action} class="inline">
      <input type="hidden" name="_key" value={newId()} />
      {Object.entries(values).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <button type="submit" class={quiet ? 'quiet-button' : undefined} aria-label={name}>
        {label}
      </button>
    </form>
  );
}
