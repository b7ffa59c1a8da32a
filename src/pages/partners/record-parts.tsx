/** The other parts of a partner's record, each at an address of its own: people, evaluation, facts. */
import { anyMember } from '../../rooms/accounts/account.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import type { Organization } from '../../rooms/directory/organizations.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { confirmationsOf } from '../../rooms/outreach/confirmations.ts';
import { partnersOf } from '../../rooms/partners/partners.ts';
import { type WorksheetWith, worksheetsWith } from '../../rooms/worksheets/worksheets-with.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { LastConfirmed } from '../confirmations/last.tsx';
import { offersOf, ServicesAndPlaces } from '../directory/offers.tsx';
import { Link } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { Contacts } from './contacts.tsx';
import { Facts } from './facts.tsx';
import { partnerNowOf, recordOf, recordView } from './record.tsx';

export const partnerPeople = libraryPage({
  path: '/partners/:id/people',
  may: anyMember,
  load: partnerNowOf,
  view: async (visit) => {
    const record = await recordOf(visit);
    return recordView(record, 'people', <Contacts contacts={record.contacts} partnerId={record.partner.id} wide />);
  },
});

export const partnerFacts = libraryPage({
  path: '/partners/:id/facts',
  may: anyMember,
  load: partnerNowOf,
  view: async (visit) => {
    const { ctx } = visit;
    const record = await recordOf(visit);
    const { organization, partner } = record;
    const body = (
      <>
        <LastConfirmed partner={partner.id} {...(await confirmationsOf(ctx, partner.id))} />
        <div class="two-columns even">
          <Facts
            organization={organization}
            sectors={await sectorsOf(ctx)}
            relatives={await partnersOf(ctx, relativesOf(organization))}
          />
          <ServicesAndPlaces offers={await offersOf(ctx, organization)} partner={partner.id} />
        </div>
      </>
    );
    return recordView(record, 'facts', body);
  },
});

/** Its parent organization, and its chapters. */
const relativesOf = ({ parent_organization_id, chapters }: Organization): OrganizationId[] =>
  [parent_organization_id, ...chapters.map(({ id }) => id)].filter((id) => id !== null);

export const partnerEvaluation = libraryPage({
  path: '/partners/:id/evaluation',
  may: anyMember,
  load: partnerNowOf,
  view: async (visit) => {
    const record = await recordOf(visit);
    const sheets = await worksheetsWith(visit.ctx, record.partner.id);
    return recordView(record, 'evaluation', <Evaluation sheets={sheets} partner={record.partner.id} />);
  },
});

function Evaluation({ sheets, partner }: { sheets: WorksheetWith[]; partner: string }) {
  const { t } = useLanguage();
  if (sheets.length === 0)
    return (
      <Empty text={t('partners.no_worksheets')}>
        <Link to="/worksheets/new" at={{ partners: partner }}>
          {t('partners.compare')}
        </Link>
      </Empty>
    );
  return (
    <ul class="plain lines">
      {sheets.map((sheet) => (
        <Sheet key={sheet.id} sheet={sheet} />
      ))}
    </ul>
  );
}

function Sheet({ sheet: { id, purpose, others, opened_at, decided_at, chosen } }: { sheet: WorksheetWith }) {
  const { t, dayOf, list } = useLanguage();
  const state = decided_at
    ? t(chosen ? 'partners.was_chosen' : 'partners.was_not_chosen', { day: dayOf(decided_at) })
    : t('worksheets.is_open');
  return (
    <li>
      <Link to="/worksheets/:id" at={{ id }}>
        {purpose}
      </Link>{' '}
      <span class={chosen ? 'band-holds_up' : 'quiet'}>{state}</span>
      <span class="quiet block">
        {dayOf(opened_at)} · {t('partners.compared_with', { names: list(others) })}
      </span>
    </li>
  );
}
