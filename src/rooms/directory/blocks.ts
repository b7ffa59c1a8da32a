/**
 * Chooses the pairs of records worth comparing, so that the work grows nearly in proportion to the number of records.
 * Records share a block when they have in common a rare word of the name in one town, the whole name, a tax id, a
 * phone, a website or an address; only records of one block are compared. A block that is too large (half the county's
 * names begin alike) is sorted by name, and each record is compared with its neighbours only. The generators yield
 * between pieces of work, so that requests are served meanwhile (house/turns.ts).
 */
import type { Comparable } from './comparable.ts';
import { type ComparableName, lettersOf } from './same-name.ts';

/** In blocks of up to this many records, each is compared with every other. */
const WHOLE_BLOCK = 24;
/** In larger blocks, each record is compared with this many neighbours on either side. */
const NEIGHBOURS = 8;
/**
 * A record with nothing but a name is compared with all others of that name, unless there are more than this: then
 * nobody could say which one it is.
 */
const NAMESAKES = 8;
/** How many of a name's words open a block of their own, the rarest first. */
const RARE_WORDS = 3;

type Block = Comparable[];

/**
 * Calls `compare` once for each pair of records that share a block (in a large block, for neighbours only), and for
 * each pair with one name of which at least one record has nothing else.
 */
export function* pairsIn(all: Comparable[], compare: (a: Comparable, b: Comparable) => void): Generator<void, void> {
  const number = new Map<Comparable, number>();
  for (const [at, each] of all.entries()) {
    number.set(each, at);
    yield;
  }
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

/**
 * Returns a function that finds the existing records to compare a newcomer with: those that share a block with it, and
 * those with its name if one of the two has nothing else.
 */
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
 * `shared` is how often a word must occur in the names to open a block. Within one list it is 2, because a word that
 * occurs once leads to no other record; where newcomers are looked up in a list, it is 1.
 */
function* blocksOf(
  all: Comparable[],
  shared: number,
): Generator<void, { blocks: Map<string, Block>; namesakes: Map<string, Block>; rarity: Rarity }> {
  const rarity = yield* rarityOf(all, shared);
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

function* rarityOf(all: Comparable[], shared: number): Generator<void, Rarity> {
  const rarity: Rarity = new Map();
  for (const each of all) {
    for (const name of each.names) for (const word of name.stems) rarity.set(word, (rarity.get(word) ?? 0) + 1);
    yield;
  }
  for (const [word, count] of rarity) {
    if (count < shared) rarity.delete(word);
    yield;
  }
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

/**
 * Block keys of one name in one place: the whole name, the words or the beginning from `openers`, and the short and
 * long forms from `lettersOf`.
 */
const keysThere = (name: ComparableName, { city, zip }: { city: string; zip: string }, rarity: Rarity): string[] => [
  ...[city, zip].filter(Boolean).map((where) => `name ${name.compact} ${where}`),
  ...openers(name, rarity).map((opener) => `${opener} ${city || zip}`),
  ...[...lettersOf(name)].map((letters) => `letters ${letters} ${city || zip}`),
];

/**
 * Keys by which a mistyped name is still found: its rarest words and, for a name of at most two words, its first four
 * letters.
 */
function openers(name: ComparableName, rarity: Rarity): string[] {
  const known = name.stems
    .filter((word) => rarity.has(word))
    .sort((a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0));
  const words = known.slice(0, RARE_WORDS).map((word) => `word ${word}`);
  return name.stems.length > 2 ? words : [`start ${name.compact.slice(0, 4)}`, ...words];
}
