/** What one can do with absences: say that somebody is away and who acts for them, and take it back. */
import { sql } from 'kysely';
import { type Actor, atLeast, type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import type { Removal, RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type Absence, type AbsenceDraft, type AbsenceId, actingFor } from './absence.ts';
import { mayManageMembers } from './account.ts';
import { membersOf } from './members.ts';

export const mayBeAway = (actor: Actor) => atLeast(actor, 'contributor');
/** One's own, and, for who manages members, everybody's. */
export const maySayAway = (actor: Actor, { member_id }: Pick<Absence, 'member_id'>) =>
  mayBeAway(actor) && (actor.id === member_id || mayManageMembers(actor));

/** Whoever took it away, and who manages members: it gives somebody another's word. */
export const mayBringAbsenceBack = (actor: Actor, { removed_by }: Pick<Removal, 'removed_by'>) =>
  mayManageMembers(actor) || (mayBeAway(actor) && actor.id === removed_by);

/** Those that are not over, the first to come at the top. */
export async function absencesOf(ctx: Ctx): Promise<Absence[]> {
  const { rows } = await sql<Absence>`
    select a.id, a.member_id, a.deputy_id, a.starts_on, a.ends_on, u.name as member, v.name as deputy
    from absences a join members m on m.library_id = a.library_id and m.id = a.member_id join users u on u.id = m.user_id
    join members d on d.library_id = a.library_id and d.id = a.deputy_id join users v on v.id = d.user_id
    where a.library_id = ${ctx.library.id} and a.ends_on >= ${today(ctx)} and m.left_at is null and d.left_at is null
    order by a.starts_on, a.id`.execute(ctx.db);
  return rows;
}

export const findAbsence = async (ctx: Ctx, id: AbsenceId): Promise<Absence> =>
  found((await absencesOf(ctx)).find((each) => each.id === id));

/** Throws Invalid where the one who is to act for them would in the end be themselves. */
export async function addAbsence(ctx: Ctx, draft: AbsenceDraft): Promise<AbsenceId> {
  allow(maySayAway(ctx.actor, draft));
  if (draft.ends_on < today(ctx)) throw new Invalid({ ends_on: { key: 'error.past' } });
  return inTransaction(ctx, async (ctx) => {
    // Two who name each other at the same moment wait for each other here.
    await sql`select 1 from members where library_id = ${ctx.library.id}
      and id in (${draft.member_id}, ${draft.deputy_id}) order by id for update`.execute(ctx.db);
    const deputy = (await membersOf(ctx)).find(({ id }) => id === draft.deputy_id);
    if (!deputy || deputy.role === 'reader') throw new Invalid({ deputy_id: { key: 'error.choice' } });
    if (isCircle(draft, await absencesOf(ctx))) throw new Invalid({ deputy_id: { key: 'error.deputy_circle' } });
    const id = newId<'absences'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await translating({ absences_library_id_deputy_id_fkey: ['deputy_id', 'error.choice'] }, () =>
      ctx.db
        .insertInto('absences')
        .values({ library_id: ctx.library.id, id, ...draft, ...made })
        .execute(),
    );
    await history(ctx, 'absence.added', { subject: { type: 'member', id: draft.member_id } });
    return id;
  });
}

/** Whether on one of its days the deputy's word would come back to whoever is away. */
function isCircle(of: AbsenceDraft, absences: readonly Absence[]): boolean {
  const days = [of.starts_on, ...absences.map(({ starts_on }) => starts_on)];
  return days
    .filter((day) => of.starts_on <= day && day <= of.ends_on)
    .some((day) => actingFor(of.deputy_id, absences, day).includes(of.member_id));
}

/** Refuses to bring one back that would close a circle today. */
export async function noCircle(ctx: Ctx, { subject }: Pick<Removal, 'subject'>): Promise<void> {
  const { rows } = await sql<{ row: AbsenceDraft }>`select before as row from recorded_changes
    where library_id = ${ctx.library.id} and table_name = 'absences' and before ->> 'id' = ${subject}
    order by seq desc limit 1`.execute(ctx.db);
  const [was] = rows;
  if (was && isCircle(was.row, await absencesOf(ctx))) throw new Invalid({ form: { key: 'error.deputy_circle' } });
}

/** Returns the id that brings it back. */
export async function removeAbsence(ctx: Ctx, id: AbsenceId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const absence = await findAbsence(ctx, id);
    allow(maySayAway(ctx.actor, absence));
    const about = { type: 'member', id: absence.member_id } as const;
    const { t } = speak(ctx.library.locale);
    const label = t('absences.label', { who: absence.member });
    return removing(ctx, { kind: 'absence', subject: id, label, about }, async (ctx) => {
      await sql`delete from absences where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
      await history(ctx, 'absence.removed', { subject: about });
    });
  });
}
