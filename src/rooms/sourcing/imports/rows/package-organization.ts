/** What a package says of an organization and its people beside what a row of cells could say. */
import type { Further } from '../../../directory/further.ts';
import { list, text } from '../columns/values.ts';
import type { Vocabulary } from '../columns/vocabulary.ts';
import { type CellProblem, cut, type Extra } from '../reading/sheet.ts';
import { furtherOf, kept, noNumber, phoneOf, type Raw, withFurther } from './package-further.ts';

/** Fields that are read into columns or lists elsewhere; all others are kept as `further`. */
const TAKEN = new Set(
  `id name alternate_name description email website url tax_id phones addresses services locations
  organization_identifiers attributes languages`.split(/\s+/),
);

const phonesOf = (extra: Extra | undefined) =>
  (extra?.phones ?? []).filter((raw) => text(raw.number)).map((raw) => ({ raw, phone: phoneOf(raw) }));

/** The organization's telephones. What is not a number is reported, and kept in `further`. */
export function organizationPhones(extra: Extra | undefined, problems: CellProblem[]): ReturnType<typeof phoneOf>[] {
  const all = phonesOf(extra).map(({ phone }) => phone);
  problems.push(...all.filter((phone) => !phone.valid).map((phone) => noNumber(phone.number)));
  return all.filter((phone) => phone.valid);
}

const EIN = /^(us-)?(ein|irs)/i;

export function organizationFurther(extra: Extra | undefined, vocabulary: Vocabulary): Further {
  const [raw] = extra?.organization ?? [];
  if (!raw) return {};
  const identifiers = list(raw.organization_identifiers).filter(
    (each) => !EIN.test(text(each.identifier_scheme) || text(each.identifier_type)),
  );
  const attributes = list(raw.attributes).filter((each) => text(each.value) || !meaningOf(each, vocabulary));
  const attention = (extra?.addresses ?? []).map((each) => text(each.attention)).filter(Boolean);
  const url = text(raw.website) && text(raw.url) !== text(raw.website) ? text(raw.url) : '';
  const unread = phonesOf(extra).flatMap(({ raw, phone }) => (phone.valid ? [] : [raw]));
  const lists = {
    organization_identifiers: identifiers,
    attributes,
    attention,
    url,
    phones: unread,
    languages: raw.languages,
  };
  return { ...furtherOf(raw, TAKEN), ...(kept(lists) as Further | undefined) };
}

/** A subject of the organization that is a sector, or people served, in this library's own words. */
function meaningOf(
  attribute: Raw,
  { sector, population }: Vocabulary,
): { sector?: string; population?: string } | undefined {
  const term = attribute.taxonomy_term as Raw | undefined;
  const said = [text(term?.code), text(term?.name)].filter(Boolean);
  const [kind, people] = [
    said.flatMap((word) => sector(word) ?? [])[0],
    said.flatMap((word) => population(word) ?? [])[0],
  ];
  if (text(attribute.link_type) === 'population' && people) return { population: people };
  return kind ? { sector: kind } : people ? { population: people } : undefined;
}

/** Sectors and people served that the package files the organization under. */
export function filedUnder(
  extra: Extra | undefined,
  vocabulary: Vocabulary,
): { sectors: string[]; populations: string[] } {
  const meanings = (extra?.organization ?? [])
    .flatMap((raw) => list(raw.attributes))
    .flatMap((each) => meaningOf(each, vocabulary) ?? []);
  return {
    sectors: [...new Set(meanings.flatMap((each) => each.sector ?? []))],
    populations: [...new Set(meanings.flatMap((each) => each.population ?? []))],
  };
}

const CONTACT = new Set('id name title email phones'.split(' '));

/**
 * A contact of a package: at work, unless a phone says that it is a cell. Who has no name is called by their title.
 * What they are there for is kept with the role.
 */
export function packagePerson(each: Raw, problems: CellProblem[]) {
  const said = list(each.phones).flatMap((raw) => (text(raw.number) ? [phoneOf(raw)] : []));
  const unread = said.filter((phone) => !phone.valid).map((phone) => phone.number);
  problems.push(...unread.map(noNumber));
  const phones = said
    .filter((phone) => phone.valid)
    .map(({ number, extension, phone_type, description }) => ({
      kind: phone_type === 'cell' ? 'mobile' : phone_type === 'voice' ? 'work' : 'other',
      number,
      extension,
      description:
        phone_type === 'voice' || phone_type === 'cell'
          ? description
          : cut([phone_type, description].filter(Boolean).join('; '), 200),
    }));
  const email = text(each.email);
  const [name = '', title = ''] = [text(each.name), text(each.title) || text(each.department)].filter(Boolean);
  const for_ = {
    service: text(each.service_id),
    location: text(each.location_id),
    phones: unread.map((number) => ({ number })),
  };
  const further = {
    ...furtherOf({ ...each, ...(text(each.title) ? {} : { department: '' }) }, CONTACT),
    ...(kept(for_) as Further | undefined),
  };
  return {
    draft: { name: cut(name || email, 120), title, emails: email ? [{ kind: 'work', email }] : [], phones },
    ...withFurther(further),
  };
}
