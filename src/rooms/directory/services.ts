/** What one can do with an organization's services. Where each is offered is kept in offered.ts. */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, NotFound } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type Further, withNumber } from './further.ts';
import { offerAt } from './offered.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';
import type { Service, ServiceForm, ServiceId } from './service.ts';

const select = (ctx: Ctx) => sql`
  select s.id, s.organization_id, s.external_id, s.name, s.alternate_name, s.description, s.url, s.email, s.phone,
    s.status,
    s.eligibility_description, s.fees_description, s.application_process, s.hours, s.further, s.version,
    array(select a.location_id from service_at_locations a where a.library_id = ${ctx.library.id}
      and a.service_id = s.id
      order by a.location_id) as locations,
    coalesce((select jsonb_agg(jsonb_build_object('taxonomy', t.taxonomy, 'term', t.term, 'code', t.code)
      order by ${byName('t.taxonomy')}, ${byName('t.term')}, t.term)
      from service_terms t where t.library_id = ${ctx.library.id} and t.service_id = s.id), '[]') as terms
  from services s where s.library_id = ${ctx.library.id}`;

/** Sorted by name. */
export async function servicesOf(ctx: Ctx, organizationId: OrganizationId): Promise<Service[]> {
  const { rows } = await sql<Service>`${select(ctx)} and s.organization_id = ${organizationId}
      order by ${byName('s.name')}, s.id`.execute(ctx.db);
  return rows;
}

export async function findService(ctx: Ctx, id: ServiceId): Promise<Service> {
  const { rows } = await sql<Service>`${select(ctx)} and s.id = ${id}`.execute(ctx.db);
  return found(rows[0]);
}

export async function addService(ctx: Ctx, organizationId: OrganizationId, form: ServiceForm): Promise<ServiceId> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { locations, ...draft } = form;
    const id: ServiceId = newId();
    const row = {
      library_id: ctx.library.id,
      id,
      organization_id: organizationId,
      ...draft,
      created_at: ctx.now,
      updated_at: ctx.now,
    };
    await ctx.db.insertInto('services').values(row).execute();
    await offerAt(ctx, { id, organization_id: organizationId }, locations);
    await history(ctx, 'service.added', {
      subject: { type: 'organization', id: organizationId },
      details: { name: draft.name },
    });
    return id;
  });
}

/** Without `further`, as from a form, the stored details stay, updated for a changed phone number. */
export async function changeService(
  ctx: Ctx,
  id: ServiceId,
  edit: ServiceForm & { version: number; further?: Further },
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { locations, version, further, ...draft } = edit;
    const before = await findService(ctx, id);
    const kept = JSON.stringify(further ?? withNumber(before.further, before.phone, draft.phone));
    const changed = await ctx.db
      .updateTable('services')
      .set({ ...draft, further: kept, version: version + 1, updated_at: ctx.now })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(['id', 'organization_id'])
      .executeTakeFirst();
    if (!changed) throw theirs(await findService(ctx, id));
    await offerAt(ctx, changed, locations);
    await history(ctx, 'service.changed', {
      subject: { type: 'organization', id: changed.organization_id },
      details: { name: draft.name },
    });
  });
}

/** The Conflict when somebody else has changed the service meanwhile: what is stored now, as fields of the form. */
function theirs({
  id: _,
  organization_id: __,
  external_id: ___,
  terms: ____,
  further: _____,
  version,
  locations,
  ...texts
}: Service): Conflict {
  return new Conflict({ ...texts, locations: locations.join(', ') }, version);
}

/** Returns the id that brings it back. */
export async function removeService(ctx: Ctx, id: ServiceId): Promise<RemovalId> {
  allow(mayEditDirectory(ctx.actor));
  const { organization_id, name } = await findService(ctx, id);
  return removing(
    ctx,
    { kind: 'service', subject: id, label: name, about: { type: 'organization', id: organization_id } },
    async (ctx) => {
      for (const table of ['service_at_locations', 'service_terms'] as const)
        await ctx.db.deleteFrom(table).where('library_id', '=', ctx.library.id).where('service_id', '=', id).execute();
      const gone = await ctx.db
        .deleteFrom('services')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!gone.numDeletedRows) throw new NotFound();
      await history(ctx, 'service.removed', {
        subject: { type: 'organization', id: organization_id },
        details: { name },
      });
    },
  );
}
