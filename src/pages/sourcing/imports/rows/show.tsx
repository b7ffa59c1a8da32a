/** One row: its cells to mend, and, when it looks like somebody we know, the question who it is. */

import { isOpen, mayImport } from '../../../../rooms/sourcing/imports/import.ts';
import { fixRow } from '../../../../rooms/sourcing/imports/planning/checking.ts';
import { useLanguage } from '../../../../ui/here.ts';
import { text } from '../../../shell/form-body.ts';
import type { View } from '../../../shell/layout.tsx';
import { Link } from '../../../shell/link.tsx';
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
  return { title, section: 'partners', body: <Row asked={asked} title={title} /> };
}

function Row({ asked: { found, again }, title }: { asked: LibraryViewing<ItemAndRow>; title: string }) {
  const { t } = useLanguage();
  const { item, row } = found;
  const open = isOpen(item.status);
  return (
    <div class="narrow">
      <h1>{title}</h1>
      <p>
        <Link to="/imports/:id" at={{ id: item.id, outcome: row.outcome }} about={item}>
          {t('import.back')}
        </Link>
      </p>
      {open && (row.plan?.matches.length ?? 0) > 0 && <WhoIsIt {...found} again={again} />}
      {open ? <Cells {...found} again={again?.errors.answer ? undefined : again} /> : <PlainCells {...found} />}
    </div>
  );
}
