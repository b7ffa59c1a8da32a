import { beforeEach, describe, expect, test } from 'vitest';
import { aLibrary, aLocation, aMember, aPartner, aService } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { parse } from '../../house/parse.ts';
import { historyOf } from '../../views/history/history.ts';
import { enter } from '../accounts/libraries.ts';
import { findPartner } from '../partners/partners.ts';
import { placesFor } from './confidential.ts';
import { locationDraft } from './location.ts';
import { addLocation, changeLocation, findLocation, locationsOf, removeLocation } from './locations.ts';
import { addServices, type Brought } from './offered.ts';
import { serviceForm } from './service.ts';
import { addService, changeService, findService, removeService, servicesOf } from './services.ts';

const world = useDatabase();
let ana: Ctx;
let organization: Id<'organizations'>;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'contributor', 'Ana');
  organization = (await findPartner(ana, await aPartner(ana))).organization_id;
});

const wrong = (schema: typeof serviceForm | typeof locationDraft, input: object) => {
  try {
    parse(schema, input);
  } catch (error) {
    return Object.fromEntries(
      Object.entries((error as Invalid).fields).map(([field, message]) => [field, message.key]),
    );
  }
  return {};
};

describe('a service', () => {
  test('is kept with the places where it is offered, and the history says who added it', async () => {
    const hall = await addLocation(ana, organization, aLocation({ name: 'Hall' }));
    const id = await addService(
      ana,
      organization,
      aService({ name: 'Legal clinic', url: 'example.org', phone: '303 555 0123', locations: [hall] }),
    );

    expect(await findService(ana, id)).toMatchObject({
      name: 'Legal clinic',
      url: 'https://example.org',
      phone: '+13035550123',
      locations: [hall],
      terms: [],
    });
    expect((await historyOf(ana, [organization])).map((line) => line.action)).toContain('service.added');
  });

  test('moves to other places without losing what was said about the ones that stay', async () => {
    const [hall, shed] = [
      await addLocation(ana, organization, aLocation()),
      await addLocation(ana, organization, aLocation()),
    ];
    const id = await addService(ana, organization, aService({ locations: [hall, shed] }));
    const description = 'Ring the bell';
    await world.db.updateTable('service_at_locations').set({ description }).where('location_id', '=', hall).execute();
    await changeService(ana, id, { ...aService({ locations: [hall] }), version: 1 });

    expect((await findService(ana, id)).locations).toEqual([hall]);
    expect(await world.db.selectFrom('service_at_locations').select('description').execute()).toEqual([
      { description },
    ]);
  });

  test('of two changes made from the same page the second is a conflict', async () => {
    const id = await addService(ana, organization, aService({ name: 'Old' }));
    await changeService(ana, id, { ...aService({ name: 'New' }), version: 1 });

    await expect(changeService(ana, id, { ...aService({ name: 'Newer' }), version: 1 })).rejects.toThrow(Conflict);
    expect((await findService(ana, id)).name).toBe('New');
  });

  test('is not offered at another organization’s place', async () => {
    const other = (await findPartner(ana, await aPartner(ana))).organization_id;
    const theirs = await addLocation(ana, other, aLocation());

    await expect(addService(ana, organization, aService({ locations: [theirs] }))).rejects.toThrow(Invalid);
  });

  test('goes with its links and terms, and its places stay', async () => {
    await addServices(ana, organization, package_());
    const [service] = await servicesOf(ana, organization);
    await removeService(ana, service?.id ?? newId());

    expect(await servicesOf(ana, organization)).toEqual([]);
    expect(await locationsOf(ana, organization)).toHaveLength(1);
  });
});

describe('a place', () => {
  test('goes, and its services are no longer offered there', async () => {
    const hall = await addLocation(ana, organization, aLocation());
    const service = await addService(ana, organization, aService({ locations: [hall] }));
    await removeLocation(ana, hall);

    expect((await findService(ana, service)).locations).toEqual([]);
    await expect(findLocation(ana, hall)).rejects.toThrow(NotFound);
  });

  test('is changed by one person at a time', async () => {
    const id = await addLocation(ana, organization, aLocation({ name: 'Hall', latitude: '38,5', longitude: '-106' }));
    await changeLocation(ana, id, { ...aLocation({ name: 'Town hall' }), version: 1 });

    await expect(changeLocation(ana, id, { ...aLocation({ name: 'Barn' }), version: 1 })).rejects.toThrow(Conflict);
    expect(await findLocation(ana, id)).toMatchObject({ name: 'Town hall', latitude: null, version: 2 });
  });

  test('of a confidential organization is for staff alone, and no street is in the history', async () => {
    await addLocation(ana, organization, aLocation({ name: '', address_1: '99 Hidden Lane' }));
    const places = await locationsOf(ana, organization);

    expect(placesFor('staff', { confidential_address: true }, places)).toHaveLength(1);
    expect(placesFor('outside', { confidential_address: true }, places)).toEqual([]);
    expect(placesFor('outside', { confidential_address: false }, places)).toHaveLength(1);
    expect(JSON.stringify(await historyOf(ana, [organization]))).not.toContain('Hidden Lane');
  });

  test('needs a name or a street, and a whole point', () => {
    expect(wrong(locationDraft, { city: 'Alder Falls' })).toEqual({ name: 'error.name_or_street' });
    expect(wrong(locationDraft, { name: 'x', latitude: '38' })).toEqual({ longitude: 'error.half_point' });
    expect(wrong(locationDraft, { name: 'x', latitude: '91', longitude: '1' })).toEqual({ latitude: 'error.degrees' });
    expect(wrong(serviceForm, { name: '', status: 'x', url: 'javascript:1' })).toEqual({
      name: 'error.required',
      status: 'error.choice',
      url: 'error.website',
    });
  });
});

function package_(): Brought {
  const { locations: _, ...service } = aService({ name: 'Food box' });
  return {
    services: [{ ...service, external_id: 's1', terms: [{ taxonomy: 'Subjects', term: 'Food', code: 'F' }] }],
    locations: [{ ...aLocation({ name: 'Depot' }), external_id: 'l1' }],
    at: [
      { service: 's1', location: 'l1', description: 'Back door' },
      { service: 's1', location: 'none', description: '' },
    ],
  };
}

describe('a package', () => {
  test('brings services, places, links and terms at once, and the same package again adds nothing', async () => {
    expect(await addServices(ana, organization, package_())).toEqual({ services: 1, locations: 1, at: 1 });
    expect(await addServices(ana, organization, package_())).toEqual({ services: 0, locations: 0, at: 0 });

    const [service] = await servicesOf(ana, organization);
    expect(service).toMatchObject({ external_id: 's1', terms: [{ taxonomy: 'Subjects', term: 'Food', code: 'F' }] });
    expect(service?.locations).toHaveLength(1);
  });

  test('of many rows takes as many statements as one of few', async () => {
    const { services, locations } = package_();
    const many = (n: number): Brought => ({
      services: Array.from({ length: n }, (_, i) => ({
        ...(services[0] as Brought['services'][0]),
        external_id: `s${n} ${i}`,
      })),
      locations: Array.from({ length: n }, (_, i) => ({
        ...(locations[0] as Brought['locations'][0]),
        external_id: `l${n} ${i}`,
      })),
      at: Array.from({ length: n }, (_, i) => ({ service: `s${n} ${i}`, location: `l${n} ${i}`, description: '' })),
    });
    const count = async (n: number) => {
      world.queries.length = 0;
      await addServices(ana, organization, many(n));
      return world.queries.length;
    };

    expect(await count(2)).toBe(await count(300));
  });
});

describe('readers and strangers', () => {
  test('change nothing, and another library finds nothing', async () => {
    const service = await addService(ana, organization, aService());
    const place = await addLocation(ana, organization, aLocation());
    const reader = await aMember(ana, 'reader');
    for (const attempt of [
      () => addService(reader, organization, aService()),
      () => changeService(reader, service, { ...aService(), version: 1 }),
      () => removeService(reader, service),
      () => addLocation(reader, organization, aLocation()),
      () => changeLocation(reader, place, { ...aLocation(), version: 1 }),
      () => removeLocation(reader, place),
      () => addServices(reader, organization, package_()),
    ])
      await expect(attempt()).rejects.toThrow(Forbidden);

    const stranger = await aMember(await aLibrary(world.host), 'administrator');
    for (const attempt of [
      () => findService(stranger, service),
      () => changeService(stranger, service, { ...aService(), version: 1 }),
      () => removeService(stranger, service),
      () => findLocation(stranger, place),
      () => changeLocation(stranger, place, { ...aLocation(), version: 1 }),
      () => removeLocation(stranger, place),
    ])
      await expect(attempt()).rejects.toThrow(NotFound);
    expect(await servicesOf(stranger, organization)).toEqual([]);
    await enter(world.host, ana.library);
    expect(await servicesOf(ana, organization)).toHaveLength(1);
  });
});
