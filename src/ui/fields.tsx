/** Fields of one line, of several, of a file, and of one out of a list: label, hint and error around one control. */
import type { ComponentChildren, ComponentProps, JSX } from 'preact';
import { fieldId, one, useField } from './field.ts';
import { useForm, useLanguage, type Values } from './here.ts';

type Common = {
  name: string;
  label: string;
  hint?: ComponentChildren;
  optional?: boolean;
  hideLabel?: boolean;
  width?: 'short' | 'medium';
};

/** Label, hint and error around one control; `control` gets the attributes that tie them together. */
function Field({
  name,
  label,
  hint,
  optional,
  hideLabel,
  control,
}: Common & {
  control: (tied: { id: string; name: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => JSX.Element;
}) {
  const { t, message } = useLanguage();
  const error = useForm().errors[name];
  const id = fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id} class={hideLabel ? 'unseen' : undefined}>
        {label} {optional && <span class="quiet">{t('form.optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {message(error)}
        </p>
      )}
      {control({
        id,
        name,
        ...(described && { 'aria-describedby': described }),
        ...(error && { 'aria-invalid': 'true' as const }),
      })}
    </div>
  );
}

type TextProps = Common & {
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'date' | 'search';
  autocomplete?: string;
  inputmode?: 'numeric' | 'decimal';
  /** The id of a datalist with suggestions. */
  list?: string;
};

export function TextField({ type = 'text', autocomplete, inputmode, width, list, ...common }: TextProps) {
  const shown = one(useField(common.name, one));
  const value = type === 'password' ? '' : shown;
  return (
    <Field
      {...common}
      control={(tied) => {
        const attributes = {
          ...tied,
          type,
          value,
          autocomplete: autocomplete ?? 'off',
          inputmode,
          list,
          class: width ?? (type === 'date' ? 'short' : undefined),
        };
        return <input {...(attributes as ComponentProps<'input'>)} />;
      }}
    />
  );
}

export function TextArea({ rows = 4, ...common }: Common & { rows?: number }) {
  const value = one(useField(common.name, one));
  // A browser drops the first line break inside a textarea; one more keeps what was typed.
  return (
    <Field
      {...common}
      control={(tied) => (
        <textarea {...tied} rows={rows}>
          {value.startsWith('\n') ? `\n${value}` : value}
        </textarea>
      )}
    />
  );
}

/** The field for a file, or for several at once. */
export function FileField({ accept, multiple, ...common }: Common & { accept: string; multiple?: true }) {
  return <Field {...common} control={(tied) => <input {...tied} type="file" accept={accept} multiple={multiple} />} />;
}

/** With what is chosen already, also where it would not be offered any more: else a list would choose its first. */
export const withChosen = (options: Option[], chosen: { value: string; label: string } | null): Option[] =>
  !chosen || chosen.value === '' || options.some(({ value }) => value === chosen.value)
    ? options
    : [...options, chosen];

export type Option = { value: string; label: string };

/** `otherwise` is preselected where nothing is stored. */
export function Select({ options, otherwise = '', ...common }: Common & { options: Option[]; otherwise?: string }) {
  const chosen = (stored: Values[string]) => one(stored) || otherwise;
  const sent = (wanted: string) =>
    options.some((option) => option.value === wanted) ? wanted : (options[0]?.value ?? '');
  const value = chosen(useField(common.name, (stored) => sent(chosen(stored))));
  return (
    <Field
      {...common}
      control={(tied) => (
        <select {...tied} class={common.width}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
