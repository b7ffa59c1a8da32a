/**
 * Typed text is never dropped: not by a key that was used, a session that ended, a role that changed, a limit or a
 * size.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openCounters } from '../../src/house/counters.ts';
import { root } from '../../src/house/data.ts';
import { worthKeeping, writtenWords } from '../../src/pages/shell/typed.ts';
import { sweepAccounts } from '../../src/rooms/accounts/jobs.ts';
import { enter } from '../../src/rooms/accounts/libraries.ts';
import { signOutEverywhere } from '../../src/rooms/accounts/sessions.ts';
import { partnerFilter } from '../../src/rooms/partners/partner.ts';
import { listPartners } from '../../src/rooms/partners/partner-list.ts';
import { aLibrary, aMember, aPartner, PASSWORD } from '../factories.ts';
import { type Fields, houseOn, NOW, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();
type Member = Awaited<ReturnType<typeof aMember>>;
let ana: Member;
let visitor: Visitor;
let form: string;
let typed: Fields;

const emailOf = async ({ actor }: Member) =>
  (await world.db.selectFrom('users').select('email').where('id', '=', actor.userId).executeTakeFirstOrThrow()).email;
const signIn = async (member: Member, as = new Visitor(houseOn(world.db)), at = '/sign-in') =>
  as.submit(at, { email: await emailOf(member), password: PASSWORD });
const partners = async () => {
  await enter(world.host, ana.library);
  return (await listPartners(ana, partnerFilter.parse({}))).total;
};
const setRole = async (role: string) => {
  await enter(world.host, ana.library);
  await world.db.updateTable('members').set({ role }).where('id', '=', ana.actor.id).execute();
};

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host, 'Alder Library'), 'coordinator', 'Ana');
  form = `/l/${ana.library.slug}/partners/new`;
  visitor = await signIn(ana);
  await visitor.get(form);
  typed = {
    ...visitor.fieldsOn(form),
    name: 'Food Bank',
    description: 'What she told me\non the phone',
    sectors: ['homelessness'],
  };
});

describe('a form that was sent, gone back to and changed', () => {
  test('is shown again with the new words and a fresh key, and can be sent', async () => {
    await visitor.post(form, typed);
    const first = visitor.path;
    await visitor.post(form, { ...typed, name: 'Pantry of Harlow', description: 'Another call' });

    expect(visitor.status).toBe(422);
    expect(visitor.text).toContain('This form was sent before with other words');
    expect(visitor.fieldsOn(form)).toMatchObject({ name: ['Pantry of Harlow'], description: ['Another call'] });
    expect(visitor.fieldsOn(form)._key).not.toEqual(typed._key);
    expect(await partners()).toBe(1);
    await visitor.resubmit(form);
    expect(visitor.path).not.toBe(first);
    expect(await partners()).toBe(2);
  });

  test('is taken once when its words are the same', async () => {
    await visitor.post(form, typed);
    const first = visitor.path;
    await visitor.post(form, typed);

    expect([visitor.path, await partners()]).toEqual([first, 1]);
  });

  test('with a password in it leaves no plain hash of the password', async () => {
    await visitor.get('/account/password');
    const fields = { ...visitor.fieldsOn('/account/password'), current: PASSWORD, password: 'quite another sentence' };
    await visitor.post('/account/password', fields);
    await visitor.post('/account/password', fields);
    expect(visitor.path).toBe('/account');

    const { createHash } = await import('node:crypto');
    const plain = createHash('sha256')
      .update(
        JSON.stringify([
          ['current', fields.current],
          ['password', fields.password],
        ]),
      )
      .digest('hex');
    const kept = await world.db
      .selectFrom('submissions')
      .select('body_hash')
      .where('path', '=', '/account/password')
      .executeTakeFirstOrThrow();
    expect(kept.body_hash?.toString('hex')).not.toBe(plain);
  });
});

describe('a form that is sent after the session has ended', () => {
  const endSession = () => signOutEverywhere(world.host, ana.actor.userId);

  test('comes back with what was typed once its author has signed in, and is saved by sending it', async () => {
    await endSession();
    await visitor.post(form, typed);
    expect(visitor.path).toContain('/sign-in?next=');
    expect(visitor.text).toContain('What you typed is kept for an hour');
    await signIn(ana, visitor, visitor.path);

    expect(visitor.text).toContain('You were signed out before this was sent');
    expect(visitor.fieldsOn(form)).toMatchObject({
      name: ['Food Bank'],
      description: ['What she told me\non the phone'],
    });
    expect(visitor.page.querySelector('input[name=sectors][value=homelessness]')?.hasAttribute('checked')).toBe(true);
    expect(await partners()).toBe(0);
    const shown = visitor.path;
    await visitor.resubmit(form);
    expect(visitor.text).toContain('Partner added.');
    expect((await visitor.get(shown)).fieldsOn(form).name).toEqual(['']);
  });

  test('also after signing out in another tab', async () => {
    await visitor.submit('/sign-out');
    await visitor.post(form, typed);
    await signIn(ana, visitor, visitor.path);

    expect(visitor.fieldsOn(form).name).toEqual(['Food Bank']);
  });

  test('is not shown to another who signs in at the same desk, nor in another browser', async () => {
    const ben = await aMember(ana, 'coordinator', 'Ben');
    await endSession();
    await visitor.post(form, typed);
    const back = visitor.path;
    await signIn(ben, visitor, back);
    expect(visitor.html).not.toContain('Food Bank');
    expect(visitor.status).toBe(200);
    const elsewhere = await signIn(ana, new Visitor(houseOn(world.db)), back);
    expect(elsewhere.html).not.toContain('Food Bank');

    await visitor.submit('/sign-out');
    await signIn(ana, visitor, back);
    expect(visitor.fieldsOn(form).name).toEqual(['Food Bank']);
  });

  test('of one who left the desk is not given to the next, although both use this browser', async () => {
    const ben = await aMember(ana, 'coordinator', 'Ben');
    await visitor.submit('/sign-out');
    await signIn(ben, visitor);
    await visitor.submit('/sign-out');
    await visitor.post(form, typed);
    await signIn(ben, visitor, visitor.path);

    expect(visitor.html).not.toContain('Food Bank');
  });

  test('is kept for nobody when the browser is a stranger’s, or the form was made for somebody else', async () => {
    const stranger = new Visitor(houseOn(world.db));
    await stranger.post(form, typed);
    await endSession();
    await visitor.post(form, { ...typed, _for: crypto.randomUUID() });
    await visitor.post(form, { name: 'No form at all' });

    expect(await world.db.selectFrom('kept_forms').select('address').execute()).toEqual([]);
  });

  test('is sealed, holds no password, and is gone after an hour', async () => {
    await visitor.get('/account/password');
    const password = {
      ...visitor.fieldsOn('/account/password'),
      current: PASSWORD,
      password: 'quite another sentence',
    };
    await endSession();
    await visitor.post('/account/password', password);
    await visitor.post(form, typed);
    const kept = await world.db.selectFrom('kept_forms').selectAll().execute();

    expect(kept.map((row) => row.address)).toEqual([form]);
    expect(kept[0]?.sealed.toString('latin1')).not.toContain('Food Bank');
    await sweepAccounts(world.db, new Date(NOW.getTime() + 61 * 60_000));
    expect(await world.db.selectFrom('kept_forms').select('address').execute()).toEqual([]);
  });
});

describe('what cannot be shown in its form again', () => {
  test('can be copied from the page that says that the role has changed', async () => {
    await setRole('reader');
    await visitor.post(form, typed);

    expect(visitor.status).toBe(403);
    expect(visitor.page.querySelector('textarea[readonly]')?.text).toContain('What she told me\non the phone');
    expect(visitor.html).not.toContain(String(typed._key));
  });

  test('and from the page that says that there is nothing here any more', async () => {
    const id = await aPartner(ana, { name: 'Soon gone' });
    const edit = `/l/${ana.library.slug}/partners/${id}/edit`;
    await visitor.get(edit);
    const fields = { ...visitor.fieldsOn(edit), description: 'A long description' };
    await enter(world.host, ana.library);
    await world.db.updateTable('members').set({ left_at: NOW }).where('id', '=', ana.actor.id).execute();
    await visitor.post(edit, fields);

    expect(visitor.status).toBe(404);
    expect(visitor.page.querySelector('textarea[readonly]')?.text).toContain('A long description');
  });

  test('a form that is too large gets a page that says what to do', async () => {
    await visitor.post(form, { ...typed, description: 'x'.repeat(1_100_000) });

    expect(visitor.status).toBe(413);
    expect(visitor.page.querySelector('h1')?.text).toBe('That is more than fits');
    expect(visitor.text).toContain('At most 1 MB fit here. Go back with your browser');
  });

  test('a form that has to wait stays filled in', async () => {
    const guest = new Visitor(houseOn(world.db, { limits: openCounters() }));
    for (let n = 0; n < 6; n++) await guest.submit('/password-reset', { email: 'kim@example.org' });

    expect(guest.status).toBe(429);
    expect(guest.fieldsOn('/password-reset').email).toEqual(['kim@example.org']);
  });
});

describe('a password', () => {
  test('in whatever field, is never kept or shown', () => {
    const pages = readdirSync(join(root, 'src/pages'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.tsx'),
    );
    const sources = pages.map((name) => readFileSync(join(root, 'src/pages', name), 'utf8')).join('\n');
    const names = [...sources.matchAll(/name="(\w+)"\s+type="password"/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(4);

    for (const name of names) {
      expect([name, worthKeeping({ [name]: 'secret' })]).toEqual([name, null]);
      expect([name, writtenWords({ [name]: 'secret' })]).toEqual([name, '']);
    }
    expect(sources.match(/type="password"/g)).toHaveLength(names.length);
  });
});
