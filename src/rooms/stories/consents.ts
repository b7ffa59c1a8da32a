/** Consent to tell a story: asked for by a link or kept from paper, given, refused, and withdrawn at any time. */
import { sql } from 'kysely';
import { type Ctx, daysAfter, type Locale, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { findFile, type Prepared, type StoredFile, storeFile } from '../../house/stored-files.ts';
import { extendFor, sendLink, type Ways } from '../guests/guest-links.ts';
import { eraseStory, holdStory } from './erasing.ts';
import { mayTellStory } from './library-figure.ts';
import { findStory, findStoryEver } from './stories.ts';
import {
  type Consented,
  mayConsent,
  type Story,
  type StoryConsent,
  type StoryConsentId,
  type StoryId,
} from './story.ts';

const LINK_DAYS = 60;
/** After consent has run out they can still see what became of it. */
const AFTERWARDS_DAYS = 90;

/** All of a story, the newest first. */
export async function consentsOf(ctx: Ctx, id: StoryId): Promise<StoryConsent[]> {
  const { rows } = await sql<StoryConsent>`
    select c.id, c.giver, c.email, c.way, c.scopes, c.named, c.until, c.given_on, c.sha256, c.file_name, c.kept_at,
      c.asked_at, c.refused_at, c.withdrawn_at, c.words_hash = s.words_hash as same_words
    from story_consents c join stories s on s.library_id = c.library_id and s.id = c.story_id
    where c.library_id = ${ctx.library.id} and c.story_id = ${id} order by c.asked_at desc, c.id desc`.execute(ctx.db);
  return rows;
}

type Signed = Consented & {
  giver: string;
  given_on: string;
  kept_at: string;
  file: (Prepared & { name: string }) | null;
};

function checkUntil(ctx: Ctx, { until }: Pick<Consented, 'until'>): void {
  if (until < today(ctx)) throw new Invalid({ until: { key: 'error.consent_past' } });
}

/** Keeps what somebody signed: a scan of it, or where the paper is. Throws Invalid. */
export async function keepSigned(ctx: Ctx, id: StoryId, { file, ...signed }: Signed): Promise<void> {
  allow(mayTellStory(ctx.actor));
  checkUntil(ctx, signed);
  if (signed.given_on > today(ctx)) throw new Invalid({ given_on: { key: 'error.future' } });
  if (!file && signed.kept_at === '') throw new Invalid({ files: { key: 'error.consent_paper' } });
  await inTransaction(ctx, async (ctx) => {
    await insert(ctx, id, {
      ...signed,
      ...{ way: 'paper', given_at: ctx.now },
      ...(file && { sha256: await storeFile(ctx, file), file_name: file.name.slice(0, 200) }),
    });
    await history(ctx, 'story.consent_kept', { subject: theLibrary(ctx) });
  });
}

type Inserted = Record<string, unknown> & { giver: string; way: 'paper' | 'link' };

async function insert(ctx: Ctx, story_id: StoryId, row: Inserted): Promise<StoryConsentId> {
  await holdStory(ctx, story_id, 'to use');
  const story = await findStory(ctx, story_id);
  found(story.erased_at ? null : story);
  const id = newId<'story_consents'>();
  const asked = { asked_by: memberId(ctx), asked_at: ctx.now };
  await ctx.db
    .insertInto('story_consents')
    .values((of) => ({
      ...{ library_id: ctx.library.id, id, story_id, ...asked, ...row },
      words_hash: of
        .selectFrom('stories')
        .select('words_hash')
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', story_id)
        .$asScalar()
        .$notNull(),
    }))
    .execute();
  return id;
}

type Asking = { giver: string; email: string; locale: Locale; ways: Ways };

/** Sends a link by which they read the story and say whether it may be told. */
export async function askForConsent(
  ctx: Ctx,
  id: StoryId,
  { giver, email, locale, ways }: Asking,
): Promise<StoryConsentId> {
  allow(mayTellStory(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const consent = await insert(ctx, id, { giver, email, way: 'link' });
    const asks = speak(locale).t('consent.asks', { library: ctx.library.name });
    const whom = { partner_id: null, person_id: null, name: giver, email, locale };
    const link = { purpose: 'consent', subject_id: consent, ...whom, asks } as const;
    await sendLink(ctx, { ...link, expires_at: daysAfter(ctx.now, LINK_DAYS) }, ways);
    await history(ctx, 'story.consent_asked', { subject: theLibrary(ctx) });
    return consent;
  });
}

export type AskedConsent = { consent: StoryConsent; story: Story };

/** What a guest is asked. Throws NotFound where the story is gone, or its words are. */
export async function findConsent(ctx: Ctx, id: StoryConsentId): Promise<AskedConsent> {
  allow(mayConsent(ctx.actor, id));
  const { rows } = await sql<{ story_id: StoryId }>`select story_id from story_consents
    where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  const story = await findStoryEver(ctx, found(rows[0]).story_id);
  const consent = found((await consentsOf(ctx, story.id)).find((each) => each.id === id));
  return { consent, story };
}

/** `read` is the hash of the words that they read. Throws Invalid where those were changed meanwhile. */
export async function giveConsent(ctx: Ctx, id: StoryConsentId, said: Consented & { read: string }): Promise<void> {
  allow(mayConsent(ctx.actor, id));
  checkUntil(ctx, said);
  const { read, ...given } = said;
  await inTransaction(ctx, async (ctx) => {
    const { rows } = await sql`
      update story_consents c set scopes = ${given.scopes}, named = ${given.named}, until = ${given.until},
        given_on = ${today(ctx)}, given_at = ${ctx.now}, refused_at = null, words_hash = s.words_hash
      from stories s where c.library_id = ${ctx.library.id} and c.id = ${id} and c.withdrawn_at is null
        and s.library_id = ${ctx.library.id} and s.id = c.story_id and s.words_hash = ${read} and s.removed_at is null
      returning 1`.execute(ctx.db);
    if (rows.length === 0) throw new Invalid({ form: { key: 'error.consent_words' } });
    // By the same link they can take it back at any time.
    const until = daysAfter(new Date(`${given.until}T00:00:00Z`), AFTERWARDS_DAYS);
    await extendFor(ctx, { purpose: 'consent', subject_id: id }, until);
    await history(ctx, 'story.consent_given', { subject: theLibrary(ctx) });
  });
}

export async function refuseConsent(ctx: Ctx, id: StoryConsentId): Promise<void> {
  allow(mayConsent(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    await sql`update story_consents set refused_at = ${ctx.now} where library_id = ${ctx.library.id} and id = ${id}
      and given_at is null`.execute(ctx.db);
    await history(ctx, 'story.consent_refused', { subject: theLibrary(ctx) });
  });
}

/** By whoever gave it, with their link. The words of the story are gone with it. */
export async function withdrawConsent(ctx: Ctx, id: StoryConsentId): Promise<void> {
  allow(mayConsent(ctx.actor, id));
  await inTransaction(ctx, async (ctx) => {
    const { story } = await findConsent(ctx, id);
    await holdStory(ctx, story.id, 'to erase');
    const { rows } = await sql<{ story_id: StoryId }>`update story_consents set withdrawn_at = ${ctx.now}
      where library_id = ${ctx.library.id} and id = ${id} and withdrawn_at is null and given_at is not null
      returning story_id`.execute(ctx.db);
    const [withdrawn] = rows;
    if (withdrawn) await eraseStory(ctx, withdrawn.story_id);
  });
}

/** By a member to whom they said so. */
export async function noteWithdrawal(ctx: Ctx, id: StoryId): Promise<void> {
  allow(mayTellStory(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findStory(ctx, id);
    await eraseStory(ctx, id);
  });
}

/** The signed paper, for those who look after stories. */
export async function signedPaper(ctx: Ctx, id: StoryId, consentId: string): Promise<StoredFile & { name: string }> {
  allow(mayTellStory(ctx.actor));
  const { sha256, file_name } = found((await consentsOf(ctx, id)).find((each) => each.id === consentId));
  return { ...(await findFile(ctx, found(sha256))), name: file_name };
}
