import { beforeEach, describe, expect, test } from 'vitest';
import { aContact, aLibrary, aMember, anInteraction, aPartner, aRemark } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { historyOf } from '../../views/history/history.ts';
import { bringBack } from '../../views/removed/removed.ts';
import { timelineOf } from '../../views/timeline/timeline.ts';
import { addContact, findContact, removeContact } from '../directory/contacts.ts';
import { mergeOrganizations } from '../merging/merge.ts';
import { undoMerge } from '../merging/undo-merge.ts';
import { type PartnerId, partnerFilter } from '../partners/partner.ts';
import { listPartners } from '../partners/partner-list.ts';
import { findPartner } from '../partners/partners.ts';
import { attachmentOf } from './attachments.ts';
import { type LogFilter, logFilter } from './interaction.ts';
import { asTyped, changeInteraction, findInteraction, removeInteraction } from './interactions.ts';
import { lastTouches, lastTouchOf } from './last-touch.ts';
import { listLog } from './log.ts';
import { touchedSo, touchFilter } from './touched.ts';

const world = useDatabase();
let ana: Ctx;
let ben: Ctx;
let clinic: PartnerId;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  ben = await aMember(ana, 'contributor', 'Ben');
  clinic = await aPartner(ana, { name: 'Clinic' });
});

const picture = { type: 'image/png', bytes: new Uint8Array([1, 2]), width: 1, height: 1, name: 'room.png' };
const draftOf = async (ctx: Ctx, id: Awaited<ReturnType<typeof anInteraction>>) => {
  const it = await findInteraction(ctx, id);
  const { kind, direction, summary, body, audience, happened_on, minutes, people_reached } = it;
  const { advocacy_by, advocacy_what } = it;
  return {
    ...{ kind, direction: direction ?? 'both', summary, body, audience, happened_on, minutes, people_reached },
    ...{ advocacy_by, advocacy_what },
    partners: it.partners.map((each) => each.id),
    persons: it.persons.map((each) => each.id),
    members: it.members.map((each) => each.id),
    kept: it.files.map((each) => each.sha256),
    version: it.version,
  } as const;
};

describe('what is logged', () => {
  test('names several partners, persons and members, how long it took and whom it reached', async () => {
    const grange = await aPartner(ana, { name: 'Grange' });
    const contact = await addContact(ana, (await findPartner(ana, clinic)).organization_id, aContact({ name: 'Rosa' }));
    const { person_id } = await findContact(ana, contact);
    const id = await anInteraction(ana, {
      ...{ partners: [grange, clinic, clinic], persons: [person_id], members: [ben.actor.id, ana.actor.id] },
      ...{ kind: 'event', direction: 'both', minutes: '90', people_reached: '1,240', summary: 'Flu shots' },
    });

    expect(await findInteraction(ben, id)).toMatchObject({
      ...{ kind: 'event', minutes: 90, people_reached: 1240, author: 'Ana', happened_on: '2026-03-09' },
      partners: [{ name: 'Clinic' }, { name: 'Grange' }],
      persons: [{ name: 'Rosa' }],
      members: [{ name: 'Ben' }],
    });
    for (const partner of [clinic, grange]) expect(await timelineOf(ben, partner)).toHaveLength(1);
    expect((await historyOf(ben, [grange])).map((line) => line.action)).toContain('interaction.added');
  });

  test('is no secret: only the longer text can be for one’s own eyes, and is kept as a note beside it', async () => {
    const call = { partners: [clinic], summary: 'Talked about the van', body: 'He sounded tired', audience: 'me' };
    await anInteraction(ana, call);

    expect((await timelineOf(ben, clinic)).map(({ text, more }) => text + more)).toEqual(['Talked about the van']);
    expect((await timelineOf(ana, clinic)).map(({ text, only_me }) => [text, only_me])).toEqual([
      ['He sounded tired', true],
      ['Talked about the van', false],
    ]);
    await expect(anInteraction(ana, { ...call, summary: '' })).rejects.toThrow(
      new Invalid({ summary: { key: 'error.log_line' } }),
    );
  });

  test('is not ahead, and about a partner that is there, with people who are there', async () => {
    const call = { partners: [clinic] };

    await expect(anInteraction(ana, { ...call, happened_on: '2026-03-10' })).rejects.toThrow(Invalid);
    await expect(anInteraction(ana, { partners: [newId<'partners'>()] })).rejects.toThrow(NotFound);
    await expect(anInteraction(ana, { ...call, persons: [newId()] })).rejects.toThrow(
      new Invalid({ persons: { key: 'error.choice' } }),
    );
    await expect(anInteraction(ana, { ...call, minutes: 'an hour' })).rejects.toThrow(
      new Invalid({ minutes: { key: 'error.counted' } }),
    );
    await expect(anInteraction(await aMember(ana, 'reader'), call)).rejects.toThrow(Forbidden);
    await expect(anInteraction(await aMember(await aLibrary(world.host)), call)).rejects.toThrow(NotFound);
  });

  test('all that is missing is said at once', async () => {
    await expect(anInteraction(ana, { partners: [clinic], kind: '', summary: '', minutes: '0' })).rejects.toThrow(
      new Invalid({
        kind: { key: 'error.log_kind' },
        minutes: { key: 'error.counted' },
        summary: { key: 'error.required' },
      }),
    );
  });
});

describe('an entry', () => {
  test('for its writer alone does not exist for others: not in the timeline, not in the history, not by its address', async () => {
    const id = await aRemark(ana, clinic, { body: 'Secret thought', audience: 'me', happened_on: null });

    expect((await timelineOf(ana, clinic))[0]).toMatchObject({ text: 'Secret thought', only_me: true });
    expect(await timelineOf(ben, clinic)).toEqual([]);
    expect((await historyOf(ben, [clinic])).map((line) => line.action)).toEqual(['partner.added']);
    await expect(findInteraction(ben, id)).rejects.toThrow(NotFound);
    await expect(removeInteraction(ben, id)).rejects.toThrow(NotFound);
  });

  test('is changed by who wrote it only, and never over what was saved meanwhile', async () => {
    const id = await anInteraction(ana, { partners: [clinic], summary: 'They said yes' });
    const draft = await draftOf(ana, id);

    await expect(changeInteraction(ben, id, { ...draft, summary: 'They said no' })).rejects.toThrow(Forbidden);
    await changeInteraction(ana, id, { ...draft, summary: 'Yes, in May', minutes: 20 });
    expect(await findInteraction(ben, id)).toMatchObject({ summary: 'Yes, in May', minutes: 20, version: 2 });
    const { summary } = asTyped(await findInteraction(ana, id));
    expect(summary).toBe('Yes, in May');
    await expect(changeInteraction(ana, id, draft)).rejects.toThrow(Conflict);
  });

  test('keeps files for the whole library, by name; a private note takes none', async () => {
    const id = await anInteraction(ana, { partners: [clinic], files: [] });
    await changeInteraction(ana, id, { ...(await draftOf(ana, id)), files: [picture] });
    const it = await findInteraction(ben, id);

    expect(it.files).toMatchObject([{ name: 'room.png', type: 'image/png', bytes: 2 }]);
    expect((await attachmentOf(ben, it, it.files[0]?.sha256 ?? '')).name).toBe('room.png');
    await expect(attachmentOf(ben, it, 'f'.repeat(64))).rejects.toThrow(NotFound);
    const note = { ...(await draftOf(ana, id)), kind: 'remark', audience: 'me' } as const;
    await expect(changeInteraction(ana, id, note)).rejects.toThrow(
      new Invalid({ files: { key: 'error.files_private' } }),
    );
    await changeInteraction(ana, id, { ...(await draftOf(ana, id)), kept: [] });
    expect((await findInteraction(ana, id)).files).toEqual([]);
  });

  test('comes back after its removal with all that was in it', async () => {
    const id = await anInteraction(ana, { partners: [clinic], members: [ben.actor.id] });
    await changeInteraction(ana, id, { ...(await draftOf(ana, id)), files: [picture] });
    const before = await findInteraction(ana, id);
    const removal = await removeInteraction(ana, id);

    await expect(findInteraction(ana, id)).rejects.toThrow(NotFound);
    await bringBack(ana, removal);
    expect(await findInteraction(ana, id)).toEqual(before);
  });

  test('names the one person that two become in a merge, and both again after its undo', async () => {
    const organization = async (id: PartnerId) => (await findPartner(ana, id)).organization_id;
    const both = [clinic, await aPartner(ana, { name: 'Clinik' })] as const;
    const persons = [];
    for (const id of both) {
      const contact = await addContact(ana, await organization(id), aContact({ name: 'Rosa', email: 'r@example.org' }));
      persons.push((await findContact(ana, contact)).person_id);
    }
    const id = await anInteraction(ana, { partners: [both[1]], persons: [persons[1]] });
    const together = await anInteraction(ana, { partners: [...both], persons });
    const dana = await aMember(ana, 'coordinator');
    const pair = { kept: await organization(both[0]), gone: await organization(both[1]), take: {} };
    const merge = await mergeOrganizations(dana, pair);

    expect((await findInteraction(ana, id)).persons).toEqual([{ id: persons[0], name: 'Rosa' }]);
    expect((await findInteraction(ana, together)).persons).toHaveLength(1);
    await undoMerge(dana, merge);
    expect((await findInteraction(ana, id)).persons).toEqual([{ id: persons[1], name: 'Rosa' }]);
    expect((await findInteraction(ana, together)).persons).toHaveLength(2);
  });

  test('names whoever was in it, though they are removed with their last role', async () => {
    const contact = await addContact(ana, (await findPartner(ana, clinic)).organization_id, aContact({ name: 'Rosa' }));
    const { person_id } = await findContact(ana, contact);
    const id = await anInteraction(ana, { partners: [clinic], persons: [person_id] });
    const removal = await removeContact(ana, contact);

    expect((await findInteraction(ana, id)).persons).toEqual([{ id: person_id, name: 'Rosa' }]);
    await bringBack(ana, removal);
    expect((await findContact(ana, contact)).person_id).toBe(person_id);
  });
});

describe('the last touch', () => {
  test('is in either direction, and says who; a note was said to nobody', async () => {
    await anInteraction(ana, { partners: [clinic], happened_on: '2026-02-01', direction: 'outgoing' });
    await anInteraction(ben, {
      partners: [clinic],
      happened_on: '2026-02-20',
      direction: 'incoming',
      summary: 'Asked',
    });
    await aRemark(ana, clinic, { body: 'Looked at their website', audience: 'library', happened_on: '2026-03-01' });

    expect(await lastTouchOf(ana, clinic)).toMatchObject({
      day: '2026-02-20',
      who: 'Ben',
      branch: null,
      kind: 'phone',
    });
    expect(await lastTouches(ana, [clinic])).toEqual(new Map([[clinic, '2026-02-20']]));
    expect(await lastTouchOf(await aMember(await aLibrary(world.host)), clinic)).toBeUndefined();
  });
});

describe('the log', () => {
  const asked = async (ctx: Ctx, filter: Partial<Record<keyof LogFilter, string>>) =>
    (await listLog(ctx, logFilter.parse(filter))).rows.map(({ line }) => line);

  test('is asked by words, kind, days, partner, person and member, the newest first', async () => {
    const contact = await addContact(ana, (await findPartner(ana, clinic)).organization_id, aContact({ name: 'Rosa' }));
    const { person_id } = await findContact(ana, contact);
    const grange = await aPartner(ana, { name: 'Grange' });
    await anInteraction(ana, { partners: [clinic], persons: [person_id], summary: 'Vans', happened_on: '2026-01-10' });
    await anInteraction(ben, { partners: [grange], kind: 'event', summary: 'Fair', members: [ana.actor.id] });
    await aRemark(ben, grange, { body: 'Mine', audience: 'me', happened_on: null });

    expect(await asked(ana, {})).toEqual(['Fair', 'Vans']);
    expect(await asked(ana, { q: 'van' })).toEqual(['Vans']);
    expect(await asked(ana, { kind: 'event' })).toEqual(['Fair']);
    expect(await asked(ana, { until: '2026-02-01' })).toEqual(['Vans']);
    expect(await asked(ana, { from: '2026-02-01' })).toEqual(['Fair']);
    expect(await asked(ana, { partner: grange })).toEqual(['Fair']);
    expect(await asked(ana, { person: person_id })).toEqual(['Vans']);
    expect(await asked(ana, { member: ana.actor.id ?? '' })).toEqual(['Fair', 'Vans']);
    expect(await asked(ben, { member: ben.actor.id ?? '' })).toEqual(['Mine', 'Fair']);
    expect(await asked(await aMember(await aLibrary(world.host)), {})).toEqual([]);
  });

  test('adds up what is said of minutes and people, over all pages', async () => {
    await anInteraction(ana, { partners: [clinic], minutes: '45', people_reached: '20' });
    await anInteraction(ana, { partners: [clinic], minutes: '30' });
    await anInteraction(ana, { partners: [clinic] });

    expect(await listLog(ben, logFilter.parse({}), 2)).toMatchObject({ total: 3, minutes: 75, people: 20, pages: 2 });
  });
});

describe('partners by their contacts', () => {
  test('are those with more, fewer or exactly so many, and longer ago, less long, on a day or never', async () => {
    const [often, once, never] = [
      clinic,
      await aPartner(ana, { name: 'Once' }),
      await aPartner(ana, { name: 'Never' }),
    ];
    for (const happened_on of ['2026-01-01', '2026-02-01', '2026-03-08'])
      await anInteraction(ana, { partners: [often], happened_on });
    await anInteraction(ana, { partners: [once], happened_on: '2026-01-08' });
    await aRemark(ana, never, { body: 'Looked at their website', audience: 'library', happened_on: null });
    const asked = async (given: Record<string, string>) => {
      const narrowed = touchedSo(ana, touchFilter.parse(given));
      return (await listPartners(ana, partnerFilter.parse({}), { narrowed })).rows.map(({ name }) => name);
    };

    expect(await asked({ talks_is: 'more', talks: '1' })).toEqual(['Clinic']);
    expect(await asked({ talks_is: 'fewer', talks: '3' })).toEqual(['Never', 'Once']);
    expect(await asked({ talks_is: 'exactly', talks: '1' })).toEqual(['Once']);
    expect(await asked({ talks_is: 'exactly', talks: '0' })).toEqual(['Never']);
    expect(await asked({ touch_is: 'more', touch: '30' })).toEqual(['Once']);
    expect(await asked({ touch_is: 'fewer', touch: '30' })).toEqual(['Clinic']);
    expect(await asked({ touch_is: 'exactly', touch: '1' })).toEqual(['Clinic']);
    expect(await asked({ touch_is: 'never' })).toEqual(['Never']);
    expect(await asked({ touch_is: 'more', touch: 'x' })).toEqual(['Clinic', 'Never', 'Once']);
  });
});
