/** Stories: told only with consent, in the way and for the time it is for, and gone from everywhere once it is not. */
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aStory, aTalkingPoint, consented } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter, type Guest } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { mailOf, outbox } from '../../house/work/mail.ts';
import { archive } from '../../views/exports/archive.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { search } from '../../views/search/search.ts';
import { digestOf } from '../../views/today/today.ts';
import { removeMember } from '../accounts/members.ts';
import { enterAsGuest } from '../guests/guest-links.ts';
import { addressesOf } from '../outreach/addresses.ts';
import { pitchDraft } from '../talking-points/pitch.ts';
import { mailPitch, usePitch } from '../talking-points/pitch-uses.ts';
import { findPitch, makePitch } from '../talking-points/pitches.ts';
import { askForConsent, findConsent, giveConsent, noteWithdrawal, refuseConsent, withdrawConsent } from './consents.ts';
import { forgetStories } from './erasing.ts';
import { addPicture, picturesOf } from './pictures.ts';
import { saySpokenPitch, spokenPitches } from './spoken-pitches.ts';
import { changeStory, findStory, removeStory, storiesOf, toldStory } from './stories.ts';
import {
  guestConsent,
  hashOfWords,
  nameSaid,
  paperConsent,
  pictureDraft,
  type StoryConsentId,
  type StoryId,
  secondsAloud,
  storyDraft,
  storyEdit,
} from './story.ts';
import { storyUses, useStory } from './story-uses.ts';

const world = useDatabase();
const WORDS = 'Xylophone repaired';
let stranger: Ctx;
let ana: Ctx;
let kofi: Ctx;
let story: StoryId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'administrator', 'Ana');
  kofi = await aMember(ana, 'contributor', 'Kofi');
  story = await aStory(ana, WORDS);
});

const inDays = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(ctx.now, days) });
const state = async (ctx = ana) => (await findStory(ctx, story)).state;
const found = async (ctx: Ctx = kofi) =>
  (await search(ctx, { q: 'xylophone', kind: '', page: 1 })).groups.flatMap(({ hits }) => hits.map((hit) => hit.id));
async function copied(): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive(ana, world.db)) chunks.push(chunk);
  return Object.values(unzipSync(Buffer.concat(chunks)))
    .map((file) => strFromU8(file))
    .join('\n');
}
/** Every row of every table of the library, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'library_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace`.execute(ana.db);
  const all: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t
      where library_id = ${ana.library.id}`.execute(ana.db);
    all.push(...rows.map(({ row }) => row));
  }
  return all.join('\n');
}

test('without consent a story is seen by those who look after stories, and told nowhere', async () => {
  expect(await state()).toBe('without');
  expect((await storiesOf(ana)).map(({ id }) => id)).toEqual([story]);
  expect(await storiesOf(kofi)).toEqual([]);
  expect(await found()).toEqual([]);
  expect(await copied()).not.toContain('Xylophone');
  await expect(
    useStory(ana, story, { way: 'talk', used_on: '2026-03-01', place: 'Rotary', partner_id: null }),
  ).rejects.toThrow(Invalid);
});

test('with consent it is told in the ways and for the time that it is for', async () => {
  await consented(ana, story, { scopes: ['talk', 'paper'], until: '2026-04-01' });

  expect(await state()).toBe('live');
  expect((await storiesOf(kofi)).map(({ id }) => id)).toEqual([story]);
  expect(await found()).toEqual([story]);
  expect(await copied()).toContain('Xylophone');
  expect(await toldStory(kofi, story, 'paper')).toMatchObject({ id: story });
  expect(await toldStory(kofi, story, 'web')).toBeNull();

  const later = inDays(kofi, 40);
  expect(await state(later)).toBe('over');
  expect(await storiesOf(later)).toEqual([]);
  expect(await found(later)).toEqual([]);
  expect(await toldStory(later, story, 'paper')).toBeNull();
});

test('the digest says in time that consent runs out, to those who can ask again', async () => {
  await consented(ana, story, { until: '2026-04-20' });
  const headings = async (ctx: Ctx) => (await digestOf(ctx)).map(({ heading }) => heading);

  expect(await headings(ana)).not.toContain('due.consents');
  expect(await headings(inDays(ana, 20))).toContain('due.consents');
  expect(await headings(inDays(kofi, 20))).not.toContain('due.consents');
});

test('consent has a way, a day ahead, and paper that can be found', () => {
  const signed = { giver: 'Rosa', scopes: ['talk'], named: 'none', until: '2027-01-01', given_on: '2026-03-01' };

  expect(() => parse(paperConsent, { ...signed, scopes: [] })).toThrow(Invalid);
  expect(() => parse(paperConsent, { ...signed, scopes: ['radio'] })).toThrow(Invalid);
  expect(() => parse(paperConsent, { ...signed, until: '' })).toThrow(Invalid);
  expect(() => parse(storyDraft, { title_en: 'Only a title' })).toThrow(Invalid);
});

test('what is signed needs a scan or a place, a day that is past, and an end that is not', async () => {
  await expect(consented(ana, story, { kept_at: '' })).rejects.toThrow(Invalid);
  await expect(consented(ana, story, { given_on: '2099-01-01' })).rejects.toThrow(Invalid);
  await expect(consented(ana, story, { until: '2026-03-01' })).rejects.toThrow(Invalid);
  expect(await state()).toBe('without');
});

test('consent is to words: after a change they are asked anew, unless it says the same', async () => {
  await consented(ana, story);
  const { version } = await findStory(ana, story);
  const edit = { title_en: 'Mended', text_en: 'She mended a xylophone.', version: String(version) };
  await changeStory(ana, story, parse(storyEdit, { ...edit, same: 'on' }));
  expect(await state()).toBe('live');

  const next = { ...edit, text_en: 'She stole a xylophone.', version: String(version + 1) };
  await changeStory(ana, story, parse(storyEdit, next));
  expect(await state()).toBe('over');
  await expect(changeStory(ana, story, parse(storyEdit, next))).rejects.toThrow(Conflict);
  // It says the same as what nobody has agreed to.
  await changeStory(ana, story, parse(storyEdit, { ...next, same: 'on', version: String(version + 2) }));
  expect(await state()).toBe('over');
});

/** Asks Rosa by a link, and returns the token of her mail. */
async function asked(): Promise<{ id: StoryConsentId; token: string }> {
  let token = '';
  const ways = { link: (_purpose: string, given: string) => (token = given), code: () => '' };
  const id = await askForConsent(ana, story, { giver: 'Rosa Diaz', email: 'rosa@example.org', locale: 'es', ways });
  return { id, token };
}
const asRosa = (id: StoryConsentId): Ctx & { actor: Guest } => ({
  ...ana,
  actor: {
    ...{ kind: 'guest', id: null, userId: null, name: 'Rosa Diaz', role: 'guest', personId: null },
    ...{ purpose: 'consent', subjectId: id as never },
  },
});
const says = (over: object = {}) =>
  parse(guestConsent, { scopes: ['paper'], named: 'full', until: '2027-03-09', ...over });
const read = hashOfWords({
  title_en: WORDS,
  text_en: `${WORDS}, with help of the library.`,
  title_es: '',
  text_es: '',
});

test('by a link they read it, agree to what they choose, and can take it back', async () => {
  const { id } = await asked();
  expect(await state()).toBe('asked');
  await giveConsent(asRosa(id), id, { ...says(), read });
  expect(await state()).toBe('live');
  expect(nameSaid((await findStory(ana, story)).consent as never)).toBe('Rosa Diaz');

  await withdrawConsent(asRosa(id), id);
  expect(await state()).toBe('erased');
  expect(await found(ana)).toEqual([]);
  expect((await findConsent(asRosa(id), id)).consent.withdrawn_at).not.toBeNull();
  await expect(giveConsent(asRosa(id), id, { ...says(), read })).rejects.toThrow(Invalid);
});

test('they agree to what they read: not to words that were changed meanwhile', async () => {
  const { id } = await asked();
  const { version } = await findStory(ana, story);
  await changeStory(ana, story, parse(storyEdit, { title_en: 'Other', text_en: 'Other words', version: `${version}` }));

  await expect(giveConsent(asRosa(id), id, { ...says(), read })).rejects.toThrow(Invalid);
  expect(await state()).toBe('asked');
});

test('they may say no, and change their mind', async () => {
  const { id } = await asked();
  await refuseConsent(asRosa(id), id);
  expect(await state()).toBe('without');
  await giveConsent(asRosa(id), id, { ...says(), read });
  expect(await state()).toBe('live');
});

test('their link works after whoever sent it has left, until somebody is there who can be asked', async () => {
  const bea = await aMember(ana, 'coordinator', 'Bea');
  let token = '';
  const ways = { link: (_: string, given: string) => (token = given), code: () => '' };
  await askForConsent(bea, story, { giver: 'Rosa Diaz', email: 'rosa@example.org', locale: 'en', ways });
  await removeMember(ana, bea.actor.id);

  const came = await enterAsGuest(ana, ana.library.slug, token);
  expect(came.guest).not.toBeNull();
  expect(came.link).toMatchObject({ person: 'Rosa Diaz', asker: { name: 'Ana' } });
});

test('only the link that is for it gives or takes consent', async () => {
  const { id } = await asked();
  const other = asRosa((await asked()).id);

  await expect(giveConsent(other, id, { ...says(), read })).rejects.toThrow(Forbidden);
  await expect(withdrawConsent(ana, id)).rejects.toThrow(Forbidden);
  await expect(findConsent(other, id)).rejects.toThrow(Forbidden);
  await expect(consented(kofi, story)).rejects.toThrow(Forbidden);
  await expect(findStory(stranger, story)).rejects.toThrow(NotFound);
});

test('withdrawn, its words and pictures are gone from every row, and what is left says where it was told', async () => {
  await consented(ana, story);
  const file = { type: 'image/png', bytes: new Uint8Array([1, 2, 3]), width: 1, height: 1 };
  await addPicture(ana, story, { alt_en: 'Xylophone on a table', alt_es: '', permission: 'Xylophone club', file });
  await useStory(ana, story, { way: 'paper', used_on: '2026-03-02', place: 'Annual report', partner_id: null });
  const words = (await findStory(ana, story)).text.en;
  await outbox(ana, { to: 'a@example.org', locale: 'en', subject: 'Hello', body: `Before\n${words}\nAfter` });
  const removal = await removeStory(ana, story);
  await bringBack(ana, removal);
  const again = await removeStory(ana, story);
  await bringBack(ana, again);
  expect(await everything()).toContain('Xylophone');

  await noteWithdrawal(ana, story);
  expect(await everything()).not.toMatch(/xylophone/i);
  expect(await picturesOf(ana, story)).toEqual([]);
  expect((await storyUses(ana, story)).map(({ way, place }) => [way, place])).toEqual([['paper', 'Annual report']]);
  expect((await mailOf(ana))[0]?.body).toBe('Before\n[A story was here. Consent to it was withdrawn.]\nAfter');
});

test('one that was removed can still be withdrawn, and then it does not come back', async () => {
  const { id } = await asked();
  await giveConsent(asRosa(id), id, { ...says(), read });
  const removal = await removeStory(ana, story);
  expect((await findConsent(asRosa(id), id)).consent.given_on).not.toBeNull();
  await withdrawConsent(asRosa(id), id);

  await expect(bringBack(ana, removal)).rejects.toThrow(NotFound);
  expect(await everything()).not.toMatch(/xylophone/i);
});

test('a mail that waits loses every passage, also one that begins with another', async () => {
  const title = 'Rosa learned to read at sixty';
  const other = await aStory(ana, title, { text_en: `${title}, and then she told us about the prison.` });
  await consented(ana, other);
  const { text } = await findStory(ana, other);
  await outbox(ana, { to: 'a@example.org', locale: 'en', subject: 'Hello', body: `${title}\n${text.en}\nBye` });
  await noteWithdrawal(ana, other);

  expect((await mailOf(ana))[0]?.body).not.toMatch(/prison|sixty/);
});

test('a pitch is not mailed with a story whose consent ended since the text was drafted', async () => {
  await consented(ana, story);
  const partner = await aPartner(ana, { name: 'Chamber', email: 'hello@chamber.example.org' });
  const draft = { locale: 'en', ask: 'Meet us', points: [await aTalkingPoint(ana)], story_id: story };
  const pitch = await findPitch(ana, await makePitch(ana, partner, parse(pitchDraft, draft)));
  const [to] = await addressesOf(ana, [partner]);
  const told = { points: [], summary: 'Pitch', body: '' };
  const mail = { story, subject: 'Hello', body: WORDS, told, answers: { own: null, mailbox: null } };
  await noteWithdrawal(ana, story);

  await expect(mailPitch(ana, pitch, { ...mail, to: to as never })).rejects.toThrow(Invalid);
  expect(await mailOf(ana)).toEqual([]);
});

test('one that was removed for good takes its pictures with it', async () => {
  const file = { type: 'image/png', bytes: new Uint8Array([1, 2, 3]), width: 1, height: 1 };
  await addPicture(ana, story, { alt_en: 'A desk', alt_es: '', permission: 'Rosa', file });
  await removeStory(ana, story);
  await forgetStories(ana.db, ana.library.id, daysAfter(ana.now, 60));

  const files = await sql`select 1 from stored_files where library_id = ${ana.library.id}`.execute(ana.db);
  expect(files.rows).toEqual([]);
});

test('a mail that carries a story and waits is not sent, however it was worded; one that was kept is emptied', async () => {
  await consented(ana, story);
  const mail = {
    to: 'a@example.org',
    locale: 'en',
    subject: 'Xylo',
    body: 'A line\nof a poem',
    carries: story,
  } as const;
  await outbox(ana, mail);
  await outbox(ana, mail);
  const [kept] = await mailOf(ana);
  await sql`update outbox set sent_at = now() where id = ${kept?.id}`.execute(ana.db);
  await noteWithdrawal(ana, story);

  expect(await mailOf(ana)).toMatchObject([{ subject: '…', body: '[A story was here. Consent to it was withdrawn.]' }]);
});

test('whoever withdrew can still read that they did; their address and name are in no link any more', async () => {
  const { id, token } = await asked();
  await giveConsent(asRosa(id), id, { ...says(), read });
  await noteWithdrawal(ana, story);

  const came = await enterAsGuest(ana, ana.library.slug, token);
  expect(came.guest).not.toBeNull();
  expect(came.link).toMatchObject({ email: '', person: '' });
  expect((await findConsent(asRosa(id), id)).consent.withdrawn_at).not.toBeNull();
  const links = await sql`select 1 from guest_links where email <> '' or name <> ''`.execute(ana.db);
  expect(links.rows).toEqual([]);
});

test('a pitch takes a story along in the way it may be told, and says where it went', async () => {
  await consented(ana, story, { scopes: ['paper'] });
  const partner = await aPartner(ana, { name: 'Chamber' });
  const draft = { locale: 'en', ask: 'Meet us', points: [await aTalkingPoint(ana)], story_id: story };
  const pitch = await findPitch(ana, await makePitch(ana, partner, parse(pitchDraft, draft)));
  const told = { points: [], summary: 'Pitch', body: '' };
  for (const way of ['paper', 'said'] as const) await usePitch(ana, pitch, { way, used_on: '2026-03-02', told });

  expect((await storyUses(ana, story)).map(({ way, place }) => [way, place])).toEqual([['paper', 'Chamber']]);
  await noteWithdrawal(ana, story);
  await expect(makePitch(ana, partner, parse(pitchDraft, draft))).rejects.toThrow(Invalid);
});

test('a picture has words for who cannot see it, and somebody who said that it may be shown', () => {
  expect(() => parse(pictureDraft, { alt_en: '', alt_es: '', permission: 'Rosa' })).toThrow(Invalid);
  expect(() => parse(pictureDraft, { alt_en: 'Two at a table', permission: '' })).toThrow(Invalid);
});

test('how long it takes to say is counted in words, to the next five seconds', async () => {
  expect(secondsAloud('word '.repeat(150))).toBe(60);
  expect(secondsAloud('– … –')).toBe(0);
  expect(secondsAloud('one two three')).toBe(5);
});

test('what the library says in a minute is kept in each language, and nobody overwrites another', async () => {
  await saySpokenPitch(ana, { locale: 'en', body: 'We are here.', version: 0 });
  await expect(saySpokenPitch(ana, { locale: 'en', body: 'Mine', version: 0 })).rejects.toThrow(Conflict);
  await saySpokenPitch(ana, { locale: 'en', body: 'We are open.', version: 1 });

  expect(await spokenPitches(ana)).toEqual([{ locale: 'en', body: 'We are open.', version: 2 }]);
  expect(await spokenPitches(stranger)).toEqual([]);
  await expect(saySpokenPitch(kofi, { locale: 'es', body: 'Hola', version: 0 })).rejects.toThrow(Forbidden);
});
