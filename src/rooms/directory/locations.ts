/**
 * What one can do with an organization's locations. The history keeps their names only: an address may be confidential,
 * now or one day.
 */
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, NotFound } from '../../house/errors.ts';
import { type Details, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type Further, withNumber } from './further.ts';
import type { Location, LocationDraft, LocationId } from './location.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';

const COLUMNS = [
  'id',
  'organization_id',
  'external_id',
  'location_type',
  'name',
  'description',
  'transportation',
  'phone',
  'hours',
  'address_1',
  'address_2',
  'city',
  'state_province',
  'postal_code',
  'country',
  'latitude',
  'longitude',
  'further',
  'version',
] as const;

const select = (ctx: Ctx) => ctx.db.selectFrom('locations').select(COLUMNS).where('library_id', '=', ctx.library.id);

/**
 * Sorted by name, those without one by their street. Addresses are as stored; callers that show them outside the staff
 * filter with `placesFor`.
 */
export async function locationsOf(ctx: Ctx, organizationId: OrganizationId): Promise<Location[]> {
  const rows = await select(ctx)
    .where('organization_id', '=', organizationId)
    .orderBy(byName('name'))
    .orderBy(byName('address_1'))
    .orderBy('id')
    .execute();
  return rows as unknown as Location[];
}

export async function findLocation(ctx: Ctx, id: LocationId): Promise<Location> {
  return found(await select(ctx).where('id', '=', id).executeTakeFirst()) as unknown as Location;
}

export async function addLocation(ctx: Ctx, organizationId: OrganizationId, draft: LocationDraft): Promise<LocationId> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id: LocationId = newId();
    const row = {
      library_id: ctx.library.id,
      id,
      organization_id: organizationId,
      ...draft,
      created_at: ctx.now,
      updated_at: ctx.now,
    };
    await ctx.db.insertInto('locations').values(row).execute();
    await history(ctx, 'location.added', {
      subject: { type: 'organization', id: organizationId },
      details: named(draft),
    });
    return id;
  });
}

/** Without `further`, as from a form, the stored details stay, updated for a changed phone number. */
export async function changeLocation(
  ctx: Ctx,
  id: LocationId,
  edit: LocationDraft & { version: number; further?: Further },
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { version, further, ...draft } = edit;
    const before = await findLocation(ctx, id);
    const kept = JSON.stringify(further ?? withNumber(before.further, before.phone, draft.phone));
    const changed = await ctx.db
      .updateTable('locations')
      .set({ ...draft, further: kept, version: version + 1, updated_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('organization_id')
      .executeTakeFirst();
    if (!changed) throw theirs(await findLocation(ctx, id));
    await history(ctx, 'location.changed', {
      subject: { type: 'organization', id: changed.organization_id },
      details: named(draft),
    });
  });
}

function theirs({
  id: _,
  organization_id: __,
  external_id: ___,
  further: ____,
  version,
  latitude,
  longitude,
  ...texts
}: Location): Conflict {
  return new Conflict(
    { ...texts, latitude: latitude?.toString() ?? '', longitude: longitude?.toString() ?? '' },
    version,
  );
}

/** Returns the id that brings it back. */
export async function removeLocation(ctx: Ctx, id: LocationId): Promise<RemovalId> {
  allow(mayEditDirectory(ctx.actor));
  const place = await findLocation(ctx, id);
  // The label is its name and never its street: removed things are listed, and the address may be confidential.
  const about = { type: 'organization', id: place.organization_id } as const;
  return removing(ctx, { kind: 'location', subject: id, label: place.name, about }, async (ctx) => {
    await ctx.db
      .deleteFrom('service_at_locations')
      .where('library_id', '=', ctx.library.id)
      .where('location_id', '=', id)
      .execute();
    const gone = await ctx.db
      .deleteFrom('locations')
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!gone.numDeletedRows) throw new NotFound();
    await history(ctx, 'location.removed', { subject: about, details: named(place) });
  });
}

const named = (place: { name: string }): Details => (place.name ? { name: place.name } : {});
