/**
 * Reads back what a list said, as it is stored with a lead or a source. This program wrote it, in this or an older
 * version: nothing in it is cut or corrected, and anything that no version has written is ignored.
 */
import { z } from 'zod';
import { idOf } from '../../../../house/ids.ts';
import { LOCATION_TYPES } from '../../../directory/location.ts';
import { ADDRESS_TYPES } from '../../../directory/organization.ts';
import { PERSON_KINDS, PERSON_PHONES } from '../../../directory/person.ts';
import { PHONE_TYPES } from '../../../directory/phone.ts';
import { SERVICE_STATUSES } from '../../../directory/service.ts';
import type { ImportRecord } from './record.ts';

const text = z.string();
const texts = z.array(text);
const degrees = z.number().nullable();
const day = text.nullable();
const further = z.looseObject({ columns: z.record(text, text).optional() }).optional();

const lines = {
  ...{ address_1: text, address_2: text, city: text, state_province: text, postal_code: text, country: text },
};
const number = { number: text, extension: text, description: text };

const organization = z.looseObject({
  ...{ name: text, alternate_names: texts, description: text, website: text, email: text, tax_id: text },
  ...{ languages: texts, populations: texts, sectors: texts },
  parent_organization_id: text.transform((id) => idOf<'organizations'>(id)).nullable(),
  confidential_address: z.boolean(),
  phones: z.array(z.looseObject({ phone_type: z.enum(PHONE_TYPES), ...number })),
  addresses: z.array(z.looseObject({ address_type: z.enum(ADDRESS_TYPES), ...lines })),
  further,
});

const contact = z.looseObject({
  ...{ name: text, title: text, starts_on: day, ends_on: day, may_be_published: z.boolean() },
  phones: z.array(z.looseObject({ kind: z.enum(PERSON_PHONES), ...number })),
  emails: z.array(z.looseObject({ kind: z.enum(PERSON_KINDS), email: text })),
  addresses: z.array(z.looseObject({ kind: z.enum(PERSON_KINDS), ...lines })),
  further,
});

const service = z.looseObject({
  ...{ name: text, alternate_name: text, description: text, url: text, email: text, phone: text },
  ...{ eligibility_description: text, fees_description: text, application_process: text, hours: text },
  status: z.enum(SERVICE_STATUSES),
  external_id: text,
  terms: z.array(z.looseObject({ taxonomy: text, term: text, code: text })),
  at: texts,
  further,
});

const location = z.looseObject({
  ...{ name: text, description: text, transportation: text, phone: text, hours: text, ...lines },
  location_type: z.enum(LOCATION_TYPES),
  latitude: degrees,
  longitude: degrees,
  external_id: text,
  further,
});

const record: z.ZodType<ImportRecord> = z.looseObject({
  organization,
  contacts: z.array(contact),
  // The first versions did not read services and places.
  services: z.array(service).default([]),
  locations: z.array(location).default([]),
  external_id: text,
  latitude: degrees,
  longitude: degrees,
  income: z.number().nullable(),
  sector_reason: text,
  notes: texts.optional(),
});

/** Null when it is not a record of an import: promotions from the public lists store an organization only. */
export const recordIn = (stored: unknown): ImportRecord | null => record.safeParse(stored).data ?? null;
