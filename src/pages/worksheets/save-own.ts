import { memberId } from '../../house/ctx.ts';
import { parse, version } from '../../house/parse.ts';
import { saveRatings } from '../../rooms/worksheets/saved-ratings.ts';
import { parseCells, type Worksheet } from '../../rooms/worksheets/worksheet.ts';
import type { LibrarySubmitting } from '../shell/page.ts';

/** One's own ratings, as the rating form's button or its island sends them. Returns the new version. */
export const saveOwn = ({ ctx, found: sheet, fields }: LibrarySubmitting<Worksheet>): Promise<number> =>
  saveRatings(ctx, sheet.id, {
    raterId: memberId(ctx),
    cells: parseCells(fields),
    version: parse(version, fields.version),
  });
