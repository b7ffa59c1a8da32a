/** Where an organization can be met (HSDS: location): a building, a post box, or a place on the web. */

import { z } from 'zod';
import type { Id } from '../../house/ids.ts';
import { line, longText, version } from '../../house/parse.ts';
import type { Further } from './further.ts';
import { addressLines, type OrganizationId } from './organization.ts';
import { phoneNumber } from './phone.ts';

export type LocationId = Id<'locations'>;

export const LOCATION_TYPES = ['physical', 'postal', 'virtual'] as const;

/** Degrees with a decimal point or comma; null when left empty. */
const degrees = (limit: number) =>
  line(30).transform((text, context) => {
    if (text === '') return null;
    const value = Number(text.replace(',', '.'));
    if (Number.isFinite(value) && Math.abs(value) <= limit) return value;
    context.addIssue({ code: 'custom', message: 'error.degrees' });
    return z.NEVER;
  });

export const locationFields = z.object({
  location_type: z.enum(LOCATION_TYPES, 'error.choice').default('physical'),
  name: line(200),
  description: longText(5000),
  transportation: longText(2000),
  phone: phoneNumber,
  hours: longText(2000),
  ...addressLines,
  latitude: degrees(90),
  longitude: degrees(180),
});

const recognizable = (place: { name: string; address_1: string }) => place.name !== '' || place.address_1 !== '';
const wholePoint = (place: { latitude: number | null; longitude: number | null }) =>
  (place.latitude === null) === (place.longitude === null);
const NAMELESS = { path: ['name'], message: 'error.name_or_street' };
const HALF_POINT = { path: ['longitude'], message: 'error.half_point' };

export const locationDraft = locationFields.refine(recognizable, NAMELESS).refine(wholePoint, HALF_POINT);
export type LocationDraft = z.output<typeof locationDraft>;
export const locationEdit = locationFields
  .extend({ version })
  .refine(recognizable, NAMELESS)
  .refine(wholePoint, HALF_POINT);

export type Location = LocationDraft & {
  id: LocationId;
  organization_id: OrganizationId;
  external_id: string;
  further: Further;
  version: number;
};

/** What to call a place in a list: its name, or else its street and city. */
export const placeName = (place: { name: string; address_1: string; city: string }): string =>
  place.name || [place.address_1, place.city].filter(Boolean).join(', ');
