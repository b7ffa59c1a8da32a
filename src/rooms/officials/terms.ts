/** What one can do with terms of office: keep one, change it, list officials by when their terms end. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PersonId } from '../directory/person.ts';
import { mayKeepOfficials, type Term, type TermId, type TermSaid } from './official.ts';

const STRANGE: Record<string, [string, string]> = {
  terms_of_office_library_id_person_id_fkey: ['person', 'error.choice'],
};

export async function addTerm(ctx: Ctx, personId: PersonId, said: TermSaid): Promise<TermId> {
  allow(mayKeepOfficials(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'terms_of_office'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('terms_of_office')
        .values({ library_id: ctx.library.id, id, person_id: personId, ...said, ...made })
        .execute(),
    );
    await history(ctx, 'term.added', { subject: theLibrary(ctx), details: { name: (await findTerm(ctx, id)).person } });
    return id;
  });
}

/** Somebody who is at no organization any more is not shown. */
const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Term>`
  select t.id, t.person_id, pe.name as person, t.office, t.district, t.starts_on, t.ends_on, t.made_by, t.version,
    (select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'partner_id', p.id) order by o.name_key, o.id)
      from contacts c join organizations o on o.library_id = c.library_id and o.id = c.organization_id
      left join partners p on p.library_id = o.library_id and p.organization_id = o.id
      where c.library_id = ${ctx.library.id} and c.person_id = t.person_id) as organizations
  from terms_of_office t join persons pe on pe.library_id = t.library_id and pe.id = t.person_id
  where t.library_id = ${ctx.library.id} and exists (select 1 from contacts c
    where c.library_id = ${ctx.library.id} and c.person_id = t.person_id) and ${where}`;

export const findTerm = async (ctx: Ctx, id: TermId): Promise<Term> =>
  found((await select(ctx, sql`t.id = ${id}`).execute(ctx.db)).rows[0]);

const MOST = 500;

export type Terms = {
  now: Term[];
  /** They take office later. */
  coming: Term[];
  over: Term[];
  /** There are more whose terms are over. */
  limited: boolean;
};

/** In office today, by when the term ends; those who take office later; those whose terms are over, the latest first. */
export async function termsOf(ctx: Ctx, person: PersonId | null = null): Promise<Terms> {
  const which = person ? sql`t.person_id = ${person}` : sql`true`;
  const over = sql`coalesce(t.ends_on < ${today(ctx)}, false)`;
  const { rows } = await select(
    ctx,
    sql`${which} order by ${over}, case when ${over} then null else t.ends_on end nulls last, t.ends_on desc,
      pe.name_key, t.id limit ${MOST}`,
  ).execute(ctx.db);
  const isOver = ({ ends_on }: Term) => ends_on !== null && ends_on < today(ctx);
  const isComing = ({ starts_on }: Term) => starts_on !== null && starts_on > today(ctx);
  const open = rows.filter((term) => !isOver(term));
  return {
    ...{ now: open.filter((term) => !isComing(term)), coming: open.filter(isComing), over: rows.filter(isOver) },
    limited: rows.length === MOST,
  };
}

/** As the fields of its form. */
export const termAsTyped = ({ office, district, starts_on, ends_on }: Term): Record<string, string> => ({
  ...{ office, district },
  ...{ starts_on: starts_on ?? '', ends_on: ends_on ?? '' },
});

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changeTerm(
  ctx: Ctx,
  id: TermId,
  { version, ...said }: TermSaid & { version: number },
): Promise<void> {
  allow(mayKeepOfficials(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findTerm(ctx, id);
    const changed = await ctx.db
      .updateTable('terms_of_office')
      .set({ ...said, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(termAsTyped(was), was.version);
    await history(ctx, 'term.changed', { subject: theLibrary(ctx), details: { name: was.person } });
  });
}

/** Returns the id that brings it back. */
export async function removeTerm(ctx: Ctx, id: TermId): Promise<RemovalId> {
  allow(mayKeepOfficials(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { person, office } = await findTerm(ctx, id);
    const what = { subject: id, label: `${person}, ${office}`, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'term', ...what }, async (ctx) => {
      await ctx.db
        .deleteFrom('terms_of_office')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .execute();
      await history(ctx, 'term.removed', { subject: theLibrary(ctx), details: { name: person } });
    });
  });
}
