/** What a partner is, in its own words, and what else it is called. */
import type { Organization } from '../../rooms/directory/organizations.ts';
import { useLanguage } from '../../ui/here.ts';

const LONG = 160;

export function AlsoKnown({ organization: { description, alternate_names } }: { organization: Organization }) {
  const { t, list } = useLanguage();
  const short = description.length > LONG ? `${description.slice(0, LONG).replace(/\s+\S*$/, '')} …` : description;
  const also = alternate_names.length > 0 ? t('partners.also', { names: list(alternate_names) }) : '';
  const said = [short, also].filter(Boolean).join(' · ');
  return said ? <p class="quiet">{said}</p> : null;
}
