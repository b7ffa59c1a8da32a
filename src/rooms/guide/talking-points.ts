/**
 * The guide's eight advantages of working together as talking points, in our own words: for everybody, and for those
 * who listen for something of their own. A library changes, adds and leaves out (rooms/talking-points).
 */
import data from '../../../data/guide/talking-points.json' with { type: 'json' };
import type { Words } from '../../house/messages.ts';

export type Advantage = { key: string; label: Words };
/** Who is talked to: suggested for organizations of these sectors, or that serve these populations. */
export type Listener = { key: string; label: Words; sectors: string[]; populations: string[] };
/** `listener` is '' for everybody; `figures` are names of what is counted (rooms/stories/counted-figures.ts). */
export type BuiltInPoint = {
  id: string;
  advantage: string;
  listener: string;
  title: Words;
  text: Words;
  figures: string[];
};

/** In the guide's order. */
export const advantages: readonly Advantage[] = data.advantages;
export const listeners: readonly Listener[] = data.listeners;
export const builtInPoints: readonly BuiltInPoint[] = data.points;
