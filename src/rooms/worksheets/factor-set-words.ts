/** Changing the words of a factor set: each change is its next version, and a code is never given to another factor. */
import type { Ctx, Locale } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, translating } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import type { Words } from '../../house/messages.ts';
import {
  addVersion,
  type FactorSetEdit,
  factorsOfVersion,
  findFactorSet,
  mayEditFactorSets,
  NAME_TAKEN,
} from './factor-sets.ts';
import type { Factor, FactorSetId } from './worksheet.ts';

/** A form with the words of one language. */
type TypedWords = FactorSetEdit & { locale: Locale };

/** Saves the next version, with the words of one language changed. The built-in set is copied, not edited. */
export async function editFactorSet(ctx: Ctx, id: FactorSetId, edit: TypedWords): Promise<void> {
  allow(mayEditFactorSets(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const set = await findFactorSet(ctx, id);
    allow(!set.builtIn);
    const before = await factorsOfVersion(ctx, set.versionId);
    if (set.number !== edit.version) throw new Conflict(wordsTyped(set.name, before, edit.locale), set.number);
    const factors = edited(before, edit, await codesEver(ctx, id));
    if (factors.length === 0) throw new Invalid({ form: { key: 'error.no_factors' } });
    const named = ctx.db
      .updateTable('factor_sets')
      .set({ name: edit.name })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id);
    await translating(NAME_TAKEN, () => named.execute());
    await addVersion(ctx, id, { number: set.number + 1, factors });
    await history(ctx, 'factor_set.edited', {
      subject: { type: 'factor_set', id },
      details: { number: set.number + 1 },
    });
  });
}

/** The stored words of one language in the shape of the form's fields. */
export function wordsTyped(name: string, factors: Factor[], locale: Locale): Record<string, string> {
  const typed: Record<string, string> = { name };
  for (const factor of factors) {
    typed[`groups.${factor.group}.name`] = factor.groupName[locale];
    for (const part of ['name', 'prompt', 'evidence'] as const)
      typed[`factors.${factor.code}.${part}`] = factor[part][locale];
  }
  return typed;
}

/** Every code any version of the set has had. */
async function codesEver(ctx: Ctx, id: FactorSetId): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('factors as f')
    .innerJoin('factor_set_versions as v', (join) =>
      join.onRef('v.library_id', '=', 'f.library_id').onRef('v.id', '=', 'f.version_id'),
    )
    .select('f.code')
    .distinct()
    .where('f.library_id', '=', ctx.library.id)
    .where('v.factor_set_id', '=', id)
    .execute();
  return rows.map((row) => row.code);
}

/** The factors as they are to be; `taken` are the codes the set ever had. */
function edited(before: Factor[], { locale, ...edit }: TypedWords, taken: string[]): Factor[] {
  const words = (old: Words, text: string): Words => ({ ...old, [locale]: text });
  const groups = new Map(
    before.map((factor) => [
      factor.group,
      words(factor.groupName, edit.groups[factor.group]?.name ?? factor.groupName[locale]),
    ]),
  );
  return [...groups].flatMap(([group, groupName]) => {
    const kept = before
      .filter((factor) => factor.group === group)
      .flatMap((factor) => {
        const typed = edit.factors[factor.code];
        if (!typed) return [{ ...factor, groupName }];
        if (typed.name === '') return [];
        return [
          {
            ...factor,
            groupName,
            name: words(factor.name, typed.name),
            prompt: words(factor.prompt, typed.prompt),
            evidence: words(factor.evidence, typed.evidence),
          },
        ];
      });
    const added = edit.factors[`${group}+`];
    if (!added?.name) return kept;
    const both = (text: string): Words => ({ en: text, es: text });
    const code = nextCode(group, taken);
    return [
      ...kept,
      { code, group, groupName, name: both(added.name), prompt: both(added.prompt), evidence: both(added.evidence) },
    ];
  });
}

/** The letter after the last one the group ever had: a code is not given to another factor. */
function nextCode(group: string, taken: string[]): string {
  const letters = taken.filter((code) => code.replace(/[a-z]$/, '') === group).map((code) => code.slice(-1));
  const last = letters.toSorted().at(-1) ?? '`';
  if (last === 'z') throw new Invalid({ form: { key: 'error.too_many', values: { max: 26 } } });
  return group + String.fromCharCode(last.charCodeAt(0) + 1);
}
