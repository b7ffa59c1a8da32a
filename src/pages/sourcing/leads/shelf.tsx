/** The leads of a page, to be chosen for promoting or dismissing. */
import { newId } from '../../../house/ids.ts';
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { LeadFilter } from '../../../rooms/sourcing/leads/lead.ts';
import type { LeadPage } from '../../../rooms/sourcing/leads/leads.ts';
import { Paging } from '../../../ui/bits.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { shownOf } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
import { useAround } from '../../shell/link.tsx';
import { leadColumns } from './columns.tsx';
import { questionOf } from './question.ts';

type Props = {
  found: LeadPage;
  filter: LeadFilter;
  sectors: Sector[];
  columns: string[] | null;
  again: Again | undefined;
  /** All at once, to be printed. */
  whole: boolean;
};

/** With more rows than this, which do not fit a screen, the buttons are above them too. */
const MANY = 15;

export function Shelf({ found: result, filter, sectors, columns, again, whole }: Props) {
  const { t } = useLanguage();
  const { may, to } = useAround();
  const question = questionOf(filter);
  const choose = !whole && filter.state !== 'promoted' && may('/leads', undefined, 'submit');
  const chosen = [again?.values.lead ?? []].flat();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  const table = (
    <ListTable
      label={t('leads.title')}
      columns={shownOf(leadColumns, columns)}
      rows={result.rows.map((lead) => ({ ...lead, sector: bySector.get(lead.sector_key), question }))}
      row={(lead) => lead}
      choose={choose ? { form: 'shelf', name: 'lead', chosen } : undefined}
    />
  );
  return (
    <>
      {choose ? (
        <form method="post" action={to('/leads', question)} id="shelf">
          <input type="hidden" name="_key" value={newId()} />
          {result.rows.length > MANY && <Answers state={filter.state} />}
          {table}
          <Answers state={filter.state} />
        </form>
      ) : (
        table
      )}
      <Paging
        page={result.page}
        pages={result.pages}
        address={(page) => to('/leads', questionOf({ ...filter, page }))}
      />
    </>
  );
}

function Answers({ state }: { state: LeadFilter['state'] }) {
  const { t } = useLanguage();
  return (
    <p class="buttons no-print">
      <button type="submit" name="action" value="promote">
        {t('leads.promote')}
      </button>
      {state === 'open' ? (
        <button type="submit" name="action" value="dismiss" class="quiet-button">
          {t('leads.dismiss')}
        </button>
      ) : (
        <button type="submit" name="action" value="bring_back" class="quiet-button">
          {t('leads.bring_back')}
        </button>
      )}
    </p>
  );
}
