/** Saying who stands in for somebody in a role, and who came after. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { type Id, newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { contactsOf, findContact } from './contacts.ts';
import { mayEditDirectory } from './organization.ts';
import type { ContactId, PersonId } from './person.ts';
import { STAND_INS, type StandInKind } from './stand-in.ts';

/** Says who they are, for a role; nobody where one is left empty. Throws Invalid for who does not work there. */
export async function setStandIns(
  ctx: Ctx,
  id: ContactId,
  chosen: Record<StandInKind, PersonId | null>,
): Promise<void> {
  allow(mayEditDirectory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { organization_id, person_id, name } = await findContact(ctx, id);
    const there = new Set((await contactsOf(ctx, organization_id)).map((each) => each.person_id));
    const rows = STAND_INS.flatMap((kind) => {
      const by_person_id = chosen[kind];
      if (by_person_id && (by_person_id === person_id || !there.has(by_person_id)))
        throw new Invalid({ [kind]: { key: 'error.choice' } });
      return by_person_id ? [{ kind, by_person_id }] : [];
    });
    await sql`delete from stand_ins where library_id = ${ctx.library.id} and organization_id = ${organization_id}
      and person_id = ${person_id}`.execute(ctx.db);
    const common = { library_id: ctx.library.id, organization_id, person_id };
    await insertMany(
      ctx.db,
      'stand_ins',
      rows.map((row) => ({ ...common, ...row, id: newId<'stand_ins'>() as Id<'stand_ins'> })),
    );
    await history(ctx, 'contact.changed', {
      subject: { type: 'organization', id: organization_id },
      details: { name },
    });
  });
}
