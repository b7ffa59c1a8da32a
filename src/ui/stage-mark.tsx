/**
 * Four shapes for how things stand with a partner, so that black and white is enough. The same on the map and in the
 * grid's figures.
 */
export type MarkedGroup = 'active' | 'in_talks' | 'potential' | 'dormant';

export const MARKED_GROUPS: readonly MarkedGroup[] = ['active', 'in_talks', 'potential', 'dormant'];

/** As a character: prints and copies like any other text. Always beside words or hidden from screen readers. */
export const MARKS: Record<MarkedGroup, string> = { active: '●', in_talks: '○', potential: '△', dormant: '◌' };

/** As a drawing around the origin. */
export function MarkShape({ group }: { group: string }) {
  if (group === 'potential') return <path class="mark-open" d="M0-4.2 4 2.8H-4Z" />;
  if (group === 'dormant') return <circle class="mark-open mark-resting" r={3.2} />;
  return <circle class={group === 'active' ? 'mark-full' : 'mark-open'} r={3.2} />;
}
