/**
 * People at an organization. Each contact is a role of a person there. When somebody leaves, the contact stays with an
 * end date, because it is useful to know who it used to be.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, NotFound } from '../../house/errors.ts';
import { histories, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { Further } from './further.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';
import type { ContactDraft, ContactId, PersonDraft, PersonId } from './person.ts';
import {
  addPersons,
  asTyped,
  findPerson,
  lockPerson,
  removeWithoutRole,
  tellOfPerson,
  theirs,
  writePerson,
} from './persons.ts';
import type { StandIn } from './stand-in.ts';

/**
 * A role together with the person who has it. `version` counts the changes of both, so that a form about both is stale
 * when either changed.
 */
export type Contact = ContactDraft & {
  further: Further;
  /** Who stands in for them there, and who came after. */
  stand_ins: StandIn[];
  id: ContactId;
  organization_id: OrganizationId;
  person_id: PersonId;
  version: number;
};

async function select(ctx: Ctx, rest: RawBuilder<unknown>): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select c.id, c.organization_id, c.person_id, pe.name, c.title, c.starts_on, c.ends_on, c.may_be_published,
      c.further, c.version + pe.version - 1 as version, ${theirs(ctx)},
      coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'person_id', s.by_person_id, 'name', other.name)
          order by s.kind, other.name)
        from stand_ins s join persons other on other.library_id = s.library_id and other.id = s.by_person_id
        where s.library_id = ${ctx.library.id} and s.organization_id = c.organization_id
          and s.person_id = c.person_id), '[]') as stand_ins
    from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
      where c.library_id = ${ctx.library.id} and ${rest}`.execute(ctx.db);
  return rows;
}

/** People without an end date first, then by end date, the latest first; at most 200. */
export const contactsOf = (ctx: Ctx, organizationId: OrganizationId): Promise<Contact[]> =>
  select(
    ctx,
    sql`c.organization_id = ${organizationId} order by c.ends_on desc nulls first, pe.name_key, c.id limit 200`,
  );

/** Everybody at these organizations, by organization. */
export async function contactsAt(ctx: Ctx, organizationIds: OrganizationId[]): Promise<Map<string, Contact[]>> {
  if (organizationIds.length === 0) return new Map();
  const rows = await select(ctx, sql`c.organization_id = any(${organizationIds}::uuid[]) order by pe.name_key, c.id`);
  return Map.groupBy(rows, (contact) => contact.organization_id);
}

export const findContact = async (ctx: Ctx, id: ContactId): Promise<Contact> =>
  found((await select(ctx, sql`c.id = ${id}`))[0]);

/**
 * Adds a role for a new person or, with `person_id`, for a person already stored. That person also gets the phones,
 * mails and addresses of the draft that they do not have yet.
 */
export async function addContact(
  ctx: Ctx,
  organizationId: OrganizationId,
  { person_id, ...draft }: ContactDraft & { person_id?: PersonId | null },
): Promise<ContactId> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const here = await sql`select 1 from organizations where library_id = ${ctx.library.id}
        and id = ${organizationId} for key share`.execute(ctx.db);
    found(here.rows[0]);
    if (person_id) await tellOfPerson(ctx, person_id, draft);
    const role: NewRole = { id: newId(), organization_id: organizationId, person_id: person_id ?? newId(), draft };
    if (!person_id) await addPersons(ctx, [{ ...draft, id: role.person_id }]);
    await addRoles(ctx, [role]);
    return role.id;
  });
}

/**
 * Adds new persons and their roles, under ids that the caller has made. Uses a fixed number of statements, however many
 * there are.
 */
export async function addNewPeople(
  ctx: Ctx,
  persons: (PersonDraft & { id: PersonId })[],
  roles: NewRole[],
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await addPersons(ctx, persons);
    await addRoles(ctx, roles);
  });
}

export type NewRole = { id: ContactId; organization_id: OrganizationId; person_id: PersonId; draft: ContactDraft };

async function addRoles(ctx: Ctx, roles: NewRole[]): Promise<void> {
  const rows = roles.map(({ draft, ...role }) => ({
    library_id: ctx.library.id,
    ...role,
    ...roleIn(draft),
    further: draft.further ?? {},
    created_at: ctx.now,
  }));
  await insertMany(ctx.db, 'contacts', rows);
  const names = await namesOf(ctx, roles);
  const lines = roles.map(({ organization_id, person_id }) => ({ organization_id, name: names.get(person_id) ?? '' }));
  await histories(
    ctx,
    lines.map(({ organization_id: id, name }) => ({
      action: 'contact.added',
      subject: { type: 'organization', id },
      details: { name },
    })),
  );
}

/** The persons' names as stored here; the list that brings the roles may write them differently. */
async function namesOf(ctx: Ctx, roles: NewRole[]): Promise<Map<string, string>> {
  const ids = roles.map((role) => role.person_id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: PersonId; name: string }>`
    select id, name from persons where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const roleIn = ({ title, starts_on, ends_on, may_be_published }: ContactDraft) => ({
  title,
  starts_on,
  ends_on,
  may_be_published,
});

/** Changes the role, and the person in all their roles. */
export async function changeContact(
  ctx: Ctx,
  id: ContactId,
  { version, ...draft }: ContactDraft & { version: number },
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await lockPerson(ctx, (await findContact(ctx, id)).person_id);
    const contact = await findContact(ctx, id);
    if (contact.version !== version) throw new Conflict(contactAsTyped(contact), contact.version);
    await writePerson(ctx, await findPerson(ctx, contact.person_id), draft);
    await ctx.db
      .updateTable('contacts')
      .set((each) => ({
        ...roleIn(draft),
        ...(draft.further && { further: JSON.stringify(draft.further) }),
        version: each('version', '+', 1),
      }))
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    await history(ctx, 'contact.changed', {
      subject: { type: 'organization', id: contact.organization_id },
      details: { name: draft.name },
    });
  });
}

/** The contact as the fields of its form, for a Conflict. */
export const contactAsTyped = (contact: Contact): Record<string, string> => ({
  ...asTyped(contact),
  title: contact.title,
  starts_on: contact.starts_on ?? '',
  ends_on: contact.ends_on ?? '',
  may_be_published: contact.may_be_published ? 'on' : '',
});

/** Removes the role, and the person too if it was their last one. Returns the id that brings them back. */
export async function removeContact(ctx: Ctx, id: ContactId): Promise<RemovalId> {
  allow(mayEditDirectory(ctx.actor));
  const { name, organization_id, person_id } = await findContact(ctx, id);
  return removing(
    ctx,
    { kind: 'contact', subject: id, label: name, about: { type: 'organization', id: organization_id } },
    async (ctx) => {
      await lockPerson(ctx, person_id);
      const gone = await ctx.db
        .deleteFrom('contacts')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!gone.numDeletedRows) throw new NotFound();
      await endStandInsOf(ctx, organization_id, person_id);
      await removeWithoutRole(ctx, person_id);
      await history(ctx, 'contact.removed', {
        subject: { type: 'organization', id: organization_id },
        details: { name },
      });
    },
  );
}

/** Whoever has no role there any more stands in for nobody there, and nobody for them. */
async function endStandInsOf(ctx: Ctx, organizationId: OrganizationId, personId: PersonId): Promise<void> {
  await sql`delete from stand_ins where library_id = ${ctx.library.id} and organization_id = ${organizationId}
    and ${personId}::uuid in (person_id, by_person_id) and not exists (select 1 from contacts c
      where c.library_id = ${ctx.library.id} and c.organization_id = ${organizationId}
        and c.person_id = ${personId})`.execute(ctx.db);
}
