/** How an import stands: under way or not, what went wrong, how the file was read. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { type Import, isOpen } from '../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../ui/here.ts';

export function State({ item, base }: { item: Import; base: string }) {
  const { t, message, list, moment } = useLanguage();
  return (
    <>
      <p class="summary">
        <strong>{message({ key: `import.status_${item.status}` })}</strong>{' '}
        <span class="quiet">
          {message({ key: `import.kind_${item.kind}` })} · {message({ key: `import.target_${item.target}` })} ·{' '}
          {t('import.from', {
            source: item.source,
            name: item.created_name ?? 'Common Table',
            when: moment(item.created_at),
          })}
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

export function Progress({
  here,
  item,
  progress,
}: {
  here: string;
  item: Import;
  progress: { done: number; total: number } | undefined;
}) {
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

export function Warnings({ item, here, sectors }: { item: Import; here: string; sectors: Map<string, Sector> }) {
  const { t, message, list } = useLanguage();
  const { warnings = [], encoding, delimiter, sheet, sheets, left_sheets = [] } = item.format;
  const how = [
    encoding && t('import.encoding', { encoding: String(encoding) }),
    delimiter && t('import.delimiter', { delimiter: message({ key: `import.mark_${delimiter}` }) }),
    sheet && t('import.sheet', { sheet: String(sheet) }),
    sheets && t('import.sheets_read', { sheets: list(sheets.filter((each) => !left_sheets.includes(each))) }),
  ];
  return (
    <>
      {isOpen(item.status) && <UnknownWords item={item} here={here} sectors={sectors} />}
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

/** Words that mean no sector of ours, and what becomes of their rows. */
function UnknownWords({ item, here, sectors }: { item: Import; here: string; sectors: Map<string, Sector> }) {
  const language = useLanguage();
  const { t } = language;
  const unknown = item.format.unknown_words ?? [];
  if (unknown.length === 0) return null;
  const words = language.list(unknown.map(({ word, count }) => `${word} (${count})`));
  const otherwise = sectors.get(item.default_sector);
  return (
    <p class="warning">
      {otherwise
        ? t('import.unknown_words_default', { words, sector: language.words(otherwise.label) })
        : t('import.unknown_words', { words })}{' '}
      <a href={`${here}/columns#words`}>{t('import.say_words')}</a>
    </p>
  );
}
