/** Listed organizations, one row each: who, probably what, where, from which list. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { fullName } from '../../../rooms/sourcing/leads/listed-answers.ts';
import type { FoundHere } from '../../../rooms/sourcing/leads/listed-search.ts';
import { Scroll, SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import { Answer } from './answer.tsx';
import { Suggested } from './suggested.tsx';

/** `question` is what the lists were asked, for the way back to them. */
type Props = { rows: FoundHere[]; sectors: Sector[]; question: Record<string, string> };

export function ListedTable({ rows, sectors, question }: Props) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  return (
    <Scroll label={t('public_lists.title')}>
      <table class="list">
        <Head />
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} sector={bySector.get(row.sector_key)} question={question} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Head() {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <thead>
      <tr>
        <th scope="col">{t('field.name')}</th>
        <th scope="col">{t('public_lists.sector')}</th>
        <th scope="col">{t('public_lists.place')}</th>
        <th scope="col">{t('public_lists.source')}</th>
        {may('/public-lists', undefined, 'submit') && (
          <th scope="col" class="no-print">
            {t('public_lists.answer')}
          </th>
        )}
      </tr>
    </thead>
  );
}

type RowProps = { row: FoundHere; sector: Sector | undefined; question: Record<string, string> };

function Row({ row, sector, question }: RowProps) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <tr>
      <th scope="row">
        <Name row={row} />
      </th>
      <td>
        {sector ? <SectorTag sector={sector} /> : <span class="quiet">{t('public_lists.no_sector')}</span>}
        {sector && <Suggested reason={row.sector_reason} />}
      </td>
      <td>
        <Place row={row} />
      </td>
      <td>
        {row.source === 'irs' ? t('public_lists.source_irs') : row.source}
        {row.vintage && <span class="quiet block">{row.vintage}</span>}
      </td>
      {may('/public-lists', undefined, 'submit') && (
        <td class="no-print">
          <Answer row={row} question={question} />
        </td>
      )}
    </tr>
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
