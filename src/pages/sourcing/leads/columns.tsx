/** What the shelf can show of each lead. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { Lead } from '../../../rooms/sourcing/leads/leads.ts';
import { SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { Link } from '../../shell/link.tsx';
import { Suggested } from '../public-lists/suggested.tsx';

/** A lead with its sector, and what the shelf was asked, to come back to. */
export type ShelvedLead = Lead & { sector: Sector | undefined; question: Record<string, string> };

export const leadColumns: readonly Column<ShelvedLead>[] = [
  { key: 'name', label: 'field.name', cell: (lead) => <Name lead={lead} /> },
  { key: 'sector', label: 'field.sectors', usual: true, cell: (lead) => <Guess lead={lead} /> },
  { key: 'place', label: 'leads.place', usual: true, phone: true, cell: (lead) => <Place lead={lead} /> },
  { key: 'income', label: 'leads.income', usual: true, look: 'figure', cell: (lead) => <Income lead={lead} /> },
  { key: 'source', label: 'leads.source', usual: true, cell: ({ source, vintage }) => `${source} ${vintage}` },
];

type Props = { lead: ShelvedLead };

function Name({ lead: { id, name, promoted_partner_id, question } }: Props) {
  const { t } = useLanguage();
  return (
    <>
      <Link to="/leads/:id" at={{ ...question, id }}>
        {name}
      </Link>{' '}
      {promoted_partner_id && (
        <Link class="block" to="/partners/:id" at={{ id: promoted_partner_id }}>
          {t('leads.open_partner')}
          <span class="unseen">: {name}</span>
        </Link>
      )}
    </>
  );
}

function Guess({ lead: { sector, sector_reason } }: Props) {
  return (
    <>
      {sector && <SectorTag sector={sector} />}
      <Suggested reason={sector_reason} />
    </>
  );
}

function Income({ lead: { income } }: Props) {
  const { t, number } = useLanguage();
  return income === null ? null : t('leads.dollars', { amount: number(income) });
}

function Place({ lead: { city, state_province, postal_code, miles } }: Props) {
  const { t } = useLanguage();
  return (
    <>
      {[city, state_province].filter(Boolean).join(', ')} {postal_code}{' '}
      {miles !== null && (
        <span class="quiet block">{miles < 1 ? t('public_lists.same_area') : t('leads.away', { miles })}</span>
      )}
    </>
  );
}
