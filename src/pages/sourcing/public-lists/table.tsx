/** Listed organizations, one row each: who, probably what, where, from which list. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import { type FoundHere, fullName, type PageHere } from '../../../rooms/sourcing/leads/listed-answers.ts';
import { Scroll, SectorTag } from '../../../ui/bits.tsx';
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Suggested } from './suggested.tsx';

type Shared = { sectors: Map<string, Sector>; base: string; search: string; mayAnswer: boolean; near: boolean };
type Props = Omit<Shared, 'sectors'> & { page: PageHere; sectors: Sector[] };

export function ListedTable({ page, sectors, ...shared }: Props) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  return (
    <Scroll label={t('public_lists.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('public_lists.sector')}</th>
            <th scope="col">{t('public_lists.place')}</th>
            <th scope="col">{t('public_lists.source')}</th>
            {shared.mayAnswer && (
              <th scope="col" class="no-print">
                {t('public_lists.answer')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {page.rows.map((row) => (
            <Row key={row.id} row={row} shared={{ ...shared, sectors: bySector }} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row, shared }: { row: FoundHere; shared: Shared }) {
  const { t } = useLanguage();
  const sector = shared.sectors.get(row.sector_key);
  return (
    <tr>
      <th scope="row">
        {fullName(row)}
        {row.tax_id && (
          <span class="quiet block">
            {t('public_lists.tax_id', { tax_id: row.tax_id.replace(/^(\d\d)(\d{7})$/, '$1-$2') })}
          </span>
        )}
      </th>
      <td>
        {sector ? <SectorTag sector={sector} /> : <span class="quiet">{t('public_lists.no_sector')}</span>}
        {sector && <Suggested reason={row.sector_reason} />}
      </td>
      <td>
        {row.address_1 && <span class="block">{row.address_1}</span>}
        {[row.city, `${row.state} ${row.postal_code.slice(0, 5)}`.trim()].filter(Boolean).join(', ')}
        {row.miles !== null && <Distance miles={row.miles} />}
      </td>
      <td>
        {row.source === 'irs' ? t('public_lists.source_irs') : row.source}
        {row.vintage && <span class="quiet block">{row.vintage}</span>}
      </td>
      {shared.mayAnswer && (
        <td class="no-print">
          <Answer row={row} base={shared.base} search={shared.search} />
        </td>
      )}
    </tr>
  );
}

function Distance({ miles }: { miles: number }) {
  const { t } = useLanguage();
  return (
    <span class="quiet block">
      {miles < 1 ? t('public_lists.same_area') : t('public_lists.away', { miles: Math.round(miles) })}
    </span>
  );
}

function Answer({ row, base, search }: { row: FoundHere; base: string; search: string }) {
  const { t } = useLanguage();
  if (row.partner_id) return <a href={`${base}/partners/${row.partner_id}`}>{t('public_lists.partner_already')}</a>;
  const values = { source: row.source, source_key: row.source_key };
  const action = `${base}/public-lists${search}`;
  const name = fullName(row);
  return (
    <div class="answers">
      <PostButton
        action={action}
        label={t('public_lists.promote')}
        name={t('public_lists.promote_name', { name })}
        values={{ ...values, answer: 'promote' }}
      />
      <PostButton
        action={action}
        label={t('public_lists.dismiss')}
        name={t('public_lists.dismiss_name', { name })}
        values={{ ...values, answer: 'dismiss' }}
      />
    </div>
  );
}
