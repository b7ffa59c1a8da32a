import { expect, test } from 'vitest';
import { Repeats } from './repeats.ts';
import { Shares } from './shares.ts';

const ROOM = { upTo: 2, patience: 10_000 };
const moment = () => new Promise(setImmediate);

/** Enters, and writes its name down when it is in. */
function arriving(shares: Shares) {
  const inside: string[] = [];
  const enter = (holder: string, name = holder, also = {}) =>
    shares.enter(holder, { ...ROOM, ...also }).then((leave) => {
      inside.push(name);
      return leave;
    });
  return { inside, enter };
}

test('one holder has no more than its share, and another finds a place', async () => {
  const { inside, enter } = arriving(new Shares(4));
  const [leave] = await Promise.all([enter('a', 'a1'), enter('a', 'a2')]);
  void enter('a', 'a3');
  await enter('b');
  expect(inside).toEqual(['a1', 'a2', 'b']);

  leave();
  await moment();

  expect(inside).toEqual(['a1', 'a2', 'b', 'a3']);
});

test('who waits takes turns by holder, however many of one wait', async () => {
  const { inside, enter } = arriving(new Shares(1));
  const all = [enter('a', 'a1'), enter('a', 'a2'), enter('a', 'a3'), enter('b'), enter('c')];
  for (const each of all.slice(0, 1)) (await each)();
  for (let n = 0; n < 4; n++) {
    await moment();
    (await all[['a1', 'a2', 'a3', 'b', 'c'].indexOf(inside.at(-1) ?? '')])?.();
  }

  expect(inside).toEqual(['a1', 'a2', 'b', 'c', 'a3']);
});

test('a stranger to a library waits behind its own people’s room, and does not hold them up', async () => {
  const { inside, enter } = arriving(new Shares(8));
  const leave = await enter('a', 'a1');
  const stranger = enter('a', 'stranger', { upTo: 1 });
  const other = await enter('a', 'a2');

  expect(inside).toEqual(['a1', 'a2']);
  for (const each of [leave, other]) each();
  (await stranger)();
});

test('a queue has an end, and who waits too long or leaves is refused', async () => {
  const shares = new Shares(1);
  const leave = await shares.enter('a', ROOM);
  const gone = new AbortController();
  const left = shares.enter('a', { ...ROOM, signal: gone.signal });
  const late = shares.enter('a', { ...ROOM, patience: 5 });
  const others = Array.from({ length: 62 }, () => shares.enter('a', ROOM));
  await expect(shares.enter('a', ROOM)).rejects.toMatchObject({ name: 'Busy', why: 'full' });
  await expect(late).rejects.toMatchObject({ why: 'full' });
  gone.abort();
  await expect(left).rejects.toMatchObject({ why: 'left' });
  await expect(shares.enter('a', { ...ROOM, signal: gone.signal })).rejects.toMatchObject({ why: 'left' });

  leave();
  for (const each of others) (await each)();

  expect(shares.stuckFor).toBe(0);
});

test('a form that is sent twice waits for the first, also when that one fails; another does not', async () => {
  const turns = new Repeats();
  const said: string[] = [];
  let end = (_: Error) => {};
  const first = turns.take('key', () => new Promise((_, fail) => (end = fail)));
  const again = turns.take('key', async () => said.push('again'));
  await turns.take('other', async () => said.push('other'));
  await turns.take(undefined, async () => said.push('without'));
  await moment();
  expect(said).toEqual(['other', 'without']);

  end(new Error('failed'));
  await expect(first).rejects.toThrow('failed');
  await again;

  expect(said).toEqual(['other', 'without', 'again']);
});
