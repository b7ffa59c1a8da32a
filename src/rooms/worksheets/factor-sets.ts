/**
 * Factor sets: the guide's 20, built in, and copies that a library makes its own. A version is never changed; saving an
 * edit makes the next one, and a worksheet keeps the version it was opened with.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { byName } from '../../house/by-name.ts';
import { type Actor, atLeast, type Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak, type Words } from '../../house/messages.ts';
import { line, longText, requiredLine, version } from '../../house/parse.ts';
import { guideGroups } from '../guide/guide.ts';
import type { Factor, FactorSetId, FactorSetVersionId } from './worksheet.ts';

export type FactorSet = {
  id: FactorSetId;
  name: string;
  builtIn: boolean;
  versionId: FactorSetVersionId;
  number: number;
  at: Date;
};

export const mayEditFactorSets = (actor: Actor) => atLeast(actor, 'coordinator');

/** The guide's own stays as it is; a copy of it may be made. */
export const mayEditFactorSet = (actor: Actor, set: Pick<FactorSet, 'builtIn'>) =>
  mayEditFactorSets(actor) && !set.builtIn;

export const copyDraft = z.object({ name: requiredLine(120) });

/** One language at a time. An empty name takes the factor out; "new" adds one to a group. */
export const factorSetEdit = z.object({
  name: requiredLine(120),
  groups: z.record(z.string().max(2), z.object({ name: requiredLine(120) })),
  factors: z.record(z.string().max(3), z.object({ name: line(200), prompt: longText(500), evidence: longText(500) })),
  version,
});

export type FactorSetEdit = z.output<typeof factorSetEdit>;

/** Gives a new library the guide's factors as version 1 of its built-in set. Called once, when it is founded. */
export async function addBuiltInFactorSet(ctx: Ctx): Promise<void> {
  const id: FactorSetId = newId();
  const name = speak(ctx.library.locale).t('factor_set.built_in');
  await ctx.db
    .insertInto('factor_sets')
    .values({ library_id: ctx.library.id, id, name, built_in: true, created_at: ctx.now })
    .execute();
  await addVersion(ctx, id, { number: 1, factors: guideFactors });
}

/**
 * After an upgrade: when the guide's words have changed, they become the next version. Nobody can edit this set, so
 * nothing is overwritten.
 */
export async function renewBuiltInFactorSet(ctx: Ctx): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    // Locked, so that two programs that start at once do not both write it.
    const { id } = found(await builtInSet(ctx).forUpdate().executeTakeFirst());
    const { number, versionId } = await findFactorSet(ctx, id);
    if (isDeepStrictEqual(await factorsOfVersion(ctx, versionId), guideFactors)) return;
    await addVersion(ctx, id, { number: number + 1, factors: guideFactors });
    await history(ctx, 'factor_set.edited', { subject: { type: 'factor_set', id }, details: { number: number + 1 } });
  });
}

const builtInSet = (ctx: Ctx) =>
  ctx.db.selectFrom('factor_sets').select('id').where('library_id', '=', ctx.library.id).where('built_in', '=', true);

const guideFactors: Factor[] = guideGroups.flatMap((group) =>
  group.factors.map((factor) => ({ ...factor, group: group.code, groupName: group.name })),
);

/** Which words these are: others have another hash. */
export const GUIDE_WORDS = createHash('sha256').update(JSON.stringify(guideFactors)).digest('base64url').slice(0, 22);

export async function factorSetsOf(ctx: Ctx): Promise<FactorSet[]> {
  const rows = await newestVersions(ctx).orderBy('s.built_in', 'desc').orderBy(byName('s.name')).execute();
  return rows.map(toFactorSet);
}

export async function findFactorSet(ctx: Ctx, id: FactorSetId): Promise<FactorSet> {
  return toFactorSet(found(await newestVersions(ctx).where('s.id', '=', id).executeTakeFirst()));
}

const newestVersions = (ctx: Ctx) =>
  ctx.db
    .selectFrom('factor_sets as s')
    .innerJoin('factor_set_versions as v', (join) =>
      join.onRef('v.library_id', '=', 's.library_id').onRef('v.factor_set_id', '=', 's.id'),
    )
    .select(['s.id', 's.name', 's.built_in', 'v.id as version_id', 'v.number', 'v.created_at'])
    .where('s.library_id', '=', ctx.library.id)
    .where('s.removed_at', 'is', null)
    .where('v.number', '=', (select) =>
      select
        .selectFrom('factor_set_versions as w')
        .select((row) => row.fn.max('w.number').as('number'))
        .where('w.library_id', '=', ctx.library.id)
        .whereRef('w.factor_set_id', '=', 's.id'),
    );

const toFactorSet = (row: {
  id: FactorSetId;
  name: string;
  built_in: boolean;
  version_id: FactorSetVersionId;
  number: number;
  created_at: Date;
}): FactorSet => ({
  id: row.id,
  name: row.name,
  builtIn: row.built_in,
  versionId: row.version_id,
  number: row.number,
  at: row.created_at,
});

export async function factorsOfVersion(ctx: Ctx, versionId: FactorSetVersionId): Promise<Factor[]> {
  const rows = await ctx.db
    .selectFrom('factors')
    .select(['code', 'group_code', 'group_name', 'name', 'prompt', 'evidence'])
    .where('library_id', '=', ctx.library.id)
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    code: row.code,
    group: row.group_code,
    groupName: row.group_name as Words,
    name: row.name as Words,
    prompt: row.prompt as Words,
    evidence: row.evidence as Words,
  }));
}

type NewVersion = { number: number; factors: Factor[] };

export async function addVersion(ctx: Ctx, factor_set_id: FactorSetId, { number, factors }: NewVersion): Promise<void> {
  const library_id = ctx.library.id;
  const id: FactorSetVersionId = newId();
  await translating({ factor_set_versions_number_key: ['form', 'error.version'] }, () =>
    ctx.db
      .insertInto('factor_set_versions')
      .values({ library_id, id, factor_set_id, number, created_by: ctx.actor.id, created_at: ctx.now })
      .execute(),
  );
  const rows = factors.map((factor, position) => ({
    library_id,
    version_id: id,
    position,
    code: factor.code,
    group_code: factor.group,
    group_name: JSON.stringify(factor.groupName),
    name: JSON.stringify(factor.name),
    prompt: JSON.stringify(factor.prompt),
    evidence: JSON.stringify(factor.evidence),
  }));
  await ctx.db.insertInto('factors').values(rows).execute();
}

export async function copyFactorSet(ctx: Ctx, id: FactorSetId, draft: { name: string }): Promise<FactorSetId> {
  allow(mayEditFactorSets(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const source = await findFactorSet(ctx, id);
    const copy: FactorSetId = newId();
    const row = {
      library_id: ctx.library.id,
      id: copy,
      name: draft.name,
      created_by: ctx.actor.id,
      created_at: ctx.now,
    };
    await translating(NAME_TAKEN, () => ctx.db.insertInto('factor_sets').values(row).execute());
    await addVersion(ctx, copy, { number: 1, factors: await factorsOfVersion(ctx, source.versionId) });
    await history(ctx, 'factor_set.copied', {
      subject: { type: 'factor_set', id: copy },
      details: { name: draft.name, from: source.name },
    });
    return copy;
  });
}

export const NAME_TAKEN: Record<string, [string, string]> = {
  factor_sets_name_key: ['name', 'error.factor_set_taken'],
};
