/** The rows of an import, each with why it is where it is. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { Import, ImportRow, Outcome, RowPlan } from '../../../rooms/sourcing/imports/import.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';

export function Rows({
  item,
  sectors,
  rows,
  here,
  base,
  shown,
}: {
  item: Import;
  sectors: Map<string, Sector>;
  rows: ImportRow[];
  here: string;
  base: string;
  shown: Outcome;
}) {
  const { t, message } = useLanguage();
  const heading = message({ key: `import.count_${shown}` });
  if (rows.length === 0) return <Empty text={t('import.no_rows')} />;
  return (
    <>
      <h2>{heading}</h2>
      <Scroll label={heading}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('import.row')}
              </th>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.number}>
                <td class="number">
                  <a href={`${here}/rows/${row.number}`} aria-label={t('import.row_number', { row: row.number })}>
                    {row.number}
                  </a>
                </td>
                <th scope="row">
                  {row.plan?.partner_id ? (
                    <a href={`${base}/partners/${row.plan.partner_id}`}>{nameOf(item, row)}</a>
                  ) : (
                    nameOf(item, row)
                  )}
                </th>
                <td>
                  <What item={item} row={row} base={base} sectors={sectors} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

const nameOf = (item: Import, row: ImportRow): string =>
  row.plan?.name ?? (row.cells[item.mapping.indexOf('name')] || row.cells.filter(Boolean).slice(0, 3).join(' · '));

/** Why the row is where it is: its problems, its look-alikes, or what it would change. */
function What({
  item,
  row,
  base,
  sectors,
}: {
  item: Import;
  row: ImportRow;
  base: string;
  sectors: Map<string, Sector>;
}) {
  const { t, message, list } = useLanguage();
  return (
    <ul class="plain">
      {row.plan && row.outcome !== 'changed' && <About plan={row.plan} sectors={sectors} />}
      {row.outcome !== 'error' && !row.plan && (
        <li class="quiet">{t('import.joined', { row: row.unit ?? row.number })}</li>
      )}
      {(row.plan?.dropped ?? []).map(({ field, value }) => (
        <li key={`${field} ${value}`}>
          {t('import.dropped', { field: message({ key: `import.changes_${field}` }), value: value.slice(0, 120) })}
        </li>
      ))}
      {row.problems.map((problem) => (
        <li key={JSON.stringify(problem)}>
          {problem.column !== null && <strong>{item.header[problem.column]}: </strong>}
          {message(problem.message)}
          {problem.column !== null && row.cells[problem.column] && (
            <span class="quiet"> {t('import.said', { value: row.cells[problem.column]?.slice(0, 80) ?? '' })}</span>
          )}
        </li>
      ))}
      {(row.outcome === 'duplicate' ? (row.plan?.matches ?? []) : []).map((match) => (
        <li key={match.id}>
          {match.partner_id ? <a href={`${base}/partners/${match.partner_id}`}>{match.name}</a> : match.name}{' '}
          <span class="quiet">
            {t('duplicates.why', {
              reasons: list(match.reasons.map((reason) => message({ key: `likeness.${reason}` }))),
            })}
          </span>
        </li>
      ))}
      {(row.plan?.changes ?? []).map((change) => (
        <li key={`${change.field} ${change.to}`}>
          <strong>{message({ key: `import.changes_${change.field}` })}: </strong>
          {change.from && <del>{change.from.slice(0, 80)}</del>} {change.to.slice(0, 120)}
        </li>
      ))}
    </ul>
  );
}

/** How the row will be read, in one line. */
function About({ plan, sectors }: { plan: RowPlan; sectors: Map<string, Sector> }) {
  const { words } = useLanguage();
  const labels = plan.sectors.flatMap((key) => {
    const sector = sectors.get(key);
    return sector ? words(sector.label) : [];
  });
  const line = [...labels, ...plan.about].join(' · ');
  return line === '' ? null : <li class="quiet">{line}</li>;
}
