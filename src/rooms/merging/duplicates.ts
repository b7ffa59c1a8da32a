/**
 * The review list: pairs that are likely one organization and that nobody has answered yet. An answer is remembered and
 * asked for once.
 */

import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { allow, NotFound } from '../../house/errors.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { isUnderWay } from '../../house/work/job.ts';
import { CHANGED } from '../directory/changed.ts';
import { factsOf } from '../directory/facts.ts';
import type { Facts, Pair, Reason } from '../directory/likeness.ts';
import type { OrganizationId } from '../directory/organization.ts';
import { putUnder } from '../directory/organizations.ts';
import type { PartnerId, Stage } from '../partners/partner.ts';
import { tellBoth } from './answers.ts';
import { inOrder, mayMerge } from './duplicate.ts';

export type Candidate = Facts & {
  partner_id: PartnerId | null;
  stage: Stage | null;
  parent_name: string | null;
  confidential_address: boolean;
};
export type Duplicate = { a: Candidate; b: Candidate; reasons: Reason[]; score: number };
/** `growing`: organizations have changed, and are being compared anew. */
export type DuplicateList = { rows: Duplicate[]; total: number; page: number; pages: number; growing: boolean };

/** How many pairs are shown on a page. */
export const LIST_LENGTH = 25;

/** The likeliest pairs, as they were found last (likely-pairs.ts), and how many there are in all. */
export async function duplicatesOf(ctx: Ctx, page = 1): Promise<DuplicateList> {
  const open = sql`likely_pairs l where l.library_id = ${ctx.library.id} and not exists (
    select 1 from duplicate_answers d where d.library_id = ${ctx.library.id}
      and d.organization_id = l.organization_id and d.other_id = l.other_id)`;
  const count = await sql<{ total: number }>`select count(*) as total from ${open}`.execute(ctx.db);
  const total = count.rows[0]?.total ?? 0;
  const pages = Math.max(1, Math.ceil(total / LIST_LENGTH));
  const number = Math.min(page, pages);
  const { rows: pairs } = await sql<Pair>`
    select l.organization_id as a, l.other_id as b, l.reasons, l.score from ${open}
    order by l.score desc, l.organization_id, l.other_id
    limit ${LIST_LENGTH} offset ${(number - 1) * LIST_LENGTH}`.execute(ctx.db);
  return { rows: await withFacts(ctx, pairs), total, page: number, pages, growing: await isUnderWay(ctx, CHANGED) };
}

async function withFacts(ctx: Ctx, pairs: Pair[]): Promise<Duplicate[]> {
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const candidates = await asCandidates(ctx, ids.length > 0 ? await factsOf(ctx, { ids, like: [] }) : []);
  return pairs.flatMap(({ a, b, ...why }) => {
    const [one, other] = [candidates.get(a), candidates.get(b)];
    return one && other ? [{ a: one, b: other, ...why }] : [];
  });
}

async function asCandidates(ctx: Ctx, facts: Facts[]): Promise<Map<string, Candidate>> {
  const { rows } = await sql<Omit<Candidate, keyof Facts> & { id: OrganizationId }>`
    select o.id, o.confidential_address, p.id as partner_id, p.stage, parent.name as parent_name from organizations o
    left join partners p on p.library_id = o.library_id and p.organization_id = o.id
    left join organizations parent on parent.library_id = o.library_id and parent.id = o.parent_organization_id
    where o.library_id = ${ctx.library.id} and o.id = any(${facts.map((each) => each.id)}::uuid[])`.execute(ctx.db);
  const more = new Map(rows.map((row) => [row.id, row]));
  const none = { partner_id: null, stage: null, parent_name: null, confidential_address: true };
  return new Map(facts.map((each) => [each.id, { ...none, ...more.get(each.id), ...each }]));
}

/** Returns the id that takes the answer back. */
export async function answerDifferent(ctx: Ctx, one: OrganizationId, other: OrganizationId): Promise<RemovalId> {
  allow(mayMerge(ctx.actor));
  return answering(ctx, [one, other], async (ctx) => {
    await remember(ctx, [one, other], 'different');
    await tellBoth(ctx, [one, other], 'pair.different');
  });
}

/** Records the answer as a removal, so that undoing it puts the pair back on the list. */
async function answering(
  ctx: Ctx,
  [one, other]: [OrganizationId, OrganizationId],
  work: (ctx: Ctx) => Promise<void>,
): Promise<RemovalId> {
  const both = await sql<{ name: string }>`
    select name from organizations where library_id = ${ctx.library.id} and id in (${one}, ${other})
      order by name_key, id`.execute(ctx.db);
  const label = both.rows.map((row) => row.name).join(' / ');
  return removing(
    ctx,
    { kind: 'pair', subject: `${one} ${other}`, label, about: { type: 'organization', id: one } },
    work,
  );
}

/** The answer that one is part of the other. Also sets the parent in the directory. */
export async function answerChapter(ctx: Ctx, parentId: OrganizationId, childId: OrganizationId): Promise<RemovalId> {
  allow(mayMerge(ctx.actor));
  return answering(ctx, [parentId, childId], async (ctx) => {
    await putUnder(ctx, childId, parentId);
    await remember(ctx, [parentId, childId], 'chapter');
  });
}

/** Stores the answer; a newer one replaces an older. */
async function remember(
  ctx: Ctx,
  [one, other]: [OrganizationId, OrganizationId],
  answer: 'different' | 'chapter',
): Promise<void> {
  const ids = inOrder(one, other);
  const known = await sql`select id from organizations where library_id = ${ctx.library.id}
      and id = any(${ids}::uuid[]) for key share`.execute(ctx.db);
  if (known.rows.length < 2) throw new NotFound();
  const said = { answer, answered_by: ctx.actor.id, answered_at: ctx.now };
  await ctx.db
    .insertInto('duplicate_answers')
    .values({ library_id: ctx.library.id, organization_id: ids[0], other_id: ids[1], ...said })
    .onConflict((conflict) => conflict.columns(['library_id', 'organization_id', 'other_id']).doUpdateSet(said))
    .execute();
}
