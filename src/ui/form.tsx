/**
 * Forms after the GOV.UK patterns: a label above each field, hints in words, errors named at the field and in a summary
 * that takes focus and links to it. Every form works as plain HTML; islands only add to it. What a form is made of is
 * found here.
 */
import type { ComponentChildren } from 'preact';
import { markOf, newId } from '../house/ids.ts';
import { one } from './field.ts';
import { ConflictSummary, ErrorSummary } from './form-errors.tsx';
import { type Again, FormContext, readerHere, type Values } from './here.ts';
import type { Opened } from './opened.ts';

export { Buttons, PostButton } from './buttons.tsx';
export { Checkbox, Checkboxes, Radios } from './choices.tsx';
export { fieldId } from './field.ts';
export { FileField, type Option, Select, TextArea, TextField, withChosen } from './fields.tsx';
export { Fold } from './fold.tsx';
export { ErrorSummary } from './form-errors.tsx';

type FormProps = {
  initial?: Values;
  again?: Again;
  /** Field labels: for the list of what differs after a conflict, and for what is refused. */
  labels?: Record<string, string>;
  /** The words for a raw value in that list: the names for ids and keys. */
  choices?: Record<string, string>;
  version?: number;
  action?: string;
  class?: string;
  island?: string;
  /**
   * The name under which an island keeps a draft on this device: whose it is, and of which page. Devices are shared.
   */
  draft?: string;
  /**
   * For signing in: a form that is sent twice signs in twice, so that the answer that the browser keeps has its cookie.
   */
  repeatable?: boolean;
  /** Whether files are sent along. */
  files?: boolean;
  children: ComponentChildren;
};

export function Form(props: FormProps) {
  const { initial = {}, again, version, action, island, draft, repeatable, files, children } = props;
  const opened: Opened = new Map();
  const state = { values: again?.values ?? initial, errors: again?.errors ?? {}, initial, opened };
  const built = again?.values.version ?? (version === undefined ? undefined : String(version));
  return (
    <FormContext.Provider value={state}>
      <CameBack again={again} labels={props.labels} choices={props.choices} />
      <form
        method="post"
        action={action}
        novalidate
        class={props.class}
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

/** The reasons, where the form is shown again. */
function CameBack({ again, labels = {}, choices = {} }: Pick<FormProps, 'again' | 'labels' | 'choices'>) {
  if (!again) return null;
  return (
    <>
      {Object.keys(again.errors).length > 0 && <ErrorSummary errors={again.errors} labels={labels} />}
      {again.theirs && <ConflictSummary mine={again.values} theirs={again.theirs} labels={labels} choices={choices} />}
    </>
  );
}

/**
 * What the fields held when the form was opened, and its version. Rendered after the fields, which report it while they
 * render. A form that comes back keeps what it was first opened with; after a conflict it starts anew, unless somebody
 * has saved once more since.
 */
function Was({ opened, again }: { opened: Opened; again: Again | undefined }) {
  const fresh = !again || (again.theirs && again.values.version === opened.get('version'));
  const was = fresh ? JSON.stringify(Object.fromEntries(opened)) : again.theirs ? undefined : again.values._was;
  return was === undefined ? null : <input type="hidden" name="_was" value={one(was)} />;
}

/**
 * The key, so that the form has one effect, and a mark of the reader, so that what was typed is given back to the same
 * person after their session has ended.
 */
function Key({ sent }: { sent?: string | undefined }) {
  const key = sent ?? newId();
  const reader = readerHere.use();
  return (
    <>
      <input type="hidden" name="_key" value={key} />
      {reader && <input type="hidden" name="_for" value={markOf(key, reader)} />}
    </>
  );
}
