/**
 * The drawings of the sectors' glyphs: our own, one path of plain strokes each, on a ground of 24 by 24. A drawing
 * says one thing, so that it can still be told from its neighbours at 18 pixels.
 */

/** A circle as part of a path: middle and radius. */
const ring = (x: number, y: number, r: number) =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;

export const GLYPHS: Record<string, string> = {
  // A shop with its awning.
  business: 'M4 11v9h16v-9M3 10l2-6h14l2 6zM10 20v-5h4v5',
  // A heart over an open hand.
  community_service: [
    'M12 12c-3-2.2-4.5-3.8-4.5-5.6A2.3 2.3 0 0 1 12 5.6a2.3 2.3 0 0 1 4.5.8c0 1.8-1.5 3.4-4.5 5.6z',
    'M3 16c4-1 6 0 9 2 3-2 5-3 9-2M7 21h10',
  ].join(''),
  // Bars that grow.
  economic_development: 'M3 20h18M5 20v-5h3v5M10.5 20v-9h3v9M16 20V6h3v14M4 10l5-5M5.5 5H9v3.5',
  // An open book.
  education: 'M12 6c-2-1.5-5-2-9-2v14c4 0 7 .5 9 2 2-1.5 5-2 9-2V4c-4 0-7 .5-9 2zM12 6v14',
  // The world.
  ethnic: `${ring(12, 12, 9)}M3 12h18M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18`,
  // A house with its door.
  family_services: 'M3 11l9-7 9 7M6 9v11h12V9M10 20v-6h4v6',
  // A coin.
  financial: `${ring(12, 12, 8.5)}M15 9c-1-1.5-5.5-1.5-5.5.7 0 2.6 5.5 1.5 5.5 4.3 0 2.3-4.8 2.3-6 .5M12 6.5v11`,
  // A gable on columns.
  government: 'M3 9l9-5 9 5zM6 9v8M10 9v8M14 9v8M18 9v8M4 17h16M3 20h18',
  // A cross of first aid.
  health: 'M9 4h6v5h5v6h-5v5H9v-5H4V9h5z',
  // A bag for work.
  workforce: 'M3 8h18v11H3zM9 8V5h6v3M3 13h18M12 12v2',
  // A balance.
  legal: 'M12 4v16M7 20h10M4 7h16M5 7l-3 7a3.2 3.2 0 0 0 6 0zM19 7l-3 7a3.2 3.2 0 0 0 6 0z',
  // A folded paper.
  media: 'M4 5h12v14H4zM16 9h4v10h-4M7 9h6M7 12h6M7 15h4',
  // A star of three strokes.
  miscellaneous: 'M12 4v16M5 8l14 8M19 8L5 16',
  // Equal.
  anti_discrimination: `${ring(12, 12, 9)}M8 10h8M8 14h8`,
  // Somebody in a wheelchair.
  disability: `${ring(10, 4.5, 1.5)}M10 8v6h6l3 5M10 10.5h5M8 11.5a5 5 0 1 0 7 6.5`,
  // A key.
  reentry: `${ring(7.5, 12, 4)}M11.5 12H21M18 12v4M15 12v3`,
  // A bed.
  homelessness: `M3 6v14M3 17h18M21 20v-6a3 3 0 0 0-3-3h-7v6${ring(7, 12.5, 2)}`,
  // A suitcase on its feet.
  refugee_immigrant: 'M5 8h14v11H5zM9 8V4h6v4M9 11.5v4M15 11.5v4M8 19v2M16 19v2',
  // A house of worship, of any faith: a spire between two wings.
  religious: 'M12 3v4M12 7l5 4.5V21H7v-9.5zM7 15l-4 2v4h4M17 15l4 2v4h-4M12 21v-4',
  // An armchair.
  senior:
    'M7 11V7a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v4M4 12.5a2 2 0 0 1 4 0V14h8v-1.5a2 2 0 0 1 4 0V18H4zM6 18v2.5M18 18v2.5',
  // A computer that opens.
  technology: 'M5 5h14v10H5zM5 15l-2.5 4h19L19 15',
  // The sign of Venus.
  women: `${ring(12, 8.5, 5)}M12 13.5v7.5M8.5 17.5h7`,
  // A sprout.
  youth: 'M12 21v-9M12 13c0-4.5-3-7-9-7 0 4.5 3 7 9 7zM12 16c0-3.5 3-6 9-6 0 3.5-3 6-9 6z',
};

/** For a sector that a library made itself: a label on a string. */
export const OWN_GLYPH = `M4 4h8l8.5 8.5-8 8L4 12z${ring(8.5, 8.5, 1)}`;
