/** A small glyph for each sector; always beside the sector's name, so it is hidden from screen readers. */
import { GLYPHS, OWN_GLYPH } from './sector-glyphs.ts';

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
const symbols = Object.entries({ ...GLYPHS, own: OWN_GLYPH })
  .map(([name, path]) => `<symbol id="glyph-${name}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`)
  .join('');

export function SectorGlyph({ sector }: { sector: string }) {
  return (
    <svg class="glyph" width="18" height="18" aria-hidden="true" focusable="false">
      <use href={`#glyph-${sector in GLYPHS ? sector : 'own'}`} />
    </svg>
  );
}
