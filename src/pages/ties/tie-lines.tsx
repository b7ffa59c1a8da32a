/** Ties as sentences, each with where it is known from, and what can be done with it. */
import type { Tie } from '../../rooms/ties/tie.ts';
import { WithActs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press } from '../shell/link.tsx';
import { tieSentence } from './sentence.ts';

export function TieLines({ ties }: { ties: Tie[] }) {
  return (
    <ul class="plain lines">
      {ties.map((tie) => (
        <TieLine key={tie.id} tie={tie} />
      ))}
    </ul>
  );
}

function TieLine({ tie }: { tie: Tie }) {
  const language = useLanguage();
  const { t } = language;
  const sentence = tieSentence(language, tie);
  return (
    <li>
      <WithActs acts={<Acts id={tie.id} sentence={sentence} />}>
        {sentence}
        <span class="quiet block">
          {t('ties.source_is', { source: tie.source })}
          {tie.through_us && ` · ${t('ties.through_us')}`}
        </span>
      </WithActs>
    </li>
  );
}

function Acts({ id, sentence }: { id: string; sentence: string }) {
  const { t } = useLanguage();
  return (
    <>
      <Link class="button low" to="/ties/:id/edit" at={{ id }}>
        {t('form.change')}
        <span class="unseen"> {sentence}</span>
      </Link>
      <Press
        to="/ties/:id/removal"
        at={{ id }}
        label={t('interaction.remove')}
        name={`${t('interaction.remove')}: ${sentence}`}
      />
    </>
  );
}
