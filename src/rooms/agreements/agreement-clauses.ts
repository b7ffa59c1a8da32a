/**
 * The clauses of one agreement: taken from the library's when it is written, then its own to change, but for those that
 * the library locked. Each remembers which words it was taken from.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx, Locale } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Forbidden, found, Invalid } from '../../house/errors.ts';
import { theLibrary } from '../../house/history.ts';
import { type Id, newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import { requiredLine, requiredText, version } from '../../house/parse.ts';
import type { Removal, RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { type Agreement, type AgreementId, mayChangeAgreement } from './agreement.ts';
import { agreementForUpdate, findAgreement, touchAgreement } from './agreement-list.ts';
import {
  type AgreementKind,
  CLAUSE_BODY,
  CLAUSE_TITLE,
  type Clause,
  inLanguage,
  mayEditClauses,
} from './clauses/clause.ts';
import { clausesOf } from './clauses/clauses.ts';

export type AgreementClauseId = Id<'agreement_clauses'>;
export type AgreementClause = {
  id: AgreementClauseId;
  agreement_id: AgreementId;
  /** From which of the library's clauses; null for one of this agreement alone. */
  clause_key: string | null;
  words_version: number | null;
  locked: boolean;
  title: string;
  body: string;
  version: number;
};

const MOST = 60;
const words = { title: requiredLine(CLAUSE_TITLE), body: requiredText(CLAUSE_BODY) };
export const agreementClauseDraft = z.object(words);
export const agreementClauseEdit = z.object({ ...words, version });
type ClauseText = z.output<typeof agreementClauseDraft>;

export async function clausesIn(ctx: Ctx, id: AgreementId): Promise<AgreementClause[]> {
  const { rows } = await sql<AgreementClause>`
    select id, agreement_id, clause_key, words_version, locked, title, body, version from agreement_clauses
    where library_id = ${ctx.library.id} and agreement_id = ${id} and removed_at is null order by position, id`.execute(
    ctx.db,
  );
  return rows;
}

/** In its language, in the order of the library's list. */
const asRow = (clause: Clause, locale: Locale) => ({
  ...{ clause_key: clause.key, words_version: clause.words_version, locked: clause.locked },
  ...{ title: inLanguage(clause.title, locale), body: inLanguage(clause.body, locale) },
});

type Frame = { kind: AgreementKind; locale: Locale };

/** Those of the library's clauses that belong to its kind. */
export async function writeClauses(ctx: Ctx, id: AgreementId, { kind, locale }: Frame, { unlessThere = false } = {}) {
  if (unlessThere && (await clausesIn(ctx, id)).length > 0) return;
  const clauses = (await clausesOf(ctx)).filter(({ kinds }) => kinds.includes(kind));
  const rows = clauses.map((clause, position) => ({
    ...{ library_id: ctx.library.id, id: newId(), agreement_id: id, position },
    ...asRow(clause, locale),
  }));
  if (rows.length > 0) await insertMany(ctx.db, 'agreement_clauses', rows);
}

/** With its agreement. */
export async function findAgreementClause(ctx: Ctx, id: AgreementClauseId) {
  const { rows } = await sql<AgreementClause>`
    select id, agreement_id, clause_key, words_version, locked, title, body, version from agreement_clauses
    where library_id = ${ctx.library.id} and id = ${id} and removed_at is null`.execute(ctx.db);
  const clause = found(rows[0]);
  return { clause, agreement: await findAgreement(ctx, clause.agreement_id) };
}

type Found = { clause: Pick<AgreementClause, 'locked'>; agreement: Pick<Agreement, 'state'> };
/** One that the library locked is changed by those who may change the library's clauses. */
export const mayChangeClause = (actor: Ctx['actor'], { clause, agreement }: Found) =>
  mayChangeAgreement(actor, agreement) && (!clause.locked || mayEditClauses(actor));

/** Holds the agreement, so that what is kept as a version is what was read. */
async function held(ctx: Ctx, id: AgreementClauseId) {
  const before = await findAgreementClause(ctx, id);
  await agreementForUpdate(ctx, before.agreement.id);
  const now = await findAgreementClause(ctx, id);
  if (!mayChangeClause(ctx.actor, now)) throw new Forbidden();
  return now;
}

/** At the end: one of the library's by its key, or words of this agreement alone. Throws Invalid. */
export async function addAgreementClause(ctx: Ctx, id: AgreementId, what: { key: string } | ClauseText): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayChangeAgreement(ctx.actor, it));
    const there = await clausesIn(ctx, id);
    if (there.length >= MOST) throw new Invalid({ form: { key: 'error.agreement_clauses', values: { most: MOST } } });
    const own = { clause_key: null, words_version: null, locked: false };
    const row =
      'key' in what
        ? asRow(found((await clausesOf(ctx)).find(({ key }) => key === what.key)), it.locale)
        : { ...own, ...what };
    if (row.clause_key && there.some(({ clause_key }) => clause_key === row.clause_key))
      throw new Invalid({ key: { key: 'error.agreement_clause_there' } });
    await sql`insert into agreement_clauses (library_id, id, agreement_id, position, clause_key, words_version, locked,
        title, body)
      select ${ctx.library.id}, ${newId()}, ${id}, coalesce(max(position), -1) + 1, ${row.clause_key},
        ${row.words_version}::int, ${row.locked}, ${row.title}, ${row.body}
      from agreement_clauses where library_id = ${ctx.library.id} and agreement_id = ${id}`.execute(ctx.db);
    await touchAgreement(ctx, id);
  });
}

/** Throws Conflict where somebody has changed it meanwhile. */
export async function changeAgreementClause(
  ctx: Ctx,
  id: AgreementClauseId,
  { version, title, body }: ClauseText & { version: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const { clause, agreement } = await held(ctx, id);
    if (clause.version !== version) throw new Conflict({ title: clause.title, body: clause.body }, clause.version);
    await ctx.db
      .updateTable('agreement_clauses')
      .set({ title, body, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    await touchAgreement(ctx, agreement.id);
  });
}

/** The words that the library's clause has today, in place of those that it was taken from. */
export async function renewClause(ctx: Ctx, id: AgreementClauseId): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await findAgreementClause(ctx, id);
    await agreementForUpdate(ctx, before.agreement.id);
    const { clause, agreement } = await findAgreementClause(ctx, id);
    allow(mayChangeAgreement(ctx.actor, agreement));
    const newest = found((await clausesOf(ctx)).find(({ key }) => key === clause.clause_key));
    await ctx.db
      .updateTable('agreement_clauses')
      .set({ ...asRow(newest, agreement.locale), version: clause.version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    await touchAgreement(ctx, agreement.id);
  });
}

/** One place up or down. */
export async function moveClause(ctx: Ctx, id: AgreementClauseId, by: -1 | 1): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await findAgreementClause(ctx, id);
    const it = await agreementForUpdate(ctx, before.agreement.id);
    allow(mayChangeAgreement(ctx.actor, it));
    const order = (await clausesIn(ctx, it.id)).map((each) => each.id);
    const [from, to] = [order.indexOf(id), order.indexOf(id) + by];
    if (from < 0 || to < 0 || to >= order.length) return;
    [order[from], order[to]] = [order[to] as AgreementClauseId, order[from] as AgreementClauseId];
    for (const [position, clause] of order.entries())
      await sql`update agreement_clauses set position = ${position} where library_id = ${ctx.library.id}
        and id = ${clause} and position <> ${position}`.execute(ctx.db);
    await touchAgreement(ctx, it.id);
  });
}

/** Returns the id that brings it back. */
export async function removeAgreementClause(ctx: Ctx, id: AgreementClauseId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const { clause, agreement } = await held(ctx, id);
    // Not with what is undone when it comes back: it may have been signed without it by then.
    await touchAgreement(ctx, agreement.id);
    const about = { subject: id, label: `${agreement.name}: ${clause.title}`, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'agreement_clause', ...about }, async (ctx) => {
      await sql`update agreement_clauses set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
    });
  });
}

/** One that comes back was not there when a version was kept last. */
export async function clauseIsBack(ctx: Ctx, { subject }: Pick<Removal, 'subject'>): Promise<void> {
  const { rows } = await sql<{ agreement_id: AgreementId }>`select agreement_id from agreement_clauses
    where library_id = ${ctx.library.id} and id = ${subject}`.execute(ctx.db);
  await touchAgreement(ctx, found(rows[0]).agreement_id);
}
