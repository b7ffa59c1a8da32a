/** What a partner offers and where: a part of the partner's page. */
import type { Ctx } from '../../house/ctx.ts';
import { type Location, placeName } from '../../rooms/directory/location.ts';
import { locationsOf } from '../../rooms/directory/locations.ts';
import type { Organization } from '../../rooms/directory/organizations.ts';
import type { Service } from '../../rooms/directory/service.ts';
import { servicesOf } from '../../rooms/directory/services.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { PlaceItem } from './locations/item.tsx';
import { ServiceItem } from './services/item.tsx';

export type Offers = { services: Service[]; locations: Location[]; confidential: boolean };

export const offersOf = async (ctx: Ctx, organization: Organization): Promise<Offers> => ({
  services: await servicesOf(ctx, organization.id),
  locations: await locationsOf(ctx, organization.id),
  confidential: organization.confidential_address,
});

/** `partner` is the id of the partner that these belong to. Without it they come from a list, and cannot be edited. */
export function ServicesAndPlaces({ offers, partner }: { offers: Offers; partner?: string }) {
  const { t } = useLanguage();
  const { services, locations, confidential } = offers;
  const places = new Map(locations.map((place) => [place.id, placeName(place)]));
  const fixed = partner === undefined;
  return (
    <section>
      <h2>{t('offers.title')}</h2>
      {services.length + locations.length === 0 && <p class="quiet">{t('offers.none')}</p>}
      <ul class="plain contacts">
        {services.map((service) => (
          <ServiceItem key={service.id} service={service} places={places} confidential={confidential} fixed={fixed} />
        ))}
      </ul>
      {locations.length > 0 && <h3>{t('offers.places')}</h3>}
      {confidential && locations.length > 0 && <p class="private">{t('partners.confidential')}</p>}
      <ul class={confidential ? 'plain contacts no-print' : 'plain contacts'}>
        {locations.map((place) => (
          <PlaceItem key={place.id} place={place} fixed={fixed} />
        ))}
      </ul>
      {partner !== undefined && <Adding partner={partner} />}
    </section>
  );
}

function Adding({ partner }: { partner: string }) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (!may('/partners/:id/services/new') && !may('/partners/:id/locations/new')) return null;
  return (
    <p class="no-print actions">
      <Link to="/partners/:id/services/new" at={{ id: partner }}>
        {t('services.add')}
      </Link>{' '}
      <Link to="/partners/:id/locations/new" at={{ id: partner }}>
        {t('locations.add')}
      </Link>
    </p>
  );
}
