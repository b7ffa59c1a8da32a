/** Officials: terms of office, election periods, and what was asked of them and by them. */
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, anInteraction, aPartner, aTerm } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import { type Ctx, daysAfter } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { digestOf } from '../../views/today/today.ts';
import { addContact, findContact, removeContact } from '../directory/contacts.ts';
import type { ContactId, PersonId } from '../directory/person.ts';
import { logFilter } from '../outreach/interaction.ts';
import { findInteraction } from '../outreach/interactions.ts';
import { listLog } from '../outreach/log.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { advocacyLog } from './advocacy.ts';
import { addPeriod, changePeriod, electionPeriods, periodNow } from './election-periods.ts';
import { advocacyFilter, periodDraft, termDraft, termEdit } from './official.ts';
import { changeTerm, findTerm, termsOf } from './terms.ts';

const world = useDatabase();
let stranger: Ctx;
let ana: Ctx;
let council: PartnerId;
let mayor: PersonId;
let contact: ContactId;

beforeEach(async () => {
  stranger = await aMember(await aLibrary(world.host), 'administrator', 'Eve');
  ana = await aMember(await aLibrary(world.host, 'Elm Library'), 'coordinator', 'Ana');
  council = await aPartner(ana, { name: 'City Council', sectors: ['government'] });
  const { organization_id } = await findPartner(ana, council);
  contact = await addContact(ana, organization_id, aContact({ name: 'Lena Ruiz' }));
  mayor = (await findContact(ana, contact)).person_id;
});

const inDays = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: daysAfter(ctx.now, days) });

test('a term has an office, days in their order, and no party', async () => {
  const draft = { person: 'Lena Ruiz', office: 'Mayor', starts_on: '2024-01-01', ends_on: '2027-12-31' };

  expect(Object.keys(parse(termDraft, { ...draft, party: 'Any' })).toSorted()).toEqual([
    ...['district', 'ends_on', 'office', 'person', 'person_id', 'starts_on'],
  ]);
  expect(() => parse(termDraft, { ...draft, ends_on: '2023-01-01' })).toThrow(Invalid);
  expect(() => parse(termDraft, { ...draft, office: '' })).toThrow(Invalid);
  expect(() => parse(periodDraft, { name: 'City', starts_on: '2026-11-03', ends_on: '2026-11-01' })).toThrow(Invalid);
});

test('officials are listed by when their terms end, those without a known end last, and those that are over apart', async () => {
  await aTerm(ana, mayor, { office: 'Mayor', ends_on: '2027-12-31' });
  await aTerm(ana, mayor, { office: 'Council member', starts_on: '2020-01-01', ends_on: '2023-12-31' });
  await aTerm(ana, mayor, { office: 'Board member', starts_on: '', ends_on: '' });
  const offices = ({ office }: { office: string }) => office;

  const { now, over } = await termsOf(ana);
  expect([now.map(offices), over.map(offices)]).toEqual([['Mayor', 'Board member'], ['Council member']]);
  expect(now[0]?.organizations).toMatchObject([{ name: 'City Council' }]);
  expect(await termsOf(stranger)).toEqual({ now: [], coming: [], over: [], limited: false });
  await removeContact(ana, contact);
  expect((await termsOf(ana)).now).toEqual([]);
});

test('who takes office later is not in office, and five hundred past terms hide nobody who is', async () => {
  await sql`insert into terms_of_office (library_id, id, person_id, office, starts_on, ends_on, made_by, made_at)
    select ${ana.library.id}, gen_random_uuid(), ${mayor}, 'Clerk', '2001-01-01', '2001-12-31', ${ana.actor.id}, now()
    from generate_series(1, 600)`.execute(ana.db);
  await aTerm(ana, mayor, { office: 'Mayor', starts_on: '2020-01-01', ends_on: '' });
  await aTerm(ana, mayor, { office: 'Senator', starts_on: '2099-01-01', ends_on: '' });
  const offices = ({ office }: { office: string }) => office;

  const { now, coming, limited } = await termsOf(ana);
  expect([now.map(offices), coming.map(offices), limited]).toEqual([['Mayor'], ['Senator'], true]);
});

test('nobody overwrites what another changed, nor another library’s', async () => {
  const id = await aTerm(ana, mayor);
  const edit = parse(termEdit, { office: 'Mayor', district: 'City', starts_on: '', ends_on: '', version: '1' });
  await changeTerm(ana, id, edit);

  await expect(changeTerm(ana, id, edit)).rejects.toThrow(Conflict);
  await expect(findTerm(stranger, id)).rejects.toThrow(NotFound);
  await expect(aTerm(await aMember(ana, 'reader'), mayor)).rejects.toThrow(Forbidden);
});

test('the digest says that a term ends, ninety days before, unless the next one is known', async () => {
  await aTerm(ana, mayor, { ends_on: '2026-08-01' });
  const headings = async (ctx: Ctx) => (await digestOf(ctx)).map(({ heading }) => heading);

  expect(await headings(ana)).not.toContain('due.terms');
  expect(await headings(inDays(ana, 60))).toContain('due.terms');
  expect(await headings(inDays(await aMember(ana, 'contributor'), 60))).not.toContain('due.terms');
  await aTerm(ana, mayor, { starts_on: '2026-08-02', ends_on: '' });
  expect(await headings(inDays(ana, 60))).not.toContain('due.terms');
});

test('an election period is on from its first day to its last', async () => {
  const period = { name: 'City', starts_on: '2026-03-10', ends_on: '2026-03-20', note: '' };
  const id = await addPeriod(ana, period);

  const on = await Promise.all([0, 1, 11, 12].map(async (days) => (await periodNow(inDays(ana, days)))?.name ?? null));
  expect(on).toEqual([null, 'City', 'City', null]);
  await changePeriod(ana, id, { ...period, note: 'Ask first', version: 1 });
  await expect(changePeriod(ana, id, { ...period, version: 1 })).rejects.toThrow(Conflict);
  await expect(addPeriod(await aMember(ana, 'contributor'), period)).rejects.toThrow(Forbidden);
  expect(await electionPeriods(stranger)).toEqual([]);
});

test('what was asked is logged with who asked, and is in the advocacy log with the office of that day', async () => {
  await aTerm(ana, mayor, { district: 'At large' });
  const said = { partners: [council], persons: [mayor], summary: 'Met the mayor', body: 'In her office' };
  const id = await anInteraction(ana, { ...said, advocacy_by: 'us', advocacy_what: 'Keep Sunday hours' });
  await anInteraction(ana, { ...said, summary: 'Only a greeting' });

  expect(await findInteraction(ana, id)).toMatchObject({ advocacy_by: 'us', advocacy_what: 'Keep Sunday hours' });
  expect(await advocacyLog(ana, advocacyFilter.parse({}))).toMatchObject([
    {
      ...{ advocacy_by: 'us', advocacy_what: 'Keep Sunday hours', summary: 'Met the mayor', body: 'In her office' },
      ...{ persons: [{ name: 'Lena Ruiz' }], offices: ['Mayor, At large'], author: 'Ana' },
    },
  ]);
  expect((await listLog(ana, logFilter.parse({ advocacy: 'on' }))).total).toBe(1);
  expect(await advocacyLog(ana, advocacyFilter.parse({ until: '2026-01-01' }))).toEqual([]);
  expect(await advocacyLog(stranger, advocacyFilter.parse({}))).toEqual([]);
});

test('a request has who asked and what for; a note is none, and what is for one’s own eyes stays out of the log', async () => {
  const said = { partners: [council], summary: 'Met the mayor' };
  await expect(anInteraction(ana, { ...said, advocacy_by: 'us' })).rejects.toThrow(
    new Invalid({ advocacy_what: { key: 'error.required' } }),
  );
  await expect(anInteraction(ana, { ...said, advocacy_what: 'Hours' })).rejects.toThrow(
    new Invalid({ advocacy_by: { key: 'error.advocacy_by' } }),
  );
  await expect(
    anInteraction(ana, { ...said, kind: 'remark', advocacy_by: 'us', advocacy_what: 'Hours' }),
  ).rejects.toThrow(new Invalid({ advocacy_by: { key: 'error.advocacy_note' } }));

  await anInteraction(ana, {
    ...{ ...said, body: 'She looked tired', audience: 'me' },
    ...{ advocacy_by: 'them', advocacy_what: 'A room for a rally' },
  });
  expect((await advocacyLog(ana, advocacyFilter.parse({}))).map(({ body }) => body)).toEqual(['']);
});
