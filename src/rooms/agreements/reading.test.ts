/** What is said about the words of an agreement, and of which clauses it is written. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, anAgreement, aPartnerWith, guestFor } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, found, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { todayOf } from '../../views/today/today.ts';
import type { AgreementId } from './agreement.ts';
import {
  addAgreementClause,
  changeAgreementClause,
  clausesIn,
  moveClause,
  removeAgreementClause,
  renewClause,
} from './agreement-clauses.ts';
import { findAgreement } from './agreement-list.ts';
import { versionsIn } from './agreement-versions.ts';
import { setPaper } from './agreements.ts';
import { builtInClauses, clauseDraft, clauseEdit } from './clauses/clause.ts';
import { addClause, changeClause, clausesOf, clauseVersions, removeClause, restoreClause } from './clauses/clauses.ts';
import { answerComment, commentDraft, commentsOf, noteComment } from './comments.ts';
import { BLANKS, blanksIn } from './document/blanks.ts';
import { writtenOf } from './document/writing.ts';
import { type ReaderId, readersOf, shareAgreement } from './readers.ts';
import { comment, findReading } from './reading.ts';

const world = useDatabase();
let ana: Ctx;
beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
});
const ways = { link: (purpose: string) => `http://library.test/${purpose}`, code: () => '' };

type Scene = { id: AgreementId; reader: ReaderId; rosa: Ctx; email: string; partner: string; person: string };

async function shared(over: object = {}): Promise<Scene> {
  const { partner, person, email } = await aPartnerWith(ana, 'Rosa Ito');
  const id = await anAgreement(ana, { partners: [partner], kind: 'space', ...over });
  await shareAgreement(ana, id, { people: [`${partner} ${person}`], message: 'Look at the room.', ways });
  const reader = found((await readersOf(ana, id))[0]).id;
  return { id, reader, rosa: guestFor(ana, 'agreement', { person, subject: reader }), email, partner, person };
}
const mailTo = async (email: string) =>
  (
    await sql<{ body: string }>`select body from outbox where library_id = ${ana.library.id}
      and recipient = ${email} order by created_at, id`.execute(ana.db)
  ).rows.map(({ body }) => body);

describe('an agreement is read by a link', () => {
  test('as a version that stays, with a few words, and blanks shown as lines to write on', async () => {
    const { id, rosa, reader, email } = await shared();

    const { version } = await findReading(rosa, reader);

    expect(version.number).toBe(1);
    expect(version.content).toContain('________');
    expect((await mailTo(email))[0]).toContain('Look at the room.');
    expect((await findAgreement(ana, id)).state).toBe('draft');
  });

  test('comments stand at their clause, once each; are answered by mail, and settled', async () => {
    const { id, rosa, reader, email } = await shared();
    const clause = found((await clausesIn(ana, id)).find(({ clause_key }) => clause_key === 'space')).id;
    const said = parse(commentDraft, { clause, words: 'Not on Saturdays, please.' });
    await comment(rosa, reader, said);
    await comment(rosa, reader, said);

    expect(await commentsOf(ana, id)).toMatchObject([{ clause_id: clause, said_by: 'Rosa', words: said.words }]);
    expect((await todayOf(ana)).map(({ heading }) => heading)).toContain('due.agreement_comments');
    const [one] = await commentsOf(ana, id);
    await expect(answerComment(ana, found(one).id, { answer: '', settled: false, ways })).rejects.toThrow(Invalid);
    await answerComment(ana, found(one).id, { answer: 'Sundays then.', settled: true, ways });
    await answerComment(ana, found(one).id, { answer: 'Sundays then.', settled: true, ways });

    expect(await mailTo(email)).toHaveLength(2);
    expect((await findReading(rosa, reader)).comments).toMatchObject([{ answer: 'Sundays then.' }]);
    expect((await todayOf(ana)).map(({ heading }) => heading)).not.toContain('due.agreement_comments');
  });

  test('nobody comments by another’s link, at a clause that is not there, or from another library', async () => {
    const { reader, rosa } = await shared();
    const other = await shared();
    const words = 'Hello';
    await expect(comment(other.rosa, reader, { clause: null, words })).rejects.toThrow(Forbidden);
    const elsewhere = found((await clausesIn(ana, other.id))[0]).id;
    await expect(comment(rosa, reader, { clause: elsewhere, words })).rejects.toThrow(Invalid);
    const lou = await aMember(ana, 'reader', 'Lou');
    await expect(noteComment(lou, other.id, { clause: null, words })).rejects.toThrow(Forbidden);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await expect(noteComment(stranger, other.id, { clause: null, words })).rejects.toThrow(NotFound);
  });

  test('nobody is asked who does not work there or has no address, and shared twice is one version', async () => {
    const { id, partner, person } = await shared();
    await expect(shareAgreement(ana, id, { people: [`${partner} ${partner}`], message: '', ways })).rejects.toThrow(
      Invalid,
    );
    await shareAgreement(ana, id, { people: [`${partner} ${person}`], message: '', ways });

    expect(await versionsIn(ana, id)).toHaveLength(1);
    expect(await readersOf(ana, id)).toHaveLength(1);
  });

  test('their paper takes the place of clauses, and gives it back', async () => {
    const { id } = await shared();
    const paper = { type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]), width: null, height: null };
    await expect(setPaper(ana, id, { paper: { ...paper, name: 'x.pdf' }, terms: '' })).rejects.toThrow(Invalid);
    await setPaper(ana, id, { paper: { ...paper, name: 'contract.pdf' }, terms: 'They pay for paint.' });

    const { document, missing } = await writtenOf(ana, await findAgreement(ana, id));
    expect(document).toMatchObject({ clauses: [], file: { name: 'contract.pdf' }, terms: 'They pay for paint.' });
    expect(missing).toEqual([]);
    await setPaper(ana, id, { paper: null, terms: '' });
    expect((await writtenOf(ana, await findAgreement(ana, id))).document.clauses.length).toBeGreaterThan(5);
  });
});

describe('the clauses of one agreement', () => {
  test('are moved, changed, added, taken out and brought back', async () => {
    const { id } = await shared();
    const titles = async () => (await clausesIn(ana, id)).map(({ title }) => title);
    const [first, second] = await clausesIn(ana, id);
    await moveClause(ana, found(second).id, -1);
    await moveClause(ana, found(second).id, -1);
    expect((await titles()).slice(0, 2)).toEqual([found(second).title, found(first).title]);

    await addAgreementClause(ana, id, { title: 'Keys', body: 'Rosa keeps one.' });
    await expect(addAgreementClause(ana, id, { key: 'space' })).rejects.toThrow(Invalid);
    await addAgreementClause(ana, id, { key: 'outcomes' });
    expect((await titles()).slice(-2)).toEqual(['Keys', 'What we want to reach, and how we measure it']);
    const keys = found((await clausesIn(ana, id)).find(({ title }) => title === 'Keys'));
    await changeAgreementClause(ana, keys.id, { title: 'Keys', body: 'Nobody keeps one.', version: 1 });
    await expect(
      changeAgreementClause(ana, keys.id, { title: 'Keys', body: 'Somebody does.', version: 1 }),
    ).rejects.toThrow(Conflict);

    const removal = await removeAgreementClause(ana, keys.id);
    expect(await titles()).not.toContain('Keys');
    await bringBack(ana, removal);
    expect(await titles()).toContain('Keys');
    expect((await findAgreement(ana, id)).changed).toBe(true);
  });

  test('one that the library locked is changed by administrators alone', async () => {
    const { id } = await shared();
    const ben = await aMember(ana, 'coordinator', 'Ben');
    const locked = found((await clausesIn(ana, id)).find((each) => each.locked));
    const words = { title: 'Other', body: 'Other', version: 1 };

    await expect(changeAgreementClause(ben, locked.id, words)).rejects.toThrow(Forbidden);
    await expect(removeAgreementClause(ben, locked.id)).rejects.toThrow(Forbidden);
    await changeAgreementClause(ana, locked.id, words);
  });

  test('keep their words when the library’s change, and take the newer ones when somebody says so', async () => {
    const { id } = await shared();
    const typed = { kinds: ['space'], title_en: 'Rooms', body_en: 'Rooms are quiet.', title_es: '', body_es: '' };
    await changeClause(ana, 'space', parse(clauseEdit, { ...typed, version: '0' }));
    const ours = async () => found((await clausesIn(ana, id)).find(({ clause_key }) => clause_key === 'space'));
    expect(await ours()).toMatchObject({ words_version: 0, title: 'Using the space' });

    await renewClause(ana, (await ours()).id);
    expect(await ours()).toMatchObject({ words_version: 1, title: 'Rooms', body: 'Rooms are quiet.' });
  });
});

describe('the clauses of the library', () => {
  test('of the house have words in both languages, and blanks that are known', () => {
    for (const { key, title, body } of builtInClauses)
      for (const locale of ['en', 'es'] as const) {
        expect([key, title[locale] !== '', body[locale] !== '']).toEqual([key, true, true]);
        expect(blanksIn(body[locale]).filter((name) => !(BLANKS as readonly string[]).includes(name))).toEqual([]);
        expect(blanksIn(body.es).toSorted()).toEqual(blanksIn(body.en).toSorted());
      }
  });

  test('are changed as versions, switched off and on, locked; and added, in one language at least', async () => {
    const typed = { kinds: ['letter'], title_en: 'Parking', body_en: 'Park behind.', title_es: '', body_es: '' };
    expect(clauseDraft.safeParse({ ...typed, body_en: '' }).error?.issues[0]?.path).toEqual(['body_en']);
    expect(clauseDraft.safeParse({ kinds: [] }).error?.issues[0]?.path).toEqual(['title_en']);
    const key = await addClause(ana, parse(clauseDraft, typed));
    await changeClause(ana, key, parse(clauseEdit, { ...typed, body_en: 'Park in front.', version: '1' }));
    await changeClause(
      ana,
      key,
      parse(clauseEdit, { ...typed, body_en: 'Park in front.', locked: 'on', version: '2' }),
    );
    await expect(changeClause(ana, key, parse(clauseEdit, { ...typed, version: '2' }))).rejects.toThrow(Conflict);

    expect((await clauseVersions(ana, key)).map(({ number, body }) => [number, body.en])).toEqual([
      [2, 'Park in front.'],
      [1, 'Park behind.'],
    ]);
    const removal = await removeClause(ana, 'logo');
    expect((await clausesOf(ana)).map((each) => each.key)).not.toContain('logo');
    await bringBack(ana, removal);
    expect((await clausesOf(ana)).map((each) => each.key)).toContain('logo');
    await removeClause(ana, 'logo');
    await restoreClause(ana, 'logo');
    expect(found((await clausesOf(ana)).find((each) => each.key === 'logo')).version).toBe(0);
  });

  test('are changed by administrators alone', async () => {
    const ben = await aMember(ana, 'coordinator', 'Ben');
    const typed = parse(clauseDraft, { kinds: [], title_en: 'X', body_en: 'X' });
    await expect(addClause(ben, typed)).rejects.toThrow(Forbidden);
    await expect(changeClause(ben, 'logo', { ...typed, version: 0 })).rejects.toThrow(Forbidden);
    await expect(removeClause(ben, 'logo')).rejects.toThrow(Forbidden);
    await expect(restoreClause(ben, 'logo')).rejects.toThrow(Forbidden);
  });
});
