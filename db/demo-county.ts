/** The invented county as its files hold it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Role } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import type { Brought } from '../src/rooms/directory/offered.ts';
import type { Stage } from '../src/rooms/partners/partner.ts';

type Score = number | null;

export type County = {
  library: { name: string; slug: string; timeZone: string; locale: 'en' | 'es' };
  branches: { name: string; city: string; postal_code: string }[];
  members: { key: string; name: string; email: string; role: Role; locale: 'en' | 'es' }[];
  organizations: DemoOrganization[];
  worksheets: DemoWorksheet[];
};

export type DemoOrganization = {
  key: string;
  name: string;
  alternateNames: string[];
  description: string;
  website: string;
  email: string;
  phones: { number: string; type: 'voice' | 'fax' | 'cell' }[];
  addresses: {
    address1: string;
    address2: string | null;
    city: string;
    stateProvince: string;
    postalCode: string;
    country: string;
    type: 'physical' | 'postal';
  }[];
  taxId: string | null;
  parent: string | null;
  languages: string[];
  populations: string[];
  sectors: string[];
  confidentialAddress: boolean;
  stage: Stage;
  stagePath: { to: Stage; daysAgo: number; by: string; reason: string }[];
  owner: string | null;
  deputy: string | null;
  nextStep: { what: string; inDays: number; by: string } | null;
  contacts: {
    name: string;
    title: string;
    email: string;
    phone: string | null;
    startsDaysAgo: number | null;
    endsDaysAgo: number | null;
  }[];
  notes: { by: string; daysAgo: number; audience: 'library' | 'me'; body: string }[];
};

export type DemoWorksheet = {
  purpose: string;
  by: string;
  daysAgo: number;
  partners: string[];
  weights: Record<string, number>;
  raters: string[];
  ratings: {
    by: string;
    submitted: boolean;
    partner: string;
    scores: Record<string, Score>;
    notes: Record<string, { note: string; evidence: string }>;
  }[];
  decision: { by: string; daysAgo: number; chosen: string[]; reason: string; lookBackInDays: number } | null;
};

/** A line of the county's log of a year. */
export type DemoLine = Record<
  'partners' | 'by' | 'also' | 'daysAgo' | 'kind' | 'direction' | 'persons' | 'minutes' | 'reached' | 'summary',
  string
>;

/** A task of the county; `owner` is a member's key or a person's name. */
export type DemoTask = Record<
  'partner' | 'by' | 'owner' | 'what' | 'setDaysAgo' | 'dueInDays' | 'doneDaysAgo',
  string
> & {
  outcome: 'done' | 'dropped' | '';
};

export type DemoServices = { services: Brought['services']; locations: Brought['locations']; at: Brought['at'] };

export const readServices = (): Record<string, DemoServices> =>
  JSON.parse(readFileSync(join(root, 'db/demo-services.json'), 'utf8'));

export const readCounty = (): County => JSON.parse(readFileSync(join(root, 'db/demo-county.json'), 'utf8'));

export const readLog = (): DemoLine[] =>
  parseCsv(readFileSync(join(root, 'db/demo-log.csv'), 'utf8'), { columns: true });

export const readTasks = (): DemoTask[] =>
  parseCsv(readFileSync(join(root, 'db/demo-tasks.csv'), 'utf8'), { columns: true });
