/**
 * Partners as vCards: one card for the organization and one for each person who works there today. ical.js does folding
 * and escaping. Cards are passed from phone to phone, so they hold no confidential address, no stage, no notes and no
 * ratings.
 */

import ICAL from 'ical.js';
import type { Ctx } from '../../house/ctx.ts';
import { allow } from '../../house/errors.ts';
import { fewAtATime } from '../../house/turns.ts';
import { placesFor } from '../../rooms/directory/confidential.ts';
import type { Address } from '../../rooms/directory/organizations.ts';
import { mayExport, type Scope } from './export.ts';
import { everyRecord, type OrganizationRecord, type RecordPerson } from './records.ts';

export type CardVersion = '3.0' | '4.0';

/** With `people: 'personal'` the cards of persons also hold private phones, mails and addresses. */
type CardExtent = { scope: Scope; people?: 'work' | 'personal' };

/** The text of the cards, a few organizations at a time. */
export function vcards(ctx: Ctx, version: CardVersion, extent: CardExtent): AsyncGenerator<string> {
  allow(mayExport(ctx.actor));
  return cardsOf(ctx, version, extent);
}

async function* cardsOf(
  ctx: Ctx,
  version: CardVersion,
  { scope, people = 'work' }: CardExtent,
): AsyncGenerator<string> {
  for await (const records of fewAtATime(everyRecord(ctx, { scope, people, offers: false }))) {
    yield records
      .flatMap((record) => [
        organizationCard(version, record),
        ...record.people.map((person) => personCard(version, record, person)),
      ])
      .join('');
  }
}

/** jCard: [name, parameters, type, ...values]. */
type CardProperty = [string, Record<string, string | string[]>, string, ...(string | string[])[]];

export function organizationCard(version: CardVersion, record: OrganizationRecord): string {
  return card(version, record.id, [
    ['fn', {}, 'text', record.name],
    // vCard 3.0 has no KIND; an empty N and the name as ORG mark a company.
    ...(version === '4.0' ? [text('kind', 'org')] : [['n', {}, 'text', ['', '', '', '', '']] as CardProperty]),
    ['org', {}, 'text', [record.name]],
    ...record.alternate_names.map((name) => text('nickname', name)),
    ...record.phones.map((phone) => telephone(version, phone, ['work', TYPES[phone.phone_type] ?? 'voice'])),
    ...electronic(record),
    ...placesFor('outside', record, record.addresses).map((address) => place(address)),
    ...(record.website ? [['url', {}, 'uri', record.website] as CardProperty] : []),
    ...(record.description ? [text('note', record.description)] : []),
  ]);
}

function personCard(version: CardVersion, record: OrganizationRecord, person: RecordPerson): string {
  return card(version, person.id, [
    ['fn', {}, 'text', person.name],
    ['n', {}, 'text', splitName(person.name)],
    ...(version === '4.0' ? [text('kind', 'individual')] : []),
    ['org', {}, 'text', [record.name]],
    ...(person.title ? [text('title', person.title)] : []),
    ...person.phones.map((phone) => telephone(version, phone, KINDS[phone.kind] ?? ['voice'])),
    ...person.emails.map(
      ({ kind, email }): CardProperty => ['email', kind === 'other' ? {} : { type: kind }, 'text', email],
    ),
    ...placesFor('outside', record, record.addresses).map((address) => place(address)),
    ...person.addresses.map((address) => place(address, address.kind)),
    ...(record.website ? [['url', {}, 'uri', record.website] as CardProperty] : []),
  ]);
}

function card(version: CardVersion, id: string, properties: CardProperty[]): string {
  const uid: CardProperty = ['uid', {}, version === '4.0' ? 'uri' : 'text', `urn:uuid:${id}`];
  const component = ['vcard', [['version', {}, 'text', version], uid, ...properties], []];
  return `${ICAL.stringify.component(component, version === '4.0' ? ICAL.design.vcard : ICAL.design.vcard3)}\r\n`;
}

const text = (name: string, value: string): CardProperty => [name, {}, 'text', value];

const TYPES: Record<string, string> = {
  voice: 'voice',
  cell: 'cell',
  fax: 'fax',
  text: 'text',
  tty: 'textphone',
  video: 'video',
  pager: 'pager',
};

/** The types for each kind of a person's phones. */
const KINDS: Record<string, string[]> = {
  work: ['work', 'voice'],
  mobile: ['cell'],
  home: ['home', 'voice'],
  other: ['voice'],
};

/** vCard 3.0 has no type for text messages and text phones, and writes the extension into the number. */
function telephone(
  version: CardVersion,
  { number, extension }: { number: string; extension: string },
  said: string[],
): CardProperty {
  const types = said.filter((type) => version === '4.0' || !['text', 'textphone'].includes(type));
  if (version === '3.0')
    return ['tel', { type: types }, 'phone-number', extension ? `${number} x${extension}` : number];
  return ['tel', { type: types, value: 'uri' }, 'uri', `tel:${number}${extension && `;ext=${extension}`}`];
}

const electronic = ({ email }: { email: string }): CardProperty[] =>
  email ? [['email', { type: 'work' }, 'text', email]] : [];

const place = (address: Omit<Address, 'address_type'>, kind = 'work'): CardProperty => [
  'adr',
  kind === 'other' ? {} : { type: kind },
  'text',
  [
    '',
    address.address_2,
    address.address_1,
    address.city,
    address.state_province,
    address.postal_code,
    address.country,
  ],
];

/**
 * Family name, given names, and three parts that are always empty. Names are stored as one text; the last word is taken
 * for the family name.
 */
function splitName(name: string): string[] {
  const words = name.split(' ');
  return [words.at(-1) ?? '', words.slice(0, -1).join(' '), '', '', ''];
}
