/** The leads of a page, to be chosen for promoting or dismissing. */
import { newId } from '../../../house/ids.ts';
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { LeadFilter } from '../../../rooms/sourcing/leads/lead.ts';
import type { LeadPage } from '../../../rooms/sourcing/leads/leads.ts';
import { Paging } from '../../../ui/bits.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { useAround } from '../../shell/link.tsx';
import { questionOf } from './question.ts';
import { LeadTable } from './table.tsx';

type Props = { result: LeadPage; filter: LeadFilter; sectors: Sector[]; again: Again | undefined };

/** With more rows than this, which do not fit a screen, the buttons are above them too. */
const MANY = 15;

export function Shelf({ result, filter, sectors, again }: Props) {
  const { may, to } = useAround();
  const question = questionOf(filter);
  const choose = filter.state !== 'promoted' && may('/leads', undefined, 'submit');
  const chosen = [again?.values.lead ?? []].flat();
  const table = <LeadTable leads={result.rows} sectors={sectors} question={question} chosen={choose ? chosen : null} />;
  return (
    <>
      {choose ? (
        <form method="post" action={to('/leads', question)}>
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
