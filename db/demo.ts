/**
 * The demo county: an invented library system, made with the same verbs that the pages use, each called as it would
 * have been on its day. Dates are relative to today, so the county never grows old. The sign-ins get a new random
 * password at every load. The towns are invented; their ZIP codes are borrowed from Delta County, Colorado, so that
 * areas and the map have points to stand on.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type Actor, type Ctx, type HostCtx, memberId, type Role, today, type UserId } from '../src/house/ctx.ts';
import { root } from '../src/house/data.ts';
import { inTransaction } from '../src/house/db.ts';
import { importLimits, readEnv } from '../src/house/env.ts';
import { found, NotFound } from '../src/house/errors.ts';
import { newToken } from '../src/house/ids.ts';
import { parse } from '../src/house/parse.ts';
import { openLibrary } from '../src/open-library.ts';
import { addBranch, branchesOf } from '../src/rooms/accounts/branches.ts';
import { eraseLibrary } from '../src/rooms/accounts/erasing.ts';
import { enter, findLibrary } from '../src/rooms/accounts/libraries.ts';
import { changeMember, joinLibrary } from '../src/rooms/accounts/members.ts';
import { createUser, setPassword, signOutAndForget } from '../src/rooms/accounts/users.ts';
import { addContact, contactsAt } from '../src/rooms/directory/contacts.ts';
import { locationDraft } from '../src/rooms/directory/location.ts';
import { addServices } from '../src/rooms/directory/offered.ts';
import type { OrganizationDraft, OrganizationId } from '../src/rooms/directory/organization.ts';
import { serviceDraft } from '../src/rooms/directory/service.ts';
import { letterDraft } from '../src/rooms/letters/letter.ts';
import { writeLetter } from '../src/rooms/letters/letters.ts';
import { logDraft } from '../src/rooms/outreach/interaction.ts';
import { logInteraction } from '../src/rooms/outreach/interactions.ts';
import { addTemplate } from '../src/rooms/outreach/task-templates.ts';
import { addTask, endTask } from '../src/rooms/outreach/tasks.ts';
import { setNextStep } from '../src/rooms/partners/next-steps.ts';
import type { PartnerId } from '../src/rooms/partners/partner.ts';
import { addPartner, changeCare, changeStage, findPartner } from '../src/rooms/partners/partners.ts';
import { applyImport } from '../src/rooms/sourcing/imports/bringing/applying.ts';
import type { ImportId } from '../src/rooms/sourcing/imports/import.ts';
import { findImport } from '../src/rooms/sourcing/imports/imports.ts';
import { setMapping } from '../src/rooms/sourcing/imports/planning/checking.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import { startImport } from '../src/rooms/sourcing/imports/starting.ts';
import { closeWorksheet } from '../src/rooms/worksheets/decisions.ts';
import { factorSetsOf } from '../src/rooms/worksheets/factor-sets.ts';
import { changeWorksheet, openWorksheet } from '../src/rooms/worksheets/opening.ts';
import { saveRatings } from '../src/rooms/worksheets/saved-ratings.ts';
import { handIn } from '../src/rooms/worksheets/submissions.ts';
import type { Cell } from '../src/rooms/worksheets/worksheet.ts';
import { addDemoAgreements } from './demo-agreements.ts';
import {
  type County,
  type DemoLine,
  type DemoOrganization,
  type DemoServices,
  type DemoTask,
  type DemoWorksheet,
  readCounty,
  readLog,
  readServices,
  readTasks,
} from './demo-county.ts';
import { addDemoInitiatives } from './demo-initiatives.ts';
import { addDemoInterviews } from './demo-interviews.ts';
import { addDemoProposals } from './demo-proposals.ts';
import { addDemoStory } from './demo-story.ts';

export const DEMO_SLUG = 'harlow';

export type Demo = {
  password: string;
  signIns: { email: string; name: string; role: Role }[];
  administratorId: UserId;
};

/** Loads the county. Throws Invalid when there is a library of that address already. */
export async function loadDemo(host: HostCtx): Promise<Demo> {
  const county = readCounty();
  const password = newToken().slice(0, 16);
  return inTransaction(host, async (host) => {
    const { library } = county;
    const founded = new Date(host.now.getTime() - 800 * DAY);
    const { ctx } = await openLibrary(
      { ...host, now: founded },
      { name: library.name, slug: library.slug, time_zone: library.timeZone, locale: library.locale },
    );
    const people = await addPeople(ctx, county, password);
    for (const branch of county.branches) await addBranch(ctx, branch);
    await placePeople(ctx, county, people.actors);
    const cast: Cast = { now: host.now, people: people.actors, partners: new Map(), organizations: new Map() };
    for (const organization of county.organizations) await addOne(ctx, cast, organization);
    for (const [key, offered] of Object.entries(readServices())) await addOffers(ctx, cast, key, offered);
    for (const line of readLog()) await addLine(ctx, cast, line);
    for (const task of readTasks()) await addDemoTask(ctx, cast, task);
    for (const worksheet of county.worksheets) await addWorksheet(ctx, cast, worksheet);
    await addLists({ ...ctx, now: host.now, actor: people.actors.get('ben') ?? ctx.actor });
    await addTalk(ctx, cast);
    await addDemoStory(on(ctx, cast, 'ana', 0), cast);
    await addDemoInterviews((who, daysAgo) => on(ctx, cast, who, daysAgo));
    await addDemoInitiatives((who, daysAgo) => on(ctx, cast, who, daysAgo), cast.partners);
    await addDemoProposals((who, daysAgo) => on(ctx, cast, who, daysAgo), cast.partners);
    await addDemoAgreements((who, daysAgo) => on(ctx, cast, who, daysAgo), cast.partners);
    // Its mails are part of the story, not to be sent.
    await ctx.db.deleteFrom('outbox').where('library_id', '=', ctx.library.id).execute();
    return { password, signIns: county.members, administratorId: people.administratorId };
  });
}

/** What comes together with each new partner, and a letter that waits for a last look. */
async function addTalk(ctx: Ctx, cast: Cast): Promise<void> {
  await addTemplate(on(ctx, cast, 'ana', 200), {
    name: 'A new partner',
    tasks: [
      { days: 2, what: 'Write to say thanks for the first talk' },
      { days: 7, what: 'Ask for their logo and how they want to be named' },
      { days: 21, what: 'Show them the meeting rooms' },
    ],
  });
  const partners = [...cast.partners.values()].slice(0, 6);
  await writeLetter(on(ctx, cast, 'ana', 1), parse(letterDraft, LETTER), partners);
}

const LETTER = {
  subject_en: 'Summer reading with {library}',
  body_en: `Dear {person},

this summer we will read with children in every branch, and we would like to do it with {partner}. Could you host one morning, or send a reader?

Please answer this e-mail by the end of the month. Thank you!

{me}`,
  subject_es: 'Lectura de verano con {biblioteca}',
  body_es: `Buenos días, {persona}:

este verano leeremos con niñas y niños en todas las sucursales, y quisiéramos hacerlo con {socio}. ¿Sería posible recibirnos una mañana o enviar a alguien que lea?

Puede responder a este correo hasta fin de mes. ¡Gracias!

{yo}`,
};

/** A list that stands on the leads shelf, and one that waits for somebody to look at it. */
async function addLists(ctx: Ctx): Promise<void> {
  await applyImport(
    ctx,
    await readList(ctx, 'demo-chamber.csv', { target: 'leads', source: 'Chamber of commerce', vintage: '2026' }),
  );
  await readList(ctx, 'demo-contacts.csv', { target: 'partners', source: 'Spring fair', vintage: '' });
}

async function readList(
  ctx: Ctx,
  name: string,
  start: { target: 'partners' | 'leads'; source: string; vintage: string },
): Promise<ImportId> {
  const sheet = await readFiles([{ name, bytes: readFileSync(join(root, 'db', name)) }], importLimits(readEnv({})));
  const id = await startImport(ctx, sheet, { ...start, kind: '', fileName: name.replace('demo-', '') });
  const { mapping, version } = await findImport(ctx, id);
  await setMapping(ctx, id, { mapping, default_sector: '', version });
  return id;
}

/**
 * Whether this process says who may sign in: the first of those that run. It says so for as long as it runs, by a lock
 * in a transaction that is never ended and does nothing else; a lock of the session would be lost behind a pooler.
 */
export async function tellsDemo(server: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(server);
  client.on('error', () => {});
  await client.connect();
  await client.query('begin read only; set local idle_in_transaction_session_timeout = 0');
  const { rows } = await client.query<{ first: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('commontable.demo')) as first`,
  );
  if (rows[0]?.first) return true;
  await client.end();
  return false;
}

/** Gives everybody in the loaded county a new password; null when it is not loaded. */
export async function renewDemoSignIns(host: HostCtx): Promise<Omit<Demo, 'administratorId'> | null> {
  const password = newToken().slice(0, 16);
  const { members } = readCounty();
  try {
    await findLibrary(host, DEMO_SLUG);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
  for (const { email } of members) {
    const user = await host.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
    if (user) await setPassword(host, user.id, password);
  }
  return { password, signIns: members };
}

/** Takes the county away with its people, and loads it anew. */
export async function resetDemo(host: HostCtx): Promise<Demo> {
  return inTransaction(host, async (host) => {
    await eraseLibrary(await enter(host, await findLibrary(host, DEMO_SLUG)));
    await signOutAndForget(
      host,
      readCounty().members.map((member) => member.email),
    );
    return loadDemo(host);
  });
}

const DAY = 86_400_000;

type Cast = {
  now: Date;
  people: Map<string, Actor>;
  partners: Map<string, PartnerId>;
  organizations: Map<string, OrganizationId>;
};

/** The library as this person found it on that day. */
function on(ctx: Ctx, cast: Cast, who: string | null, daysAgo: number): Ctx {
  const actor = who === null ? ctx.actor : (cast.people.get(who) ?? ctx.actor);
  return { ...ctx, actor, now: new Date(cast.now.getTime() - daysAgo * DAY) };
}

async function addPeople(
  ctx: Ctx,
  county: County,
  password: string,
): Promise<{ actors: Map<string, Actor>; administratorId: UserId }> {
  const actors = new Map<string, Actor>();
  let administratorId: UserId | null = null;
  for (const { key, name, email, role, locale } of county.members) {
    const userId = await createUser(ctx, { email, name, password, locale });
    const id = await joinLibrary(ctx, userId, role);
    actors.set(key, { kind: 'member', id, userId, name, role });
    if (role === 'administrator') administratorId ??= userId;
  }
  return { actors, administratorId: found(administratorId) };
}

async function addOne(ctx: Ctx, cast: Cast, made: DemoOrganization): Promise<void> {
  const first =
    Math.max(30, ...made.stagePath.map((step) => step.daysAgo), ...made.notes.map((note) => note.daysAgo)) + 3;
  const partnerId = await addPartner(on(ctx, cast, made.owner, first), draftOf(cast, made));
  const { organization_id } = await findPartner(ctx, partnerId);
  cast.partners.set(made.key, partnerId);
  cast.organizations.set(made.key, organization_id);
  await changeCare(on(ctx, cast, null, first), partnerId, {
    owner_id: idOf(cast, made.owner),
    deputy_id: idOf(cast, made.deputy),
    version: 1,
  });
  let version = 2;
  for (const step of made.stagePath) {
    await changeStage(on(ctx, cast, step.by, step.daysAgo), partnerId, {
      stage: step.to,
      reason: step.reason,
      version,
    });
    version++;
  }
  const ago = (days: number | null) => (days === null ? null : today({ ...ctx, now: cast.now }, -days));
  for (const { name, title, email, phone, startsDaysAgo, endsDaysAgo } of made.contacts) {
    await addContact(on(ctx, cast, null, first), organization_id, {
      name,
      title,
      phones: phone ? [{ kind: 'work', number: phone, extension: '', description: '' }] : [],
      emails: email ? [{ kind: 'work', email }] : [],
      addresses: [],
      may_be_published: false,
      starts_on: ago(startsDaysAgo),
      ends_on: ago(endsDaysAgo),
    });
  }
  for (const { by, daysAgo, audience, body } of made.notes)
    await logInteraction(on(ctx, cast, by, daysAgo), {
      ...parse(logDraft, { kind: 'remark', body, audience }),
      partners: [partnerId],
    });
  if (made.nextStep)
    await setNextStep(on(ctx, cast, made.nextStep.by, 5), partnerId, {
      what: made.nextStep.what,
      due_on: ago(-made.nextStep.inDays) ?? '',
    });
}

/** Where people work, by the beginning of the branch's name. */
const PLACES: Record<string, string> = { thu: 'Central', kofi: 'Millrace', ingrid: 'Sable', marisol: 'Piñon' };

async function placePeople(ctx: Ctx, county: County, actors: Map<string, Actor>): Promise<void> {
  const branches = await branchesOf(ctx);
  for (const [key, place] of Object.entries(PLACES)) {
    const { role } = found(county.members.find((each) => each.key === key));
    const branch_id = branches.find(({ name }) => name.startsWith(place))?.id ?? null;
    await changeMember(ctx, found(actors.get(key)?.id), { role, branch_id, version: 1 });
  }
}

/** A line of the log. */
async function addLine(ctx: Ctx, cast: Cast, { partners, by, also, daysAgo, persons, reached, ...line }: DemoLine) {
  const then = on(ctx, cast, by, Number(daysAgo));
  const others = partners.split(',').map((key) => found(cast.partners.get(key)));
  const known = await contactsAt(
    then,
    partners.split(',').map((key) => found(cast.organizations.get(key))),
  );
  const named = persons.split(';').filter(Boolean);
  const all = [...known.values()].flat().filter(({ name }) => named.includes(name));
  const said = {
    ...line,
    people_reached: reached,
    happened_on: '',
    persons: all.map(({ person_id }) => person_id as string),
    members: also ? [found(idOf(cast, also)) as string] : [],
  };
  await logInteraction(then, { ...parse(logDraft, said), partners: others });
}

/** A task or a promise, and what came of it: done so many days ago, or dropped. */
async function addDemoTask(ctx: Ctx, cast: Cast, made: DemoTask): Promise<void> {
  const { partner, by, owner, what, setDaysAgo, dueInDays, doneDaysAgo, outcome } = made;
  const then = on(ctx, cast, by, Number(setDaysAgo));
  const organization = found(cast.organizations.get(partner));
  const theirs = (await contactsAt(then, [organization])).get(organization) ?? [];
  const person_id = theirs.find(({ name }) => name === owner)?.person_id ?? null;
  const member_id = person_id ? null : idOf(cast, owner);
  const due_on = today({ ...ctx, now: cast.now }, Number(dueInDays));
  const id = await addTask(then, found(cast.partners.get(partner)), { what, due_on, member_id, person_id });
  if (outcome) await endTask(on(ctx, cast, by, Number(doneDaysAgo)), id, outcome);
}

/** What an organization offers, as a package would have brought it. */
async function addOffers(ctx: Ctx, cast: Cast, key: string, { services, locations, at }: DemoServices): Promise<void> {
  await addServices(on(ctx, cast, null, 30), found(cast.organizations.get(key)), {
    services: services.map(({ external_id, terms, ...said }) => ({ ...parse(serviceDraft, said), external_id, terms })),
    locations: locations.map(({ external_id, ...said }) => ({ ...parse(locationDraft, said), external_id })),
    at,
  });
}

const idOf = (cast: Cast, key: string | null) => (key === null ? null : (cast.people.get(key)?.id ?? null));

const draftOf = (cast: Cast, made: DemoOrganization): OrganizationDraft => ({
  name: made.name,
  alternate_names: made.alternateNames,
  description: made.description,
  website: made.website,
  email: made.email,
  tax_id: made.taxId ?? '',
  parent_organization_id: made.parent ? (cast.organizations.get(made.parent) ?? null) : null,
  languages: made.languages,
  populations: made.populations,
  sectors: made.sectors,
  confidential_address: made.confidentialAddress,
  phones: made.phones.map(({ number, type }) => ({ number, phone_type: type, extension: '', description: '' })),
  addresses: made.addresses.map((address) => ({
    address_type: address.type,
    address_1: address.address1,
    address_2: address.address2 ?? '',
    city: address.city,
    state_province: address.stateProvince,
    postal_code: address.postalCode,
    country: address.country,
  })),
});

async function addWorksheet(ctx: Ctx, cast: Cast, made: DemoWorksheet): Promise<void> {
  const noLink = () => '';
  const partner = (key: string) => found(cast.partners.get(key));
  const partners = made.partners.map(partner);
  const raters = made.raters.map((key) => found(idOf(cast, key)));
  const opener = on(ctx, cast, made.by, made.daysAgo);
  const [set] = await factorSetsOf(ctx);
  const id = await openWorksheet(
    opener,
    { purpose: made.purpose, partners, raters, factor_set: found(set).id },
    noLink,
  );
  await changeWorksheet(
    opener,
    { id, linkTo: noLink },
    { purpose: made.purpose, partners, raters, weights: made.weights, version: 1 },
  );
  const daysAgo = made.decision ? made.decision.daysAgo + 2 : 2;
  for (const key of made.raters) {
    const own = made.ratings.filter((rating) => rating.by === key);
    if (own.length === 0) continue;
    const rater = on(ctx, cast, key, daysAgo);
    await saveRatings(rater, id, {
      raterId: memberId(rater),
      cells: own.flatMap((rating) => cellsOf(rating, partner(rating.partner))),
      version: 1,
    });
    if (own.every((rating) => rating.submitted)) await handIn(rater, id, memberId(rater));
  }
  if (!made.decision) return;
  const decider = on(ctx, cast, made.decision.by, made.decision.daysAgo);
  const { decision } = made;
  await closeWorksheet(
    decider,
    { id, linkTo: noLink },
    {
      chosen: decision.chosen.map(partner),
      reason: decision.reason,
      why_unrated: '',
      look_back_on: today({ ...ctx, now: cast.now }, decision.lookBackInDays),
    },
  );
}

function cellsOf(rating: DemoWorksheet['ratings'][number], partnerId: PartnerId): Cell[] {
  return Object.entries(rating.scores).map(([code, score]) => ({
    code,
    partnerId,
    score: score ?? 'unknown',
    ...rating.notes[code],
  }));
}
