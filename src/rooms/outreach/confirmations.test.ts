import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, aPartner, aService } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { mailOf } from '../../house/work/mail.ts';
import { fullService } from '../../views/exports/hsds.ts';
import { recordsOf } from '../../views/exports/records.ts';
import { vocabularyOf } from '../../views/exports/vocabulary.ts';
import { digestOf, todayOf } from '../../views/today/today.ts';
import { addContact, findContact } from '../directory/contacts.ts';
import { changeOrganizations, findOrganization } from '../directory/organizations.ts';
import type { PersonId } from '../directory/person.ts';
import { addService } from '../directory/services.ts';
import type { PartnerId } from '../partners/partner.ts';
import { changeStage, findPartner } from '../partners/partners.ts';
import { type ConfirmationId, detailsDraft } from './confirmation.ts';
import {
  askForConfirmation,
  confirmationsOf,
  findConfirmation,
  ownFacts,
  sayDetails,
  settleConfirmation,
} from './confirmations.ts';

const world = useDatabase();
let ana: Ctx;
let clinic: PartnerId;
let rosa: PersonId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
  clinic = await aPartner(ana, {
    ...{ name: 'Clinic', description: 'Flu shots', website: 'clinic.example.org', email: 'hello@clinic.example.org' },
    phones: { 0: { number: '303 555 0142' } },
    addresses: { 0: { address_1: '1 Elm Street', city: 'Delta', state_province: 'CO', postal_code: '81416' } },
  });
  const { organization_id } = await findPartner(ana, clinic);
  const contact = await addContact(
    ana,
    organization_id,
    aContact({ name: 'Rosa', email: 'rosa@example.org', may_be_published: 'on' }),
  );
  rosa = (await findContact(ana, contact)).person_id;
  await addContact(ana, organization_id, aContact({ name: 'Not published' }));
});

const ways = { link: (purpose: string, token: string) => `http://x/${purpose}/${token}`, code: () => 'http://x' };
const ask = (over = {}) =>
  askForConfirmation(ana, clinic, { person_id: rosa, email: 'rosa@example.org', locale: 'en', ways, ...over });
const asRosa = (id: ConfirmationId): Ctx => ({
  ...ana,
  actor: {
    ...{ kind: 'guest', id: null, userId: null, name: 'Rosa', role: 'guest', purpose: 'details' },
    ...{ personId: rosa, subjectId: id as never },
  },
});
const settled = async (id: ConfirmationId, ...take: ('description' | 'email' | 'website')[]) => ({
  take,
  said_at: (await findConfirmation(ana, id)).said_at ?? new Date(0),
});
/** What the form of the link holds, with changes. */
async function said(id: ConfirmationId, over: Record<string, string> = {}) {
  const { services: _s, people: _p, ...own } = await ownFacts(ana, await findConfirmation(ana, id));
  return { now: parse(detailsDraft, { ...own, remark: '', ...over }), shown: own };
}

test('is asked of a person of theirs, at an address of theirs, and shows only what is the organization’s own', async () => {
  await expect(ask({ email: 'somebody@else.org' })).rejects.toThrow(Invalid);
  const id = await ask();

  expect((await mailOf(ana))[0]).toMatchObject({ recipient: 'rosa@example.org' });
  expect((await mailOf(ana))[0]?.body).toContain('http://x/details/');
  const facts = await ownFacts(asRosa(id), await findConfirmation(asRosa(id), id));
  expect(facts).toMatchObject({ description: 'Flu shots', phones: '(303) 555-0142', people: ['Rosa'] });
  expect(facts.addresses).toBe('1 Elm Street, Delta, CO 81416');
});

test('shows no address of a partner whose address is confidential', async () => {
  const hidden = await aPartner(ana, {
    ...{ name: 'Shelter', confidential_address: 'on' },
    addresses: { 0: { address_1: '9 Secret Lane', city: 'Delta' } },
  });

  expect((await ownFacts(ana, { partner_id: hidden })).addresses).toBe('');
});

test('that all is right is a confirmation, seen on the record and going out with the services', async () => {
  const { organization_id } = await findPartner(ana, clinic);
  await addService(ana, organization_id, aService({ name: 'Shots' }));
  const id = await ask();
  expect((await confirmationsOf(ana, clinic)).open).toMatchObject({ id });
  await sayDetails(asRosa(id), id, null);

  expect((await confirmationsOf(ana, clinic)).last).toMatchObject({ person: 'Rosa', corrections: {} });
  expect((await todayOf(ana)).map(({ heading }) => heading)).not.toContain('due.corrections');
  const [record] = await recordsOf(ana, [organization_id], { scope: 'all' });
  expect(record?.confirmed_on).toBe('2026-03-09');
  const [service] = record?.services ?? [];
  const words = await vocabularyOf(ana, 'all');
  expect(fullService(record as never, service as never, words)).toMatchObject({ assured_date: '2026-03-09' });
});

test('a form that changes nothing is a confirmation, too', async () => {
  const id = await ask();
  await sayDetails(asRosa(id), id, await said(id));

  expect(await findConfirmation(ana, id)).toMatchObject({ corrections: {}, settled_at: expect.any(Date) });
});

test('what is otherwise changes nothing until a member takes it over, and only what they choose', async () => {
  const id = await ask();
  const { organization_id } = await findPartner(ana, clinic);
  await sayDetails(
    asRosa(id),
    id,
    await said(id, {
      description: 'Flu shots and tests',
      email: 'new@clinic.example.org',
      phones: '303 555 0199',
      remark: 'Sam left',
    }),
  );

  expect((await findOrganization(ana, organization_id)).description).toBe('Flu shots');
  expect((await todayOf(ana)).map(({ heading }) => heading)).toContain('due.corrections');
  expect(await findConfirmation(ana, id)).toMatchObject({
    corrections: { description: 'Flu shots and tests', email: 'new@clinic.example.org', phones: '303 555 0199' },
    remark: 'Sam left',
  });

  await settleConfirmation(ana, id, await settled(id, 'description'));
  const after = await findOrganization(ana, organization_id);
  expect(after).toMatchObject({ description: 'Flu shots and tests', email: 'hello@clinic.example.org' });
  expect(after.phones.map(({ number }) => number)).toEqual(['+13035550142']);
  await expect(settleConfirmation(ana, id, await settled(id, 'email'))).rejects.toThrow(Invalid);
  await expect(sayDetails(asRosa(id), id, null)).rejects.toThrow(Invalid);
});

test('is said by whoever has the link for it, and settled by whoever may log', async () => {
  const [id, other] = [await ask(), await ask()];
  await expect(sayDetails(asRosa(other), id, null)).rejects.toThrow(Forbidden);
  await expect(sayDetails(ana, id, null)).rejects.toThrow(Forbidden);
  await expect(settleConfirmation(await aMember(ana, 'reader'), id, await settled(id))).rejects.toThrow(Forbidden);
  const stranger = await aMember(await aLibrary(world.host));
  await expect(findConfirmation(stranger, id)).rejects.toThrow(NotFound);
});

test('is due in the digest for active partners of a year, unless somebody asked lately', async () => {
  const later: Ctx = { ...ana, now: new Date(ana.now.getTime() + 400 * 86_400_000) };
  await changeStage(ana, clinic, { stage: 'active', reason: '', version: 1 });
  const headings = async (ctx: Ctx) => (await digestOf(ctx)).map(({ heading }) => heading);
  expect(await headings(ana)).not.toContain('due.unconfirmed');
  expect(await headings(later)).toContain('due.unconfirmed');

  await askForConfirmation(later, clinic, { person_id: rosa, email: 'rosa@example.org', locale: 'en', ways });
  expect(await headings(later)).not.toContain('due.unconfirmed');
});

test('is compared with what they were shown: what we changed meanwhile is not taken back', async () => {
  const id = await ask();
  const before = await said(id, { phones: '303 555 0199' });
  const { organization_id } = await findPartner(ana, clinic);
  const organization = await findOrganization(ana, organization_id);
  const { id: _i, version: _v, parent_name: _n, chapters: _c, ...draft } = organization;
  await changeOrganizations(ana, [{ before: organization, draft: { ...draft, description: 'Ours, newer' } as never }]);
  await sayDetails(asRosa(id), id, before);

  expect((await findConfirmation(ana, id)).corrections).toEqual({ phones: '303 555 0199' });
});

test('is settled as it was seen: what was said since is not taken over unread', async () => {
  const id = await ask();
  await sayDetails(asRosa(id), id, await said(id, { website: 'one.example.org' }));
  const seen = await settled(id, 'website');
  const later = { ...asRosa(id), now: new Date(ana.now.getTime() + 60_000) };
  await sayDetails(later, id, await said(id, { website: 'two.example.org' }));

  await expect(settleConfirmation(ana, id, seen)).rejects.toThrow(Invalid);
  await settleConfirmation(ana, id, await settled(id, 'website'));
  const { organization_id } = await findPartner(ana, clinic);
  expect((await findOrganization(ana, organization_id)).website).toBe('https://two.example.org');
  const unasked = await ask();
  await expect(settleConfirmation(ana, unasked, await settled(unasked))).rejects.toThrow(Invalid);
});

test('goes out as assured only where all of it was right, or was taken over', async () => {
  const { organization_id } = await findPartner(ana, clinic);
  const assured = async () => (await recordsOf(ana, [organization_id], { scope: 'all' }))[0]?.confirmed_on;
  const id = await ask();
  await sayDetails(asRosa(id), id, await said(id, { phones: '303 555 0199' }));
  await settleConfirmation(ana, id, await settled(id));
  expect(await assured()).toBeNull();

  const next = await ask();
  await sayDetails(asRosa(next), next, await said(next, { website: 'two.example.org' }));
  await settleConfirmation(ana, next, await settled(next, 'website'));
  expect(await assured()).toBe('2026-03-09');
});
