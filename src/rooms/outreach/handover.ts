/**
 * A handover: what lay with a member goes to another, before or after they leave: their partners with the next steps,
 * their tasks, and what only they know, which is written down as a note for everybody. Links that went out in their
 * name pass to the partner's owner by themselves (guests/guest-link.ts).
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, MemberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { longText, requiredId } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { namesOf } from '../accounts/members.ts';
import { changeOwners } from '../partners/changing-many.ts';
import type { PartnerId, Stage } from '../partners/partner.ts';
import { logDraft } from './interaction.ts';
import { logInteraction } from './interactions.ts';
import { mayHandOver, type TaskId } from './task.ts';
import { giveTasks } from './tasks.ts';

export const handoverDraft = z.object({ to: requiredId<'members'>() });
export const noteText = longText(10_000);

export type HandedPartner = {
  id: PartnerId;
  name: string;
  stage: Stage;
  /** The next step, and when. */
  step: string | null;
  due_on: string | null;
  /** Somebody there whom one can write to at work: for the mail that introduces who comes after. */
  person: string | null;
  email: string | null;
};

export type Lying = { partners: HandedPartner[]; deputy: number; tasks: number };

/** What lies with a member. Two queries. */
export async function lyingWith(ctx: Ctx, id: MemberId): Promise<Lying> {
  const partners = await partnersWith(ctx, id);
  const counted = await sql<{ deputy: number; tasks: number }>`
    select (select count(*) from partners p where p.library_id = ${ctx.library.id} and p.deputy_id = ${id}) as deputy,
      (select count(*) from tasks t where t.library_id = ${ctx.library.id} and t.member_id = ${id}
        and t.outcome is null) as tasks`.execute(ctx.db);
  return { partners, ...(counted.rows[0] ?? { deputy: 0, tasks: 0 }) };
}

/** The partners that this handover gave to a member and that are still with them: who comes after is new to those. */
export const handedTo = (ctx: Ctx, id: MemberId, handover: RemovalId): Promise<HandedPartner[]> =>
  partnersWith(
    ctx,
    id,
    sql`exists (select 1 from recorded_changes r where r.library_id = ${ctx.library.id}
      and r.change_set_id = ${handover} and r.table_name = 'partners' and r.after ->> 'id' = p.id::text)`,
  );

async function partnersWith(ctx: Ctx, id: MemberId, which = sql`true`): Promise<HandedPartner[]> {
  const { rows } = await sql<HandedPartner>`
    select p.id, o.name, p.stage, n.what as step, n.due_on, w.name as person, w.email
    from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    left join next_steps n on n.library_id = p.library_id and n.partner_id = p.id and n.closed_at is null
    left join lateral (select pe.name, e.email from contacts c
      join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
      join person_emails e on e.library_id = pe.library_id and e.person_id = pe.id and e.kind = 'work'
      where c.library_id = ${ctx.library.id} and c.organization_id = p.organization_id and c.ends_on is null
      order by c.created_at, c.id, e.position limit 1) w on true
    where p.library_id = ${ctx.library.id} and p.owner_id = ${id} and ${which} order by o.name_key, o.id`.execute(
    ctx.db,
  );
  return rows;
}

export type Handover = { from: MemberId; to: MemberId; label: string; notes: ReadonlyMap<PartnerId, string> };
export type HandedOver = { partners: number; tasks: number; removal: RemovalId | null };

/** Gives it all to another. The partners come back by undo; tasks and notes stay, as they are seen where they are. */
export async function handOver(ctx: Ctx, { from, to, label, notes }: Handover): Promise<HandedOver> {
  allow(mayHandOver(ctx.actor));
  if (from === to) throw new Invalid({ to: { key: 'error.handover_self' } });
  return inTransaction(ctx, async (ctx) => {
    const name = (await namesOf(ctx, [to])).get(to) ?? '';
    const { partners } = await lyingWith(ctx, from);
    for (const { id } of partners) {
      const body = notes.get(id) ?? '';
      if (body) await logInteraction(ctx, { ...logDraft.parse({ ...EMPTY, kind: 'remark', body }), partners: [id] });
    }
    const open = await sql<{ id: TaskId }>`select id from tasks where library_id = ${ctx.library.id}
      and member_id = ${from} and outcome is null`.execute(ctx.db);
    const ids = open.rows.map((row) => row.id);
    const tasks = await giveTasks(ctx, ids, to);
    if (partners.length === 0) return { partners: 0, tasks, removal: null };
    const chosen = { ids: partners.map(({ id }) => id), label };
    const { count, removal } = await changeOwners(ctx, chosen, { id: to, name });
    return { partners: count, tasks, removal };
  });
}

const EMPTY = { happened_on: '', minutes: '', people_reached: '' };
