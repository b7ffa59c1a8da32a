/** The review list, merging and undoing, as a person without script does it. */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/house/ctx.ts';
import { type Id, newId } from '../../src/house/ids.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import { findOrganization } from '../../src/rooms/directory/organizations.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { aContact, aLibrary, aMember, aPartner, aRemark, aWorksheet, PASSWORD } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';
import { compareAll } from '../work.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let one: { partner: Id<'partners'>; organization: Id<'organizations'> };
let other: { partner: Id<'partners'>; organization: Id<'organizations'> };

const made = async (over: Record<string, unknown>) => {
  const partner = await aPartner(ana, { phones: { 0: { number: '303 555 0123' } }, ...over });
  return { partner, organization: (await findPartner(ana, partner)).organization_id };
};

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  base = `/l/${ana.library.slug}`;
  one = await made({ name: 'Haven House', email: 'office@haven.example' });
  other = await made({ name: 'Haven House, Inc.', email: 'info@haven.example', sectors: ['women'] });
});

/** Signed in through the form, as a browser keeps it. */
async function visitor(ctx: Ctx): Promise<{
  open: (path: string) => Promise<Visitor>;
  send: (path: string, fields?: Record<string, string>) => Promise<Visitor>;
}> {
  const { email } = await ctx.db
    .selectFrom('users')
    .select('email')
    .where('id', '=', ctx.actor.userId ?? newId<never>())
    .executeTakeFirstOrThrow();
  const browser = await new Visitor(houseOn(world.db)).submit('/sign-in', { email, password: PASSWORD });
  const open = async (path: string) => {
    await compareAll(world.db);
    return browser.get(path);
  };
  return { open, send: (path, fields = {}) => browser.resubmit(path, fields) };
}

describe('the review list', () => {
  test('shows both sides and says in words what agrees', async () => {
    const page = await (await visitor(ana)).open(`${base}/duplicates`);

    expect(page.status).toBe(200);
    expect(page.text).toContain('1 pair looks like the same organization');
    expect(page.text).toContain('Haven House and Haven House, Inc.');
    expect(page.text).toContain('In common: the same name, the same phone, and the same website or e-mail domain.');
    expect(page.text).toContain('Haven House, Inc. is part of Haven House');
    expect(page.page.querySelectorAll('.pair tr.agrees th').map((each) => each.text.trim())).toEqual([
      'Nameagrees',
      'Phonesagrees',
    ]);
  });

  test('“not the same” is asked once', async () => {
    const { open, send } = await visitor(ana);
    await open(`${base}/duplicates`);
    await send(`${base}/duplicates`, { answer: 'different' });

    expect((await open(`${base}/duplicates`)).text).toContain('No possible duplicates.');
  });

  test('“not the same” can be taken back at any time: who said it and when, and “Ask again”', async () => {
    const { open, send } = await visitor(ana);
    await open(`${base}/duplicates`);
    await send(`${base}/duplicates`, { answer: 'different' });

    const answered = await open(`${base}/duplicates`);
    expect(answered.text).toContain('Answered “Not the same”');
    expect(answered.page.querySelectorAll('table.list tbody tr').map((row) => row.text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/Haven House.*Haven House, Inc\..*Ana.*Mar 9, 2026.*Ask again/),
    ]);
    const back = await send(`${base}/duplicates/again`, { a: other.organization, b: one.organization });

    expect(back.path).toBe(`${base}/duplicates`);
    expect(back.text).toContain('1 pair looks like the same organization');
    expect(back.text).not.toContain('Answered “Not the same”');
    for (const { partner } of [one, other]) {
      const { text } = await open(`${base}/partners/${partner}/history`);
      expect(text).toContain('Answered: not the same');
      expect(text).toContain('Answer “Not the same” undone');
    }
    expect(
      (await send(`${base}/duplicates/again`, { a: other.organization, b: one.organization, _key: '' })).status,
    ).toBe(404);
  });

  test('readers see what was answered, and take nothing back; of another library’s pairs nobody learns', async () => {
    const { open, send } = await visitor(ana);
    await open(`${base}/duplicates`);
    await send(`${base}/duplicates`, { answer: 'different' });
    await enter(world.host, ana.library);
    const reader = await visitor(await aMember(ana, 'reader'));

    expect((await reader.open(`${base}/duplicates`)).text).toContain('Answered “Not the same”');
    expect((await reader.send(`${base}/duplicates/again`, { a: one.organization, b: other.organization })).status).toBe(
      403,
    );
    const stranger = await aMember(await aLibrary(world.host));
    const elsewhere = await visitor(stranger);
    await elsewhere.open(`/l/${stranger.library.slug}/duplicates`);
    expect(
      (
        await elsewhere.send(`/l/${stranger.library.slug}/duplicates/again`, {
          a: one.organization,
          b: other.organization,
        })
      ).status,
    ).toBe(404);
  });

  test('“one is part of the other” says which, and shows with the partner', async () => {
    const { open, send } = await visitor(ana);
    await open(`${base}/duplicates`);
    await send(`${base}/duplicates`, { a: one.organization, b: other.organization, answer: 'b_is_part' });

    await enter(world.host, ana.library);
    expect((await findOrganization(ana, other.organization)).parent_organization_id).toBe(one.organization);
    expect((await open(`${base}/partners/${one.partner}/facts`)).text).toContain(
      'Its local groups and chaptersHaven House, Inc.',
    );
    const circle = await send(`${base}/duplicates`, {
      a: one.organization,
      b: other.organization,
      answer: 'a_is_part',
      _key: '',
    });
    expect(circle.status).toBe(422);
    expect(circle.text).toContain('An organization cannot belong to itself or to one of its own parts.');
  });

  test('readers see it without the answers, and cannot send one', async () => {
    const { open, send } = await visitor(await aMember(ana, 'reader'));
    const page = await open(`${base}/duplicates`);
    expect(page.text).toContain('Haven House and Haven House, Inc.');
    expect(page.html).not.toContain('name="answer"');
    expect(page.html).not.toContain('/duplicates/merge');

    expect(
      (await send(`${base}/duplicates`, { a: one.organization, b: other.organization, answer: 'different' })).status,
    ).toBe(403);
    expect((await open(`${base}/duplicates/merge?kept=${one.organization}&gone=${other.organization}`)).status).toBe(
      403,
    );
  });
});

describe('merging', () => {
  const mergePath = () => `${base}/duplicates/merge?kept=${one.organization}&gone=${other.organization}`;

  test('shows where each fact comes from and what moves, does it, tells it in the history, and undoes it', async () => {
    await aRemark(ana, other.partner, { body: 'A talk', audience: 'library', happened_on: null });
    await addContact(
      ana,
      other.organization,
      aContact({ name: 'Jordan Ellis', title: '', email: '', phone: '', starts_on: null, ends_on: null }),
    );
    const { open, send } = await visitor(ana);

    const page = await open(mergePath());
    expect(page.text).toContain('“Haven House, Inc.” becomes part of “Haven House”');
    expect(page.text).toContain('1 entry in the log');
    expect(page.text).toContain('1 person');
    expect(page.page.querySelectorAll('fieldset legend').map((each) => each.text)).toEqual(['Name', 'E-mail address']);

    const partner = await send(mergePath(), { 'take.email': 'gone' });
    expect(partner.path).toBe(`${base}/partners/${one.partner}`);
    expect(partner.text).toContain('On the page “Merges” it can be undone.');
    expect(partner.text).toContain('info@haven.example');
    expect(partner.text).toContain('Jordan Ellis');
    const history = await open(`${base}/partners/${one.partner}/history`);
    expect(history.text).toContain('Another record became part of this one');
    expect(history.text).toContain('Person added');
    // An old address leads to the one that was kept.
    expect((await open(`${base}/partners/${other.partner}`)).path).toBe(`${base}/partners/${one.partner}`);

    const merges = await open(`${base}/merges`);
    expect(merges.text).toContain('“Haven House, Inc.” became part of “Haven House”');
    const undo = merges.page.querySelector('form[action$="/undo"]')?.getAttribute('action') ?? '';
    expect((await send(undo)).text).toContain('Undone. Both records are as they were.');
    expect((await open(`${base}/partners/${other.partner}`)).text).toContain('Jordan Ellis');
    await enter(world.host, ana.library);
    expect((await findOrganization(ana, one.organization)).email).toBe('office@haven.example');
    expect((await send(undo, { _key: '' })).status).toBe(404);
  });

  test('names the worksheet that compares the two', async () => {
    await aWorksheet(await aMember(ana, 'coordinator'), {
      partners: [one.partner, other.partner],
      purpose: 'Homework club',
    });
    const page = await (await visitor(ana)).open(mergePath());

    expect(page.text).toContain('compared with each other on the worksheet “Homework club”');
    expect(page.page.querySelector('main form')).toBeNull();
  });

  test('a change in between is noticed, and the form comes again as it is now', async () => {
    const { open, send } = await visitor(ana);
    await open(mergePath());
    const refused = await send(mergePath(), { seen: '1.7.0.0' });

    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Someone changed one of the two while you looked.');
    expect((await send(mergePath())).path).toBe(`${base}/partners/${one.partner}`);
  });

  test('an undo that a later merge stands on says which', async () => {
    const third = await made({ name: 'Haven' });
    const { open, send } = await visitor(ana);
    await open(mergePath());
    await send(mergePath());
    const next = `${base}/duplicates/merge?kept=${third.organization}&gone=${one.organization}`;
    await open(next);
    await send(next);

    const merges = await open(`${base}/merges`);
    const [, first] = merges.page
      .querySelectorAll('form[action$="/undo"]')
      .map((form) => form.getAttribute('action') ?? '');
    const refused = await send(first ?? '');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('“Haven House” became part of “Haven” later. Undo that first.');
  });

  test('what is no pair is not there', async () => {
    const { open } = await visitor(ana);
    for (const query of [
      '',
      `?kept=${one.organization}`,
      `?kept=${one.organization}&gone=${one.organization}`,
      `?kept=x&gone=${one.organization}`,
    ])
      expect((await open(`${base}/duplicates/merge${query}`)).status).toBe(404);
  });
});
