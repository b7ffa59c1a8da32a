/** One service, as the partner's page shows it. */
import type { Service } from '../../../rooms/directory/service.ts';
import { Prose } from '../../../ui/bits.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { ChangeLink, PhoneLink } from '../bits.tsx';
import { FurtherFacts } from '../further.tsx';

type Props = { service: Service; places: Map<string, string>; confidential: boolean; fixed: boolean };

/** Where a service is, is not printed for a confidential address; nor is what the list said beyond the fields. */
export function ServiceItem({ service, places, confidential, fixed }: Props) {
  const { t, message, list } = useLanguage();
  const { id, name, status, description, hours, terms, phone, further } = service;
  const at = service.locations.flatMap((id) => places.get(id) ?? []);
  return (
    <li>
      <strong>{name}</strong>{' '}
      {status !== 'active' && (
        <span class="quiet">{message({ key: `service_status.${status.replace(' ', '_')}` })}</span>
      )}
      {description && <Prose text={description} />}
      {hours && <span class="block quiet">{hours}</span>}
      {at.length > 0 && (
        <span class={confidential ? 'block quiet no-print' : 'block quiet'}>
          {t('services.at', { places: list(at) })}
        </span>
      )}
      {terms.length > 0 && (
        <span class="block quiet">{t('services.terms', { terms: terms.map((term) => term.term).join('; ') })}</span>
      )}
      {phone && <PhoneLink number={phone} />}
      <div class={confidential ? 'no-print' : undefined}>
        <FurtherFacts further={further} but={service} />
      </div>
      {!fixed && <ChangeLink to="/services/:id" id={id} name={name} />}
    </li>
  );
}
