/** The blanks that a clause may have, and what fills each. */
import { BLANKS } from '../../rooms/agreements/document/blanks.ts';
import { useLanguage } from '../../ui/here.ts';

export function Blanks() {
  const { t, message } = useLanguage();
  return (
    <details class="card">
      <summary>{t('clauses.blanks')}</summary>
      <p>{t('clauses.blanks_text')}</p>
      <dl class="facts">
        {BLANKS.map((name) => (
          <div key={name}>
            <dt>
              <code>{`{${name}}`}</code>
            </dt>
            <dd>{message({ key: `clauses.blank_${name}` })}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
