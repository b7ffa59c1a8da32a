/** Four shapes for how things stand with a partner, so that black and white is enough. The same on the map and in the grid's figures. */
export type MarkedGroup = 'active' | 'in_talks' | 'potential' | 'dormant';

export const MARKED_GROUPS: readonly MarkedGroup[] = ['active', 'in_talks', 'potential', 'dormant'];

/** As a character: prints and copies like any other text. Always beside words or hidden from screen readers. */
export const MARKS: Record<MarkedGroup, string> = { active: '●', in_talks: '○', potential: '△', dormant: '◌' };

/** As a drawing around the origin. */
export function MarkShape({ group }: { group: string }) {
  if (group === 'potential') return <path class="mark-open" d="M0-3.6 3.4 2.4H-3.4Z" />;
  if (group === 'dormant') return <circle class="mark-open mark-resting" r={2.7} />;
  return <circle class={group === 'active' ? 'mark-full' : 'mark-open'} r={2.7} />;
}
