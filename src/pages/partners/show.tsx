/** A partner's page: who they are, who looks after them, what is due next, and everything that happened. */
import { found, NotFound } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { contactsOf } from '../../rooms/directory/contacts.ts';
import type { OrganizationId } from '../../rooms/directory/organization.ts';
import { findOrganization, type Organization } from '../../rooms/directory/organizations.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { partnerNow } from '../../rooms/partners/former.ts';
import { openStep } from '../../rooms/partners/next-steps.ts';
import { findPartner, type Partner, partnersOf } from '../../rooms/partners/partners.ts';

import { useLanguage } from '../../ui/here.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { offersOf, ServicesAndPlaces } from '../directory/offers.tsx';
import { Elsewhere } from '../shell/admit.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Contacts } from './contacts.tsx';
import { Facts } from './facts.tsx';
import { Standing } from './standing.tsx';
import { Timeline } from './timeline.tsx';

export const show = libraryPage({
  path: '/partners/:id',
  may: anyMember,
  load: partnerNowOf,
  view: async ({ ctx, found: partner }) => ({
    title: partner.name,
    section: 'partners',
    glyphs: true,
    body: <PartnerView {...(await allOf(ctx, partner))} />,
  }),
});

/** The address of a partner that was merged into another redirects to the one that was kept. */
async function partnerNowOf({ ctx, id, to }: LibraryVisit): Promise<Partner> {
  try {
    return await findPartner(ctx, id());
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Elsewhere(to('/partners/:id', { id: found(await partnerNow(ctx, id())) }));
  }
}

type All = Awaited<ReturnType<typeof allOf>>;

async function allOf(ctx: LibraryVisit['ctx'], partner: Partner) {
  const organization = await findOrganization(ctx, partner.organization_id);
  return {
    partner,
    organization,
    relatives: await partnersOf(ctx, relativesOf(organization)),
    sectors: await sectorsOf(ctx),
    contacts: await contactsOf(ctx, partner.organization_id),
    offers: await offersOf(ctx, organization),
    step: await openStep(ctx, partner.id),
    events: await timelineOf(ctx, partner.id),
  };
}

/** Its parent organization, and its chapters. */
const relativesOf = ({ parent_organization_id, chapters }: Organization): OrganizationId[] =>
  [parent_organization_id, ...chapters.map(({ id }) => id)].filter((id) => id !== null);

function PartnerView(all: All) {
  const { t, list } = useLanguage();
  const { partner, organization } = all;
  return (
    <>
      <div class="title-row">
        <h1>{partner.name}</h1>
        <Link class="button quiet-button" to="/partners/:id/edit" at={{ id: partner.id }} about={partner}>
          {t('partners.edit_short')}
        </Link>
      </div>
      {organization.alternate_names.length > 0 && (
        <p class="quiet">{t('partners.also', { names: list(organization.alternate_names) })}</p>
      )}
      <div class="two-columns">
        <div>
          <Standing partner={partner} step={all.step} />
          <Timeline events={all.events} partnerId={partner.id} />
        </div>
        <Aside {...all} />
      </div>
    </>
  );
}

function Aside({ partner: { id }, organization, relatives, sectors, contacts, offers }: All) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <aside aria-label={t('partners.facts')}>
      <Facts organization={organization} sectors={sectors} relatives={relatives} />
      <Contacts contacts={contacts} partnerId={id} />
      <ServicesAndPlaces offers={offers} partner={id} />
      <p class="no-print">
        <Link to="/partners/:id/history" at={{ id }}>
          {t('history.link')}
        </Link>
      </p>
      {may('/worksheets/new') && (
        <p class="no-print">
          <Link to="/worksheets/new" at={{ partners: id }}>
            {t('partners.compare')}
          </Link>
        </p>
      )}
    </aside>
  );
}
