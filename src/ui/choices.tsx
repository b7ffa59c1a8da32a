/** One of several, any of several, and yes or no. */
import { fieldId, one, useField } from './field.ts';
import type { Option } from './fields.tsx';
import { useForm, useLanguage, type Values } from './here.ts';

type ChoiceProps = {
  name: string;
  label: string;
  hint?: string;
  options: (Option & { hint?: string })[];
  columns?: boolean;
};

export function Radios(props: ChoiceProps) {
  const value = one(useField(props.name, one));
  return <Choices {...props} type="radio" chosen={[value]} />;
}

export function Checkboxes(props: ChoiceProps) {
  const all = (value: Values[string]) => [value ?? []].flat().filter(Boolean);
  const value = useField(props.name, (stored) =>
    all(stored).filter((each) => props.options.some((option) => option.value === each)),
  );
  return <Choices {...props} type="checkbox" chosen={all(value)} />;
}

type Chosen = ChoiceProps & { type: 'radio' | 'checkbox'; chosen: string[] };

function Choices({ name, label, hint, options, columns, type, chosen }: Chosen) {
  const { message } = useLanguage();
  const error = useForm().errors[name];
  const id = fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={described} id={id} tabIndex={-1}>
      <legend>{label}</legend>
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
      <div class={columns ? 'choices columns' : 'choices'}>
        {options.map(({ value, label, hint }) => (
          <label class="choice" key={value}>
            <input type={type} name={name} value={value} checked={chosen.includes(value)} />
            <span>
              {label}
              {hint && <span class="quiet"> {hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Checkbox({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const checked = one(useField(name, (stored) => (one(stored) === '' ? '' : 'on'))) !== '';
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          name={name}
          value="on"
          id={fieldId(name)}
          checked={checked}
          aria-describedby={hint ? `${fieldId(name)}-hint` : undefined}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
