import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aMember, aPartner, aWorksheet, rateAll } from '../../../test/factories.ts';
import { NOW, useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { renewLibraries } from '../../open-library.ts';
import { historyOf } from '../../views/history/history.ts';
import { enter, noteVersion } from '../accounts/libraries.ts';
import { guideGroups } from '../guide/guide.ts';
import { bandsFor, closeWorksheet, reopenWorksheet } from './decisions.ts';
import { editFactorSet } from './factor-set-words.ts';
import { copyFactorSet, factorSetsOf, factorsOfVersion, findFactorSet } from './factor-sets.ts';
import { lookBack, lookBacksOf } from './look-backs.ts';
import { changeWorksheet } from './opening.ts';
import { handedIn, ratingsOf } from './ratings.ts';
import { readiness } from './readiness.ts';
import { saveRatings } from './saved-ratings.ts';
import { handIn } from './submissions.ts';
import { decisionDraft, maySeeRatings, NONE, parseCells, worksheetFilter } from './worksheet.ts';
import { findWorksheet, listWorksheets } from './worksheets.ts';

const world = useDatabase();
const noLink = () => '';
let ana: Ctx;
let ben: Ctx;
let partners: Id<'partners'>[];
let id: Id<'worksheets'>;

beforeEach(async () => {
  const library = await aLibrary(world.host);
  ana = await aMember(library, 'coordinator', 'Ana');
  ben = await aMember(library, 'contributor', 'Ben');
  partners = [await aPartner(ana, { name: 'Alpha' }), await aPartner(ana, { name: 'Beta' })];
  id = await aWorksheet(ana, { partners, raters: [ana.actor.id ?? newId(), ben.actor.id ?? newId()] });
});

const cell = (code: string, score: number | 'unknown' | null, at = 0) => ({
  code,
  partnerId: partners[at] ?? newId<never>(),
  score,
});
const save = (ctx: Ctx, cells: ReturnType<typeof cell>[], version = 1) =>
  saveRatings(ctx, id, { raterId: ctx.actor.id ?? newId<never>(), cells, version });
const mailTo = async (ctx: Ctx) =>
  (await ctx.db.selectFrom('outbox').select(['recipient', 'subject']).execute()).map((mail) => mail.subject);

/** A statement past every verb, as a bug would send it; returns the name of the constraint that refuses it. */
async function refusedBy(statement: ReturnType<typeof sql>): Promise<string | undefined> {
  try {
    await ana.db.transaction().execute((db) => statement.execute(db));
  } catch (error) {
    return (error as { constraint?: string }).constraint;
  }
  return undefined;
}

describe('opening', () => {
  test('a worksheet has the 20 factors with weight 1, its partners in their columns, and tells its raters by mail', async () => {
    const sheet = await findWorksheet(ana, id);

    expect(sheet.factors).toHaveLength(20);
    expect(sheet.factors.map((factor) => factor.weight)).toEqual(Array(20).fill(1));
    expect(sheet.partners.map((partner) => partner.name)).toEqual(['Alpha', 'Beta']);
    expect(await mailTo(ana)).toEqual(['Please rate: Digital skills']);
  });

  test('contributors cannot open one, and readers cannot rate', async () => {
    const reader = await aMember(ana, 'reader');

    await expect(aWorksheet(ben, { partners })).rejects.toThrow(Forbidden);
    await expect(aWorksheet(ana, { partners, raters: [reader.actor.id ?? newId()] })).rejects.toThrow(Invalid);
  });

  test('another library cannot see it, and learns nothing', async () => {
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await enter(world.host, stranger.library);

    await expect(findWorksheet(stranger, id)).rejects.toThrow(NotFound);
    await expect(save(stranger, [cell('1a', 5)])).rejects.toThrow(NotFound);
    await expect(
      closeWorksheet(
        stranger,
        { id, linkTo: noLink },
        { chosen: [], reason: 'x', why_unrated: '', look_back_on: null },
      ),
    ).rejects.toThrow(NotFound);
    expect((await listWorksheets(stranger, worksheetFilter.parse({}))).rows).toEqual([]);
    await expect(aWorksheet(stranger, { partners })).rejects.toThrow(Invalid);
  });

  test('a rated partner and a rater who began stay on the worksheet', async () => {
    await save(ben, [cell('1a', 4)]);
    const [alpha = newId<never>(), beta = newId<never>()] = partners;
    const third = await aPartner(ana);
    const edit = {
      purpose: 'Changed',
      partners,
      raters: [ana.actor.id ?? newId<never>(), ben.actor.id ?? newId<never>()],
      weights: {},
      version: 1,
    };

    await expect(changeWorksheet(ana, { id, linkTo: noLink }, { ...edit, partners: [beta, third] })).rejects.toThrow(
      Invalid,
    );
    await expect(
      changeWorksheet(ana, { id, linkTo: noLink }, { ...edit, raters: [ana.actor.id ?? newId()] }),
    ).rejects.toThrow(Invalid);
    await changeWorksheet(ana, { id, linkTo: noLink }, { ...edit, partners: [alpha, third], weights: { '1a': 3 } });
    const sheet = await findWorksheet(ana, id);
    expect(sheet.partners.map((partner) => partner.id)).toEqual([alpha, third]);
    expect(sheet.factors[0]?.weight).toBe(3);
  });

  test('a stale edit is a conflict', async () => {
    const edit = {
      purpose: 'Changed',
      partners,
      raters: [ana.actor.id ?? newId<never>(), ben.actor.id ?? newId<never>()],
      weights: {},
      version: 1,
    };
    await changeWorksheet(ana, { id, linkTo: noLink }, edit);

    await expect(changeWorksheet(ana, { id, linkTo: noLink }, edit)).rejects.toThrow(Conflict);
  });
});

describe('staying blind', () => {
  const edit = (raters: Ctx[]) => ({
    purpose: 'x',
    partners,
    raters: raters.map((rater) => rater.actor.id ?? newId<never>()),
    weights: {},
    version: 1,
  });

  test('once somebody has handed in, a rater cannot leave the list to look, nor a coordinator who looked join it', async () => {
    await rateAll(ben, id, 4);
    await expect(changeWorksheet(ana, { id, linkTo: noLink }, edit([ben]))).rejects.toMatchObject({
      fields: { raters: { key: 'error.rater_self' } },
    });

    const cora = await aMember(ana, 'coordinator', 'Cora');
    await expect(changeWorksheet(cora, { id, linkTo: noLink }, edit([ana, ben, cora]))).rejects.toThrow(Invalid);
    await changeWorksheet(ana, { id, linkTo: noLink }, edit([ana, ben, cora]));
    expect((await findWorksheet(ana, id)).raters).toHaveLength(3);
  });

  test('what a rater began on the screen nobody else hands in; a paper sheet a coordinator does, and it leaves a line', async () => {
    await save(ben, [cell('1a', 4)]);
    await expect(handIn(ana, id, ben.actor.id ?? newId())).rejects.toMatchObject({
      fields: { form: { key: 'error.own_draft' } },
    });

    const paper = await aWorksheet(ana, { partners, raters: [ben.actor.id ?? newId()] });
    await saveRatings(ana, paper, { raterId: ben.actor.id ?? newId<never>(), cells: [cell('1a', 2)], version: 1 });
    await handIn(ana, paper, ben.actor.id ?? newId());
    expect((await historyOf(ana, [paper])).map((line) => line.action)).toContain('worksheet.typed_in');
  });
});

describe('rating', () => {
  test('each sees the others’ ratings only after handing in their own', async () => {
    await rateAll(ana, id, 4);

    expect(await handedIn(ben, await findWorksheet(ben, id))).toEqual([]);
    expect(maySeeRatings(ben.actor, await findWorksheet(ben, id))).toBe(false);
    await rateAll(ben, id, 2);
    expect(await handedIn(ben, await findWorksheet(ben, id))).toHaveLength(80);
  });

  test('what is not handed in is not counted, for nobody', async () => {
    await save(ben, [cell('1a', 5)]);
    const outsider = await aMember(ana, 'reader');

    expect(await handedIn(outsider, await findWorksheet(outsider, id))).toEqual([]);
  });

  test('"don’t know yet" and a note without a score are kept as what they are', async () => {
    await save(ana, [cell('1a', 'unknown'), { ...cell('1b', null), note: 'Ask Maria' } as never]);

    const ratings = await ratingsOf(ana, id, ana.actor.id ?? newId());
    expect(ratings).toContainEqual(expect.objectContaining({ code: '1a', score: null, unknown: true }));
    expect(ratings).toContainEqual(
      expect.objectContaining({ code: '1b', score: null, unknown: false, note: 'Ask Maria' }),
    );
  });

  test('a form that is older than what is stored is a conflict and saves nothing', async () => {
    await save(ana, [cell('1a', 4)]);

    const error = await save(ana, [cell('1a', 1), cell('1b', 1)]).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(Conflict);
    expect((error as Conflict).theirs[`score.1a.${partners[0]}`]).toBe('4');
    expect(await ratingsOf(ana, id, ana.actor.id ?? newId())).toHaveLength(1);
  });

  test('factors and partners that are not on the worksheet are refused, and nothing of the form is kept', async () => {
    const other = await aPartner(ana);

    await expect(save(ana, [cell('1a', 4), cell('9z', 4)])).rejects.toThrow(Invalid);
    await expect(save(ana, [cell('1a', 4), { code: '1b', partnerId: other, score: 4 }])).rejects.toThrow(Invalid);
    expect(await ratingsOf(ana, id, ana.actor.id ?? newId())).toEqual([]);
  });

  test('a coordinator may type in a paper sheet for a rater, a contributor only their own', async () => {
    await saveRatings(ana, id, { raterId: ben.actor.id ?? newId<never>(), cells: [cell('1a', 2)], version: 1 });

    expect(await ratingsOf(ben, id, ben.actor.id ?? newId())).toHaveLength(1);
    await expect(
      saveRatings(ben, id, { raterId: ana.actor.id ?? newId<never>(), cells: [cell('1a', 1)], version: 1 }),
    ).rejects.toThrow(Forbidden);
  });

  test('before handing in, a rater is told what is missing and where a note is asked for', async () => {
    await save(ana, [cell('1a', 5), cell('1b', 3), cell('1c', 'unknown')]);

    const ready = readiness(await findWorksheet(ana, id), await ratingsOf(ana, id, ana.actor.id ?? newId()));
    expect(ready).toMatchObject({ answered: 2, unknown: [{ code: '1c' }], notesAsked: [{ code: '1a', score: 5 }] });
    expect(ready.missing).toHaveLength(37);
    await expect(handIn(ben, id, ben.actor.id ?? newId())).rejects.toThrow(Invalid);
  });

  test('the form’s fields become cells; a score out of range is named by its field', () => {
    const place = '1a.0198f3a0-0000-7000-8000-000000000000';

    expect(parseCells({ [`score.${place}`]: '?', [`note.${place}`]: 'x', other: '1' })).toEqual([
      { code: '1a', partnerId: '0198f3a0-0000-7000-8000-000000000000', score: 'unknown', note: 'x' },
    ]);
    for (const wrong of ['0', '6', '-1', '3.5', 'five', '11'])
      expect(() => parseCells({ [`score.${place}`]: wrong })).toThrow(Invalid);
    expect(() => parseCells({ [`note.${place}`]: 'x'.repeat(2001) })).toThrow(Invalid);
  });
});

describe('the database itself refuses', () => {
  const rating = (over: { score?: number; partner?: string; code?: string }) => sql`
    insert into ratings (library_id, worksheet_id, member_id, partner_id, code, score, updated_at)
    values (${ana.library.id}, ${id}, ${ana.actor.id}, ${over.partner ?? partners[0]}, ${over.code ?? '1a'}, ${over.score ?? 3}, ${NOW})`;

  test('scores out of range, and ratings for what is not on the worksheet', async () => {
    expect(await refusedBy(rating({ score: 6 }))).toBe('ratings_score_check');
    expect(await refusedBy(rating({ score: 0 }))).toBe('ratings_score_check');
    expect(await refusedBy(rating({ code: '7a' }))).toBe('ratings_factor_fkey');
    expect(await refusedBy(rating({ partner: await aPartner(ana) }))).toBe('ratings_partner_fkey');
  });

  test('anything that changes a decided worksheet', async () => {
    await rateAll(ana, id, 4);
    await closeWorksheet(
      ana,
      { id, linkTo: noLink },
      { chosen: [], reason: 'None fits', why_unrated: '', look_back_on: null },
    );

    expect(await refusedBy(rating({}))).toBe('worksheet_is_open');
    expect(await refusedBy(sql`update ratings set score = 1`)).toBe('worksheet_is_open');
    expect(await refusedBy(sql`delete from ratings`)).toBe('worksheet_is_open');
    expect(await refusedBy(sql`update worksheet_factors set weight = 3`)).toBe('worksheet_is_open');
    expect(await refusedBy(sql`update worksheet_decisions set reason = 'other'`)).toBe('decision_stays');
    expect(await refusedBy(sql`delete from worksheet_decisions`)).toBe('decision_stays');
  });
});

describe('deciding', () => {
  const decision = () => ({
    chosen: [partners[0] ?? newId<never>()],
    reason: 'They keep promises',
    why_unrated: 'A trial',
    look_back_on: '2026-09-01',
  });

  test('a decision is kept with who and when, and the raters are told', async () => {
    await rateAll(ben, id, 4);
    await closeWorksheet(ana, { id, linkTo: noLink }, decision());

    const sheet = await findWorksheet(ana, id);
    expect(sheet.decision).toEqual({
      number: 1,
      reason: 'They keep promises',
      whyUnrated: '',
      decidedBy: 'Ana',
      decidedAt: NOW,
      lookBackOn: '2026-09-01',
      chosen: [partners[0]],
    });
    expect(await mailTo(ana)).toContain('Decided: Digital skills');
  });

  test('a worksheet is decided once, and not by a contributor', async () => {
    await expect(closeWorksheet(ben, { id, linkTo: noLink }, decision())).rejects.toThrow(Forbidden);
    await closeWorksheet(ana, { id, linkTo: noLink }, decision());

    await expect(closeWorksheet(ana, { id, linkTo: noLink }, decision())).rejects.toThrow(Invalid);
    await expect(save(ana, [cell('1a', 4)])).rejects.toThrow(Invalid);
    await expect(
      changeWorksheet(ana, { id, linkTo: noLink }, { purpose: 'x', partners, raters: [], weights: {}, version: 1 }),
    ).rejects.toThrow(Forbidden);
  });

  test('it keeps the names its partners had on the day', async () => {
    await closeWorksheet(ana, { id, linkTo: noLink }, decision());
    await ana.db.updateTable('organizations').set({ name: 'Renamed' }).where('name', '=', 'Alpha').execute();

    expect((await findWorksheet(ana, id)).partners[0]?.name).toBe('Alpha');
  });

  test('a partner that is not on the worksheet cannot be chosen', async () => {
    await expect(
      closeWorksheet(ana, { id, linkTo: noLink }, { ...decision(), chosen: [await aPartner(ana)] }),
    ).rejects.toThrow(Invalid);

    expect((await findWorksheet(ana, id)).decision).toBeNull();
  });

  test('one can look back only at what was decided', async () => {
    const look = { what_happened: 'Two classes ran', choose_again: 'yes' };
    await expect(lookBack(ana, id, look)).rejects.toThrow(Forbidden);
    await closeWorksheet(ana, { id, linkTo: noLink }, decision());
    await lookBack(ben, id, look);

    expect(await lookBacksOf(ana, await findWorksheet(ana, id))).toEqual([
      { who: 'Ben', at: NOW, whatHappened: 'Two classes ran', chooseAgain: 'yes' },
    ]);
  });
});

describe('deciding without ratings, and for nobody', () => {
  test('a worksheet that nobody rated is decided only with the reason why nobody did', async () => {
    const draft = { chosen: [], reason: 'Too early', why_unrated: '', look_back_on: null };
    await expect(closeWorksheet(ana, { id, linkTo: noLink }, draft)).rejects.toThrow(Invalid);

    await closeWorksheet(ana, { id, linkTo: noLink }, { ...draft, why_unrated: 'Both withdrew' });

    expect((await findWorksheet(ana, id)).decision).toMatchObject({ chosen: [], whyUnrated: 'Both withdrew' });
  });

  test('that none fits is said, not left open, and not together with a partner', () => {
    const given = { reason: 'Because', why_unrated: '', look_back_on: '' };

    expect(parse(decisionDraft, { ...given, chosen: NONE }).chosen).toEqual([]);
    expect(() => parse(decisionDraft, { ...given })).toThrow(Invalid);
    expect(() => parse(decisionDraft, { ...given, chosen: [NONE, partners[0]] })).toThrow(Invalid);
  });
});

describe('reopening', () => {
  const draft = (chosen: Id<'partners'>[], reason: string) => ({ chosen, reason, why_unrated: '', look_back_on: null });
  const reason = { reason: 'The food bank has a new director' };

  test('the earlier decision stays as it was, with who reopened it and why, and the next one stands', async () => {
    await rateAll(ben, id, 4);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([partners[0] ?? newId()], 'First'));
    await reopenWorksheet(ana, { id, linkTo: noLink }, reason);
    await save(ana, [cell('1a', 3)]);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([partners[1] ?? newId()], 'Second'));

    const sheet = await findWorksheet(ana, id);
    expect(sheet.decision).toMatchObject({ number: 2, reason: 'Second', chosen: [partners[1]] });
    expect(sheet.former).toMatchObject([
      { number: 1, reason: 'First', chosen: [partners[0]], reopenedBy: 'Ana', whyReopened: reason.reason },
    ]);
    expect(await mailTo(ana)).toContain('Reopened: Digital skills');
  });

  test('ratings are open again until there is a new decision, and the look back belongs to the one that was looked back at', async () => {
    await rateAll(ana, id, 4);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([], 'None'));
    await lookBack(ana, id, { what_happened: 'Nothing', choose_again: 'no' });
    await reopenWorksheet(ana, { id, linkTo: noLink }, reason);

    await save(ben, [cell('1a', 2)]);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([], 'Again none'));

    expect(await lookBacksOf(ana, await findWorksheet(ana, id))).toEqual([]);
  });

  test('needs a coordinator and a decision, and happens once', async () => {
    await rateAll(ana, id, 4);
    await expect(reopenWorksheet(ana, { id, linkTo: noLink }, reason)).rejects.toThrow(Invalid);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([], 'None'));
    await expect(reopenWorksheet(ben, { id, linkTo: noLink }, reason)).rejects.toThrow(Forbidden);
    await reopenWorksheet(ana, { id, linkTo: noLink }, reason);
    await expect(reopenWorksheet(ana, { id, linkTo: noLink }, reason)).rejects.toThrow(Invalid);
    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    await expect(reopenWorksheet(stranger, { id, linkTo: noLink }, reason)).rejects.toThrow(NotFound);
  });

  test('the database keeps what was decided and chosen, and takes no second decision while one stands', async () => {
    await rateAll(ana, id, 4);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([partners[0] ?? newId()], 'First'));
    const second = sql`insert into worksheet_decisions (library_id, worksheet_id, number, reason, decided_by, decided_at, as_decided)
      values (${ana.library.id}, ${id}, 2, 'x', ${ana.actor.id}, ${NOW}, '{}')`;

    expect(await refusedBy(second)).toBe('worksheet_decisions_reopened_fkey');
    await reopenWorksheet(ana, { id, linkTo: noLink }, reason);
    expect(await refusedBy(sql`delete from worksheet_choices`)).toBe('decision_stays');
    expect(await refusedBy(sql`update worksheet_reopenings set reason = 'y'`)).toBe('decision_stays');
    expect(await refusedBy(sql`delete from worksheet_decisions`)).toBe('decision_stays');
  });

  test('a decided worksheet keeps the levels of its day, a reopened one takes today’s', async () => {
    await rateAll(ana, id, 4);
    await closeWorksheet(ana, { id, linkTo: noLink }, draft([], 'None'));
    const moved = { ...ana, library: { ...ana.library, bands: { holdsUpFrom: 45, mixedFrom: 40 } } };
    expect(await bandsFor(moved, await findWorksheet(ana, id))).toEqual({ holdsUpFrom: 35, mixedFrom: 25 });

    await reopenWorksheet(ana, { id, linkTo: noLink }, reason);

    expect(await bandsFor(moved, await findWorksheet(ana, id))).toEqual({ holdsUpFrom: 45, mixedFrom: 40 });
  });
});

describe('factor sets', () => {
  const unchanged = { name: 'Ours', groups: {}, factors: {}, version: 1 };

  test('the built-in set is copied, not edited; saving a copy makes the next version, and worksheets keep theirs', async () => {
    const [builtIn] = await factorSetsOf(ana);
    const copy = await copyFactorSet(ana, builtIn?.id ?? newId(), { name: 'Ours' });
    const empty = { name: '', prompt: '', evidence: '' };
    const edit = {
      ...unchanged,
      factors: {
        '1a': empty,
        '1b': { name: 'Seen as a leader', prompt: 'p', evidence: 'e' },
        '1+': { name: 'New', prompt: '', evidence: '' },
      },
    };
    await editFactorSet(ana, copy, { ...edit, locale: 'en' });

    const set = await findFactorSet(ana, copy);
    const factors = await factorsOfVersion(ana, set.versionId);
    expect(set.number).toBe(2);
    expect(factors.slice(0, 3).map((factor) => factor.code)).toEqual(['1b', '1c', '1d']);
    expect(factors[0]?.name.en).toBe('Seen as a leader');
    expect(factors[0]?.name.es).not.toBe('Seen as a leader');
    expect((await findWorksheet(ana, id)).factors).toHaveLength(20);
    await expect(editFactorSet(ana, builtIn?.id ?? newId(), { ...unchanged, locale: 'en' })).rejects.toThrow(Forbidden);
    await expect(editFactorSet(ana, copy, { ...unchanged, locale: 'en' })).rejects.toThrow(Conflict);
  });

  test('when the program brings new words for the guide’s factors, they are the next version, once; an open worksheet keeps its own', async () => {
    const [builtIn] = await factorSetsOf(ana);
    const older = await anOlderVersion(builtIn?.id ?? newId<never>(), 'An older question?');
    const copy = await copyFactorSet(ana, builtIn?.id ?? newId(), { name: 'Ours' });
    const sheet = await aWorksheet(ana, { partners });
    const elsewhere = await aLibrary(world.host);
    await noteVersion(ana, { guide_words: 'those of before' });

    await renewLibraries(world.db, NOW);
    await renewLibraries(world.db, NOW);
    await enter(world.host, ana.library);

    const now = await findFactorSet(ana, builtIn?.id ?? newId());
    expect(now.number).toBe(3);
    expect((await factorsOfVersion(ana, now.versionId)).map((factor) => factor.prompt)).toEqual(
      guideGroups.flatMap((group) => group.factors.map((factor) => factor.prompt)),
    );
    expect((await findWorksheet(ana, sheet)).versionId).toBe(older);
    expect((await findWorksheet(ana, sheet)).factors[0]?.prompt.en).toBe('An older question?');
    expect((await findFactorSet(ana, copy)).number).toBe(1);
    expect((await historyOf(ana, [now.id])).map((line) => line.action)).toEqual(['factor_set.edited']);
    await enter(world.host, elsewhere.library);
    expect((await factorSetsOf(elsewhere)).map((set) => set.number)).toEqual([1]);
  });

  /** Version 2 of the set as an earlier program would have given it. */
  async function anOlderVersion(
    factor_set_id: Id<'factor_sets'>,
    question: string,
  ): Promise<Id<'factor_set_versions'>> {
    const [library_id, version_id] = [ana.library.id, newId<'factor_set_versions'>()];
    await ana.db
      .insertInto('factor_set_versions')
      .values({ library_id, id: version_id, factor_set_id, number: 2, created_at: NOW })
      .execute();
    await sql`insert into factors (library_id, version_id, position, code, group_code, group_name, name, prompt, evidence)
      select f.library_id, ${version_id}, position, code, group_code, group_name, name, jsonb_set(prompt, '{en}', to_jsonb(${question}::text)), evidence
      from factors f join factor_set_versions v on v.library_id = f.library_id and v.id = f.version_id and v.number = 1
      where f.library_id = ${library_id} and v.factor_set_id = ${factor_set_id}`.execute(ana.db);
    return version_id;
  }
});
