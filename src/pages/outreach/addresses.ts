/** Addresses of a partner as something to be chosen. */
import type { PartnerAddress } from '../../rooms/outreach/addresses.ts';

export const addressKey = ({ person_id, email }: Pick<PartnerAddress, 'person_id' | 'email'>) =>
  `${person_id ?? 'own'} ${email}`;

export const addressOption = (address: PartnerAddress) => ({
  value: addressKey(address),
  label: [address.person, address.email].filter(Boolean).join(' · '),
});
