/** Where a story was told: what is handed out says so by itself, the rest is written down. */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { findStory } from './stories.ts';
import type { Scope, StoryId, StoryUse } from './story.ts';

/** The newest first. */
export async function storyUses(ctx: Ctx, id: StoryId): Promise<StoryUse[]> {
  const { rows } = await sql<StoryUse>`
    select s.way, s.used_on, s.place, o.name as partner, u.name as who
    from story_uses s join members m on m.library_id = s.library_id and m.id = s.used_by
    join users u on u.id = m.user_id
    left join partners p on p.library_id = s.library_id and p.id = s.partner_id
    left join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where s.library_id = ${ctx.library.id} and s.story_id = ${id} order by s.used_on desc, s.id desc`.execute(ctx.db);
  return rows;
}

type Using = { way: Scope; used_on: string; place: string; partner_id: PartnerId | null };

/** Throws Invalid where nobody consented to that, or it is ahead. */
export async function useStory(ctx: Ctx, id: StoryId, use: Using): Promise<void> {
  allow(mayLog(ctx.actor));
  if (use.used_on > today(ctx)) throw new Invalid({ used_on: { key: 'error.future' } });
  const { state, consent } = await findStory(ctx, id);
  if (state !== 'live' || !consent?.scopes.includes(use.way)) throw new Invalid({ way: { key: 'error.story_scope' } });
  const row = { library_id: ctx.library.id, id: newId<'story_uses'>(), story_id: id, ...use };
  await ctx.db
    .insertInto('story_uses')
    .values({ ...row, used_by: memberId(ctx), made_at: ctx.now })
    .execute();
}
