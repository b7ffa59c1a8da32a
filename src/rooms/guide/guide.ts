/**
 * The guide's content: what every library starts with. Names of sectors and factors are the guide's; prompts and
 * sentences are ours (data/guide, English and Spanish). Data, so that a word can be mended without touching code.
 */
import factorGroups from '../../../data/guide/factors.json' with { type: 'json' };
import populationList from '../../../data/guide/populations.json' with { type: 'json' };
import sectorWords from '../../../data/guide/sector-words.json' with { type: 'json' };
import sectorList from '../../../data/guide/sectors.json' with { type: 'json' };
import type { Words } from '../../house/messages.ts';

export type GuideSector = { key: string; order: number; label: Words; sourceLabel: string; examples: Words[] };
export type GuideFactor = { code: string; name: Words; prompt: Words; evidence: Words };
export type GuideGroup = { code: string; name: Words; factors: GuideFactor[] };
export type Population = { key: string; label: Words };

/** The 23 kinds of partner, in the guide's order. */
export const guideSectors: readonly GuideSector[] = sectorList;
/** The 20 factors under their six headings, with the guide's codes. */
export const guideGroups: readonly GuideGroup[] = factorGroups;
export const populations: readonly Population[] = populationList;

/** Words that people's lists use for a sector, in lower case and without accents, English and Spanish. */
export const wordsOfSectors: Readonly<Record<string, readonly string[]>> = sectorWords;

export const guideSector = (key: string): GuideSector | undefined => byKey.get(key);
const byKey = new Map(guideSectors.map((sector) => [sector.key, sector]));

export const population = (key: string): Population | undefined => populations.find((each) => each.key === key);

/** The languages a partner may serve people in: the most spoken at home in the US, by their ISO 639-1 (or -3) code. */
export const serviceLanguages = `en es zh vi tl ar fr ko ru ht de hi pt it pl ur fa ja gu bn pa te ta ne so sw am hmn km
  lo my uk he el hy nv yi th ro sq ase`.split(/\s+/);
