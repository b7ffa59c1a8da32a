/**
 * What speaks for an initiative: worksheets, themes of interviews, checks of who does it already. What each of them says
 * is theirs, so whoever shows them asks their rooms (views/initiative-story).
 */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow } from '../../house/errors.ts';
import { insertMany } from '../../house/many.ts';
import { type Evidence, type InitiativeId, mayPlan } from './initiative.ts';

export async function evidenceOf(ctx: Ctx, id: InitiativeId): Promise<Evidence[]> {
  const { rows } = await sql<Evidence>`select kind, subject_id from initiative_evidence
    where library_id = ${ctx.library.id} and initiative_id = ${id} order by added_at, subject_id`.execute(ctx.db);
  return rows;
}

export const addEvidence = (ctx: Ctx, id: InitiativeId, added: Evidence): Promise<void> =>
  setEvidence(ctx, id, { chosen: [added], was: [] });

const same = (one: Evidence) => (other: Evidence) => one.kind === other.kind && one.subject_id === other.subject_id;

/** What was changed in a list that was `was`; what others have added meanwhile stays. */
export async function setEvidence(
  ctx: Ctx,
  id: InitiativeId,
  { chosen, was }: { chosen: Evidence[]; was: Evidence[] },
): Promise<void> {
  allow(mayPlan(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const gone = was.filter((each) => !chosen.some(same(each)));
    for (const { kind, subject_id } of gone)
      await sql`delete from initiative_evidence where library_id = ${ctx.library.id} and initiative_id = ${id}
        and kind = ${kind} and subject_id = ${subject_id}`.execute(ctx.db);
    const rows = chosen
      .filter((each) => !was.some(same(each)))
      .map((each) => ({
        ...{ library_id: ctx.library.id, initiative_id: id, ...each },
        ...{ added_by: memberId(ctx), added_at: ctx.now },
      }));
    await insertMany(ctx.db, 'initiative_evidence', { rows, unlessThere: true });
  });
}

/** The initiatives for which something speaks, by name. */
export async function initiativesFor(ctx: Ctx, subject: string): Promise<{ id: InitiativeId; name: string }[]> {
  const { rows } = await sql<{ id: InitiativeId; name: string }>`
    select i.id, i.name from initiative_evidence e
    join initiatives i on i.library_id = e.library_id and i.id = e.initiative_id
    where e.library_id = ${ctx.library.id} and e.subject_id = ${subject} and i.removed_at is null
    order by i.name, i.id`.execute(ctx.db);
  return rows;
}
