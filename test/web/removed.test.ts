/** "Removed. Undo", as a person without script meets it: beside the notice, and on the page "Removed". */

import { beforeEach, describe, expect, test } from 'vitest';
import type { Ctx, Role } from '../../src/house/ctx.ts';
import { found } from '../../src/house/errors.ts';
import { type Id, idOf, newId } from '../../src/house/ids.ts';
import { REMOVALS_PER_PAGE } from '../../src/house/removals.ts';
import { addBranch, branchesOf, removeBranch } from '../../src/rooms/accounts/branches.ts';
import { openInvitations } from '../../src/rooms/accounts/invitation.ts';
import { inviteMember, revokeInvitation } from '../../src/rooms/accounts/invitations.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { addContact } from '../../src/rooms/directory/contacts.ts';
import type { InteractionId } from '../../src/rooms/outreach/interaction.ts';
import { removeInteraction } from '../../src/rooms/outreach/interactions.ts';
import { setNextStep } from '../../src/rooms/partners/next-steps.ts';
import { findPartner } from '../../src/rooms/partners/partners.ts';
import { applyImport } from '../../src/rooms/sourcing/imports/bringing/applying.ts';
import { closeWorksheet } from '../../src/rooms/worksheets/decisions.ts';
import { copyFactorSet, factorSetsOf } from '../../src/rooms/worksheets/factor-sets.ts';
import { timelineOf } from '../../src/views/timeline/timeline.ts';
import { aContact, aLibrary, aMember, anImport, aPartner, aRemark, aSession, aWorksheet } from '../factories.ts';
import { aListedOrganization, loaded } from '../public-list-factory.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';
import { compareAll } from '../work.ts';

const world = useDatabase();
let ana: Ctx;
let base: string;
let visitor: Visitor;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  base = `/l/${ana.library.slug}`;
  visitor = await as(ana);
});

const as = async (ctx: Ctx) => new Visitor(houseOn(world.db)).arrive((await aSession(ctx)).cookie);
const aColleague = async (role: Role) => as(await aMember(ana, role));

/** Presses the button, which is a form of its own. */
async function press(who: Visitor, label: string, at = 'main'): Promise<void> {
  const button = who.page.querySelectorAll(`${at} form button`).find((each) => each.text === label);
  const form = button?.closest('form');
  const fields =
    form
      ?.querySelectorAll('input')
      .map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']) ?? [];
  expect(form?.getAttribute('action'), `a button "${label}" on ${who.path}`).toBeTruthy();
  await who.post(form?.getAttribute('action') ?? '', Object.fromEntries(fields));
}

const notice = (who: Visitor) => who.page.querySelector('.notice')?.text.replace(/\s+/g, ' ').trim();

async function aNote(
  partner: Id<'partners'>,
  body: string,
  audience: 'library' | 'me' = 'library',
): Promise<InteractionId> {
  await aRemark(ana, partner, { body, audience, happened_on: null });
  return idOf<'interactions'>(found((await timelineOf(ana, partner)).find((event) => event.text === body)).id);
}

describe('beside the notice', () => {
  test('a note comes back on the partner’s page, and a second press says that it is back already', async () => {
    const partner = await aPartner(ana);
    await visitor.get(`${base}/interactions/${await aNote(partner, 'They asked about the reading room')}`);

    await press(visitor, 'Remove');
    expect(visitor.path).toBe(`${base}/partners/${partner}`);
    expect(notice(visitor)).toBe('Removed: They asked about the reading room.Undo');
    expect(visitor.page.querySelector('.timeline, main')?.querySelectorAll('.event-interaction')).toHaveLength(0);
    const again = visitor.html;
    await press(visitor, 'Undo', '.notice');

    expect(visitor.path).toBe(`${base}/partners/${partner}`);
    expect(notice(visitor)).toBe('Back as it was: They asked about the reading room.');
    expect(visitor.page.querySelectorAll('.event-interaction')).toHaveLength(1);
    visitor.html = again.replaceAll(/name="_key" value="[^"]+"/g, 'name="other" value=""');
    await press(visitor, 'Undo', '.notice');
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('Someone has brought this back already.');
  });

  test('every button that removes has its Undo where one lands', { tags: 'long' }, async () => {
    const partner = await aPartner(ana);
    const { organization_id } = await findPartner(ana, partner);
    const contact = await addContact(ana, organization_id, aContact({ name: 'Jordan Ellis' }));
    await setNextStep(ana, partner, { what: 'Call', due_on: '2026-04-01' });
    await addBranch(ana, { name: 'East', city: '', postal_code: '' });
    const branch = (await branchesOf(ana))[0]?.id;
    await inviteMember(ana, { email: 'new@example.org', role: 'reader' }, () => '');
    const set = await copyFactorSet(ana, (await factorSetsOf(ana))[0]?.id ?? newId(), { name: 'Ours' });
    const file = await anImport(ana, 'Bakery');
    const rosa = await aMember(ana, 'contributor', 'Rosa');

    for (const [path, label, what] of [
      [`/contacts/${contact}`, 'Remove', 'Jordan Ellis'],
      [`/partners/${partner}`, 'Done', 'Call'],
      [`/branches/${branch}`, 'Remove this branch', 'East'],
      ['/members', 'Cancel the invitation', 'new@example.org'],
      [`/members/${rosa.actor.id}`, 'Remove from the library', 'Rosa'],
      [`/factor-sets/${set}`, 'Remove this factor set', 'Ours'],
      [`/imports/${file}`, 'Throw the file away', 'list.csv'],
    ] as const) {
      await visitor.get(base + path);
      await press(visitor, label);
      expect(visitor.page.querySelector('.notice button')?.getAttribute('aria-label'), path).toBe(`Undo: ${what}`);
      await press(visitor, 'Undo', '.notice');
      expect([visitor.status, notice(visitor)]).toEqual([200, `Back as it was: ${what}.`]);
      await visitor.get(base + path);
      expect(visitor.status).toBe(200);
    }
  });

  test('a decided worksheet goes from its page and comes back to it, with its decision', async () => {
    const sheet = await aWorksheet(ana, { purpose: 'Summer reading' });
    await closeWorksheet(
      ana,
      { id: sheet, linkTo: () => '' },
      { chosen: [], reason: 'Nobody yet', why_unrated: 'A trial', look_back_on: null },
    );
    await visitor.get(`${base}/worksheets/${sheet}`);

    await press(visitor, 'Remove this worksheet');
    expect([visitor.path, notice(visitor)]).toEqual([`${base}/worksheets`, 'Removed: Summer reading.Undo']);
    await visitor.get(`${base}/worksheets/${sheet}`);
    expect(visitor.status).toBe(404);
    await visitor.get(`${base}/removed`);
    await press(visitor, 'Bring back');

    expect(visitor.path).toBe(`${base}/worksheets/${sheet}`);
    expect(visitor.text).toContain('Nobody yet');
  });

  test('leads and strangers that were set aside come back to the list as it was asked for', async () => {
    await applyImport(ana, await anImport(ana, 'Lantern', 'leads'));
    await enter(ana, ana.library);
    await visitor.get(`${base}/leads?q=lantern`);
    await visitor.get(visitor.page.querySelector('tbody th a')?.getAttribute('href') ?? '');
    await press(visitor, 'Not for us');
    expect(notice(visitor)).toBe('Set aside. You find it under “Not for us”.Undo');
    await press(visitor, 'Undo', '.notice');
    expect(visitor.path).toBe(`${base}/leads?q=lantern`);

    await loaded(world.host, [aListedOrganization({ source_key: '010000001', name: 'Lewiston Readers' })]);
    await visitor.get(`${base}/public-lists?q=readers`);
    await press(visitor, 'Not for us');
    expect(visitor.text).not.toContain('Lewiston Readers Lewiston');
    await press(visitor, 'Undo', '.notice');
    expect(visitor.path).toBe(`${base}/public-lists?q=readers`);
    expect(visitor.text).toContain('Lewiston Readers');
    await visitor.get(`${base}/removed`);
    expect(visitor.text).toContain('Nothing was removed in the last 30 days.');
  });

  test('an answer about a possible duplicate is asked again', async () => {
    for (const name of ['Haven House', 'Haven House Inc.']) await aPartner(ana, { name });
    await compareAll(world.db);
    await visitor.get(`${base}/duplicates`);
    await press(visitor, 'Not the same');
    expect(visitor.page.querySelectorAll('article.pair')).toHaveLength(0);
    await press(visitor, 'Undo', '.notice');
    expect(visitor.page.querySelectorAll('article.pair')).toHaveLength(1);
  });

  test('a cookie that somebody made says nothing of another’s removal, nor of another library’s', async () => {
    const partner = await aPartner(ana);
    const secret = await removeInteraction(ana, await aNote(partner, 'They are about to move', 'me'));
    const colleague = await aColleague('administrator');
    for (const cookie of [
      `notice.removed ${secret}`,
      `notice.back_what ${secret}`,
      `notice.removed ${secret}<b>`,
      'notice.removed_what x',
    ]) {
      await colleague.arrive(`notice=${encodeURIComponent(cookie)}`).get(`${base}/partners`);
      expect(colleague.status).toBe(200);
      expect(colleague.html).not.toContain('about to move');
      expect(colleague.page.querySelector('.notice button')).toBeNull();
    }
    const stranger = await as(await aMember(await aLibrary(world.host), 'administrator'));
    await stranger.post(`${base}/removed/${secret}`, {});
    expect(stranger.status).toBe(404);
  });

  test('Undo leads nowhere else, whatever its form says', async () => {
    await loaded(world.host, [aListedOrganization({ source_key: '010000001', name: 'Lewiston Readers' })]);
    for (const back of ['https://elsewhere.example/', `${base}/public-lists\\@elsewhere`, '//elsewhere.example']) {
      await visitor.get(`${base}/public-lists?q=readers`);
      await press(visitor, 'Not for us');
      const action = visitor.page.querySelector('.notice form')?.getAttribute('action') ?? '';
      await visitor.post(action, { back });
      expect([visitor.status, visitor.path]).toEqual([200, `${base}/public-lists`]);
    }
  });
});

describe('the page “Removed”', () => {
  test('says who, when, where and until when, with a button for whoever may', async () => {
    const partner = await aPartner(ana, { name: 'Harlow Food Bank' });
    await removeInteraction(ana, await aNote(partner, 'They asked about the reading room'));
    await removeInteraction(ana, await aNote(partner, 'They are about to move', 'me'));

    await visitor.get(`${base}/removed`);
    expect(visitor.text).toContain('2 things were removed in the last 30 days');
    const [first, second] = visitor.page.querySelectorAll('tbody tr').map((row) => row.text.replace(/\s+/g, ' '));
    expect(first).toContain('They are about to move');
    for (const said of [
      'They asked about the reading room',
      'Entry in the log',
      'Harlow Food Bank',
      'Ana',
      'Mar 9, 2026',
      'Apr 8, 2026',
      'Bring back',
    ])
      expect(second).toContain(said);

    const colleague = await aColleague('administrator');
    await colleague.get(`${base}/removed`);
    expect(colleague.text).toContain('1 thing was removed in the last 30 days');
    expect(colleague.html).not.toContain('about to move');
    expect(colleague.page.querySelectorAll('tbody button')).toHaveLength(0);
  });

  test('shows invitations to those who invite only, and says why something cannot come back', async () => {
    await inviteMember(ana, { email: 'new@example.org', role: 'reader' }, () => '');
    await revokeInvitation(ana, (await openInvitations(ana))[0]?.id ?? newId());
    await addBranch(ana, { name: 'East', city: '', postal_code: '' });
    await removeBranch(ana, (await branchesOf(ana))[0]?.id ?? newId());
    await addBranch(ana, { name: 'East', city: '', postal_code: '' });

    const reader = await aColleague('reader');
    await reader.get(`${base}/removed`);
    expect(reader.text).toContain('1 thing was removed');
    expect(reader.html).not.toContain('new@example.org');
    await visitor.get(`${base}/removed`);
    await press(visitor, 'Bring back');
    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('There is another branch of that name by now.');
  });

  test('is turned over like other lists, and speaks Spanish', { tags: 'long' }, async () => {
    const partner = await aPartner(ana);
    for (let n = 0; n <= REMOVALS_PER_PAGE; n++) await removeInteraction(ana, await aNote(partner, `Note ${n}`));
    world.queries.length = 0;
    await visitor.get(`${base}/removed?page=2`);
    expect(visitor.page.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(world.queries.length).toBeLessThan(9);

    await world.db.updateTable('users').set({ locale: 'es' }).where('id', '=', ana.actor.userId).execute();
    await visitor.get(`${base}/removed`);
    expect(visitor.text).toContain('En los últimos 30 días se quitaron 51 cosas');
    expect(visitor.page.querySelector('tbody button')?.text).toBe('Recuperar');
  });
});
