/**
 * Which records are worth comparing: only those that share a rare word in one town, a tax id, a phone, a website, an
 * address, or their whole name. A block that is too large (half the county's names begin alike) is put in order and
 * each record is compared with its neighbours only, so that the work stays nearly proportional to the number of
 * records.
 */
import type { Comparable } from './comparable.ts';
import { type ComparableName, lettersOf } from './same-name.ts';

/** Up to this many are compared each with each. */
const WHOLE_BLOCK = 24;
/** In larger ones, so many neighbours to each side. */
const NEIGHBOURS = 8;
/** A record that says nothing but a name may be any of so many of that name; of more, nobody could say which. */
const NAMESAKES = 8;
/** How many of a name's words open a block of their own, the rarest first. */
const RARE_WORDS = 3;

type Block = Comparable[];

/** Calls `compare` for every two records that share a block, once. Like everything here, in pieces. */
export function* pairsIn(all: Comparable[], compare: (a: Comparable, b: Comparable) => void): Generator<void, void> {
  const number = new Map(all.map((each, at) => [each, at]));
  const done = new Set<number>();
  const once = (a: Comparable, b: Comparable) => {
    const [x = 0, y = 0] = [number.get(a), number.get(b)];
    const key = Math.min(x, y) * all.length + Math.max(x, y);
    if (x === y || done.has(key)) return;
    done.add(key);
    compare(a, b);
  };
  const { blocks, namesakes } = yield* blocksOf(all, 2);
  for (const block of blocks.values()) {
    const reach = block.length <= WHOLE_BLOCK ? block.length : NEIGHBOURS;
    for (const [at, each] of block.entries()) {
      for (let to = at + 1; to <= at + reach && to < block.length; to++) once(each, block[to] as Comparable);
      yield;
    }
  }
  for (const same of namesakes.values()) {
    if (same.length > NAMESAKES) continue;
    for (const each of same) for (const other of same) if (each.bare) once(each, other);
    yield;
  }
}

/** A finder of the records that share a block with a newcomer. */
export function* seekIn(existing: Comparable[]): Generator<void, (newcomer: Comparable) => Set<Comparable>> {
  const { blocks, namesakes, rarity } = yield* blocksOf(existing, 1);
  return (newcomer) => {
    const found = new Set<Comparable>();
    for (const key of keysOf(newcomer, rarity))
      for (const each of neighbours(blocks.get(key), newcomer)) found.add(each);
    for (const { core } of newcomer.names) {
      const same = namesakes.get(core) ?? [];
      if (same.length <= NAMESAKES) for (const each of same) if (each.bare || newcomer.bare) found.add(each);
    }
    return found;
  };
}

function neighbours(block: Block | undefined, newcomer: Comparable): Block {
  if (!block || block.length <= WHOLE_BLOCK) return block ?? [];
  let [from, to] = [0, block.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (order(block[middle] as Comparable, newcomer) < 0) from = middle + 1;
    else to = middle;
  }
  return block.slice(Math.max(0, from - NEIGHBOURS), from + NEIGHBOURS);
}

/**
 * `shared` is how many records must have a word for it to open a block: within one list a word that one record has
 * leads to no other.
 */
function* blocksOf(
  all: Comparable[],
  shared: number,
): Generator<void, { blocks: Map<string, Block>; namesakes: Map<string, Block>; rarity: Rarity }> {
  const rarity = rarityOf(all, shared);
  const blocks = new Map<string, Block>();
  const namesakes = new Map<string, Block>();
  for (const each of all) {
    for (const key of keysOf(each, rarity)) put(blocks, key, each);
    for (const core of new Set(each.names.map((name) => name.core))) put(namesakes, core, each);
    yield;
  }
  for (const block of blocks.values()) {
    if (block.length > WHOLE_BLOCK) block.sort(order);
    yield;
  }
  return { blocks, namesakes, rarity };
}

const put = (blocks: Map<string, Block>, key: string, each: Comparable) => {
  const block = blocks.get(key);
  if (block) block.push(each);
  else blocks.set(key, [each]);
};

const coreOf = (each: Comparable) => each.names[0]?.core ?? '';
const order = (a: Comparable, b: Comparable) => (coreOf(a) < coreOf(b) ? -1 : coreOf(a) > coreOf(b) ? 1 : 0);

type Rarity = Map<string, number>;

function rarityOf(all: Comparable[], shared: number): Rarity {
  const rarity: Rarity = new Map();
  for (const each of all)
    for (const name of each.names) for (const word of name.stems) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  for (const [word, count] of rarity) if (count < shared) rarity.delete(word);
  return rarity;
}

function keysOf(each: Comparable, rarity: Rarity): Set<string> {
  const keys = new Set<string>();
  if (each.taxId) keys.add(each.taxIdIsShared ? `tax ${each.taxId} ${each.names[0]?.compact}` : `tax ${each.taxId}`);
  for (const phone of each.phones) keys.add(`phone ${phone}`);
  for (const domain of each.domains) keys.add(`site ${domain}`);
  for (const street of each.streets) keys.add(`street ${street}`);
  for (const place of each.places)
    for (const name of each.names) for (const key of keysThere(name, place, rarity)) keys.add(key);
  return keys;
}

/** A name, or what is still right of it, in one place. */
const keysThere = (name: ComparableName, { city, zip }: { city: string; zip: string }, rarity: Rarity): string[] => [
  ...[city, zip].filter(Boolean).map((where) => `name ${name.compact} ${where}`),
  ...openers(name, rarity).map((opener) => `${opener} ${city || zip}`),
  ...[...lettersOf(name)].map((letters) => `letters ${letters} ${city || zip}`),
];

/**
 * What of a mistyped name is still right: its rarest words, or the beginning of one that has hardly more than one word.
 */
function openers(name: ComparableName, rarity: Rarity): string[] {
  const known = name.stems
    .filter((word) => rarity.has(word))
    .sort((a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0));
  const words = known.slice(0, RARE_WORDS).map((word) => `word ${word}`);
  return name.stems.length > 2 ? words : [`start ${name.compact.slice(0, 4)}`, ...words];
}
