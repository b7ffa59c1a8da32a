/** Leads, one row each: who, probably what, where, how large, from which list. */
import type { Sector } from '../../../rooms/directory/sectors.ts';
import type { Lead } from '../../../rooms/sourcing/leads/leads.ts';
import { Scroll, SectorTag } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { Link } from '../../shell/link.tsx';
import { Suggested } from '../public-lists/suggested.tsx';

/** `question` is what the shelf was asked; `chosen` which are chosen, null where there is nothing to choose. */
type Shared = { question: Record<string, string>; chosen: string[] | null };
type Props = Shared & { leads: Lead[]; sectors: Sector[] };

export function LeadTable({ leads, sectors, ...shared }: Props) {
  const { t } = useLanguage();
  const bySector = new Map(sectors.map((sector) => [sector.key, sector]));
  return (
    <Scroll label={t('leads.title')}>
      <table class="list">
        <Head choose={shared.chosen !== null} />
        <tbody>
          {leads.map((lead) => (
            <Row key={lead.id} lead={lead} sector={bySector.get(lead.sector_key)} {...shared} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Head({ choose }: { choose: boolean }) {
  const { t } = useLanguage();
  return (
    <thead>
      <tr>
        {choose && (
          <th scope="col" class="no-print">
            <span class="unseen">{t('leads.choose')}</span>
          </th>
        )}
        <th scope="col">{t('field.name')}</th>
        <th scope="col">{t('field.sectors')}</th>
        <th scope="col">{t('leads.place')}</th>
        <th scope="col" class="number">
          {t('leads.income')}
        </th>
        <th scope="col">{t('leads.source')}</th>
      </tr>
    </thead>
  );
}

function Row({ lead, sector, question, chosen }: Shared & { lead: Lead; sector: Sector | undefined }) {
  const { t, number } = useLanguage();
  return (
    <tr>
      {chosen && <Choice lead={lead} chosen={chosen} />}
      <th scope="row">
        <Name lead={lead} question={question} />
      </th>
      <td>
        {sector && <SectorTag sector={sector} />}
        <Suggested reason={lead.sector_reason} />
      </td>
      <td>
        <Place lead={lead} />
      </td>
      <td class="number">{lead.income !== null && t('leads.dollars', { amount: number(lead.income) })}</td>
      <td>
        {lead.source} <span class="quiet">{lead.vintage}</span>
      </td>
    </tr>
  );
}

function Choice({ lead: { id, name }, chosen }: { lead: Lead; chosen: string[] }) {
  return (
    <td class="pick no-print">
      <label>
        <input type="checkbox" name="lead" value={id} checked={chosen.includes(id)} />
        <span class="unseen">{name}</span>
      </label>
    </td>
  );
}

function Name({ lead: { id, name, promoted_partner_id }, question }: Pick<Shared, 'question'> & { lead: Lead }) {
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

function Place({ lead: { city, state_province, postal_code, miles } }: { lead: Lead }) {
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
