/** One import: what it would do or has done, row by row, and what can be done next. */
import { z } from 'zod';
import type { House } from '../../../house/furnish.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import { type Import, isOpen, OUTCOMES, type Outcome } from '../../../rooms/sourcing/imports/import.ts';
import { importRows } from '../../../rooms/sourcing/imports/import-rows.ts';
import { findImport, progressOf } from '../../../rooms/sourcing/imports/imports.ts';
import { Paging } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../../shell/door.tsx';
import type { View } from '../../shell/layout.tsx';
import { ColumnsRead, ColumnsToMind } from './columns-read.tsx';
import { NextSteps, Undo } from './next-steps.tsx';
import { Rows } from './rows.tsx';
import { Progress, State, Warnings } from './state.tsx';

const view = z.object({
  outcome: z.enum(OUTCOMES).or(z.literal('')).catch(''),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export function importShowPages(app: App, house: House): void {
  libraryPage(app, house, '/imports/:id', { show: importView });

  // The island's question while the worker is at it.
  libraryPage(app, house, '/imports/:id/progress', {
    show: async (visit) => {
      const item = await findImport(visit.ctx, visit.id());
      return Response.json({ status: item.status, ...(await progressOf(visit.ctx, item.id)) });
    },
  });
}

/** The page of an import; a step that was refused is shown on it, with why. */
export async function importView(visit: LibraryVisit, again?: Again): Promise<View | Response> {
  const { ctx, base } = visit;
  const item = await findImport(ctx, visit.id());
  const here = `${base}/imports/${item.id}`;
  if (item.status === 'mapping') return redirect(`${here}/columns`);
  const busy = item.status === 'queued' || item.status === 'undoing';
  const filter = view.parse(Object.fromEntries(visit.url.searchParams));
  const shown = filter.outcome || firstToLookAt(item);
  const { rows, pages } = busy
    ? { rows: [], pages: 1 }
    : await importRows(ctx, item.id, { outcome: shown, page: filter.page });
  const sectors = new Map((await sectorsOf(ctx)).map((sector) => [sector.key, sector]));
  const progress = busy ? await progressOf(ctx, item.id) : undefined;
  return {
    title: item.file_name,
    section: 'partners',
    islands: busy ? ['progress'] : [],
    body: (
      <>
        {again && <ErrorSummary errors={{ form: Object.values(again.errors)[0] ?? { key: 'error.choice' } }} />}
        <h1>{item.file_name}</h1>
        <State item={item} base={base} />
        {busy ? (
          <Progress here={here} item={item} progress={progress} />
        ) : (
          <Counts item={item} here={here} shown={shown} />
        )}
        {!busy && <Warnings item={item} here={here} sectors={sectors} />}
        {!busy && <ColumnsToMind item={item} here={here} />}
        {isOpen(item.status) && <NextSteps item={item} here={here} />}
        {item.status === 'applied' && <Undo item={item} here={here} base={base} />}
        {!busy && <ColumnsRead item={item} />}
        {!busy && <Rows item={item} sectors={sectors} rows={rows} here={here} base={base} shown={shown} />}
        <Paging page={filter.page} pages={pages} address={(page) => `${here}?outcome=${shown}&page=${page}`} />
      </>
    ),
  };
}

/** What needs a person comes first. */
function firstToLookAt({ counts, status }: Import): Outcome {
  if (status === 'applied') return counts.new > 0 ? 'new' : 'changed';
  return (
    (['error', 'duplicate', 'new', 'changed', 'same', 'left_out'] as const).find((outcome) => counts[outcome] > 0) ??
    'new'
  );
}

function Counts({ item, here, shown }: { item: Import; here: string; shown: Outcome }) {
  const { t, message } = useLanguage();
  return (
    <nav aria-label={t('import.counts')}>
      <dl class="counts">
        <div>
          <dt>{t('import.count_rows')}</dt>
          <dd>{item.counts.rows}</dd>
        </div>
        {OUTCOMES.map((outcome) => (
          <div key={outcome} class={outcome === shown ? 'chosen' : undefined}>
            <dt>
              {item.counts[outcome] > 0 ? (
                <a href={`${here}?outcome=${outcome}`} aria-current={outcome === shown ? 'true' : undefined}>
                  {message({ key: `import.count_${outcome}` })}
                </a>
              ) : (
                message({ key: `import.count_${outcome}` })
              )}
            </dt>
            <dd>{item.counts[outcome]}</dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}
