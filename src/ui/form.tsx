/**
 * Forms after the GOV.UK patterns: a label above each field, hints in words, errors named at the field and in a summary
 * that takes focus and links to it. Every form works as plain HTML; islands only add to it.
 */
import type { ComponentChildren, ComponentProps, JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { FieldErrors } from '../house/errors.ts';
import { markOf, newId } from '../house/ids.ts';
import { type Again, FormContext, ReaderContext, useForm, useLanguage, type Values } from './here.ts';
import { type Opened, printOf } from './opened.ts';

type FormProps = {
  initial?: Values;
  again?: Again;
  /** Field labels, for the list of what differs after a conflict. */
  labels?: Record<string, string>;
  /** What stands for a raw value in that list: the names behind ids and keys. */
  choices?: Record<string, string>;
  version?: number;
  action?: string;
  class?: string;
  island?: string;
  /** Under what name an island keeps a draft on this device: whose it is, and of which page. Desks are shared. */
  draft?: string;
  /** For signing in: sent twice it should sign in twice, so that the answer the browser keeps has its cookie. */
  repeatable?: boolean;
  /** Whether files are sent along. */
  files?: boolean;
  children: ComponentChildren;
};

export function Form({
  initial = {},
  again,
  labels = {},
  choices = {},
  version,
  action,
  island,
  draft,
  repeatable,
  files,
  children,
  ...rest
}: FormProps) {
  const opened: Opened = new Map();
  const state = { values: again?.values ?? initial, errors: again?.errors ?? {}, initial, opened };
  const built = again?.values.version ?? (version === undefined ? undefined : String(version));
  return (
    <FormContext.Provider value={state}>
      {again && Object.keys(again.errors).length > 0 && <ErrorSummary errors={again.errors} />}
      {again?.theirs && <ConflictSummary mine={again.values} theirs={again.theirs} labels={labels} choices={choices} />}
      <form
        method="post"
        action={action}
        novalidate
        class={rest.class}
        enctype={files ? 'multipart/form-data' : undefined}
        data-island={island}
        data-draft={draft}
      >
        {!repeatable && <Key sent={again?.key} />}
        {built !== undefined && <input type="hidden" name="version" value={String(built)} />}
        {children}
        {version !== undefined && <Was opened={opened.set('version', String(version))} again={again} />}
      </form>
    </FormContext.Provider>
  );
}

/**
 * With what the form was opened, and of which version: behind its fields, which say it. One that comes back was opened
 * before; after a conflict it starts anew, unless somebody has saved once more since.
 */
function Was({ opened, again }: { opened: Opened; again: Again | undefined }) {
  const fresh = !again || (again.theirs && again.values.version === opened.get('version'));
  const was = fresh ? JSON.stringify(Object.fromEntries(opened)) : again.theirs ? undefined : again.values._was;
  return was === undefined ? null : <input type="hidden" name="_was" value={one(was)} />;
}

/** What a field shows. `untouched` is what it would send if nobody touched it. */
function useField(name: string, untouched: (stored: Values[string]) => string | string[]): Values[string] {
  const { values, initial = {}, opened } = useForm();
  const said = untouched(initial[name]);
  opened?.set(name, printOf(said, { list: Array.isArray(said), stored: name in initial }));
  return values[name];
}

/** So that a form has one effect, and so that what was typed finds its author again when their session has ended. */
function Key({ sent }: { sent?: string | undefined }) {
  const key = sent ?? newId();
  const reader = useContext(ReaderContext);
  return (
    <>
      <input type="hidden" name="_key" value={key} />
      {reader && <input type="hidden" name="_for" value={markOf(key, reader)} />}
    </>
  );
}

export function ErrorSummary({ errors }: { errors: FieldErrors }) {
  const { t, message } = useLanguage();
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('form.errors_title')}</h2>
      <ul>
        {Object.entries(errors).map(([name, error]) => (
          <li key={name}>{name === 'form' ? message(error) : <a href={`#${fieldId(name)}`}>{message(error)}</a>}</li>
        ))}
      </ul>
    </section>
  );
}

type ConflictProps = {
  mine: Values;
  theirs: Record<string, string>;
  labels: Record<string, string>;
  choices: Record<string, string>;
};

function ConflictSummary({ mine, theirs, labels, choices }: ConflictProps) {
  const { t } = useLanguage();
  const shown = (value: Values[string]) => {
    const text = [value ?? ''].flat().join(', ');
    const keys = text.split(', ');
    return keys.every((key) => key in choices)
      ? keys
          .map((key) => choices[key])
          .toSorted()
          .join(', ')
      : text.replace(/\r\n/g, '\n');
  };
  const differing = Object.keys(theirs).filter((name) => name in labels && shown(mine[name]) !== shown(theirs[name]));
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="conflict-title">
      <h2 id="conflict-title">{t('form.conflict_title')}</h2>
      <p>{t('form.conflict_text')}</p>
      {differing.length > 0 && (
        <section class="scroll" aria-labelledby="conflict-title" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('form.conflict_field')}</th>
                <th scope="col">{t('form.conflict_mine')}</th>
                <th scope="col">{t('form.conflict_theirs')}</th>
              </tr>
            </thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name}>
                  <th scope="row">{labels[name]}</th>
                  <td class="prose">{shown(mine[name]) || t('form.empty')}</td>
                  <td class="prose">{shown(theirs[name]) || t('form.empty')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

export const fieldId = (name: string) => `field-${name.replace(/[^\w-]/g, '-')}`;

type Common = {
  name: string;
  label: string;
  hint?: string;
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

const one = (value: Values[string]) => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''));

type TextProps = Common & {
  type?: 'text' | 'email' | 'password' | 'url' | 'tel' | 'date' | 'search';
  autocomplete?: string;
  inputmode?: 'numeric' | 'decimal';
};

export function TextField({ type = 'text', autocomplete, inputmode, width, ...common }: TextProps) {
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

/** The field for files; several may be chosen at once. */
export function FileField({ accept, ...common }: Common & { accept: string }) {
  return <Field {...common} control={(tied) => <input {...tied} type="file" accept={accept} multiple />} />;
}

export type Option = { value: string; label: string };

/** `otherwise` is chosen where nothing is stored. */
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

function Choices({
  name,
  label,
  hint,
  options,
  columns,
  type,
  chosen,
}: ChoiceProps & { type: 'radio' | 'checkbox'; chosen: string[] }) {
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
        {options.map((option) => (
          <label class="choice" key={option.value}>
            <input type={type} name={name} value={option.value} checked={chosen.includes(option.value)} />
            <span>
              {option.label}
              {option.hint && <span class="quiet"> {option.hint}</span>}
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

export function Buttons({ save, cancel, children }: { save: string; cancel?: string; children?: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <p class="buttons">
      <button type="submit">{save}</button>
      {children}
      {cancel && <a href={cancel}>{t('form.cancel')}</a>}
    </p>
  );
}

/** One button that changes something: a form of its own, so that it works without script and never on GET. */
export function PostButton({
  action,
  label,
  name,
  values = {},
  quiet = true,
}: {
  action: string;
  label: ComponentChildren;
  name?: string;
  values?: Record<string, string>;
  quiet?: boolean;
}) {
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

/** Fields that most people do not need: folded away, but never when one of them holds something or is wrong. */
export function Fold({ summary, names, children }: { summary: string; names: string[]; children: ComponentChildren }) {
  const { values, errors } = useForm();
  const filled = (name: string) => [values[name] ?? ''].flat().some((value) => value !== '');
  return (
    <details
      class="card"
      open={names.some(
        (name) => filled(name) || Object.keys(errors).some((wrong) => wrong === name || wrong.startsWith(`${name}.`)),
      )}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
