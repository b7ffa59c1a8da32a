/** What a person decides about a misplaced fact: it is the organization's after all, or it moves to a person. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found } from '../../../house/errors.ts';
import { history } from '../../../house/history.ts';
import { newId } from '../../../house/ids.ts';
import { requiredId } from '../../../house/parse.ts';
import { mayEditDirectory } from '../../directory/organization.ts';
import { changeOrganization, findOrganization, type Organization } from '../../directory/organizations.ts';
import { tellOfPerson } from '../../directory/persons.ts';
import { addressKey, WHATS, type What } from './misplaced.ts';
import { draftOf } from './planning/differences.ts';

/** With a person's id it is theirs; without, the organization's. */
export const misplacedForm = z.object({
  organization_id: requiredId<'organizations'>(),
  what: z.enum(WHATS),
  value: z.string().max(400),
  person_id: requiredId<'persons'>().optional(),
});

/** It is the organization's, and is not asked again. */
export async function keepAsOwn(
  ctx: Ctx,
  { organization_id, what, value }: z.output<typeof misplacedForm>,
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findOrganization(ctx, organization_id);
    const row = {
      library_id: ctx.library.id,
      id: newId<'misplaced_answers'>(),
      organization_id,
      what,
      value,
      answered_by: ctx.actor.id,
      answered_at: ctx.now,
    };
    await ctx.db.insertInto('misplaced_answers').values(row).execute();
    await history(ctx, 'organization.kept_own', {
      subject: { type: 'organization', id: organization_id },
      details: { what },
    });
  });
}

/** From the organization to one of its people: a mobile or another phone, another mail, a home. */
export async function moveToPerson(
  ctx: Ctx,
  { organization_id, what, value, person_id }: z.output<typeof misplacedForm>,
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const organization = await findOrganization(ctx, organization_id);
    const here = await sql<{ name: string }>`
      select pe.name from contacts c join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
      where c.library_id = ${ctx.library.id} and c.organization_id = ${organization_id}
        and c.person_id = ${person_id}`.execute(ctx.db);
    const { name } = found(here.rows[0]);
    await tellOfPerson(ctx, found(person_id), theirs(organization, what, value));
    await changeOrganization(ctx, organization_id, {
      ...without(draftOf(organization), what, value),
      version: organization.version,
    });
    await history(ctx, 'organization.moved_to_person', {
      subject: { type: 'organization', id: organization_id },
      details: { what, name },
    });
  });
}

function theirs({ phones, addresses }: Organization, what: What, value: string) {
  const mine = phones.filter((phone) => what === 'phone' && phone.number === value);
  const places = addresses.filter((address) => what === 'address' && addressKey(address) === value);
  return {
    phones: mine.map(({ number, extension, description, phone_type }) => ({
      kind: phone_type === 'cell' ? ('mobile' as const) : ('other' as const),
      number,
      extension,
      description,
    })),
    emails: what === 'email' ? [{ kind: 'other' as const, email: value }] : [],
    addresses: places.map(({ address_type: _, ...address }) => ({ kind: 'home' as const, ...address })),
  };
}

function without<T extends ReturnType<typeof draftOf>>(draft: T, what: What, value: string): T {
  return {
    ...draft,
    email: what === 'email' && draft.email === value ? '' : draft.email,
    phones: draft.phones.filter((phone) => what !== 'phone' || phone.number !== value),
    addresses: draft.addresses.filter((address) => what !== 'address' || addressKey(address) !== value),
  };
}
