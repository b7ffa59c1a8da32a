/** What people (and others) send: every form keeps what was typed, says what is wrong at the field, and acts once. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { borrow } from '../../src/house/db.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { type Log, openLog } from '../../src/house/log.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { removeMember } from '../../src/rooms/accounts/members.ts';
import { newSetupToken } from '../../src/rooms/accounts/setup-tokens.ts';
import { partnerFilter } from '../../src/rooms/partners/partner.ts';
import { listPartners } from '../../src/rooms/partners/partner-list.ts';
import { ratingsOf } from '../../src/rooms/worksheets/ratings.ts';
import { saveRatings } from '../../src/rooms/worksheets/saved-ratings.ts';
import { findWorksheet } from '../../src/rooms/worksheets/worksheets.ts';
import { aLibrary, aMember, aPartner, aSession, aWorksheet, PASSWORD, rateAll } from '../factories.ts';
import { copyOfTemplate, houseOn, NOW, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
let ana: Ctx;
let visitor: Visitor;
let base: string;

const signIn = async (ctx: Ctx) => {
  const user = await world.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', ctx.actor.userId ?? newId<never>())
    .executeTakeFirstOrThrow();
  return new Visitor(houseOn(world.db)).submit('/sign-in', { email: user.email, password: PASSWORD });
};

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Alder Library'), 'coordinator', 'Ana');
  base = `/l/${ana.library.slug}`;
  visitor = await signIn(ana);
});

const partnerCount = async () => (await listPartners(ana, partnerFilter.parse({}))).total;

describe('signing in', () => {
  test('leads to the library; a wrong password keeps the address typed and not the password', {
    tags: 'long',
  }, async () => {
    expect(visitor.page.querySelector('.me summary')?.text).toContain('Ana');
    const other = await new Visitor(houseOn(world.db)).submit('/sign-in', {
      email: 'nobody@example.org',
      password: 'secret-guess',
    });

    expect(other.status).toBe(422);
    expect(other.text).toContain('E-mail or password is not right.');
    expect(other.html).toContain('value="nobody@example.org"');
    expect(other.html).not.toContain('secret-guess');
  });

  test('goes on to the page that was asked for, and never to another site', { tags: 'long' }, async () => {
    const { email } = await world.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', ana.actor.userId ?? newId<never>())
      .executeTakeFirstOrThrow();
    const next = await new Visitor(houseOn(world.db)).submit(`/sign-in?next=${base}/sectors`, {
      email,
      password: PASSWORD,
    });
    expect(next.path).toBe(`${base}/sectors`);

    const away = await new Visitor(houseOn(world.db)).submit('/sign-in?next=//evil.example', {
      email,
      password: PASSWORD,
    });
    expect(away.path).toBe(base);
  });

  test('is refused for a while after too many tries', { tags: 'long' }, async () => {
    const strict = new Visitor({
      ...houseOn(world.db),
      limits: (await import('../../src/house/furnish.ts')).furnish({ ...houseOn(world.db), patience: 1 }).limits,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++)
      statuses.push((await strict.submit('/sign-in', { email: 'kim@example.org', password: 'x' })).status);

    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(422));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  test('signing out ends the session on the server', async () => {
    await visitor.post('/sign-out', {});
    await visitor.get(base);

    expect(visitor.path).toContain('/sign-in');
  });

  test('a form from another site is refused', async () => {
    await visitor.post(`${base}/partners/new`, { name: 'Forged' }, { origin: 'https://evil.example' });

    expect(visitor.status).toBe(403);
    expect(await partnerCount()).toBe(0);
  });
});

describe('adding a partner', () => {
  const form = () => `${base}/partners/new`;

  test('from the form to the partner’s page', async () => {
    await visitor.submit(form(), {
      name: 'Food Bank',
      sectors: ['homelessness', 'senior'],
      'phones.0.number': '303 555 0123',
      'addresses.0.address_1': '1 Main St',
    });

    expect(visitor.text).toContain('Partner added.');
    expect(visitor.text).toContain('(303) 555-0123');
    expect(visitor.text).toContain('1 Main St');
  });

  test('what cannot be taken comes back with everything typed, the error at its field and in a summary that links to it', async () => {
    await visitor.submit(form(), {
      name: '',
      website: 'javascript:x',
      description: 'Kept <b>text</b> & "quotes"',
      sectors: ['legal'],
      'phones.1.number': 'abc',
    });

    expect(visitor.status).toBe(422);
    const { page } = visitor;
    expect(page.querySelectorAll('.error-summary a').map((link) => link.getAttribute('href'))).toEqual([
      '#field-name',
      '#field-website',
      '#field-phones-1-number',
    ]);
    expect(page.querySelector('#field-name')?.getAttribute('aria-describedby')).toContain('field-name-error');
    expect(page.querySelector('textarea[name=description]')?.text).toBe('Kept <b>text</b> & "quotes"');
    expect(page.querySelector('input[name=sectors][value=legal]')?.hasAttribute('checked')).toBe(true);
    expect(page.querySelector('[name="phones.1.number"]')?.getAttribute('value')).toBe('abc');
    expect(await partnerCount()).toBe(0);
  });

  test('NUL characters, endless text and formulas: named, refused or kept as plain text', async () => {
    await visitor.submit(form(), { name: 'a\u0000b' });
    expect(visitor.text).toContain('There is a character in it that cannot be kept.');
    await visitor.submit(form(), { name: 'x'.repeat(100_000) });
    expect(visitor.text).toContain('at most 200 characters');
    await visitor.submit(form(), { name: '=HYPERLINK("http://evil")<script>alert(1)</script>' });
    expect(visitor.html).not.toContain('<script>alert');
    expect(visitor.text).toContain('=HYPERLINK');
    await visitor.post(form(), { name: 'x', description: 'y'.repeat(1_100_000) });
    expect(visitor.status).toBe(413);
  });

  test('ids that are unknown or another library’s are refused at the field', async () => {
    const other = await aMember(await aLibrary(world.host), 'coordinator');
    const foreign = await aPartner(other);
    await visitor.submit(form(), { name: 'Child', parent_organization_id: foreign });

    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Please choose one of the options shown.');
  });

  test('a likely duplicate is a warning with a link, and "add anyway" adds', async () => {
    await aPartner(ana, { name: 'Harlow Food Bank' });
    await visitor.submit(form(), { name: 'Harlow Foodbank', description: 'typed' });
    expect(visitor.text).toContain('This looks like a partner you already have');
    expect(visitor.page.querySelector('textarea[name=description]')?.text).toBe('typed');

    await visitor.resubmit(form());
    expect(visitor.text).toContain('Partner added.');
    expect(await partnerCount()).toBe(2);
  });

  test('one sent again leads where it led, also when what it was about is gone or over since', async () => {
    const sheet = await aWorksheet(ana);
    await rateAll(ana, sheet, 4);
    const here = `${base}/worksheets/${sheet}`;
    await visitor.get(`${here}/decision`);
    const decision = { ...visitor.fieldsOn(`${here}/decision`), chosen: 'none', reason: 'Nobody fits.' };
    await visitor.post(`${here}/decision`, decision);
    expect(visitor.path).toBe(here);
    const removal = visitor.fieldsOn(`${here}/removal`);
    expect((await visitor.post(`${here}/decision`, decision)).path).toBe(here);

    await visitor.post(`${here}/removal`, removal);
    expect([visitor.status, visitor.path]).toEqual([200, `${base}/worksheets`]);
    await visitor.post(`${here}/removal`, removal);
    expect([visitor.status, visitor.path]).toEqual([200, `${base}/worksheets`]);

    // Another form of the same page names nothing any more.
    await visitor.post(`${here}/removal`, { ...removal, _key: '01890000-0000-7000-8000-000000000000' });
    expect(visitor.status).toBe(404);
  });

  test('the same form sent twice adds one partner and leads to the same page', async () => {
    await visitor.get(form());
    const fields = { ...visitor.fieldsOn(form()), name: 'Once' };
    await visitor.post(form(), fields);
    const first = visitor.path;
    await visitor.post(form(), fields);

    expect(visitor.path).toBe(first);
    expect(await partnerCount()).toBe(1);
  });
});

describe('a stale form', () => {
  test('shows mine and theirs, loses nothing, and can be saved again', async () => {
    const id = await aPartner(ana, { name: 'First' });
    const edit = `${base}/partners/${id}/edit`;
    const ben = await signIn(await aMember(ana, 'contributor', 'Ben'));
    await visitor.get(edit);
    const mine = { ...visitor.fieldsOn(edit), name: 'Mine', description: 'my text' };
    await ben.submit(edit, { name: 'Theirs' });
    await visitor.post(edit, mine);

    expect(visitor.status).toBe(409);
    expect(visitor.text).toContain('Someone else saved this in the meantime');
    expect(visitor.page.querySelector('.error-summary table')?.text.replace(/\s+/g, ' ')).toContain('Mine');
    expect(visitor.page.querySelector('.error-summary table')?.text).toContain('Theirs');
    expect(visitor.page.querySelector('textarea[name=description]')?.text).toBe('my text');
    await visitor.resubmit(edit);
    expect(visitor.text).toContain('Saved.');
    expect(visitor.text).toContain('Mine');
  });
});

describe('opening a worksheet', () => {
  test('from a partner’s page it is already chosen; narrowing the list loses nothing that was filled in', async () => {
    const [alpha, beta] = [await aPartner(ana, { name: 'Alpha' }), await aPartner(ana, { name: 'Beta' })];
    await visitor.get(`${base}/worksheets/new?partners=${alpha}&purpose=Evenings&q=beta`);

    const ticked = visitor.page
      .querySelectorAll('input[name=partners][checked]')
      .map((input) => input.getAttribute('value'));
    expect(ticked).toEqual([alpha]);
    expect(visitor.fieldsOn('').purpose).toEqual(['Evenings']);
    await visitor.resubmit(`${base}/worksheets/new`, { partners: [alpha, beta] });
    expect(visitor.text).toContain('The worksheet is open.');
  });

  test('a rater who left the library since stays on the worksheet, and the rest can still be changed', async () => {
    const [ben, root] = [await aMember(ana, 'contributor', 'Ben'), await aMember(ana, 'administrator', 'Root')];
    const id = await aWorksheet(ana, { raters: [ben.actor.id] });
    await rateAll(ben, id, 4);
    await removeMember(root, ben.actor.id);
    await visitor.submit(`${base}/worksheets/${id}/edit`, { purpose: 'A better purpose' });

    expect(visitor.text).toContain('A better purpose');
    expect((await findWorksheet(ana, id)).raters.map((rater) => rater.name)).toEqual(['Ben']);
  });

  test('one partner is too few, and what was typed stays', async () => {
    await visitor.submit(`${base}/worksheets/new`, { purpose: 'Alone', partners: await aPartner(ana) });

    expect(visitor.text).toContain('A worksheet compares at least two partners.');
    expect(visitor.fieldsOn('').purpose).toEqual(['Alone']);
  });
});

describe('rating', () => {
  let worksheet: Id<'worksheets'>;
  let rate: string;
  beforeEach(async () => {
    worksheet = await aWorksheet(ana, {
      partners: [await aPartner(ana, { name: 'Alpha' }), await aPartner(ana, { name: 'Beta' })],
    });
    rate = `${base}/worksheets/${worksheet}/rate`;
  });

  test('without script: save, check, hand in, compare, decide', { tags: 'long' }, async () => {
    const { partners, factors } = await findWorksheet(ana, worksheet);
    const fields: Record<string, string> = {};
    for (const { code } of factors) {
      fields[`score.${code}.${partners[0]?.id}`] = code === '1a' ? 'unknown' : '5';
      fields[`score.${code}.${partners[1]?.id}`] = '3';
    }
    await visitor.submit(rate, { ...fields, go: 'check' });
    expect(visitor.text).toContain('19 scores of 1, 2 or 5 have no note');
    await visitor.resubmit(visitor.path);
    expect(visitor.text).toContain('Alpha leads on');
    expect(visitor.text).toContain('one factor is not yet known for Alpha');
    expect(visitor.text).toContain('19 of 20 known');

    await visitor.submit(`${base}/worksheets/${worksheet}/decision`, {
      chosen: partners[0]?.id ?? newId<never>(),
      reason: 'Clear lead',
    });
    expect(visitor.text).toContain('Chosen: Alpha');
    await visitor.post(rate, { ...fields, version: '3' });
    expect(visitor.text).not.toContain('Something went wrong');
    expect(visitor.text).toContain('Chosen: Alpha');
  });

  test('a score out of range is named at its cell, and nothing of the form is kept', async () => {
    const { partners } = await findWorksheet(ana, worksheet);
    await visitor.submit(rate, {
      [`score.1a.${partners[0]?.id}`]: '6',
      [`score.1b.${partners[0]?.id}`]: '4',
      [`note.1b.${partners[0]?.id}`]: 'my note',
    });

    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('A score is 1, 2, 3, 4 or 5');
    expect(visitor.html).toContain('my note');
    expect(await ratingsOf(ana, worksheet, ana.actor.id ?? newId())).toEqual([]);
  });

  test('autosave answers with the next version, and for an old one with what is there', async () => {
    const { partners } = await findWorksheet(ana, worksheet);
    const autosave = `${base}/worksheets/${worksheet}/autosave`;
    await visitor.post(autosave, { version: '1', [`score.1a.${partners[0]?.id}`]: '4' });
    expect(JSON.parse(visitor.html)).toEqual({ version: 2 });
    await visitor.post(autosave, { version: '1', [`score.1a.${partners[0]?.id}`]: '1' });
    expect(visitor.status).toBe(409);
    expect(JSON.parse(visitor.html)).toEqual({
      version: 2,
      theirs: expect.objectContaining({ [`score.1a.${partners[0]?.id}`]: '4' }),
    });
    await visitor.post(autosave, { version: '2', [`score.1a.${partners[0]?.id}`]: '9' });
    expect(visitor.status).toBe(422);

    expect((await ratingsOf(ana, worksheet, ana.actor.id ?? newId()))[0]?.score).toBe(4);
  });

  test('from paper: what a colleague has rated on the screen stays, and the paper’s score is kept beside it, for both to see', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    const { partners } = await findWorksheet(ana, worksheet);
    const sheet = await aWorksheet(ana, { partners: partners.map((partner) => partner.id), raters: [ben.actor.id] });
    await rateAll(ben, sheet, 4);
    const grid = `${base}/worksheets/${sheet}/paper/${ben.actor.id}`;
    await visitor.get(grid);
    expect(visitor.page.querySelectorAll('.paper-grid input').every((input) => !input.getAttribute('value'))).toBe(
      true,
    );
    await visitor.resubmit(grid, { [`score.1a.${partners[0]?.id}`]: '2', go: 'save' });

    const scores = (await ratingsOf(ben, sheet, ben.actor.id)).map((rating) => rating.score);
    expect(scores.filter((score) => score === 4)).toHaveLength(40);
    // Handed in, so whoever may see it sees it.
    await visitor.get(grid);
    expect(visitor.text).toContain('Ben has rated on the screen, too (40 cells). Those ratings stay.');
    expect(visitor.text).toContain('On the screen: 4');
    const own = await new Visitor(houseOn(world.db)).arrive((await aSession(ben)).cookie).get(grid);
    expect(own.text).toContain(`On paper: 2 (typed in by ${ana.actor.name})`);
    expect(own.page.querySelector(`[name="score.1a.${partners[0]?.id}"]`)?.getAttribute('value')).toBe('4');
  });

  test('from paper: that a colleague has begun on the screen is said, and what they have rated is not', async () => {
    const ben = await aMember(ana, 'contributor', 'Ben');
    const { partners } = await findWorksheet(ana, worksheet);
    const sheet = await aWorksheet(ana, { partners: partners.map((partner) => partner.id), raters: [ben.actor.id] });
    const cells = [{ code: '1a', partnerId: partners[0]?.id ?? newId<never>(), score: 4 }];
    await saveRatings(ben, sheet, { raterId: ben.actor.id, cells, version: 1 });
    const grid = `${base}/worksheets/${sheet}/paper/${ben.actor.id}`;
    await visitor.get(grid);

    expect(visitor.text).toContain('Ben has rated on the screen, too (1 cell).');
    expect(visitor.text).not.toContain('On the screen:');
    // Whatever is typed in, the answer is the same: nobody can try until it fits.
    for (const score of ['2', '4'])
      expect((await visitor.submit(grid, { [`score.1a.${partners[0]?.id}`]: score, go: 'save' })).status).toBe(200);
    expect(visitor.text).not.toContain('On the screen:');
    expect((await ratingsOf(ben, sheet, ben.actor.id)).map((rating) => rating.score)).toEqual([4]);
  });
});

describe('at the same moment', () => {
  test('a double click adds one partner', { tags: 'long' }, async () => {
    const database = await copyOfTemplate();
    try {
      const house = houseOn(database.db);
      const { ctx } = await borrow(database.db, { libraryId: null }, async (db) => ({
        ctx: await aMember(await aLibrary({ db, now: new Date() }), 'coordinator'),
      }));
      const { email } = await database.db
        .selectFrom('users')
        .select('email')
        .where('id', '=', ctx.actor.userId)
        .executeTakeFirstOrThrow();
      const visitor = await new Visitor({ ...house, now: () => new Date() }).submit('/sign-in', {
        email,
        password: PASSWORD,
      });
      const path = `/l/${ctx.library.slug}/partners/new`;
      await visitor.get(path);
      const fields = { ...visitor.fieldsOn(path), name: 'Clicked twice' };
      await Promise.all([1, 2, 3, 4].map(() => visitor.post(path, fields)));
      await visitor.get(`/l/${ctx.library.slug}/partners`);

      expect(visitor.text).toContain('1 partner ');
    } finally {
      await database.drop();
    }
  });
});

describe('set-up', () => {
  test('opens with the token only, finds a library of the survey, and is closed once there is one', {
    tags: 'long',
  }, async () => {
    const fresh = await copyOfTemplate();
    try {
      const token = await newSetupToken({ db: fresh.db, now: NOW });
      const newcomer = new Visitor(houseOn(fresh.db));
      await newcomer.get('/setup/wrong-token');
      expect(newcomer.status).toBe(404);
      await newcomer.get(`/setup/${token}?q=anchorage`);
      expect(newcomer.text).toContain('Anchorage Public Library');
      const link =
        newcomer.page
          .querySelectorAll('main a')
          .find((each) => each.text === 'Anchorage Public Library')
          ?.getAttribute('href') ?? '';
      await newcomer.get(link.replaceAll('&amp;', '&'));
      expect(newcomer.page.querySelector('[name=time_zone] option[selected]')?.getAttribute('value')).toBe(
        'America/Anchorage',
      );
      await newcomer.resubmit(`/setup/${token}/library`, {
        admin_name: 'Kim',
        admin_email: 'kim@example.org',
        admin_password: 'short',
      });
      expect(newcomer.text).toContain('at least 12 characters');
      await newcomer.resubmit(`/setup/${token}/library`, {
        name: 'Anchorage Public Library',
        admin_password: 'long enough for this',
      });

      expect(newcomer.page.querySelector('.me summary')?.text).toContain('Kim');
      expect((await new Visitor(houseOn(fresh.db)).get(`/setup/${token}`)).status).toBe(404);
    } finally {
      await fresh.drop();
    }
  });
});

describe('the demo county', () => {
  test('loads from the set-up page, signs one in, and its other sign-ins are in the log and work', {
    tags: 'long',
  }, async () => {
    const fresh = await copyOfTemplate();
    try {
      const said: { password?: string; signIns?: string[] }[] = [];
      const log = { ...openLog('silent'), info: (line: object) => said.push(line) } as unknown as Log;
      const house = houseOn(fresh.db, { log });
      const token = await newSetupToken({ db: fresh.db, now: NOW });
      const newcomer = await new Visitor(house).get(`/setup/${token}`);
      await newcomer.post(`/setup/${token}/demo`, newcomer.fieldsOn(`/setup/${token}/demo`));
      expect(newcomer.path).toBe('/l/harlow');
      const county = said.find((line) => line.password);
      expect(county?.signIns).toHaveLength(7);

      const walt = await new Visitor(house).submit('/sign-in', {
        email: 'walt@harlow.example.org',
        password: county?.password ?? '',
      });
      expect(walt.page.querySelector('.me summary')?.text).toContain('Walt');
    } finally {
      await fresh.drop();
    }
  });
});

describe('invitations', () => {
  test('an administrator reads link and code where no mail is sent; opening the link changes nothing, its button joins', async () => {
    const admin = await signIn(await aMember(ana, 'administrator', 'Root'));
    await admin.submit(`${base}/members`, { email: 'new@example.org', role: 'contributor' });
    await admin.get(`${base}/mail`);
    const path = /http:\/\/library\.test(\/l\/\S+\/invitations\/\S+)/.exec(admin.text)?.[1] ?? '';
    const guest = new Visitor(houseOn(world.db));
    await guest.get(path);
    await guest.get(path);
    expect(guest.text).toContain('The invitation is for new@example.org');
    await guest.resubmit(path, { name: 'Newcomer', password: 'long enough for this' });

    expect(guest.page.querySelector('.me summary')?.text).toContain('Newcomer');
    expect((await new Visitor(houseOn(world.db)).get(path)).status).toBe(404);
  });

  test('say who has the link while no mail is sent, and that an e-mail comes only when one does', async () => {
    const root = await signIn(await aMember(ana, 'administrator', 'Root'));
    const without = new Visitor(houseOn(world.db));
    const posting = new Visitor(houseOn(world.db, { mailIsSent: true }));
    const { email } = await world.db
      .selectFrom('users')
      .select('email')
      .where('name', '=', 'Root')
      .executeTakeFirstOrThrow();
    const sending = await new Visitor(houseOn(world.db, { mailIsSent: true })).submit('/sign-in', {
      email,
      password: PASSWORD,
    });

    await root.submit(`${base}/members`, { email: 'one@example.org', role: 'contributor' });
    expect(root.text).toContain(
      'Invitation saved. This Common Table cannot send e-mail yet: the link is on the page “E-mail”.',
    );
    await sending.submit(`${base}/members`, { email: 'two@example.org', role: 'contributor' });
    expect(sending.text).toContain('Invitation saved. The link goes out by e-mail.');
    expect((await without.get(`${base}/invitations`)).text).toContain(
      'An administrator of the library has your link and your code',
    );
    expect((await posting.get(`${base}/invitations`)).text).toContain('Someone invited you by e-mail.');
    await without.submit('/password-reset', { email: 'one@example.org' });
    expect(without.text).toContain('the person who runs Common Table has a link and a code for you');
    await posting.submit('/password-reset', { email: 'one@example.org' });
    expect(posting.text).toContain('you will get an e-mail');
    expect(without.text).not.toContain('you will get an e-mail');
  });

  test('a wrong code counts even though the form is answered with an error', async () => {
    const admin = await signIn(await aMember(ana, 'administrator', 'Root'));
    await admin.submit(`${base}/members`, { email: 'new@example.org', role: 'contributor' });
    const guest = new Visitor(houseOn(world.db));
    await guest.submit(`${base}/invitations`, { email: 'new@example.org', code: '000000' });

    expect(guest.text).toContain('That code is not right');
    await enter(world.host, ana.library);
    const { wrong_codes } = await world.db.selectFrom('invitations').select('wrong_codes').executeTakeFirstOrThrow();
    expect(wrong_codes).toBe(1);
  });
});
