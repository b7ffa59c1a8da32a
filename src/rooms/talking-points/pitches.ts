/** What one can do with pitches: put one together for a partner, change it, use it, say what came of it. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { tellable } from '../stories/stories.ts';
import { mayPitch, type Pitch, type PitchDraft, type PitchId } from './pitch.ts';
import { talkingPoints } from './talking-points.ts';

const about = (id: PartnerId) => ({ type: 'partner', id }) as const;

/** Throws Invalid where a point is not there any more, or the story may not be told. */
async function known(ctx: Ctx, { points, story_id }: Pick<PitchDraft, 'points' | 'story_id'>): Promise<void> {
  if (story_id && !(await tellable(ctx)).some(({ id }) => id === story_id))
    throw new Invalid({ story_id: { key: 'error.choice' } });
  const all = new Set((await talkingPoints(ctx)).map(({ id }) => id));
  if (!points.every((each) => all.has(each))) throw new Invalid({ points: { key: 'error.choice' } });
}

export async function makePitch(ctx: Ctx, partnerId: PartnerId, draft: PitchDraft): Promise<PitchId> {
  allow(mayPitch(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    await known(ctx, draft);
    const id = newId<'pitches'>();
    const made = { partner_id: partnerId, made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('pitches')
      .values({ library_id: ctx.library.id, id, ...draft, ...made })
      .execute();
    await history(ctx, 'pitch.made', { subject: about(partnerId), details: { name: draft.ask } });
    return id;
  });
}

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Pitch>`
  select c.id, c.partner_id, o.name as partner, c.listener, c.locale, c.points, c.they_want, c.we_give, c.ask,
    c.story_id, c.made_by,
    u.name as author, c.made_at, c.version
  from pitches c join partners p on p.library_id = c.library_id and p.id = c.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join members m on m.library_id = c.library_id and m.id = c.made_by join users u on u.id = m.user_id
  where c.library_id = ${ctx.library.id} and ${where}`;

export const findPitch = async (ctx: Ctx, id: PitchId): Promise<Pitch> =>
  found((await select(ctx, sql`c.id = ${id}`).execute(ctx.db)).rows[0]);

const PER_PAGE = 50;

export type PitchPage = { rows: Pitch[]; page: number; pages: number };

/** The newest first. */
export async function listPitches(ctx: Ctx, asked: number): Promise<PitchPage> {
  const counted = await sql<{ total: number }>`select count(*) as total from pitches
    where library_id = ${ctx.library.id}`.execute(ctx.db);
  const pages = Math.max(1, Math.ceil((counted.rows[0]?.total ?? 0) / PER_PAGE));
  const page = Math.min(Math.trunc(asked), pages);
  const newest = sql`true order by c.made_at desc, c.id desc limit ${PER_PAGE} offset ${(page - 1) * PER_PAGE}`;
  return { rows: (await select(ctx, newest).execute(ctx.db)).rows, page, pages };
}

/** As the fields of its form. */
export const pitchAsTyped = ({ listener, locale, points, they_want, we_give, ask, story_id }: Pitch) => ({
  ...{ listener, locale, they_want, we_give, ask, points: points.join(', '), story_id: story_id ?? '' },
});

/** Throws Conflict with what it says now when somebody has changed it. What was used stays as it was told. */
export async function changePitch(
  ctx: Ctx,
  id: PitchId,
  { version, ...draft }: PitchDraft & { version: number },
): Promise<void> {
  allow(mayPitch(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findPitch(ctx, id);
    await known(ctx, {
      points: draft.points.filter((each) => !was.points.includes(each)),
      story_id: draft.story_id === was.story_id ? null : draft.story_id,
    });
    const changed = await ctx.db
      .updateTable('pitches')
      .set({ ...draft, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(pitchAsTyped(was), was.version);
    await history(ctx, 'pitch.changed', { subject: about(was.partner_id), details: { name: draft.ask } });
  });
}

/** With all its uses. Returns the id that brings it back. */
export async function removePitch(ctx: Ctx, id: PitchId): Promise<RemovalId> {
  allow(mayPitch(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { ask, partner_id } = await findPitch(ctx, id);
    const what = { subject: id, label: ask, about: about(partner_id) };
    return removing(ctx, { kind: 'pitch', ...what }, async (ctx) => {
      await sql`delete from pitch_uses where library_id = ${ctx.library.id} and pitch_id = ${id}`.execute(ctx.db);
      await ctx.db.deleteFrom('pitches').where('library_id', '=', ctx.library.id).where('id', '=', id).execute();
      await history(ctx, 'pitch.removed', { subject: about(partner_id), details: { name: ask } });
    });
  });
}

/** The day on which something was done that is already done. Throws Invalid for one that is ahead. */
export function dayDone(ctx: Ctx, used_on: string): string {
  if (used_on > today(ctx)) throw new Invalid({ used_on: { key: 'error.future' } });
  return used_on;
}
