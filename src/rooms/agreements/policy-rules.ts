/** What one can do with policy rules: read those that hold, change one, add one, switch one off. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { builtInRules, mayEditPolicy, type PolicyRule, type Requirement, type RuleDraft } from './policy-rule.ts';

type Row = Omit<PolicyRule, 'name' | 'requires'> & {
  off: boolean;
  name: string;
  requires: (Omit<Requirement, 'ask'> & { ask: string })[];
};
const both = (text: string) => ({ en: text, es: text });

async function ownRows(ctx: Ctx): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select key, built_in, off, name, kinds, from_cents, sectors, populations, in_election, requires, version
    from policy_rules where library_id = ${ctx.library.id} order by made_at, key`.execute(ctx.db);
  return rows;
}

const asRule = ({ off: _, name, requires, ...row }: Row): PolicyRule => ({
  ...row,
  name: both(name),
  requires: requires.map((each) => ({ ...each, ask: both(each.ask) })),
});

/** Those of the house in their order, as the library has them, then its own. */
export async function policyRules(ctx: Ctx): Promise<PolicyRule[]> {
  const rows = await ownRows(ctx);
  const ofHouse = builtInRules.flatMap((rule) => {
    const own = rows.find(({ key, built_in }) => built_in && key === rule.key);
    if (!own) return [rule];
    return own.off ? [] : [asRule(own)];
  });
  return [...ofHouse, ...rows.filter(({ built_in }) => !built_in).map(asRule)];
}

/** Those of the house that are switched off. */
export async function rulesOff(ctx: Ctx): Promise<PolicyRule[]> {
  const off = (await ownRows(ctx)).filter((row) => row.off).map(({ key }) => key);
  return builtInRules.filter(({ key }) => off.includes(key));
}

export const findRule = async (ctx: Ctx, key: string): Promise<PolicyRule> =>
  found((await policyRules(ctx)).find((each) => each.key === key));

const stored = ({ requires, ...words }: RuleDraft) => ({ ...words, requires: JSON.stringify(requires) });
const made = (ctx: Ctx) => ({ made_by: memberId(ctx), made_at: ctx.now });

export async function addRule(ctx: Ctx, draft: RuleDraft): Promise<string> {
  allow(mayEditPolicy(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const key: string = newId();
    await ctx.db
      .insertInto('policy_rules')
      .values({ library_id: ctx.library.id, key, built_in: false, ...stored(draft), ...made(ctx) })
      .execute();
    await history(ctx, 'policy_rule.added', { subject: theLibrary(ctx), details: { name: draft.name } });
    return key;
  });
}

/** Throws Conflict where somebody has changed it meanwhile. What was checked by it keeps the words that it had. */
export async function changeRule(ctx: Ctx, key: string, { version, ...draft }: RuleDraft & { version: number }) {
  allow(mayEditPolicy(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findRule(ctx, key);
    const row = { ...stored(draft), version: version + 1 };
    const changed =
      version === 0
        ? await ctx.db
            .insertInto('policy_rules')
            .values({ library_id: ctx.library.id, key, built_in: true, ...row, ...made(ctx) })
            .onConflict((same) => same.doNothing())
            .returning('key')
            .executeTakeFirst()
        : await ctx.db
            .updateTable('policy_rules')
            .set(row)
            .where('library_id', '=', ctx.library.id)
            .where('key', '=', key)
            .where('version', '=', version)
            .returning('key')
            .executeTakeFirst();
    if (!changed) throw new Conflict({ name: was.name[ctx.library.locale] }, was.version);
    await history(ctx, 'policy_rule.changed', { subject: theLibrary(ctx), details: { name: draft.name } });
  });
}

/** Switches one of the house off, or takes one of the library's own away. Returns the id that brings it back. */
export async function removeRule(ctx: Ctx, key: string): Promise<RemovalId> {
  allow(mayEditPolicy(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const rule = await findRule(ctx, key);
    const name = rule.name[ctx.library.locale];
    return removing(ctx, { kind: 'policy_rule', subject: key, label: name, about: theLibrary(ctx) }, async (ctx) => {
      if (rule.built_in && rule.version === 0)
        await sql`insert into policy_rules (library_id, key, built_in, off, name, requires, made_by, made_at)
          values (${ctx.library.id}, ${key}, true, true, ${name}, '[]', ${memberId(ctx)}, ${ctx.now})
          on conflict (library_id, key) do update set off = true`.execute(ctx.db);
      else if (rule.built_in)
        await sql`update policy_rules set off = true where library_id = ${ctx.library.id} and key = ${key}`.execute(
          ctx.db,
        );
      else await sql`delete from policy_rules where library_id = ${ctx.library.id} and key = ${key}`.execute(ctx.db);
      await history(ctx, 'policy_rule.removed', { subject: theLibrary(ctx), details: { name } });
    });
  });
}

/** Lets one of the house hold again, in the words of the house. */
export async function restoreRule(ctx: Ctx, key: string): Promise<void> {
  allow(mayEditPolicy(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const rule = found(builtInRules.find((each) => each.key === key));
    const gone = await sql`delete from policy_rules where library_id = ${ctx.library.id} and key = ${key}
      and built_in returning 1`.execute(ctx.db);
    if (gone.rows.length === 0) return;
    const details = { name: rule.name[ctx.library.locale] };
    await history(ctx, 'policy_rule.restored', { subject: theLibrary(ctx), details });
  });
}
