/** One place, as the partner's page shows it. */
import { type Location, placeName } from '../../../rooms/directory/location.ts';
import { Prose } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { ChangeLink, PhoneLink } from '../bits.tsx';
import { FurtherFacts } from '../further.tsx';

export function PlaceItem({ place, fixed }: { place: Location; fixed: boolean }) {
  const { message } = useLanguage();
  const { id, name, address_1, location_type, phone, further } = place;
  const lines = linesOf(place);
  return (
    <li>
      <strong>{name || address_1}</strong>{' '}
      {location_type !== 'physical' && <span class="quiet">{message({ key: `location_type.${location_type}` })}</span>}
      {lines.length > 0 && <Prose text={lines.join('\n')} />}
      {phone && <PhoneLink number={phone} />}
      <FurtherFacts further={further} but={place} />
      {!fixed && <ChangeLink to="/locations/:id" id={id} name={placeName(place)} />}
    </li>
  );
}

function linesOf({ name, address_1, address_2, city, state_province, postal_code, hours }: Location): string[] {
  const town = [city, [state_province, postal_code].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return [name ? address_1 : '', address_2, town, hours].filter(Boolean);
}
