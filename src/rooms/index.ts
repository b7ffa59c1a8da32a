/**
 * The one list of rooms. Whoever puts together what rooms bring (merging, the views, the worker, the page "Removed")
 * asks it and knows none of the nouns. Its order is the order in which a person reads what moves with a merge.
 */
import { house } from '../house/house-room.ts';
import type { Room, Table } from '../house/room.ts';
import { accounts } from './accounts/room.ts';
import { agreements } from './agreements/room.ts';
import { directory } from './directory/room.ts';
import { guests } from './guests/room.ts';
import { guide } from './guide/room.ts';
import { initiatives } from './initiatives/room.ts';
import { interviews } from './interviews/room.ts';
import { letters } from './letters/room.ts';
import { lists } from './lists/room.ts';
import { mailbox } from './mailbox/room.ts';
import { merging } from './merging/room.ts';
import { officials } from './officials/room.ts';
import { outreach } from './outreach/room.ts';
import { overlaps } from './overlaps/room.ts';
import { partners } from './partners/room.ts';
import { places } from './places/room.ts';
import { sourcing } from './sourcing/room.ts';
import { stories } from './stories/room.ts';
import { talkingPoints } from './talking-points/room.ts';
import { ties } from './ties/room.ts';
import { worksheets } from './worksheets/room.ts';

export const rooms: readonly Room[] = [
  outreach,
  letters,
  talkingPoints,
  stories,
  ties,
  overlaps,
  officials,
  interviews,
  initiatives,
  agreements,
  worksheets,
  partners,
  guests,
  mailbox,
  directory,
  sourcing,
  merging,
  lists,
  accounts,
  guide,
  places,
  house,
];

const all: ReadonlyMap<string, Table> = new Map(rooms.flatMap((room) => Object.entries(room.tables)));

/** What its room says of a table. A table that no room names is a defect, and a test finds it. */
export function tableOf(name: string): Table {
  const table = all.get(name);
  if (!table) throw new Error(`No room says that ${name} is its table.`);
  return table;
}

/** All tables of all rooms, in the order of the list. */
export const tableNames: readonly string[] = [...all.keys()];
