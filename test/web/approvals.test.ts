/** The pages on which an approval is followed: that they say what is so, also when nobody can answer any more. */
import { expect, test } from 'vitest';
import { removeMember } from '../../src/rooms/accounts/members.ts';
import { aLibrary, aMember, aProposal, aSession, aStep, submitted } from '../factories.ts';
import { houseOn, useDatabase, Visitor } from '../support.ts';

const world = useDatabase();

test('a step of somebody who left is said to be nobody’s, on the proposal and on its own page', async () => {
  const ana = await aMember(await aLibrary(world.host), 'administrator', 'Ana');
  const ben = await aMember(ana, 'coordinator', 'Ben');
  const id = await aProposal(ana);
  const [step] = await submitted(ana, id, [aStep(ben.actor.id)]);
  const visitor = new Visitor(houseOn(world.db)).arrive((await aSession(ana)).cookie);
  const pages = async () => {
    const paths = [`proposals/${id}`, `approvals/${step}`];
    return Promise.all(paths.map(async (path) => (await visitor.get(`/l/${ana.library.slug}/${path}`)).text));
  };
  expect(await pages()).toEqual([
    expect.stringContaining('is asked now'),
    expect.stringContaining('for someone else to answer'),
  ]);

  await removeMember(ana, ben.actor.id);

  const nobody = expect.stringContaining('Nobody who could answer this step is here any longer');
  expect(await pages()).toEqual([nobody, nobody]);
  expect((await pages())[0]).not.toContain('is asked now');
});
