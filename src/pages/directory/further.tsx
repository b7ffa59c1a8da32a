/** What an imported list or package said that we have no field for: shown at once where it is short, else folded. */
import type { Further } from '../../rooms/directory/further.ts';
import { useLanguage } from '../../ui/here.ts';
import { type FurtherFact, furtherFacts } from './further-words.ts';

/** Characters: as much is shown at once; a longer text stays folded until somebody opens it. */
const SHORT = 240;

/** `but` names fields that are left out, because the page shows the same in another place. */
export function FurtherFacts({ further, but = {} }: { further: Further; but?: { phone?: string; hours?: string } }) {
  const language = useLanguage();
  const facts = furtherFacts(further, but, language);
  if (facts.length === 0) return null;
  if (facts.reduce((sum, { words }) => sum + words.length, 0) <= SHORT) return <Lines facts={facts} />;
  return (
    <details>
      <summary>{language.t('hsds.more')}</summary>
      <Lines facts={facts} />
    </details>
  );
}

function Lines({ facts }: { facts: FurtherFact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, words }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
