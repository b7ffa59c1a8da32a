/**
 * What an organization offers (HSDS: service). Fields have HSDS's names. What has no field in a form, such as taxonomy
 * terms, comes only from a package.
 */

import { z } from 'zod';
import type { Id } from '../../house/ids.ts';
import { email, line, longText, requiredId, requiredLine, several, version, website } from '../../house/parse.ts';
import type { Further } from './further.ts';
import type { LocationId } from './location.ts';
import type { OrganizationId } from './organization.ts';
import { phoneNumber } from './phone.ts';

export type ServiceId = Id<'services'>;

export const SERVICE_STATUSES = ['active', 'inactive', 'defunct', 'temporarily closed'] as const;

export const serviceDraft = z.object({
  name: requiredLine(200),
  alternate_name: line(200),
  description: longText(5000),
  url: website,
  email,
  phone: phoneNumber,
  status: z.enum(SERVICE_STATUSES, 'error.choice').default('active'),
  eligibility_description: longText(2000),
  fees_description: longText(2000),
  application_process: longText(2000),
  hours: longText(2000),
});
export type ServiceDraft = z.output<typeof serviceDraft>;

/** The form also says at which of the organization's locations the service is offered. */
export const serviceForm = serviceDraft.extend({ locations: several(requiredId<'locations'>()) });
export type ServiceForm = z.output<typeof serviceForm>;
export const serviceEdit = serviceForm.extend({ version });

/** A taxonomy term that the package filed the service under. */
export const serviceTerm = z.object({ taxonomy: requiredLine(200), term: requiredLine(200), code: line(100) });
export type ServiceTerm = z.output<typeof serviceTerm>;

export type Service = ServiceDraft & {
  id: ServiceId;
  organization_id: OrganizationId;
  external_id: string;
  version: number;
  /** Ids of the locations where it is offered. */
  locations: LocationId[];
  terms: ServiceTerm[];
  further: Further;
};
