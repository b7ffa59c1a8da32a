/**
 * What an imported list or package said that we have no field for, in words. Each thing is called by the name that the
 * standard gives it, with its value as it was read.
 */
import { isMessageKey, type Language } from '../../house/messages.ts';
import { type Further, furtherPhones } from '../../rooms/directory/further.ts';
import { hoursIn } from '../../rooms/directory/hours.ts';
import { readablePhone } from '../../rooms/directory/written.ts';

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);
const joins = (name: string) => name === 'id' || name.endsWith('_id');

export type FurtherFact = { label: string; words: string };

/** `but` names fields that are left out, because the page shows the same in another place. */
export function furtherFacts(
  further: Further,
  { phone, hours }: { phone?: string; hours?: string },
  language: Language,
): FurtherFact[] {
  const { columns, phones: _, ...named } = further;
  const numbers = furtherPhones(further).filter(
    (each) => each.number !== phone || Object.keys(each).some((name) => !joins(name) && name !== 'number'),
  );
  const said = Object.entries(named).filter(
    ([name, value]) => !joins(name) && !(name === 'schedules' && hoursIn(value) === hours),
  );
  const facts = [...said, ...(numbers.length > 0 ? [['phones', numbers] as const] : [])].map(([name, value]) => ({
    label: labelOf(name, language),
    words: inWords(value, language),
  }));
  const own = Object.entries(columns ?? {}).map(([label, words]) => ({ label, words }));
  return [...facts, ...own].filter(({ words }) => words !== '');
}

/**
 * The label of a field of the standard. A field that the standard does not have keeps the name that the list gave it.
 */
function labelOf(name: string, { message }: Language): string {
  const key = `hsds.${name}`;
  return isMessageKey(key) ? message({ key }) : name.replaceAll('_', ' ');
}

/** The database keeps no order among the fields of a JSON object; people read them in this one. */
const ORDER = [
  ...['name', 'identifier_type', 'identifier', 'label', 'document', 'option', 'amount', 'currency'],
  ...['amount_description', 'attention', 'address_1', 'address_2', 'city', 'region', 'state_province', 'postal_code'],
  ...['country', 'number', 'extension', 'type', 'weekday', 'byday', 'freq', 'opens_at', 'closes_at', 'valid_from'],
  ...['valid_to', 'description', 'details'],
];
const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

function inWords(value: unknown, language: Language): string {
  if (Array.isArray(value))
    return value
      .map((each) => inWords(each, language))
      .filter(Boolean)
      .join('; ');
  if (!isPart(value)) return value === undefined || value === null ? '' : String(value);
  if (isPart(value.taxonomy_term)) return filed(value, value.taxonomy_term, language);
  return Object.entries(value)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .flatMap(([name]) => (joins(name) ? [] : [partInWords(value, name, language)]))
    .filter(Boolean)
    .join(', ');
}

function partInWords(whole: Part, name: string, language: Language): string {
  const value = whole[name];
  if (name === 'number' && typeof value === 'string') return readablePhone(value);
  if (name === 'extension') return `x${String(value)}`;
  if (name === 'code' && typeof value === 'string') return whole.name ? '' : nameOfLanguage(value, language);
  return inWords(value, language);
}

function nameOfLanguage(code: string, { languageName }: Language): string {
  try {
    return languageName.of(code) ?? code;
  } catch {
    // The standard asks for language codes; some lists say "Spanish" instead.
    return code;
  }
}

/** The category that a thing was filed under, as the path to it, and what the package said of that. */
function filed(attribute: Part, term: Part, language: Language): string {
  const path = [term.parent, term.name].filter(Boolean).join(' › ');
  return [path, inWords({ label: attribute.label, value: attribute.value }, language)].filter(Boolean).join(': ');
}
