/**
 * All likely pairs of a library's organizations, found without holding others up: a large library's in a thread of its
 * own, with as much as a second of work for five thousand organizations.
 */
import { apart, type Piece } from '../../house/apart.ts';
import { inTurns } from '../../house/turns.ts';
import { type Facts, findingPairs, findPairs, type Pair } from './likeness.ts';

/** Fewer are compared sooner than a thread has started. */
const FEW = 500;
const BOUNDS = { seconds: 600, megabytes: 1500 };

export async function likelyPairs(facts: Facts[]): Promise<Pair[]> {
  if (facts.length < FEW) return inTurns(findingPairs(facts));
  const pairs: Pair[] = [];
  for await (const some of apart<Pair[]>('pairs', pieces(facts), BOUNDS)) pairs.push(...some);
  return pairs;
}

/** The thread's side of it. */
export async function* pairsOf(parts: AsyncIterable<Facts[]>): AsyncGenerator<Piece> {
  const facts: Facts[] = [];
  for await (const part of parts) facts.push(...part);
  yield* pieces(findPairs(facts));
}

const SIZE = 200;

function* pieces(all: unknown[]): Generator<Piece> {
  for (let at = 0; at < all.length; at += SIZE) yield { piece: all.slice(at, at + SIZE) };
}
