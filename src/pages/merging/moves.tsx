/** What moves with a merge, counted by kind, in the words and the order of the list of rooms. */
import { tableNames, tableOf } from '../../rooms/index.ts';
import { useLanguage } from '../../ui/here.ts';

export function Moves({ moves }: { moves: Record<string, number> }) {
  const { t } = useLanguage();
  const lines = tableNames.flatMap((table) => {
    const { label } = tableOf(table);
    return label && moves[table] ? [t(label, { count: moves[table] })] : [];
  });
  if (lines.length === 0) return <p>{t('moves.nothing')}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
