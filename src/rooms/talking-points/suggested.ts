/**
 * Which points are suggested for a partner, and why: those for what it is, then for whom it serves, then those for
 * everybody about advantages that are not among them yet.
 */
import type { Organization } from '../directory/organizations.ts';
import { listeners } from '../guide/talking-points.ts';
import type { TalkingPoint } from './talking-point.ts';

/** `sector` and `population` are what an listener was chosen by; neither for a point that is for everybody. */
export type Suggested = { point: TalkingPoint; sector?: string; population?: string };
type About = Pick<Organization, 'sectors' | 'populations'>;

/** Who is likely to listen: the listener by its first sector that has one, else by whom it serves; '' for nobody's. */
export const listenerFor = ({ sectors, populations }: About): string =>
  (
    sectors.map((sector) => listeners.find((each) => each.sectors.includes(sector))).find(Boolean) ??
    populations.map((population) => listeners.find((each) => each.populations.includes(population))).find(Boolean)
  )?.key ?? '';

export function suggestedFor(about: About, points: readonly TalkingPoint[]): Suggested[] {
  const used = points.filter(({ unused }) => !unused);
  const possible = listeners.map((each) => ({
    key: each.key,
    sector: about.sectors.find((key) => each.sectors.includes(key)),
    population: about.populations.find((key) => each.populations.includes(key)),
  }));
  const bySector = possible.filter(({ sector }) => sector);
  const byPopulation = possible.filter(({ sector, population }) => !sector && population);
  const own = [...bySector, ...byPopulation].flatMap(({ key, sector, population }) =>
    used
      .filter(({ listener }) => listener === key)
      .map((point): Suggested => (sector ? { point, sector } : { point, ...(population && { population }) })),
  );
  const said = new Set(own.map(({ point }) => point.advantage));
  const general = used.filter(({ listener, advantage }) => listener === '' && !said.has(advantage));
  return [...own, ...general.map((point) => ({ point }))];
}
