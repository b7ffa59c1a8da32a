/** One row: its cells to mend, and, when it looks like somebody we know, the question who it is. */

import { isOpen, mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { fixRow } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import { text } from '../../../shell/form-body.ts';
import type { View } from '../../../shell/layout.tsx';
import { type LibraryViewing, libraryPage } from '../../../shell/page.ts';
import { type ItemAndRow, rowOf } from '../import.ts';
import { Cells, PlainCells } from './cells.tsx';
import { WhoIsIt } from './who-is-it.tsx';

export const importRow = libraryPage({
  path: '/imports/:id/rows/:row',
  may: mayImport,
  load: rowOf,
  view: rowView,
  submit: async ({ ctx, found: { item, row }, fields, go }) => {
    const cells = item.header.map((_, at) => text(fields[`cells.${at}`]).slice(0, 10_000));
    await fixRow(ctx, { importId: item.id, number: row.number }, cells);
    return go('/imports/:id', { id: item.id }).saying('notice.row_mended');
  },
});

/** The page is shown again, with the reason, when an answer is refused. */
export function rowView(asked: LibraryViewing<ItemAndRow>): View {
  const { item, row } = asked.found;
  const title = asked.language.t('import.row_of', { row: row.number, file: item.file_name });
  const trail = [{ label: item.file_name, href: asked.to('/imports/:id', { id: item.id, outcome: row.outcome }) }];
  return { title, trail, body: <Row asked={asked} /> };
}

function Row({ asked: { found, again } }: { asked: LibraryViewing<ItemAndRow> }) {
  const { item, row } = found;
  const open = isOpen(item.status);
  return (
    <div class="narrow">
      {open && (row.plan?.matches.length ?? 0) > 0 && <WhoIsIt {...found} again={again} />}
      {open ? <Cells {...found} again={again?.errors.answer ? undefined : again} /> : <PlainCells {...found} />}
    </div>
  );
}
