/** The review list: pairs that are likely one organization, and what is answered of them. */
import { beforeEach, expect, test } from 'vitest';
import { aDraft, aLibrary, aMember } from '../../../test/factories.ts';
import { useDatabase } from '../../../test/support.ts';
import type { Ctx } from '../../house/ctx.ts';
import { Forbidden, Invalid, NotFound } from '../../house/errors.ts';
import { newId } from '../../house/ids.ts';
import { enter } from '../accounts/libraries.ts';
import { addOrganization, findOrganization, putUnder } from '../directory/organizations.ts';
import { answerChapter, answerDifferent, duplicatesOf } from './duplicates.ts';

const world = useDatabase();
let ana: Ctx;

beforeEach(async () => {
  ana = await aMember(await aLibrary(world.host), 'coordinator', 'Ana');
});

test('leaves out what was answered, and remembers', async () => {
  const [one, other] = [
    await addOrganization(ana, aDraft({ name: 'Haven' })),
    await addOrganization(ana, aDraft({ name: 'Haven, Inc.' })),
  ];
  expect(await duplicatesOf(ana)).toMatchObject({
    total: 1,
    rows: [{ reasons: ['name'], a: { id: one }, b: { id: other } }],
  });

  await answerDifferent(ana, other, one);
  await answerDifferent(ana, one, other);

  expect(await duplicatesOf(ana)).toEqual({ total: 0, rows: [] });
});

test('“part of the other” is said in the directory, too, and never in a circle', async () => {
  const [one, other] = [
    await addOrganization(ana, aDraft({ name: 'Haven' })),
    await addOrganization(ana, aDraft({ name: 'Haven' })),
  ];
  await answerChapter(ana, one, other);

  expect((await findOrganization(ana, other)).parent_organization_id).toBe(one);
  expect((await duplicatesOf(ana)).total).toBe(0);
  await expect(answerChapter(ana, other, one)).rejects.toThrow(Invalid);
  await expect(putUnder(ana, one, newId())).rejects.toThrow(NotFound);
});

test('readers do not answer, and ids of another library are not there', async () => {
  const [one, other] = [await addOrganization(ana, aDraft()), await addOrganization(ana, aDraft())];
  await expect(answerDifferent(await aMember(ana, 'reader'), one, other)).rejects.toThrow(Forbidden);
  const stranger = await aMember(await aLibrary(world.host), 'administrator');
  await expect(answerDifferent(stranger, one, other)).rejects.toThrow(NotFound);
  await enter(world.host, ana.library);
});
