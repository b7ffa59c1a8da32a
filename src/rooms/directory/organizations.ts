/**
 * Organizations with their phones, addresses and sectors. Addresses are returned as stored. Whoever shows or exports
 * one filters with `placesFor` (confidential.ts) at that point; only the form that edits addresses shows them
 * unfiltered.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, translating } from '../../house/errors.ts';
import { histories, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { given, insertMany } from '../../house/many.ts';
import { knownOtherwise, tellChanged } from './changed.ts';
import type { Further } from './further.ts';
import { writeLists } from './lists.ts';
import { nameKey, searchKey, websiteDomain } from './name-key.ts';
import { mayEditDirectory, type OrganizationDraft, type OrganizationId } from './organization.ts';
import { refuseCircle } from './parents.ts';
import { asTyped, differences } from './typed-organization.ts';

export type Phone = { phone_type: string; number: string; extension: string; description: string };

export type Address = {
  address_type: string;
  address_1: string;
  address_2: string;
  city: string;
  state_province: string;
  postal_code: string;
  country: string;
};

export type Organization = Omit<OrganizationDraft, 'phones' | 'addresses' | 'further'> & {
  id: OrganizationId;
  version: number;
  parent_name: string | null;
  /** The organizations that are part of this one, by name. */
  chapters: { id: OrganizationId; name: string }[];
  phones: Phone[];
  addresses: Address[];
  further: Further;
};

/** Throws NotFound if the library has no such organization. */
export const findOrganization = async (ctx: Ctx, id: OrganizationId): Promise<Organization> =>
  found((await findOrganizations(ctx, [id]))[0]);

/** The one with this tax id, the earliest of several. */
export const organizationWithTaxId = async (ctx: Ctx, taxId: string): Promise<OrganizationId | undefined> =>
  (
    await ctx.db
      .selectFrom('organizations')
      .select('id')
      .where('library_id', '=', ctx.library.id)
      .where('tax_id', '=', taxId)
      .where('tax_id', '<>', '')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
  )?.id;

/** The organizations among these ids that exist, in no particular order. */
export async function findOrganizations(ctx: Ctx, ids: OrganizationId[]): Promise<Organization[]> {
  const { rows } = await sql<Organization>`
    select o.id, o.version, o.name, o.alternate_names, o.description, o.website, o.email, o.tax_id,
      o.parent_organization_id, o.languages,
      o.populations, o.confidential_address, o.further, parent.name as parent_name,
      array(select s.sector_key from organization_sectors s join sectors k on k.library_id = s.library_id
        and k.key = s.sector_key
        where s.library_id = ${ctx.library.id} and s.organization_id = o.id order by k.position, k.key) as sectors,
      coalesce((select jsonb_agg(jsonb_build_object('phone_type', p.phone_type, 'number', p.number, 'extension',
        p.extension,
          'description', p.description) order by p.position)
        from phones p where p.library_id = ${ctx.library.id} and p.organization_id = o.id), '[]') as phones,
      coalesce((select jsonb_agg(jsonb_build_object('address_type', a.address_type, 'address_1', a.address_1,
        'address_2', a.address_2,
          'city', a.city, 'state_province', a.state_province, 'postal_code', a.postal_code, 'country', a.country)
            order by a.position)
        from addresses a where a.library_id = ${ctx.library.id} and a.organization_id = o.id), '[]') as addresses,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name_key)
        from organizations c
        where c.library_id = ${ctx.library.id} and c.parent_organization_id = o.id), '[]') as chapters
    from organizations o
    left join organizations parent on parent.library_id = o.library_id and parent.id = o.parent_organization_id
    where o.library_id = ${ctx.library.id} and o.id = any(${ids}::uuid[])`.execute(ctx.db);
  return rows;
}

/**
 * Organizations by the id that was asked for, which is their own or that of a contact there: the vCards we export carry
 * either one as their UID.
 */
export async function organizationsByAnyId(
  ctx: Ctx,
  ids: OrganizationId[],
): Promise<Map<string, { id: OrganizationId; name: string; alternate_names: string[] }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ said: string; id: OrganizationId; name: string; alternate_names: string[] }>`
    select o.id as said, o.id, o.name, o.alternate_names from organizations o where o.library_id = ${ctx.library.id}
      and o.id = any(${ids}::uuid[])
    union all
    select c.id, o.id, o.name, o.alternate_names from contacts c join organizations o on o.library_id = c.library_id
      and o.id = c.organization_id
    where c.library_id = ${ctx.library.id} and c.id = any(${ids}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((row) => [row.said, row]));
}

export async function addOrganization(ctx: Ctx, draft: OrganizationDraft): Promise<OrganizationId> {
  const id: OrganizationId = newId();
  await addOrganizations(ctx, [{ id, draft }]);
  return id;
}

/** Adds many at once, under ids that the caller has made. A fixed number of statements, however many. */
export async function addOrganizations(
  ctx: Ctx,
  many: { id: OrganizationId; draft: OrganizationDraft }[],
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const rows = many.map(({ id, draft }) => ({
      library_id: ctx.library.id,
      id,
      ...columns(draft),
      created_at: ctx.now,
      updated_at: ctx.now,
    }));
    await translating(FIELDS, () => insertMany(ctx.db, 'organizations', rows));
    await translating(FIELDS, () =>
      writeLists(
        ctx,
        many.map(({ id, draft }) => ({ id, fresh: true, ...listsIn(draft) })),
      ),
    );
    await tellChanged(ctx);
    await histories(
      ctx,
      many.map(({ id, draft }) => ({
        action: 'organization.added',
        subject: { type: 'organization', id },
        details: { name: draft.name },
      })),
    );
  });
}

export async function changeOrganization(
  ctx: Ctx,
  id: OrganizationId,
  draft: OrganizationDraft & { version: number },
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const before = await findOrganization(ctx, id);
    if (draft.parent_organization_id && draft.parent_organization_id !== before.parent_organization_id)
      await refuseCircle(ctx, id, draft.parent_organization_id);
    const [late] = await changeOrganizations(ctx, [{ before: { ...before, version: draft.version }, draft }]);
    if (!late) return;
    const now = await findOrganization(ctx, id);
    throw new Conflict(asTyped(now), now.version);
  });
}

/**
 * Changes many at once. Returns the ids of those that somebody has changed since `before`; these are left alone. A
 * fixed number of statements, however many. A new parent is not checked for a circle: only `changeOrganization` may
 * pass one.
 */
export async function changeOrganizations(
  ctx: Ctx,
  many: { before: Organization; draft: OrganizationDraft }[],
): Promise<string[]> {
  allow(mayEditDirectory(ctx.actor));
  if (many.length === 0) return [];
  const rows = many.map(({ before, draft }) => ({
    id: before.id,
    ...columns({ ...draft, further: draft.further ?? before.further }),
    version: before.version + 1,
    updated_at: ctx.now,
  }));
  const { id: _, ...fields } = rows[0] as (typeof rows)[number];
  const set = sql.join(Object.keys(fields).map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`));
  const { rows: changed } = await translating(FIELDS, () =>
    sql<{ id: OrganizationId }>`update organizations o set ${set} from ${given('organizations', rows)} n
      where o.library_id = ${ctx.library.id} and o.id = n.id and o.version = n.version - 1 returning o.id`.execute(
      ctx.db,
    ),
  );
  const done = new Set(changed.map((row) => row.id));
  const these = many.filter(({ before }) => done.has(before.id));
  await translating(FIELDS, () =>
    writeLists(
      ctx,
      these.map(({ before, draft }) => ({ id: before.id, ...listsIn(draft) })),
    ),
  );
  if (these.some(({ before, draft }) => knownOtherwise(before, draft))) await tellChanged(ctx);
  await histories(
    ctx,
    these.map(({ before, draft }) => ({
      action: 'organization.changed',
      subject: { type: 'organization', id: before.id },
      details: differences(before, draft),
    })),
  );
  return many.map(({ before }) => before.id).filter((id) => !done.has(id));
}

const listsIn = ({ phones, addresses, sectors }: OrganizationDraft) => ({ phones, addresses, sectors });

/** Makes one organization part of another. */
export async function putUnder(ctx: Ctx, id: OrganizationId, parentId: OrganizationId): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await refuseCircle(ctx, id, parentId);
    const { rows } = await translating(FIELDS, () =>
      sql<{ name: string }>`
      update organizations o set parent_organization_id = p.id, version = o.version + 1, updated_at = ${ctx.now}
        from organizations p
      where o.library_id = ${ctx.library.id} and o.id = ${id} and p.library_id = o.library_id and p.id = ${parentId}
        returning p.name`.execute(ctx.db),
    );
    await tellChanged(ctx);
    await history(ctx, 'organization.changed', {
      subject: { type: 'organization', id },
      details: { parent: found(rows[0]).name },
    });
  });
}

const FIELDS: Record<string, [string, string]> = {
  organizations_parent_fkey: ['parent_organization_id', 'error.choice'],
  organizations_check: ['parent_organization_id', 'error.own_parent'],
  organization_sectors_sector_fkey: ['sectors', 'error.choice'],
};

function columns(draft: OrganizationDraft) {
  const { phones, addresses, sectors, version: _, ...row } = draft as OrganizationDraft & { version?: number };
  return { ...row, further: draft.further ?? {}, ...comparedBy(draft) };
}

/** Locks the rows until the transaction ends, in the order of their ids, so that two callers cannot deadlock. */
export async function lockOrganizations(ctx: Ctx, ids: string[]): Promise<void> {
  await sql`select 1 from organizations where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])
    order by id for update`.execute(ctx.db);
}

/**
 * Recomputes the derived columns after an undo: it may have restored the name and left alternate names, or the reverse.
 */
export async function compareAnew(ctx: Ctx, ids: OrganizationId[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = (await findOrganizations(ctx, ids)).map((organization) => ({
    id: organization.id,
    ...comparedBy(organization),
  }));
  await sql`update organizations o set name_key = n.name_key, search_key = n.search_key, website_domain
    = n.website_domain
    from ${given('organizations', rows)} n where o.library_id = ${ctx.library.id} and o.id = n.id
      and (o.name_key, o.search_key, o.website_domain) is distinct
        from (n.name_key, n.search_key, n.website_domain)`.execute(ctx.db);
}

/** The derived columns by which organizations are compared, searched and sorted. */
export const comparedBy = ({
  name,
  alternate_names,
  website,
}: Pick<OrganizationDraft, 'name' | 'alternate_names' | 'website'>) => ({
  name_key: nameKey(name),
  search_key: searchKey([name, ...alternate_names]),
  website_domain: websiteDomain(website),
});
