/** One import: what it would do or has done, row by row, and what can be done next. */
import { z } from 'zod';
import { type Sector, sectorsOf } from '../../../rooms/directory/sectors.ts';
import {
  type Import,
  type ImportRow,
  isOpen,
  mayImport,
  OUTCOMES,
  type Outcome,
} from '../../../rooms/sourcing/imports/import.ts';
import { importRows } from '../../../rooms/sourcing/imports/import-rows.ts';
import { progressOf } from '../../../rooms/sourcing/imports/imports.ts';
import { Paging } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import type { Again } from '../../../ui/here.ts';
import type { View } from '../../shell/layout.tsx';
import { useAround } from '../../shell/link.tsx';
import { type LibraryViewing, libraryPage } from '../../shell/page.ts';
import { ColumnsRead, ColumnsToMind } from './columns/read.tsx';
import { Counts } from './counts.tsx';
import { importOf } from './import.ts';
import { NextSteps, Undo } from './next-steps.tsx';
import { Progress } from './progress-card.tsx';
import { Rows } from './rows/table.tsx';
import { State, Warnings } from './state.tsx';
import { ThreeSteps } from './three-steps.tsx';

const asked = z.object({
  outcome: z.enum(OUTCOMES).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export const showImport = libraryPage({
  path: '/imports/:id',
  may: mayImport,
  load: importOf,
  /** What its columns mean is said first. */
  instead: ({ found: { id, status }, to }) => status === 'mapping' && to('/imports/:id/columns', { id }),
  view: importView,
});

/** The page is shown again, with the reason, when a step is refused. */
export async function importView({ ctx, found: item, again, url }: LibraryViewing<Import>): Promise<View> {
  const busy = item.status === 'queued' || item.status === 'undoing';
  const { outcome, page } = asked.parse(Object.fromEntries(url.searchParams));
  const shown = outcome || firstToLookAt(item);
  return {
    title: item.file_name,
    islands: busy ? ['progress'] : [],
    body: (
      <>
        {again && <Refusal again={again} />}
        <ThreeSteps at={isOpen(item.status) ? 2 : 3} />
        <State item={item} />
        {busy ? (
          <Progress item={item} progress={await progressOf(ctx, item.id)} />
        ) : (
          <Checked
            item={item}
            shown={shown}
            page={page}
            {...(await importRows(ctx, item.id, { outcome: shown, page }))}
            sectors={new Map((await sectorsOf(ctx)).map((sector) => [sector.key, sector]))}
          />
        )}
      </>
    ),
  };
}

const Refusal = ({ again }: { again: Again }) => (
  <ErrorSummary errors={{ form: Object.values(again.errors)[0] ?? { key: 'error.choice' } }} />
);

type Props = {
  item: Import;
  shown: Outcome;
  rows: ImportRow[];
  page: number;
  pages: number;
  sectors: Map<string, Sector>;
};

/** What would become of it, or has, with what can be done. */
function Checked({ item, shown, rows, page, pages, sectors }: Props) {
  const { to } = useAround();
  const { id, status } = item;
  return (
    <>
      {isOpen(status) && <NextSteps item={item} />}
      {status === 'applied' && <Undo item={item} />}
      <Warnings item={item} sectors={sectors} />
      <ColumnsToMind item={item} />
      <Counts item={item} shown={shown} />
      <ColumnsRead item={item} />
      <Rows item={item} sectors={sectors} rows={rows} shown={shown} />
      <Paging page={page} pages={pages} address={(page) => to('/imports/:id', { id, outcome: shown, page })} />
    </>
  );
}

/** What needs a person comes first. */
function firstToLookAt({ counts, status }: Import): Outcome {
  if (status === 'applied') return counts.new > 0 ? 'new' : 'changed';
  return (
    (['error', 'duplicate', 'new', 'changed', 'same', 'left_out'] as const).find((outcome) => counts[outcome] > 0) ??
    'new'
  );
}
