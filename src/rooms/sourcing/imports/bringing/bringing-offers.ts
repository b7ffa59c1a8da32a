/**
 * Services and places that a list brings. New ones are added; known ones are changed where only the list has changed
 * them.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Ctx } from '../../../../house/ctx.ts';
import { type Further, newerFurther } from '../../../directory/further.ts';
import { changeLocation, locationsOf } from '../../../directory/locations.ts';
import { addServicesOf, type OffersHere } from '../../../directory/offered.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import type { Organization } from '../../../directory/organizations.ts';
import { changeService, servicesOf } from '../../../directory/services.ts';
import { list, text } from '../columns/values.ts';
import { cut } from '../reading/sheet.ts';
import { nameOf, newOffers } from '../rows/offers.ts';
import type { Offered } from '../rows/package.ts';
import { type ImportRecord, offersOf } from '../rows/record.ts';

export type OffersOf = {
  organization_id: OrganizationId;
  before: ImportRecord | null;
  now: ImportRecord;
  here?: OffersHere & Pick<Organization, 'addresses'>;
};

/** New services and places are added. */
export async function bringOffers(ctx: Ctx, offers: OffersOf[]): Promise<void> {
  const fresh = offers.map(({ organization_id, before, now, here }) => {
    const { services, locations } = newOffers(before, now, here);
    return {
      organization_id,
      services: services.map(({ at: _, ...service }) => service),
      locations,
      at: now.services.flatMap((service) =>
        service.at.map((location) => ({
          service: service.external_id,
          location,
          description: saidThere(service, location),
        })),
      ),
    };
  });
  await addServicesOf(
    ctx,
    fresh.filter(({ services, locations }) => services.length + locations.length > 0),
  );
}

/** What the package says of the service at that place. */
function saidThere({ further = {} }: Offered, location: string): string {
  const there = list(further.service_at_locations).find((at) => at.location_id === location);
  return cut(text(there?.description), 2000);
}

/** Updates services and locations that the list itself changed, where nobody has edited them since. */
export async function bringChangedOffers(ctx: Ctx, { organization_id, before, now }: OffersOf): Promise<void> {
  if (!before || isDeepStrictEqual(offersOf(before), offersOf(now))) return;
  for (const { stored, draft } of changed(await servicesOf(ctx, organization_id), before.services, now.services)) {
    const { terms: _, external_id: __, ...form } = { ...stored, ...draft };
    await changeService(ctx, stored.id, form);
  }
  for (const { stored, draft } of changed(await locationsOf(ctx, organization_id), before.locations, now.locations)) {
    const { external_id: _, ...form } = { ...stored, ...draft };
    await changeLocation(ctx, stored.id, form);
  }
}

type NamedOffer = { external_id: string; name: string; further?: Further };

/** Fields that the source changed and that still read as it said before. */
function changed<S extends NamedOffer & { further: Further }, T extends NamedOffer>(
  stored: S[],
  before: T[],
  now: T[],
): { stored: S; draft: Partial<T> }[] {
  return now.flatMap((after) => {
    const former = before.find((each) => nameOf(each) === nameOf(after));
    const ours = stored.find(
      (each) => nameOf(each) === nameOf(after) || (former !== undefined && nameOf(each) === nameOf(former)),
    );
    if (!former || !ours) return [];
    const fields = (Object.keys(after) as (keyof T & keyof S)[]).filter(
      (field) =>
        typeof after[field] !== 'object' &&
        after[field] !== former[field] &&
        String(ours[field]) === String(former[field]),
    );
    const further = newerFurther(ours.further, former.further ?? {}, after.further ?? {});
    const draft = {
      ...Object.fromEntries(fields.map((field) => [field, after[field]])),
      ...(!isDeepStrictEqual(further, ours.further) && { further }),
    };
    return Object.keys(draft).length > 0 ? [{ stored: ours, draft: draft as Partial<T> }] : [];
  });
}
