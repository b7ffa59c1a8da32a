import { expect, test } from 'vitest';
import { Places } from './places.ts';
import { streamOf } from './stream.ts';

/** Says when its work is over, as a transaction would. */
function work(over: string[], size = 3) {
  return (async function* () {
    try {
      for (let at = 0; at < size; at++) yield new Uint8Array([at]);
    } finally {
      over.push('work');
    }
  })();
}
const read = (body: BodyInit) => new Response(body);

test('what is read to its end, left, or fails gives back what it held, once', async () => {
  for (const how of ['read', 'left', 'failed'] as const) {
    const over: string[] = [];
    const broken = (async function* (): AsyncGenerator<Uint8Array> {
      yield* work(over, 1);
      throw new Error('no');
    })();
    const response = read(streamOf(how === 'failed' ? broken : work(over), () => over.push('place')));
    if (how === 'left') {
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
    } else await response.bytes().catch(() => {});

    expect(over).toEqual(['work', 'place']);
  }
});

test('what nobody reads on is ended, begun or not', async () => {
  for (const begun of [true, false]) {
    const over: string[] = [];
    const ended = Promise.withResolvers<void>();
    const response = read(streamOf(work(over), ended.resolve, 20));
    const reader = response.body?.getReader();
    if (begun) await reader?.read();

    await ended.promise;

    expect(over).toEqual(begun ? ['work'] : []);
    await expect(reader?.read()).rejects.toThrow('nobody read on');
  }
});

test('of one library so many find a place, of all together so many, and a place is given back once', () => {
  const readers = new Places({ each: 2, inAll: 3 });
  const first = readers.enter('a');
  expect(readers.enter('a')).not.toBeNull();
  expect(readers.enter('a')).toBeNull();
  expect(readers.enter('b')).not.toBeNull();
  expect(readers.enter('c')).toBeNull();

  first?.();
  first?.();

  expect(readers.enter('c')).not.toBeNull();
  expect(readers.enter('b')).toBeNull();
});
