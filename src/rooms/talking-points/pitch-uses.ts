/** That a pitch was used, which is logged with the partner, what came of it, and which points were told how often. */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { bouncedAmong } from '../../house/work/bounced.ts';
import type { PartnerAddress } from '../outreach/addresses.ts';
import { type Kind, logDraft } from '../outreach/interaction.ts';
import { logInteraction } from '../outreach/interactions.ts';
import { type Answers, writeTo } from '../outreach/write-to.ts';
import { holdStory } from '../stories/erasing.ts';
import { toldStory } from '../stories/stories.ts';
import type { Scope, StoryId } from '../stories/story.ts';
import { useStory } from '../stories/story-uses.ts';
import { mayPitch, type Outcome, type Pitch, type PitchId, type PitchUse, type ToldPoint, type Way } from './pitch.ts';
import { dayDone } from './pitches.ts';

/** The newest first. */
export async function usesOf(ctx: Ctx, id: PitchId): Promise<PitchUse[]> {
  const { rows } = await sql<PitchUse>`
    select s.id, s.way, s.used_on, u.name as who, s.points, s.outcome
    from pitch_uses s join members m on m.library_id = s.library_id and m.id = s.used_by
    join users u on u.id = m.user_id
    where s.library_id = ${ctx.library.id} and s.pitch_id = ${id}
    order by s.used_on desc, s.id desc`.execute(ctx.db);
  return rows;
}

/** What is logged of it: in the words of whoever told it. */
export type Told = { points: ToldPoint[]; summary: string; body: string };
/** How a story is told by it. */
export const SCOPE_OF = { paper: 'paper', said: 'talk', email: 'email' } as const satisfies Record<Way, Scope>;

const KINDS: Record<Exclude<Way, 'email'>, Kind> = { paper: 'in_person', said: 'in_person' };

export async function usePitch(
  ctx: Ctx,
  pitch: Pitch,
  { way, used_on, told }: { way: Exclude<Way, 'email'>; used_on: string; told: Told },
): Promise<void> {
  allow(mayPitch(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const happened_on = dayDone(ctx, used_on);
    await keep(ctx, pitch, { way, used_on, points: told.points });
    const said = { kind: KINDS[way], direction: 'outgoing', summary: told.summary, body: told.body };
    const draft = logDraft.parse({ ...said, happened_on, minutes: '', people_reached: '' });
    await logInteraction(ctx, { ...draft, partners: [pitch.partner_id] });
  });
}

type MailOut = { story: StoryId | null; to: PartnerAddress; subject: string; body: string; told: Told };

/** Mails it, and logs that. Throws Invalid for an address at which nothing arrives. */
export async function mailPitch(ctx: Ctx, pitch: Pitch, mail: MailOut & { answers: Answers }): Promise<void> {
  const { story, to, subject, body, told, answers } = mail;
  allow(mayPitch(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    if (story) await holdStory(ctx, story, 'to use');
    // Since the text was drafted, consent may have ended.
    if (story && !(await toldStory(ctx, story, 'email')))
      throw new Invalid({ body: { key: 'error.pitch_story_over' } });
    if ((await bouncedAmong(ctx, [to.email])).size > 0) throw new Invalid({ to: { key: 'error.pitch_bounced' } });
    await writeTo(ctx, { to, locale: pitch.locale, subject, body, logged: told.body, carries: story }, answers);
    await keep(ctx, pitch, { way: 'email', used_on: today(ctx), points: told.points });
  });
}

async function keep(ctx: Ctx, pitch: Pitch, { points, ...use }: Pick<PitchUse, 'way' | 'used_on' | 'points'>) {
  const { id: pitch_id, story_id, partner_id, partner } = pitch;
  const way = SCOPE_OF[use.way];
  const story = await toldStory(ctx, story_id, way);
  if (story) await useStory(ctx, story.id, { way, used_on: use.used_on, place: partner.slice(0, 200), partner_id });
  const row = { library_id: ctx.library.id, id: newId<'pitch_uses'>(), pitch_id, ...use };
  await ctx.db
    .insertInto('pitch_uses')
    .values({ ...row, points: JSON.stringify(points), used_by: memberId(ctx), made_at: ctx.now })
    .execute();
}

/** '' takes back what was said. */
export async function sayOutcome(
  ctx: Ctx,
  use: { id: string; pitchId: PitchId },
  outcome: Outcome | '',
): Promise<void> {
  allow(mayPitch(ctx.actor));
  const by = outcome ? { outcome_by: memberId(ctx), outcome_at: ctx.now } : { outcome_by: null, outcome_at: null };
  const said = await ctx.db
    .updateTable('pitch_uses')
    .set({ outcome, ...by })
    .where('library_id', '=', ctx.library.id)
    .where('pitch_id', '=', use.pitchId)
    .where('id', '=', use.id as PitchUse['id'])
    .executeTakeFirst();
  found(said.numUpdatedRows || null);
}

/** How often a point was told, and with which outcomes; '' where nobody has said it yet. */
export type PointOutcomes = {
  id: string;
  title: string;
  uses: number;
  outcomes: Partial<Record<Outcome | '', number>>;
};

/** By id; the title is that of the last use. */
export async function outcomesOfPoints(ctx: Ctx): Promise<PointOutcomes[]> {
  const { rows } = await sql<PointOutcomes>`
    select id, (array_agg(title order by last desc))[1] as title, sum(uses)::int as uses,
      jsonb_object_agg(outcome, uses) as outcomes
    from (
      select told ->> 'id' as id, s.outcome, count(*) as uses, max(s.made_at) as last,
        (array_agg(told ->> 'title' order by s.made_at desc))[1] as title
      from pitch_uses s cross join jsonb_array_elements(s.points) told
      where s.library_id = ${ctx.library.id} group by 1, 2) each
    group by id order by id`.execute(ctx.db);
  return rows;
}
