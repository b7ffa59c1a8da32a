/** What one can do with stories: write one, change it, find those that may be told, take one away. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { mayTellStory } from './library-figure.ts';
import { currentConsent, storyReadable } from './readable.ts';
import {
  hashOfWords,
  type Scope,
  type Story,
  type StoryConsent,
  type StoryDraft,
  type StoryId,
  storyIn,
} from './story.ts';

type Row = Omit<Story, 'title' | 'text' | 'state' | 'consent'> & {
  title_en: string;
  text_en: string;
  title_es: string;
  text_es: string;
  words_hash: string;
  live: boolean;
  asked: boolean;
  consent: (Omit<StoryConsent, 'same_words'> & { words_hash: string; until: string }) | null;
};

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Row>`
  select s.id, s.title_en, s.text_en, s.title_es, s.text_es, s.words_hash, s.made_by,
    s.erased_at, s.version, ${storyReadable(ctx, 's')} as live, to_jsonb(c) as consent,
    exists (select 1 from story_consents w where w.library_id = ${ctx.library.id} and w.story_id = s.id
      and w.given_at is null and w.refused_at is null) as asked
  from stories s left join lateral ${currentConsent(ctx, 's')} c on true
  where s.library_id = ${ctx.library.id} and ${where}`;

const THERE = sql`s.removed_at is null`;

const toStory = ({ title_en, text_en, title_es, text_es, words_hash, live, asked, consent, ...row }: Row): Story => ({
  ...row,
  title: { en: title_en, es: title_es },
  text: { en: text_en, es: text_es },
  state: row.erased_at ? 'erased' : live ? 'live' : consent ? 'over' : asked ? 'asked' : 'without',
  consent: consent && { ...consent, same_words: consent.words_hash === words_hash },
});

/** Whatever its state; whoever shows it asks `maySeeStory`. */
export const findStory = async (ctx: Ctx, id: StoryId): Promise<Story> =>
  toStory(found((await select(ctx, sql`s.id = ${id} and ${THERE}`).execute(ctx.db)).rows[0]));

/** Also one that was removed: whoever consented can still withdraw. */
export const findStoryEver = async (ctx: Ctx, id: StoryId): Promise<Story> =>
  toStory(found((await select(ctx, sql`s.id = ${id}`).execute(ctx.db)).rows[0]));

/** Those that may be told; to those who look after stories, the others too. The newest first. */
export async function storiesOf(ctx: Ctx): Promise<Story[]> {
  const which = mayTellStory(ctx.actor) ? sql`true` : storyReadable(ctx, 's');
  const { rows } = await select(ctx, sql`${THERE} and ${which} order by s.made_at desc, s.id desc`).execute(ctx.db);
  return rows.map(toStory);
}

/** Those that may be told today, to whoever looks after them and to everybody else. */
export const tellable = async (ctx: Ctx): Promise<Story[]> =>
  (await storiesOf(ctx)).filter(({ state }) => state === 'live');

/** One that may be told in this way today, or in any; null where it may not, or not any more. */
export async function toldStory(ctx: Ctx, id: StoryId | null, way: Scope | 'any'): Promise<Story | null> {
  const story = (await tellable(ctx)).find((each) => each.id === id);
  return story && (way === 'any' || story.consent?.scopes.includes(way)) ? story : null;
}

export async function addStory(ctx: Ctx, draft: StoryDraft): Promise<StoryId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'stories'>();
    const made = { words_hash: hashOfWords(draft), made_by: memberId(ctx), made_at: ctx.now };
    await ctx.db
      .insertInto('stories')
      .values({ library_id: ctx.library.id, id, ...draft, ...made })
      .execute();
    // Its words are nobody's but its teller's, so none of them are in the history.
    await history(ctx, 'story.added', { subject: theLibrary(ctx) });
    return id;
  });
}

/** As the fields of its form. */
export const storyAsTyped = ({ title, text }: Story) => ({
  ...{ title_en: title.en, text_en: text.en, title_es: title.es, text_es: text.es },
});

type Edit = StoryDraft & { same: boolean; version: number };

/** Consent is to words: after a change it is asked for anew, unless they said the same. Throws Conflict. */
export async function changeStory(ctx: Ctx, id: StoryId, { same, version, ...draft }: Edit): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const was = await findStory(ctx, id);
    found(was.erased_at ? null : was);
    const words_hash = hashOfWords(draft);
    const changed = await ctx.db
      .updateTable('stories')
      .set({ ...draft, words_hash, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(storyAsTyped(was), was.version);
    if (same && was.consent?.same_words)
      await sql`update story_consents set words_hash = ${words_hash} where library_id = ${ctx.library.id}
        and id = ${was.consent.id}`.execute(ctx.db);
    await history(ctx, same ? 'story.mended' : 'story.changed', { subject: theLibrary(ctx) });
  });
}

/** Returns the id that brings it back. It is only marked: whoever consented can still withdraw, and then it is gone. */
export async function removeStory(ctx: Ctx, id: StoryId): Promise<RemovalId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const story = await findStory(ctx, id);
    const label = storyIn(story, ctx.library.locale).title || today(ctx);
    return removing(ctx, { kind: 'story', subject: id, label, about: theLibrary(ctx) }, async (ctx) => {
      await sql`update stories set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      await history(ctx, 'story.removed', { subject: theLibrary(ctx) });
    });
  });
}
