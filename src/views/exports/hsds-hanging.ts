/**
 * Parts that organizations, services and locations have in common, as HSDS objects: phones, languages and attributes.
 * Pure.
 */
import { derivedId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { type Further, type FurtherPhone, furtherPhones, termIn } from '../../rooms/directory/further.ts';
import type { Phone } from '../../rooms/directory/organizations.ts';
import type { ServiceTerm } from '../../rooms/directory/service.ts';
import { languagesBeside, partsIn } from './hsds-further.ts';
import { type Hsds, type HsdsOwner, ownerId, said } from './hsds-parts.ts';
import type { HsdsVocabulary, Taxonomy, TaxonomyTerm } from './vocabulary.ts';

/** The number of the form first, with its further details if there are any, and then the other phones of `further`. */
export function numbersOf(owner: HsdsOwner, { phone, further }: { phone: string; further: Further }): Hsds[] {
  const told = furtherPhones(further);
  const plain = phone === '' || told.some(({ number }) => number === phone) ? [] : [{ number: phone }];
  const all = [...plain, ...told].toSorted((a, b) => Number(b.number === phone) - Number(a.number === phone));
  return all.map((each, at) =>
    furtherPhone(
      owner,
      at === 0 ? derivedId('phone', ownerId(owner)) : derivedId('phone', ownerId(owner), String(at)),
      each,
    ),
  );
}

export function furtherPhone(owner: HsdsOwner, id: string, phone: FurtherPhone): Hsds {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const [number, extension, description] = [
    text(phone.number),
    text(phone.extension).replace(/\D/g, ''),
    text(phone.description),
  ];
  const whole = phoneOf(owner, id, { phone_type: text(phone.type) || 'voice', number, extension, description });
  return said({ ...whole, languages: languagesBeside({ phone_id: id }, phone as Further, []) });
}

/** HSDS has extensions as numbers, which drops a leading 0; such an extension is repeated in the description. */
export function phoneOf(owner: HsdsOwner, id: string, phone: Phone): Hsds {
  const extension = phone.extension === '' ? undefined : Number(phone.extension);
  const description = [phone.description, phone.extension.startsWith('0') && `ext. ${phone.extension}`]
    .filter(Boolean)
    .join(', ');
  return said({
    id,
    ...owner,
    number: phone.number,
    extension,
    type: phone.phone_type === 'tty' ? 'textphone' : phone.phone_type,
    description,
  });
}

export const languagesOf = (owner: HsdsOwner, codes: string[], further: Further = {}): Hsds[] => [
  ...codes.map((code) => ({
    id: derivedId('language', ownerId(owner), code),
    ...owner,
    name: speak('en').languageName.of(code) ?? code,
    code,
  })),
  ...languagesBeside(owner, further, codes),
];

/** What an attribute is linked to. */
export type HsdsLink = { link_entity: string; link_id: string };

export function attribute(
  link: HsdsLink & { link_type: string },
  term: TaxonomyTerm | undefined,
  words: HsdsVocabulary,
): Hsds[] {
  if (!term) return [];
  return [
    {
      id: derivedId('attribute', link.link_id, term.id),
      link_id: link.link_id,
      taxonomy_term_id: term.id,
      link_type: link.link_type,
      link_entity: link.link_entity,
      taxonomy_term: fullTerm(term, words),
    },
  ];
}

/**
 * Attributes for the terms, with what a package said of each beside its name, and the package's attributes without a
 * term.
 */
export function attributesOf(
  { link_entity, link_id }: HsdsLink,
  { further, terms = [] }: { further: Further; terms?: ServiceTerm[] },
  words: HsdsVocabulary,
): Hsds[] {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const raws = partsIn(further, 'attributes').map((raw) => ({ raw, term: termIn(raw.taxonomy_term) }));
  const plain = terms.filter(
    (term) => !raws.some((each) => each.term?.term === term.term && each.term.taxonomy === term.taxonomy),
  );
  const subjects = plain.flatMap(({ taxonomy, term }) =>
    attribute({ link_entity, link_id, link_type: 'subject' }, words.imported(taxonomy, term), words),
  );
  const others = raws.map(({ raw, term }, at) => {
    const link = { link_entity, link_id, link_type: text(raw.link_type) || (term ? 'subject' : '') };
    const [named] = term ? attribute(link, words.imported(term.taxonomy, term.term), words) : [];
    const id = derivedId('attribute', link_id, 'further', String(at));
    return said({
      ...(named ?? { id, link_id, link_entity, link_type: link.link_type }),
      id: named?.id ?? id,
      value: text(raw.value),
      label: text(raw.label),
    });
  });
  const distinct = new Map([...subjects, ...others].map((each) => [each.id, each]));
  return [...distinct.values()].filter((each) => each.taxonomy_term_id || each.value || each.label);
}

export const fullTerm = (
  term: TaxonomyTerm,
  words: HsdsVocabulary,
): TaxonomyTerm & { taxonomy_detail: Taxonomy | undefined } => ({
  ...term,
  taxonomy_detail: words.taxonomies.find((each) => each.id === term.taxonomy_id),
});
