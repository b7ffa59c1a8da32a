/** What a list or package said beyond the fields there are: read in passing where it is short, else unfolded. */
import type { Further } from '../../rooms/directory/further.ts';
import { useLanguage } from '../../ui/here.ts';
import { type FurtherFact, furtherFacts } from './further-words.ts';

/** So much is read in passing; what is longer waits until somebody opens it. */
const SHORT = 240;

/** `but` are fields of the same thing that say it already. */
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
