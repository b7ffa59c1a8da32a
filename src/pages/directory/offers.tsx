/** What a partner offers and where: a part of the partner's page. */
import type { Ctx } from '../../house/ctx.ts';
import { type Location, placeName } from '../../rooms/directory/location.ts';
import { locationsOf } from '../../rooms/directory/locations.ts';
import type { Organization } from '../../rooms/directory/organizations.ts';
import type { Service } from '../../rooms/directory/service.ts';
import { servicesOf } from '../../rooms/directory/services.ts';
import { readablePhone } from '../../rooms/directory/written.ts';
import { Prose } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { FurtherFacts } from './further.tsx';

export type Offers = { services: Service[]; locations: Location[]; confidential: boolean };

export const offersOf = async (ctx: Ctx, organization: Organization): Promise<Offers> => ({
  services: await servicesOf(ctx, organization.id),
  locations: await locationsOf(ctx, organization.id),
  confidential: organization.confidential_address,
});

/** `here` is the partner's address. */
export function ServicesAndPlaces({
  offers,
  here,
  base,
  may,
}: {
  offers: Offers;
  here: string;
  base: string;
  may: boolean;
}) {
  const { t } = useLanguage();
  const { services, locations, confidential } = offers;
  const places = new Map(locations.map((place) => [place.id, placeName(place)]));
  return (
    <section>
      <h2>{t('offers.title')}</h2>
      {services.length + locations.length === 0 && <p class="quiet">{t('offers.none')}</p>}
      <ul class="plain contacts">
        {services.map((service) => (
          <ServiceItem
            key={service.id}
            service={service}
            places={places}
            base={base}
            may={may}
            confidential={confidential}
          />
        ))}
      </ul>
      {locations.length > 0 && <h3>{t('offers.places')}</h3>}
      {confidential && locations.length > 0 && <p class="private">{t('partners.confidential')}</p>}
      <ul class={confidential ? 'plain contacts no-print' : 'plain contacts'}>
        {locations.map((place) => (
          <PlaceItem key={place.id} place={place} base={base} may={may} />
        ))}
      </ul>
      {may && (
        <p class="no-print actions">
          <a href={`${here}/services/new`}>{t('services.add')}</a>{' '}
          <a href={`${here}/locations/new`}>{t('locations.add')}</a>
        </p>
      )}
    </section>
  );
}

type ServiceProps = {
  service: Service;
  places: Map<string, string>;
  base: string;
  may: boolean;
  confidential: boolean;
};

function ServiceItem({ service, places, base, may, confidential }: ServiceProps) {
  const { t, message, list } = useLanguage();
  const at = service.locations.flatMap((id) => places.get(id) ?? []);
  return (
    <li>
      <strong>{service.name}</strong>{' '}
      {service.status !== 'active' && (
        <span class="quiet">{message({ key: `service_status.${service.status.replace(' ', '_')}` })}</span>
      )}
      {service.description && <Prose text={service.description} />}
      {service.hours && <span class="block quiet">{service.hours}</span>}
      {at.length > 0 && (
        <span class={confidential ? 'block quiet no-print' : 'block quiet'}>
          {t('services.at', { places: list(at) })}
        </span>
      )}
      {service.terms.length > 0 && (
        <span class="block quiet">
          {t('services.terms', { terms: service.terms.map((term) => term.term).join('; ') })}
        </span>
      )}
      {service.phone && <PhoneLink number={service.phone} />}
      <div class={confidential ? 'no-print' : undefined}>
        <FurtherFacts further={service.further} but={service} />
      </div>
      {may && <ChangeLink href={`${base}/services/${service.id}`} name={service.name} />}
    </li>
  );
}

function PlaceItem({ place, base, may }: { place: Location; base: string; may: boolean }) {
  const { message } = useLanguage();
  const town = [place.city, [place.state_province, place.postal_code].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const lines = [place.name ? place.address_1 : '', place.address_2, town, place.hours].filter(Boolean);
  return (
    <li>
      <strong>{place.name || place.address_1}</strong>{' '}
      {place.location_type !== 'physical' && (
        <span class="quiet">{message({ key: `location_type.${place.location_type}` })}</span>
      )}
      {lines.length > 0 && <Prose text={lines.join('\n')} />}
      {place.phone && <PhoneLink number={place.phone} />}
      <FurtherFacts further={place.further} but={place} />
      {may && <ChangeLink href={`${base}/locations/${place.id}`} name={placeName(place)} />}
    </li>
  );
}

const PhoneLink = ({ number }: { number: string }) => (
  <a class="block" href={`tel:${number}`}>
    {readablePhone(number)}
  </a>
);

function ChangeLink({ href, name }: { href: string; name: string }) {
  const { t } = useLanguage();
  return (
    <span class="block no-print">
      <a href={href}>
        {t('form.change')}
        <span class="unseen"> {name}</span>
      </a>
    </span>
  );
}
