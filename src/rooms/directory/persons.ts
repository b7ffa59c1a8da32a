/**
 * Persons with their phones, mails, addresses and roles. A person is stored as long as they have a role, even if it has
 * ended.
 */

import { type RawBuilder, sql } from 'kysely';
import type { Ctx, Reading } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { insertMany } from '../../house/many.ts';
import { hasWords } from './by-words.ts';
import { writePersonLists } from './lists.ts';
import { nameKey } from './name-key.ts';
import { mayEditDirectory, type OrganizationId } from './organization.ts';
import { type ContactId, type PersonDraft, type PersonId, unitedPerson } from './person.ts';

export type PersonRole = {
  /** Id of the contact. */
  id: ContactId;
  organization_id: OrganizationId;
  organization: string;
  title: string;
  starts_on: string | null;
  ends_on: string | null;
  may_be_published: boolean;
};

export type Person = PersonDraft & { id: PersonId; version: number; roles: PersonRole[] };

const listOf = (
  ctx: Reading,
  table: string,
  row: RawBuilder<unknown>,
) => sql`coalesce((select jsonb_agg(${row} order by x.position, x.id)
  from ${sql.table(table)} x where x.library_id = ${ctx.library.id} and x.person_id = pe.id), '[]')`;

/** Phones, mails and addresses of a person, as columns of a query over `persons pe`. */
export const theirs = (ctx: Reading) => sql`
  ${listOf(
    ctx,
    'person_phones',
    sql`jsonb_build_object('kind', x.kind, 'number', x.number, 'extension', x.extension,
    'description', x.description)`,
  )} as phones,
  ${listOf(ctx, 'person_emails', sql`jsonb_build_object('kind', x.kind, 'email', x.email)`)} as emails,
  ${listOf(ctx, 'person_addresses', sql`to_jsonb(x) - '{library_id,id,person_id,position}'::text[]`)} as addresses`;

const roles = (ctx: Reading) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', c.id, 'organization_id', c.organization_id, 'organization', o.name,
    'title', c.title,
      'starts_on', c.starts_on, 'ends_on', c.ends_on, 'may_be_published', c.may_be_published)
        order by c.ends_on desc nulls first, o.name_key, c.id)
  from contacts c join organizations o on o.library_id = c.library_id and o.id = c.organization_id
  where c.library_id = ${ctx.library.id} and c.person_id = pe.id), '[]') as roles`;

/**
 * Exported for other files of this room only. `where` is a condition on `persons pe`, which may be followed by an order
 * and a limit.
 */
export async function select(ctx: Ctx, where: RawBuilder<unknown>): Promise<Person[]> {
  const { rows } = await sql<Person>`select pe.id, pe.name, pe.version, ${theirs(ctx)}, ${roles(ctx)} from persons pe
    where pe.library_id = ${ctx.library.id} and ${where}`.execute(ctx.db);
  return rows;
}

export const findPerson = async (ctx: Ctx, id: PersonId): Promise<Person> =>
  found((await select(ctx, sql`pe.id = ${id}`))[0]);

const PERSONS_PER_PAGE = 50;

/**
 * Sorted by name. With `search`, those for whom all of its words are in their own name or in that of an organization
 * where they have, or had, a role.
 */
export async function listPersons(
  ctx: Ctx,
  { search, page, size = PERSONS_PER_PAGE }: { search: string; page: number; size?: number | undefined },
): Promise<{ rows: Person[]; total: number; pages: number }> {
  const [words] = hasWords(sql`(pe.name_key || ' | ' || o.search_key)`, search);
  const named = words
    ? sql`exists (select 1 from contacts c join organizations o on o.library_id = c.library_id
      and o.id = c.organization_id
        where c.library_id = ${ctx.library.id} and c.person_id = pe.id and ${words})`
    : sql`true`;
  const count = await sql<{
    total: number;
  }>`select count(*) as total from persons pe where pe.library_id = ${ctx.library.id} and ${named}`.execute(ctx.db);
  const total = Number(count.rows[0]?.total ?? 0);
  const pages = Math.max(1, Math.ceil(total / size));
  const offset = (Math.min(page, pages) - 1) * size;
  return {
    rows: await select(ctx, sql`${named} order by pe.name_key, pe.id limit ${size} offset ${offset}`),
    total,
    pages,
  };
}

/** Everybody who has one of these names, by the key of the name. */
export async function personsNamed(ctx: Ctx, names: string[]): Promise<Map<string, Person[]>> {
  const keys = [...new Set(names.map(nameKey))].filter(Boolean);
  if (keys.length === 0) return new Map();
  const persons = await select(ctx, sql`pe.name_key = any(${keys}::text[]) order by pe.created_at, pe.id`);
  return Map.groupBy(persons, (person) => nameKey(person.name));
}

export async function changePerson(
  ctx: Ctx,
  id: PersonId,
  { version, ...draft }: PersonDraft & { version: number },
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await lockPerson(ctx, id);
    const person = await findPerson(ctx, id);
    if (person.version !== version) throw new Conflict(asTyped(person), person.version);
    await writePerson(ctx, person, draft);
    for (const role of person.roles)
      await history(ctx, 'contact.changed', {
        subject: { type: 'organization', id: role.organization_id },
        details: { name: draft.name },
      });
  });
}

/** The person as the fields of the form. Its first phone and first mail are for work, and empty if there is none. */
export function asTyped({ name, phones, emails, addresses }: PersonDraft): Record<string, string> {
  const typed: Record<string, string> = { name };
  const lists = {
    phones: workFirst(phones, { number: '', extension: '', description: '' }),
    emails: workFirst(emails, { email: '' }),
    addresses,
  };
  for (const [list, rows] of Object.entries(lists)) {
    rows.forEach((row, at) => {
      for (const [field, value] of Object.entries(row)) typed[`${list}.${at}.${field}`] = value;
    });
  }
  return typed;
}

function workFirst<T extends { kind: string }>(list: T[], none: object): object[] {
  const work = list.find((each) => each.kind === 'work');
  return [work ?? none, ...list.filter((each) => each !== work)];
}

/** Waits for whoever changes the person, and keeps others waiting until the transaction ends. */
export async function lockPerson(ctx: Ctx, id: PersonId): Promise<void> {
  const { rows } =
    await sql`select 1 from persons where library_id = ${ctx.library.id} and id = ${id} for update`.execute(ctx.db);
  found(rows[0]);
}

/** Only for the verbs about contacts, which check permission and add the roles. Uses ids that the caller has made. */
export async function addPersons(ctx: Ctx, many: (PersonDraft & { id: PersonId })[]): Promise<void> {
  const rows = many.map(({ id, name }) => ({
    library_id: ctx.library.id,
    id,
    name,
    name_key: nameKey(name),
    created_at: ctx.now,
  }));
  await insertMany(ctx.db, 'persons', rows);
  await writePersonLists(
    ctx,
    many.map(({ id, phones, emails, addresses }) => ({ id, fresh: true, phones, emails, addresses })),
  );
}

/** Writes the person as the draft says; writes nothing if nothing changes. */
export async function writePerson(
  ctx: Ctx,
  person: Person,
  { name, phones, emails, addresses }: PersonDraft,
): Promise<void> {
  if (said(person) === said({ name, phones, emails, addresses })) return;
  await ctx.db
    .updateTable('persons')
    .set({ name, name_key: nameKey(name), version: person.version + 1 })
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', person.id)
    .execute();
  await writePersonLists(ctx, [{ id: person.id, phones, emails, addresses }]);
}

const said = (draft: PersonDraft) => JSON.stringify(Object.entries(asTyped(draft)).toSorted());

/** Adds to a stored person the phones, mails and addresses that are new. The name stays. */
export async function tellOfPerson(ctx: Ctx, id: PersonId, draft: Omit<PersonDraft, 'name'>): Promise<void> {
  await lockPerson(ctx, id);
  const person = await findPerson(ctx, id);
  await writePerson(ctx, person, unitedPerson(person, draft));
}

/**
 * Removes the person, with phones, mails and addresses, if they have no role left and nothing else names them: whoever
 * is in the story stays in it.
 */
export const removeWithoutRole = (ctx: Ctx, id: PersonId): Promise<void> => removeStrays(ctx, sql`pe.id = ${id}`);

/** Removes persons whom an undo restored although somebody had removed their last role in the meantime. */
export const removeAllWithoutRole = (ctx: Ctx): Promise<void> => removeStrays(ctx, sql`true`);

async function removeStrays(ctx: Ctx, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: PersonId }>`
    select pe.id from persons pe where pe.library_id = ${ctx.library.id} and ${which}
      and not exists (select 1 from contacts c where c.library_id = ${ctx.library.id} and c.person_id = pe.id)`.execute(
    ctx.db,
  );
  const named = await sql<{ id: PersonId }>`select persons_named(${ctx.library.id}, ${rows.map(
    (row) => row.id,
  )}::uuid[]) as id`.execute(ctx.db);
  const stay = new Set(named.rows.map((row) => row.id));
  const ids = rows.map((row) => row.id).filter((id) => !stay.has(id));
  if (ids.length === 0) return;
  for (const table of ['person_phones', 'person_emails', 'person_addresses'] as const)
    await ctx.db.deleteFrom(table).where('library_id', '=', ctx.library.id).where('person_id', 'in', ids).execute();
  await ctx.db.deleteFrom('persons').where('library_id', '=', ctx.library.id).where('id', 'in', ids).execute();
}
