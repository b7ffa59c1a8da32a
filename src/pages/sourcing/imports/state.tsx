/** The state of an import: what went wrong, how the file was read, and which of its words have no meaning yet. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { type Import, isOpen } from '../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';

export function State({ item }: { item: Import }) {
  const { t, message, moment } = useLanguage();
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
        <Link to="/imports">{t('import.all')}</Link>
      </p>
      {item.problem && <Problem problem={item.problem} />}
    </>
  );
}

function Problem({ problem }: { problem: NonNullable<Import['problem']> }) {
  const { t, message, list } = useLanguage();
  return (
    <section class="warning" aria-label={t('import.problem')}>
      <p>{message(problem.message)}</p>
      {problem.kept && problem.kept.length > 0 && <p>{list(problem.kept)}</p>}
    </section>
  );
}

type WarningsProps = { item: Import; sectors: Map<string, Sector> };

export function Warnings({ item, sectors }: WarningsProps) {
  const { t, message } = useLanguage();
  const { warnings = [] } = item.format;
  return (
    <>
      {isOpen(item.status) && <UnknownWords item={item} sectors={sectors} />}
      {warnings.length > 0 && (
        <section class="warning" aria-label={t('import.warnings')}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.key}>{message(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <HowRead format={item.format} />
    </>
  );
}

/** As which kind of file it was read. */
function HowRead({ format }: Pick<Import, 'format'>) {
  const { t, message, list } = useLanguage();
  const { encoding, delimiter, sheet, sheets, left_sheets = [] } = format;
  const how = [
    encoding && t('import.encoding', { encoding: String(encoding) }),
    delimiter && t('import.delimiter', { delimiter: message({ key: `import.mark_${delimiter}` }) }),
    sheet && t('import.sheet', { sheet: String(sheet) }),
    sheets && t('import.sheets_read', { sheets: list(sheets.filter((each) => !left_sheets.includes(each))) }),
  ];
  return <p class="quiet">{how.filter(Boolean).join(' · ')}</p>;
}

/** Words that mean no sector of ours, and what becomes of their rows. */
function UnknownWords({ item, sectors }: WarningsProps) {
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
      <Link to="/imports/:id/columns" at={{ id: item.id }} about={item} hash="#words">
        {t('import.say_words')}
      </Link>
    </p>
  );
}
