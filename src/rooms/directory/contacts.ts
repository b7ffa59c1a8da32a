/** People at an organization. Someone who has left stays, with an end date: who it used to be is worth knowing. */
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, NotFound } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { removing } from '../../house/removals.ts';
import { type ContactDraft, mayEditDirectory } from './organization.ts';

const COLUMNS = ['id', 'organization_id', 'name', 'title', 'email', 'phone', 'starts_on', 'ends_on', 'version'] as const;
export type Contact = {
  id: string;
  organization_id: string;
  name: string;
  title: string;
  email: string;
  phone: string;
  starts_on: string | null;
  ends_on: string | null;
  version: number;
};

/** Today's people first, then those who left. */
export async function contactsOf(ctx: Ctx, organizationId: string): Promise<Contact[]> {
  const rows = await contacts(ctx)
    .where('organization_id', '=', organizationId)
    .orderBy('ends_on', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .limit(100)
    .execute();
  return rows as unknown as Contact[];
}

/** Everybody at these organizations, by organization. */
export async function contactsAt(ctx: Ctx, organizationIds: string[]): Promise<Map<string, Contact[]>> {
  if (organizationIds.length === 0) return new Map();
  const rows = await contacts(ctx).where('organization_id', 'in', organizationIds).orderBy('name').execute();
  return Map.groupBy(rows as unknown as Contact[], (contact) => contact.organization_id);
}

export async function findContact(ctx: Ctx, id: string): Promise<Contact> {
  return found(await contacts(ctx).where('id', '=', id).executeTakeFirst()) as unknown as Contact;
}

const contacts = (ctx: Ctx) => ctx.db.selectFrom('contacts').select(COLUMNS).where('library_id', '=', ctx.library.id);

export async function addContact(ctx: Ctx, organizationId: string, draft: ContactDraft): Promise<string> {
  allow(mayEditDirectory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id = newId();
    await ctx.db
      .insertInto('contacts')
      .values({ library_id: ctx.library.id, id, organization_id: organizationId, ...draft, created_at: ctx.now })
      .execute();
    await history(ctx, 'contact.added', { type: 'organization', id: organizationId }, { name: draft.name });
    return id;
  });
}

export async function changeContact(ctx: Ctx, id: string, draft: ContactDraft & { version: number }): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { version, ...values } = draft;
    const row = await ctx.db
      .updateTable('contacts')
      .set({ ...values, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning('organization_id')
      .executeTakeFirst();
    if (!row) {
      const { name, title, email, phone, starts_on, ends_on, version: current } = await findContact(ctx, id);
      throw new Conflict({ name, title, email, phone, starts_on: starts_on ?? '', ends_on: ends_on ?? '' }, current);
    }
    await history(ctx, 'contact.changed', { type: 'organization', id: row.organization_id }, { name: draft.name });
  });
}

/** Returns the id that brings them back. */
export async function removeContact(ctx: Ctx, id: string): Promise<string> {
  allow(mayEditDirectory(ctx.actor));
  const { name, organization_id } = await findContact(ctx, id);
  return removing(ctx, { kind: 'contact', subject: id, label: name, about: { type: 'organization', id: organization_id } }, async (ctx) => {
    const gone = await ctx.db
      .deleteFrom('contacts')
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .returning(['name', 'organization_id'])
      .executeTakeFirst();
    if (!gone) throw new NotFound();
    await history(ctx, 'contact.removed', { type: 'organization', id: gone.organization_id }, { name: gone.name });
  });
}
