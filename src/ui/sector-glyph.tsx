/** A small glyph for each sector, from Lucide; always beside the sector's name, so it is hidden from screen readers. */
import {
  Accessibility,
  Armchair,
  BedDouble,
  Briefcase,
  Church,
  Equal,
  Flower2,
  Globe,
  GraduationCap,
  HandHeart,
  HeartPulse,
  House,
  type IconNode,
  KeyRound,
  Landmark,
  Laptop,
  Luggage,
  Newspaper,
  Palette,
  PiggyBank,
  Scale,
  Shapes,
  Sprout,
  Store,
  TrendingUp,
} from 'lucide';

const glyphs: Record<string, IconNode> = {
  business: Store,
  community_service: HandHeart,
  economic_development: TrendingUp,
  education: GraduationCap,
  ethnic: Globe,
  family_services: House,
  financial: PiggyBank,
  government: Landmark,
  health: HeartPulse,
  workforce: Briefcase,
  legal: Scale,
  media: Newspaper,
  miscellaneous: Palette,
  anti_discrimination: Equal,
  disability: Accessibility,
  reentry: KeyRound,
  homelessness: BedDouble,
  refugee_immigrant: Luggage,
  religious: Church,
  senior: Armchair,
  technology: Laptop,
  women: Flower2,
  youth: Sprout,
};

/**
 * The glyphs' drawings, once a page; `SectorGlyph` points at them. Drawn at each place they would be half of a list's
 * bytes.
 */
export function GlyphSheet() {
  return (
    <svg
      class="glyph-sheet"
      width="0"
      height="0"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: symbols }}
    />
  );
}

// Always the same, and only ours: put together once, not for every page.
const symbols = Object.entries({ ...glyphs, own: Shapes })
  .map(([name, drawing]) => `<symbol id="glyph-${name}" viewBox="0 0 24 24">${drawing.map(element).join('')}</symbol>`)
  .join('');

function element([tag, attributes]: IconNode[number]): string {
  return `<${tag} ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')}/>`;
}

export function SectorGlyph({ sector }: { sector: string }) {
  return (
    <svg class="glyph" width="18" height="18" aria-hidden="true" focusable="false">
      <use href={`#glyph-${sector in glyphs ? sector : 'own'}`} />
    </svg>
  );
}
