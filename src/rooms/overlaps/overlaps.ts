/** What one can do with overlaps: look, say that something is not the same, keep what was found as evidence. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { needWords } from '../guide/needs.ts';
import type { PartnerId } from '../partners/partner.ts';
import { placeOf } from '../places/places.ts';
import { candidatesFor } from './candidates.ts';
import {
  type Asked,
  compared,
  type Hit,
  type HitKind,
  inOrder,
  mayCheckOverlap,
  needKey,
  type OverlapCheck,
  type OverlapCheckId,
  type OverlapQuestion,
} from './overlap.ts';

export type Answer = { kind: HitKind; subject: string; label: string };
export type Overlaps = {
  hits: Hit[];
  /** What was said to be not the same. */
  answered: Answer[];
  limited: boolean;
};

/** Null where no word was asked for. */
export async function overlapsOf(ctx: Ctx, question: OverlapQuestion): Promise<Overlaps | null> {
  const words = needWords(question.need);
  if (words.length === 0) return null;
  const { candidates, limited } = await candidatesFor(ctx, words, question);
  const { populations, miles, from, until } = question;
  const asked: Asked = { words, populations, miles, from, until, near: placeOf(question.near) ?? null };
  const answered = await answersFor(ctx, needKey(words));
  const aside = new Set(answered.map(({ kind, subject }) => `${kind} ${subject}`));
  const hits = candidates
    .filter(({ kind, subject }) => !aside.has(`${kind} ${subject}`))
    .flatMap((each) => compared(asked, each) ?? []);
  return { hits: inOrder(withoutRepeats(hits)), answered, limited };
}

/** A partner of which a service is found is not named a second time for its own words. */
function withoutRepeats(hits: Hit[]): Hit[] {
  const owners = new Set(hits.flatMap(({ kind, id }) => (kind === 'service' ? [id] : [])));
  return hits.filter(({ kind, id }) => kind !== 'partner' || !owners.has(id));
}

async function answersFor(ctx: Ctx, need_key: string): Promise<Answer[]> {
  const rows = await ctx.db
    .selectFrom('overlap_answers')
    .select(['kind', 'subject', 'label'])
    .where('library_id', '=', ctx.library.id)
    .where('need_key', '=', need_key)
    .orderBy('label')
    .orderBy('subject')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as HitKind }));
}

/** It is not the same as this need, or is after all. */
export async function answerOverlap(ctx: Ctx, need: string, { different, ...it }: Answer & { different: boolean }) {
  allow(mayCheckOverlap(ctx.actor));
  const need_key = needKey(needWords(need));
  if (need_key === '') throw new Invalid({ need: { key: 'error.required' } });
  await inTransaction(ctx, async (ctx) => {
    const key = { library_id: ctx.library.id, need_key, kind: it.kind, subject: it.subject };
    const by = { label: it.label.slice(0, 300), answered_by: memberId(ctx), answered_at: ctx.now };
    if (different)
      await ctx.db
        .insertInto('overlap_answers')
        .values({ ...key, ...by })
        .onConflict((same) => same.doNothing())
        .execute();
    else
      await ctx.db
        .deleteFrom('overlap_answers')
        .where('library_id', '=', key.library_id)
        .where('need_key', '=', need_key)
        .where('kind', '=', it.kind)
        .where('subject', '=', it.subject)
        .execute();
    const action = different ? 'overlap.different' : 'overlap.same';
    await history(ctx, action, { subject: theLibrary(ctx), details: { name: it.label, need } });
  });
}

const STRANGE: Record<string, [string, string]> = {
  overlap_checks_library_id_partner_id_fkey: ['partner', 'error.choice'],
};

/** Keeps what is found now, as evidence: with whom it is planned, and each hit as it is today. Throws Invalid. */
export async function keepCheck(ctx: Ctx, question: OverlapQuestion): Promise<OverlapCheckId> {
  allow(mayCheckOverlap(ctx.actor));
  const overlaps = await overlapsOf(ctx, question);
  if (!overlaps) throw new Invalid({ need: { key: 'error.required' } });
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'overlap_checks'>();
    const { need, populations, near, miles, from, until, partner: partner_id } = question;
    const row = { need, populations, near, miles, starts_on: from || null, ends_on: until || null, partner_id };
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    const set_aside = overlaps.answered.map(({ label }) => label);
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('overlap_checks')
        .values({ library_id: ctx.library.id, id, ...row, hits: JSON.stringify(overlaps.hits), set_aside, ...made })
        .execute(),
    );
    await history(ctx, 'overlap_check.kept', { subject: subjectOf(ctx, partner_id), details: { name: need } });
    return id;
  });
}

const subjectOf = (ctx: Ctx, partner: PartnerId | null) =>
  partner ? ({ type: 'partner', id: partner } as const) : theLibrary(ctx);

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<OverlapCheck>`
  select c.id, c.partner_id, o.name as partner, c.need, c.populations, c.near, c.miles, c.starts_on, c.ends_on, c.hits, c.set_aside,
    c.made_by, u.name as who, c.made_at
  from overlap_checks c
  left join partners p on p.library_id = c.library_id and p.id = c.partner_id
  left join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join members m on m.library_id = c.library_id and m.id = c.made_by join users u on u.id = m.user_id
  where c.library_id = ${ctx.library.id} and ${where}`;

export const findCheck = async (ctx: Ctx, id: OverlapCheckId): Promise<OverlapCheck> =>
  found((await select(ctx, sql`c.id = ${id}`).execute(ctx.db)).rows[0]);

const SHOWN = 100;

/** The newest hundred; with one partner, or all. */
export async function checksOf(ctx: Ctx, partner: PartnerId | null): Promise<OverlapCheck[]> {
  const which = partner ? sql`c.partner_id = ${partner}` : sql`true`;
  return (await select(ctx, sql`${which} order by c.made_at desc, c.id desc limit ${SHOWN}`).execute(ctx.db)).rows;
}

/** Returns the id that brings it back. */
export async function removeCheck(ctx: Ctx, id: OverlapCheckId): Promise<RemovalId> {
  allow(mayCheckOverlap(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { need, partner_id } = await findCheck(ctx, id);
    const about = subjectOf(ctx, partner_id);
    return removing(ctx, { kind: 'overlap_check', subject: id, label: need, about }, async (ctx) => {
      await ctx.db.deleteFrom('overlap_checks').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
      await history(ctx, 'overlap_check.removed', { subject: about, details: { name: need } });
    });
  });
}
