/** When a partner was last touched, and when it is to be again: found, and set. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { type CadenceDraft, type CadenceKind, touchesOf } from './cadence.ts';

/** All days where the library is. `days` is null for what is over; `due_on` where nothing is to be counted from. */
export type Rhythm = {
  last_on: string | null;
  days: number | null;
  due_on: string | null;
  paused_until: string | null;
};

/** Of these partners. One query. */
export async function rhythmsOf(ctx: Ctx, ids: readonly PartnerId[]): Promise<Map<PartnerId, Rhythm>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Rhythm & { partner_id: PartnerId }>`
    ${touchesOf(ctx, sql`p.id = any(${[...ids]}::uuid[])`)}`.execute(ctx.db);
  return new Map(rows.map(({ partner_id, ...rhythm }) => [partner_id, rhythm]));
}

/** What somebody has set; version 0 while nobody has. */
export type Cadence = { kind: CadenceKind; days: number | null; paused_until: string | null; version: number };

export async function findCadence(ctx: Ctx, partnerId: PartnerId): Promise<Cadence> {
  const row = await ctx.db
    .selectFrom('cadences')
    .select(['kind', 'days', 'paused_until', 'version'])
    .where('library_id', '=', ctx.library.id)
    .where('partner_id', '=', partnerId)
    .$narrowType<{ kind: CadenceKind; paused_until: string | null }>()
    .executeTakeFirst();
  return row ?? { kind: 'usual', days: null, paused_until: null, version: 0 };
}

/** Throws Conflict with what is set now when somebody has set it meanwhile. */
export async function setCadence(ctx: Ctx, partnerId: PartnerId, { version, ...draft }: CadenceDraft): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    const values = { ...draft, days: draft.kind === 'own' ? draft.days : null };
    const { rows } = await sql`
      insert into cadences (library_id, partner_id, kind, days, paused_until)
      values (${ctx.library.id}, ${partnerId}, ${values.kind}, ${values.days}, ${values.paused_until})
      on conflict (library_id, partner_id) do update set kind = excluded.kind, days = excluded.days,
        paused_until = excluded.paused_until, version = cadences.version + 1
      where cadences.version = ${version} returning 1`.execute(ctx.db);
    const is = await findCadence(ctx, partnerId);
    if (rows.length === 0 || is.version !== version + 1)
      throw new Conflict(
        { kind: is.kind, days: String(is.days ?? ''), paused_until: is.paused_until ?? '' },
        is.version,
      );
    await history(ctx, 'partner.cadence_set', {
      subject: { type: 'partner', id: partnerId },
      details: { days: values.days, paused_until: values.paused_until },
    });
  });
}
