/** What the numbers mean, in our own words. */
import { useLanguage } from '../../ui/here.ts';

export function Scale() {
  const { t, message } = useLanguage();
  return (
    <dl class="scale" aria-label={t('scale.title')}>
      {['1', '2', '3', '4', '5', 'unknown'].map((score) => (
        <div key={score}>
          <dt>{score === 'unknown' ? '?' : score}</dt>
          <dd>{message({ key: `scale.${score}` })}</dd>
        </div>
      ))}
    </dl>
  );
}
