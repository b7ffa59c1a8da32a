/** What one can do with the library's clauses: read them, change one, add one, switch one off. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, Conflict, found } from '../../../house/errors.ts';
import { history, theLibrary } from '../../../house/history.ts';
import { newId } from '../../../house/ids.ts';
import type { RemovalId } from '../../../house/removal.ts';
import { removing } from '../../../house/removals.ts';
import {
  builtInClauses,
  type Clause,
  type ClauseDraft,
  type ClauseVersion,
  type ClauseWords,
  inLanguage,
  mayEditClauses,
} from './clause.ts';

type Row = Omit<Clause, 'title' | 'body'> & { off: boolean; title: Clause['title'] | null; body: Clause['body'] };

const own = async (ctx: Ctx): Promise<Row[]> =>
  (
    await sql<Row>`
    select c.key, c.built_in, c.off, c.locked, c.kinds, c.words_version, c.version,
      case when v.number is not null then jsonb_build_object('en', v.title_en, 'es', v.title_es) end as title,
      jsonb_build_object('en', v.body_en, 'es', v.body_es) as body
    from clauses c left join clause_versions v on v.library_id = c.library_id and v.clause_key = c.key
      and v.number = c.words_version
    where c.library_id = ${ctx.library.id} order by c.made_at, c.key`.execute(ctx.db)
  ).rows;

/** A row without words of its own has those of the house. */
const asClause = ({ off: _, title, ...row }: Row, ofHouse?: Clause): Clause =>
  title ? { ...row, title } : { ...found(ofHouse), ...row, title: found(ofHouse).title, body: found(ofHouse).body };

/** Those of the house in their order, as the library has them, then its own. One query. */
export async function clausesOf(ctx: Ctx): Promise<Clause[]> {
  const rows = await own(ctx);
  const ofHouse = builtInClauses.flatMap((clause) => {
    const row = rows.find(({ key, built_in }) => built_in && key === clause.key);
    if (!row) return [clause];
    return row.off ? [] : [asClause(row, clause)];
  });
  return [...ofHouse, ...rows.filter(({ built_in }) => !built_in).map((row) => asClause(row))];
}

/** Those of the house that are switched off. */
export async function clausesOff(ctx: Ctx): Promise<Clause[]> {
  const off = (await own(ctx)).filter((row) => row.off).map(({ key }) => key);
  return builtInClauses.filter(({ key }) => off.includes(key));
}

export const findClause = async (ctx: Ctx, key: string): Promise<Clause> =>
  found((await clausesOf(ctx)).find((each) => each.key === key));

/** The library's own words of a clause, the newest first. */
export async function clauseVersions(ctx: Ctx, key: string): Promise<ClauseVersion[]> {
  const { rows } = await sql<ClauseVersion>`
    select v.number, jsonb_build_object('en', v.title_en, 'es', v.title_es) as title,
      jsonb_build_object('en', v.body_en, 'es', v.body_es) as body, u.name as made_by, v.made_at
    from clause_versions v join members m on m.library_id = v.library_id and m.id = v.made_by
    join users u on u.id = m.user_id
    where v.library_id = ${ctx.library.id} and v.clause_key = ${key} order by v.number desc`.execute(ctx.db);
  return rows;
}

const made = (ctx: Ctx) => ({ made_by: memberId(ctx), made_at: ctx.now });

async function keepWords(ctx: Ctx, key: string, { title, body }: ClauseWords): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into clause_versions (library_id, clause_key, number, title_en, title_es, body_en, body_es, made_by, made_at)
    select ${ctx.library.id}, ${key}, coalesce(max(number), 0) + 1, ${title.en}, ${title.es}, ${body.en}, ${body.es},
      ${memberId(ctx)}, ${ctx.now}
    from clause_versions where library_id = ${ctx.library.id} and clause_key = ${key} returning number`.execute(ctx.db);
  return found(rows[0]).number;
}

const name = (ctx: Ctx, { title }: Pick<ClauseWords, 'title'>) => inLanguage(title, ctx.library.locale);

export async function addClause(ctx: Ctx, draft: ClauseDraft): Promise<string> {
  allow(mayEditClauses(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const key: string = newId();
    const { kinds, locked } = draft;
    const words_version = await keepWords(ctx, key, draft);
    await ctx.db
      .insertInto('clauses')
      .values({ library_id: ctx.library.id, key, built_in: false, kinds, locked, words_version, ...made(ctx) })
      .execute();
    await history(ctx, 'clause.added', { subject: theLibrary(ctx), details: { name: name(ctx, draft) } });
    return key;
  });
}

const sameWords = (one: ClauseWords, other: ClauseWords) =>
  (['en', 'es'] as const).every(
    (locale) => one.title[locale] === other.title[locale] && one.body[locale] === other.body[locale],
  );

/**
 * Other words are another version; agreements that are written already keep the words that they have. Throws Conflict
 * where somebody has changed it meanwhile.
 */
export async function changeClause(ctx: Ctx, key: string, { version, ...draft }: ClauseDraft & { version: number }) {
  allow(mayEditClauses(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    // Of two who change it at once, the second waits and then finds another version.
    await sql`select 1 from clauses where library_id = ${ctx.library.id} and key = ${key} for update`.execute(ctx.db);
    const was = await findClause(ctx, key);
    const { kinds, locked } = draft;
    const theirs = { title_en: was.title.en, title_es: was.title.es, body_en: was.body.en, body_es: was.body.es };
    if (was.version !== version) throw new Conflict(theirs, was.version);
    const words_version = sameWords(was, draft) ? was.words_version : await keepWords(ctx, key, draft);
    const row = { kinds, locked, words_version, version: version + 1 };
    if (version === 0) {
      const added = await ctx.db
        .insertInto('clauses')
        .values({ library_id: ctx.library.id, key, built_in: true, ...row, ...made(ctx) })
        .onConflict((same) => same.doNothing())
        .executeTakeFirst();
      if (!added.numInsertedOrUpdatedRows) throw new Conflict(theirs, was.version);
    } else
      await ctx.db
        .updateTable('clauses')
        .set(row)
        .where('library_id', '=', ctx.library.id)
        .where('key', '=', key)
        .execute();
    await history(ctx, 'clause.changed', { subject: theLibrary(ctx), details: { name: name(ctx, draft) } });
  });
}

/** Switches one of the house off, or takes one of the library's own away. Returns the id that brings it back. */
export async function removeClause(ctx: Ctx, key: string): Promise<RemovalId> {
  allow(mayEditClauses(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const clause = await findClause(ctx, key);
    const label = name(ctx, clause);
    return removing(ctx, { kind: 'clause', subject: key, label, about: theLibrary(ctx) }, async (ctx) => {
      const which = sql`library_id = ${ctx.library.id} and key = ${key}`;
      if (clause.built_in && clause.version === 0)
        await sql`insert into clauses (library_id, key, built_in, off, locked, kinds, made_by, made_at)
          values (${ctx.library.id}, ${key}, true, true, ${clause.locked}, ${clause.kinds}, ${memberId(ctx)},
            ${ctx.now})`.execute(ctx.db);
      else if (clause.built_in) await sql`update clauses set off = true where ${which}`.execute(ctx.db);
      else await sql`delete from clauses where ${which}`.execute(ctx.db);
      await history(ctx, 'clause.removed', { subject: theLibrary(ctx), details: { name: label } });
    });
  });
}

/** Lets one of the house hold again, in the words of the house. */
export async function restoreClause(ctx: Ctx, key: string): Promise<void> {
  allow(mayEditClauses(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const clause = found(builtInClauses.find((each) => each.key === key));
    const gone = await sql`delete from clauses where library_id = ${ctx.library.id} and key = ${key} and built_in
      returning 1`.execute(ctx.db);
    if (gone.rows.length === 0) return;
    const details = { name: name(ctx, clause) };
    await history(ctx, 'clause.restored', { subject: theLibrary(ctx), details });
  });
}
