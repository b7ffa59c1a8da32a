/** Who has which part in an initiative. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PartnerId } from '../partners/partner.ts';
import { type InitiativeId, type InitiativePartner, mayPlan, type Part } from './initiative.ts';

/** Those that lead first, then as the parts are, then by name. */
export async function partnersIn(ctx: Ctx, id: InitiativeId): Promise<InitiativePartner[]> {
  const { rows } = await sql<InitiativePartner>`
    select p.id, o.name, x.part, x.what from initiative_partners x
    join partners p on p.library_id = x.library_id and p.id = x.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where x.library_id = ${ctx.library.id} and x.initiative_id = ${id}
    order by array_position(array['lead', 'does', 'supports', 'told'], x.part), o.name_key, p.id`.execute(ctx.db);
  return rows;
}

type Joined = { part: Part; what: string };

const nameOf = (ctx: Ctx, id: InitiativeId) =>
  sql<{ name: string }>`select name from initiatives where library_id = ${ctx.library.id} and id = ${id}`.execute(
    ctx.db,
  );

/** With this part; one that is in it already gets the part that is said now. */
export async function joinInitiative(ctx: Ctx, id: InitiativeId, partner: PartnerId, { part, what }: Joined) {
  allow(mayPlan(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await translating({ initiative_partners_library_id_partner_id_fkey: ['partner', 'error.choice'] }, () =>
      ctx.db
        .insertInto('initiative_partners')
        .values({
          ...{ library_id: ctx.library.id, initiative_id: id, partner_id: partner, part, what },
          ...{ added_by: memberId(ctx), added_at: ctx.now },
        })
        .onConflict((same) => same.columns(['library_id', 'initiative_id', 'partner_id']).doUpdateSet({ part, what }))
        .execute(),
    );
    const name = (await nameOf(ctx, id)).rows[0]?.name ?? '';
    await history(ctx, 'initiative.joined', { subject: { type: 'partner', id: partner }, details: { name } });
  });
}

/** Returns the id that brings it back. */
export async function leaveInitiative(ctx: Ctx, id: InitiativeId, partner: PartnerId): Promise<RemovalId> {
  allow(mayPlan(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name: label } = found((await partnersIn(ctx, id)).find((each) => each.id === partner));
    const about = { type: 'partner', id: partner } as const;
    return removing(ctx, { kind: 'initiative_partner', subject: id, label, about }, async (ctx) => {
      await sql`delete from initiative_partners where library_id = ${ctx.library.id} and initiative_id = ${id}
        and partner_id = ${partner}`.execute(ctx.db);
      const name = (await nameOf(ctx, id)).rows[0]?.name ?? '';
      await history(ctx, 'initiative.left', { subject: about, details: { name } });
    });
  });
}
