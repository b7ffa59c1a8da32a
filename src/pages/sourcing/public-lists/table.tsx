/** Listed organizations, one row each: who, probably what, where, from which list. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { fullName } from '../../../rooms/sourcing/leads/listed-answers.ts';
import type { FoundHere } from '../../../rooms/sourcing/leads/listed-search.ts';
import { SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
import { useAround } from '../../shell/link.tsx';
import { Answer } from './answer.tsx';
import { Suggested } from './suggested.tsx';

/** `question` is what the lists were asked, for the way back to them. */
type Props = { rows: FoundHere[]; sectors: Sector[]; question: Record<string, string> };
type Listed = FoundHere & { sector: Sector | undefined; question: Props['question'] };

const COLUMNS: readonly Column<Listed>[] = [
  { key: 'name', label: 'field.name', cell: (row) => <Name row={row} /> },
  { key: 'sector', label: 'public_lists.sector', cell: (row) => <Probably row={row} /> },
  { key: 'place', label: 'public_lists.place', phone: true, cell: (row) => <Place row={row} /> },
  { key: 'source', label: 'public_lists.source', cell: (row) => <Source row={row} /> },
  {
    key: 'answer',
    label: 'public_lists.answer',
    look: 'no-print',
    phone: true,
    cell: (row) => <Answer row={row} question={row.question} />,
  },
];

export function ListedTable({ rows, sectors, question }: Props) {
  const { t } = useLanguage();
  const { may } = useAround();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  return (
    <ListTable
      label={t('public_lists.title')}
      columns={COLUMNS.filter(({ key }) => key !== 'answer' || may('/public-lists', undefined, 'submit'))}
      rows={rows.map((row) => ({ ...row, sector: bySector.get(row.sector_key), question }))}
      row={({ id, name }) => ({ id: String(id), name })}
    />
  );
}

function Probably({ row: { sector, sector_reason } }: { row: Listed }) {
  const { t } = useLanguage();
  if (!sector) return <span class="quiet">{t('public_lists.no_sector')}</span>;
  return (
    <>
      <SectorTag sector={sector} />
      <Suggested reason={sector_reason} />
    </>
  );
}

function Source({ row: { source, vintage } }: { row: Listed }) {
  const { t } = useLanguage();
  return (
    <>
      {source === 'irs' ? t('public_lists.source_irs') : source}
      {vintage && <span class="quiet block">{vintage}</span>}
    </>
  );
}

function Name({ row }: { row: FoundHere }) {
  const { t } = useLanguage();
  const tax_id = row.tax_id.replace(/^(\d\d)(\d{7})$/, '$1-$2');
  return (
    <>
      {fullName(row)}
      {tax_id && <span class="quiet block">{t('public_lists.tax_id', { tax_id })}</span>}
    </>
  );
}

function Place({ row: { address_1, city, state, postal_code, miles } }: { row: FoundHere }) {
  const { t } = useLanguage();
  return (
    <>
      {address_1 && <span class="block">{address_1}</span>}
      {[city, `${state} ${postal_code.slice(0, 5)}`.trim()].filter(Boolean).join(', ')}
      {miles !== null && (
        <span class="quiet block">
          {miles < 1 ? t('public_lists.same_area') : t('public_lists.away', { miles: Math.round(miles) })}
        </span>
      )}
    </>
  );
}
