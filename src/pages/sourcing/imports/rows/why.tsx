/** Why a row is where it is: its problems, its look-alikes, or what it would change. */
import type { Sector } from '../../../../rooms/directory/sectors.ts';
import type { Import, ImportRow, RowPlan } from '../../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../../ui/here.ts';
import { Link } from '../../../shell/link.tsx';

type Props = { item: Import; row: ImportRow; sectors: Map<string, Sector> };

export function Why({ item, row, sectors }: Props) {
  const { t } = useLanguage();
  const { plan, outcome, problems, unit, number } = row;
  return (
    <ul class="plain">
      {plan && outcome !== 'changed' && <About plan={plan} sectors={sectors} />}
      {outcome !== 'error' && !plan && <li class="quiet">{t('import.joined', { row: unit ?? number })}</li>}
      {(plan?.dropped ?? []).map((dropped) => (
        <Dropped key={`${dropped.field} ${dropped.value}`} {...dropped} />
      ))}
      {problems.map((problem) => (
        <Problem key={JSON.stringify(problem)} item={item} row={row} problem={problem} />
      ))}
      {(outcome === 'duplicate' ? (plan?.matches ?? []) : []).map((match) => (
        <Match key={match.id} match={match} />
      ))}
      {(plan?.changes ?? []).map((change) => (
        <Change key={`${change.field} ${change.to}`} {...change} />
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

function Dropped({ field, value }: RowPlan['dropped'][number]) {
  const { t, message } = useLanguage();
  const label = message({ key: `import.changes_${field}` });
  return <li>{t('import.dropped', { field: label, value: value.slice(0, 120) })}</li>;
}

type ProblemProps = { item: Import; row: ImportRow; problem: ImportRow['problems'][number] };

function Problem({ item, row, problem: { column, message: what } }: ProblemProps) {
  const { t, message } = useLanguage();
  const said = column === null ? '' : (row.cells[column] ?? '');
  return (
    <li>
      {column !== null && <strong>{item.header[column]}: </strong>}
      {message(what)}
      {said && <span class="quiet"> {t('import.said', { value: said.slice(0, 80) })}</span>}
    </li>
  );
}

function Match({ match: { name, partner_id, reasons } }: { match: RowPlan['matches'][number] }) {
  const { t, message, list } = useLanguage();
  const why = list(reasons.map((reason) => message({ key: `likeness.${reason}` })));
  return (
    <li>
      {partner_id ? (
        <Link to="/partners/:id" at={{ id: partner_id }}>
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      <span class="quiet">{t('duplicates.why', { reasons: why })}</span>
    </li>
  );
}

function Change({ field, from, to }: RowPlan['changes'][number]) {
  const { message } = useLanguage();
  return (
    <li>
      <strong>{message({ key: `import.changes_${field}` })}: </strong>
      {from && <del>{from.slice(0, 80)}</del>} {to.slice(0, 120)}
    </li>
  );
}
