/** The partners of a list, in columns that can be sorted by. */
import { today } from '../../house/ctx.ts';
import type { Sector } from '../../rooms/directory/sectors.ts';
import type { PartnerFilter } from '../../rooms/partners/partner.ts';
import type { PartnerPage, PartnerRow } from '../../rooms/partners/partner-list.ts';
import { Paging, Scroll, SectorTag, StageTag } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import { DueOn } from './standing.tsx';

const COLUMNS = [
  ['name', 'field.name'],
  [null, 'field.sectors'],
  ['stage', 'field.stage'],
  ['owner', 'field.owner'],
  ['next_step', 'field.next_step'],
] as const;

type Props = { result: PartnerPage; filter: PartnerFilter; sectors: Sector[] };

export function PartnerTable({ result, filter, sectors }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const address = (change: Partial<PartnerFilter>) => to('/partners', asked({ ...filter, ...change }));
  return (
    <>
      <Scroll label={t('nav.partners')}>
        <table class="list">
          <Head sorted={filter.sort} address={(sort) => address({ sort, page: 1 })} />
          <tbody>
            {result.rows.map((row) => (
              <Row key={row.id} row={row} bySector={bySector} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <Paging page={result.page} pages={result.pages} address={(page) => address({ page })} />
    </>
  );
}

type Sort = PartnerFilter['sort'];

function Head({ sorted, address }: { sorted: Sort; address: (sort: Sort) => string }) {
  const { t } = useLanguage();
  return (
    <thead>
      <tr>
        {COLUMNS.map(([sort, label]) => (
          <th scope="col" key={label} aria-sort={sorted === sort ? 'ascending' : undefined}>
            {sort ? <a href={address(sort)}>{t(label)}</a> : t(label)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, bySector }: { row: PartnerRow; bySector: Map<string, Sector> }) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  return (
    <tr>
      <th scope="row">
        <a href={to('/partners/:id', { id: row.id })}>{row.name}</a>
        {row.alternate_names.length > 0 && <span class="quiet block">{row.alternate_names.join(' · ')}</span>}
      </th>
      <td>
        {row.sectors.map((key) => {
          const sector = bySector.get(key);
          return sector && <SectorTag key={key} sector={sector} />;
        })}
      </td>
      <td>
        <StageTag stage={row.stage} />
      </td>
      <td>{row.owner_name ?? <span class="quiet">{t('filter.nobody')}</span>}</td>
      <td>
        {row.next_what && row.next_due_on && (
          <>
            {row.next_what} <DueOn day={row.next_due_on} today={today(ctx)} />
          </>
        )}
      </td>
    </tr>
  );
}

/** Only what differs from the plain list goes into the address. */
function asked(filter: PartnerFilter): Record<string, string> {
  const plain: Record<string, string> = { sort: 'name', page: '1' };
  const pairs = Object.entries(filter).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(pairs.filter(([name = '', value]) => value !== '' && value !== plain[name]));
}
