/** How an import stands: under way or not, what went wrong, how the file was read. */
import { type Import, isOpen } from '../../rooms/imports/import.ts';
import { useLanguage } from '../../ui/here.ts';

export function State({ item, base }: { item: Import; base: string }) {
  const { t, message, list, moment } = useLanguage();
  return (
    <>
      <p class="summary">
        <strong>{message({ key: `import.status_${item.status}` })}</strong>{' '}
        <span class="quiet">
          {message({ key: `import.kind_${item.kind}` })} · {message({ key: `import.target_${item.target}` })} ·{' '}
          {t('import.from', { source: item.source, name: item.created_name ?? 'Common Table', when: moment(item.created_at) })}
        </span>{' '}
        <a href={`${base}/imports`}>{t('import.all')}</a>
      </p>
      {item.problem && (
        <section class="warning" aria-label={t('import.problem')}>
          <p>{message(item.problem.message)}</p>
          {item.problem.kept && item.problem.kept.length > 0 && <p>{list(item.problem.kept)}</p>}
        </section>
      )}
    </>
  );
}

export function Progress({ here, item, progress }: { here: string; item: Import; progress: { done: number; total: number } | undefined }) {
  const { t } = useLanguage();
  return (
    <section class="card" data-island="progress" data-address={`${here}/progress`} aria-label={t('import.under_way')}>
      <p role="status">{item.status === 'queued' ? t('import.applying') : t('import.being_undone')}</p>
      <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-label={t('import.under_way')} />
      <p>{t('import.can_leave')}</p>
      <p>
        <a href={here}>{t('import.look_again')}</a>
      </p>
    </section>
  );
}

export function Warnings({ item, here }: { item: Import; here: string }) {
  const { t, message, list } = useLanguage();
  const { warnings = [], unknown_words: words = [], unkept = [], encoding, delimiter, sheet } = item.format;
  const how = [
    encoding && t('import.encoding', { encoding: String(encoding) }),
    delimiter && t('import.delimiter', { delimiter: message({ key: `import.mark_${delimiter}` }) }),
    sheet && t('import.sheet', { sheet: String(sheet) }),
  ];
  return (
    <>
      {words.length > 0 && isOpen(item.status) && (
        <p class="warning">
          {t('import.unknown_words', { words: list(words.map(({ word, count }) => `${word} (${count})`)) })}{' '}
          <a href={`${here}/columns#words`}>{t('import.say_words')}</a>
        </p>
      )}
      {unkept.length > 0 && (
        <section class="warning" aria-label={t('import.warnings')}>
          <ul>
            {unkept.map(({ column, count }) => (
              <li key={column}>{column ? t('import.unkept', { column, count }) : t('import.unkept_elsewhere', { count })}</li>
            ))}
          </ul>
        </section>
      )}
      {warnings.length > 0 && (
        <section class="warning" aria-label={t('import.warnings')}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.key}>{message(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="quiet">{how.filter(Boolean).join(' · ')}</p>
    </>
  );
}
