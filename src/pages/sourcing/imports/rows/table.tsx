/** The rows of an import with one outcome, each with why it is where it is. */
import type { Sector } from '../../../../rooms/directory/sectors.ts';
import type { Import, ImportRow, Outcome } from '../../../../rooms/sourcing/imports/import.ts';
import { Empty, Scroll } from '../../../../ui/bits.tsx';
import { useLanguage } from '../../../../ui/here.ts';
import { Link, useAround } from '../../../shell/link.tsx';
import { Why } from './why.tsx';

type Shared = { item: Import; sectors: Map<string, Sector> };

export function Rows({ item, sectors, rows, shown }: Shared & { rows: ImportRow[]; shown: Outcome }) {
  const { t, message } = useLanguage();
  const heading = message({ key: `import.count_${shown}` });
  if (rows.length === 0) return <Empty text={t('import.no_rows')} />;
  return (
    <>
      <h2>{heading}</h2>
      <Scroll label={heading}>
        <table class="list">
          <Head />
          <tbody>
            {rows.map((row) => (
              <Line key={row.number} item={item} row={row} sectors={sectors} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Head() {
  const { t } = useLanguage();
  return (
    <thead>
      <tr>
        <th scope="col" class="number">
          {t('import.row')}
        </th>
        <th scope="col">{t('field.name')}</th>
        <th scope="col">{t('import.what')}</th>
      </tr>
    </thead>
  );
}

function Line({ item, row, sectors }: Shared & { row: ImportRow }) {
  return (
    <tr>
      <td class="number">
        <RowNumber item={item} row={row} />
      </td>
      <th scope="row">
        <Name item={item} row={row} />
      </th>
      <td>
        <Why item={item} row={row} sectors={sectors} />
      </td>
    </tr>
  );
}

type Props = { item: Import; row: ImportRow };

function RowNumber({ item, row: { number } }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <a
      href={to('/imports/:id/rows/:row', { id: item.id, row: String(number) })}
      aria-label={t('import.row_number', { row: number })}
    >
      {number}
    </a>
  );
}

function Name({ item, row: { plan, cells } }: Props) {
  const name = plan?.name ?? (cells[item.mapping.indexOf('name')] || cells.filter(Boolean).slice(0, 3).join(' · '));
  if (!plan?.partner_id) return <>{name}</>;
  return (
    <Link to="/partners/:id" at={{ id: plan.partner_id }}>
      {name}
    </Link>
  );
}
