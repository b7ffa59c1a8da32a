/**
 * Facts about an agency, in the words of HSDS 3.1 (organization, address, phone, contact, tax_id). Each library has
 * organizations of its own; the rows of the host's public lists are listed organizations, which are something else. The
 * schemas here parse what forms and imports send.
 */

import { getCountries } from 'libphonenumber-js';
import { z } from 'zod';
import { type Actor, atLeast } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import {
  checkbox,
  email,
  key,
  line,
  longText,
  optionalId,
  requiredLine,
  rows,
  several,
  website,
} from '../../house/parse.ts';
import { populations, serviceLanguages } from '../guide/guide.ts';
import type { Further } from './further.ts';
import { NUMBER_MISSING, numberThere, PHONE_TYPES, phoneFields } from './phone.ts';

export type OrganizationId = Id<'organizations'>;

export const ADDRESS_TYPES = ['physical', 'postal'] as const;
export const countries: readonly string[] = getCountries();

const phone = z
  .object({ phone_type: z.enum(PHONE_TYPES, 'error.choice').default('voice'), ...phoneFields })
  .refine(numberThere, NUMBER_MISSING);

export const country = z
  .string('error.choice')
  .default('US')
  .refine((code) => countries.includes(code), 'error.choice');

/** Fields of every address: an organization's, a location's and a person's. */
export const addressLines = {
  address_1: line(200),
  address_2: line(200),
  city: line(120),
  state_province: line(120),
  postal_code: line(20),
  country,
};

const address = z.object({ address_type: z.enum(ADDRESS_TYPES, 'error.choice').default('physical'), ...addressLines });

/**
 * US tax ids are stored as nine digits, however they are written. Those of other countries are kept as typed, but one
 * of digits and hyphens only is taken for a mistyped US one and refused.
 */
const taxId = line(30).transform((text, context) => {
  const digits = text.replace(/[\s-]/g, '');
  if (/^\d{9}$/.test(digits)) return digits;
  if (text === '' || (/^[0-9A-Za-z./-]+$/.test(text) && !/^\d+(-\d+)*$/.test(text))) return text;
  context.addIssue({ code: 'custom', message: 'error.tax_id' });
  return z.NEVER;
});

/** High enough that the rows of two or three merged organizations fit into one form. */
export const MOST_ROWS = 30;
const MOST_NAMES = 60;

const names = longText(MOST_NAMES * 201).transform((text, context) => {
  const lines = [
    ...new Set(
      text
        .split('\n')
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  ];
  if (lines.length <= MOST_NAMES && lines.every((each) => each.length <= 200)) return lines;
  context.addIssue({ code: 'custom', message: 'error.alternate_names' });
  return z.NEVER;
});

const choiceOf = (keys: readonly string[]) => z.string().refine((key) => keys.includes(key), 'error.choice');

export const organizationDraft = z.object({
  name: requiredLine(200),
  alternate_names: names,
  description: longText(5000),
  website,
  email,
  tax_id: taxId,
  parent_organization_id: optionalId<'organizations'>(),
  languages: several(choiceOf(serviceLanguages)),
  populations: several(choiceOf(populations.map((each) => each.key))),
  sectors: several(key),
  confidential_address: checkbox,
  phones: rows(phone, MOST_ROWS).transform((list) => list.filter((each) => each.number !== '')),
  addresses: rows(address, MOST_ROWS).transform((list) =>
    list.filter((each) => each.address_1 + each.address_2 + each.city + each.state_province + each.postal_code !== ''),
  ),
});
/** `further` comes only from lists; a form leaves it as it is. */
export type OrganizationDraft = z.output<typeof organizationDraft> & { further?: Further };

export const sectorDraft = z.object({ label: requiredLine(120) });

export const mayEditDirectory = (actor: Actor) => atLeast(actor, 'contributor');
export const mayEditSectors = (actor: Actor) => atLeast(actor, 'coordinator');
