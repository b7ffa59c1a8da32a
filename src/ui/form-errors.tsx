/** The box above a form that comes back: what is wrong, or what somebody else has saved meanwhile. */
import type { FieldErrors, Message } from '../house/errors.ts';
import { fieldId } from './field.ts';
import { useLanguage, type Values } from './here.ts';

/** `labels`: as fields are called in this form, where that is not what they are called everywhere. */
export function ErrorSummary({
  errors,
  labels = {},
}: {
  errors: FieldErrors;
  labels?: Record<string, string> | undefined;
}) {
  const { t, message, field } = useLanguage();
  const said = (name: string, error: Message) =>
    [labels[name] ?? field(name), message(error)].filter(Boolean).join(': ');
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t('form.errors_title')}</h2>
      <ul>
        {Object.entries(errors).map(([name, error]) => (
          <li key={name}>{name === 'form' ? message(error) : <a href={`#${fieldId(name)}`}>{said(name, error)}</a>}</li>
        ))}
      </ul>
    </section>
  );
}

type Sides = {
  mine: Values;
  theirs: Record<string, string>;
  /** The words for a raw value: the names for ids and keys. */
  choices: Record<string, string>;
};
type ConflictProps = Sides & { labels: Record<string, string> };

export function ConflictSummary({ labels, ...sides }: ConflictProps) {
  const { t } = useLanguage();
  const { mine, theirs, choices } = sides;
  const differing = Object.keys(theirs).filter(
    (name) => name in labels && inWords(mine[name], choices) !== inWords(theirs[name], choices),
  );
  return (
    <section class="error-summary" role="alert" tabIndex={-1} autofocus aria-labelledby="conflict-title">
      <h2 id="conflict-title">{t('form.conflict_title')}</h2>
      <p>{t('form.conflict_text')}</p>
      {differing.length > 0 && (
        <section class="scroll" aria-labelledby="conflict-title" tabIndex={0}>
          <Differing names={differing} labels={labels} {...sides} />
        </section>
      )}
    </section>
  );
}

function inWords(value: Values[string], choices: Record<string, string>): string {
  const text = [value ?? ''].flat().join(', ');
  const keys = text.split(', ');
  if (!keys.every((key) => key in choices)) return text.replace(/\r\n/g, '\n');
  return keys
    .map((key) => choices[key])
    .toSorted()
    .join(', ');
}

function Differing({ names, labels, mine, theirs, choices }: ConflictProps & { names: string[] }) {
  const { t } = useLanguage();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('form.conflict_field')}</th>
          <th scope="col">{t('form.conflict_mine')}</th>
          <th scope="col">{t('form.conflict_theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{labels[name]}</th>
            <td class="prose">{inWords(mine[name], choices) || t('form.empty')}</td>
            <td class="prose">{inWords(theirs[name], choices) || t('form.empty')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
