/** One import: what it would do or has done, row by row, and what can be done next. */
import { z } from 'zod';
import type { House } from '../../house/furnish.ts';
import { type Import, type ImportRow, isOpen, OUTCOMES, type Outcome } from '../../rooms/imports/import.ts';
import { importRows } from '../../rooms/imports/import-rows.ts';
import { findImport, progressOf } from '../../rooms/imports/imports.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { PostButton } from '../../ui/form.tsx';
import { useLanguage } from '../../ui/here.ts';
import { type App, libraryPage, redirect } from '../door.tsx';

const view = z.object({ outcome: z.enum(OUTCOMES).or(z.literal('')).catch(''), page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export function importShowPages(app: App, house: House): void {
  libraryPage(app, house, '/imports/:id', {
    show: async (visit) => {
      const { ctx, base } = visit;
      const item = await findImport(ctx, visit.id());
      const here = `${base}/imports/${item.id}`;
      if (item.status === 'mapping') return redirect(`${here}/columns`);
      const busy = item.status === 'queued' || item.status === 'undoing';
      const filter = view.parse(Object.fromEntries(visit.url.searchParams));
      const shown = filter.outcome || firstToLookAt(item);
      const { rows, pages } = busy ? { rows: [], pages: 1 } : await importRows(ctx, item.id, { outcome: shown, page: filter.page });
      const progress = busy ? await progressOf(ctx, item.id) : undefined;
      return {
        title: item.file_name,
        section: 'partners',
        islands: busy ? ['progress'] : [],
        body: (
          <>
            <h1>{item.file_name}</h1>
            <State item={item} base={base} />
            {busy ? <Progress here={here} item={item} progress={progress} /> : <Counts item={item} here={here} shown={shown} />}
            {!busy && <Warnings item={item} />}
            {isOpen(item.status) && <NextSteps item={item} here={here} />}
            {item.status === 'applied' && <Undo item={item} here={here} base={base} />}
            {!busy && <Rows item={item} rows={rows} here={here} base={base} shown={shown} />}
            {pages > 1 && <Paging here={here} outcome={shown} page={filter.page} pages={pages} />}
          </>
        ),
      };
    },
  });

  // The island's question while the worker is at it.
  libraryPage(app, house, '/imports/:id/progress', {
    show: async (visit) => {
      const item = await findImport(visit.ctx, visit.id());
      return Response.json({ status: item.status, ...(await progressOf(visit.ctx, item.id)) });
    },
  });
}

/** What needs a person comes first. */
function firstToLookAt({ counts, status }: Import): Outcome {
  if (status === 'applied') return counts.new > 0 ? 'new' : 'changed';
  return (['error', 'duplicate', 'new', 'changed', 'same', 'left_out'] as const).find((outcome) => counts[outcome] > 0) ?? 'new';
}

function State({ item, base }: { item: Import; base: string }) {
  const { t, message, list, moment } = useLanguage();
  return (
    <>
      <p class="summary">
        <strong>{message({ key: `import.status_${item.status}` })}</strong>{' '}
        <span class="quiet">
          {message({ key: `import.kind_${item.kind}` })} · {message({ key: `import.target_${item.target}` })} ·{' '}
          {t('import.from', { source: item.source, name: item.created_name ?? 'Common Table', when: moment(item.created_at) })}
        </span>{' '}
        <a href={`${base}/imports`}>{t('import.all')}</a>
      </p>
      {item.problem && (
        <section class="warning" aria-label={t('import.problem')}>
          <p>{message(item.problem.message)}</p>
          {item.problem.kept && item.problem.kept.length > 0 && <p>{list(item.problem.kept)}</p>}
        </section>
      )}
    </>
  );
}

function Progress({ here, item, progress }: { here: string; item: Import; progress: { done: number; total: number } | undefined }) {
  const { t } = useLanguage();
  return (
    <section class="card" data-island="progress" data-address={`${here}/progress`} aria-label={t('import.under_way')}>
      <p role="status">{item.status === 'queued' ? t('import.applying') : t('import.being_undone')}</p>
      <progress max={progress?.total ?? 1} value={progress?.done ?? 0} aria-label={t('import.under_way')} />
      <p>{t('import.can_leave')}</p>
      <p>
        <a href={here}>{t('import.look_again')}</a>
      </p>
    </section>
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

function Warnings({ item }: { item: Import }) {
  const { t, message } = useLanguage();
  const { warnings = [], encoding, delimiter, sheet } = item.format;
  const how = [
    encoding && t('import.encoding', { encoding: String(encoding) }),
    delimiter && t('import.delimiter', { delimiter: String(delimiter) }),
    sheet && t('import.sheet', { sheet: String(sheet) }),
  ];
  return (
    <>
      {warnings.length > 0 && (
        <section class="warning" aria-label={t('import.warnings')}>
          <ul>
            {warnings.map((warning) => (
              <li key={warning.key}>{message(warning)}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="quiet">{how.filter(Boolean).join(' · ')}</p>
    </>
  );
}

function NextSteps({ item, here }: { item: Import; here: string }) {
  const { t } = useLanguage();
  const { new: added, changed, duplicate, error } = item.counts;
  return (
    <div class="card">
      <p>{t('import.will', { added, changed, duplicate, error })}</p>
      <div class="buttons">
        {added + changed > 0 && <PostButton action={`${here}/application`} label={t('import.apply')} quiet={false} />}
        <a href={`${here}/columns`}>{t('import.change_columns')}</a>
        <PostButton action={`${here}/removal`} label={t('import.discard')} />
      </div>
      {error > 0 && (
        <div class="buttons">
          <a href={`${here}/bad-rows.csv`}>{t('import.bad_rows')}</a>
          <PostButton action={`${here}/errors`} label={t('import.leave_out_errors')} />
        </div>
      )}
      {duplicate > 0 && (
        <>
          <p>{t('import.duplicates_text')}</p>
          <div class="buttons">
            <PostButton action={`${here}/answers`} values={{ answer: 'best' }} label={t('import.all_same')} />
            <PostButton action={`${here}/answers`} values={{ answer: 'add' }} label={t('import.all_new')} />
            <PostButton action={`${here}/answers`} values={{ answer: 'skip' }} label={t('import.all_skip')} />
          </div>
        </>
      )}
    </div>
  );
}

function Undo({ item, here, base }: { item: Import; here: string; base: string }) {
  const { t } = useLanguage();
  return (
    <div class="card">
      <p>{t('import.undo_text')}</p>
      <div class="buttons">
        <a class="button" href={`${base}/${item.target}${item.target === 'partners' ? '?sort=added' : ''}`}>
          {item.target === 'partners' ? t('import.see_partners') : t('import.see_leads')}
        </a>
        <PostButton action={`${here}/undo`} label={t('import.undo')} />
      </div>
    </div>
  );
}

function Rows({ item, rows, here, base, shown }: { item: Import; rows: ImportRow[]; here: string; base: string; shown: Outcome }) {
  const { t, message } = useLanguage();
  const heading = message({ key: `import.count_${shown}` });
  if (rows.length === 0) return <Empty text={t('import.no_rows')} />;
  return (
    <>
      <h2>{heading}</h2>
      <Scroll label={heading}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col" class="number">
                {t('import.row')}
              </th>
              <th scope="col">{t('field.name')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.number}>
                <td class="number">
                  <a href={`${here}/rows/${row.number}`} aria-label={t('import.row_number', { row: row.number })}>
                    {row.number}
                  </a>
                </td>
                <th scope="row">{nameOf(item, row)}</th>
                <td>
                  <What item={item} row={row} base={base} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

const nameOf = (item: Import, row: ImportRow): string =>
  row.plan?.name ?? (row.cells[item.mapping.indexOf('name')] || row.cells.filter(Boolean).slice(0, 3).join(' · '));

/** Why the row is where it is: its problems, its look-alikes, or what it would change. */
function What({ item, row, base }: { item: Import; row: ImportRow; base: string }) {
  const { t, message, list } = useLanguage();
  return (
    <ul class="plain">
      {row.problems.map((problem) => (
        <li key={`${problem.column} ${problem.message.key}`}>
          {problem.column !== null && <strong>{item.header[problem.column]}: </strong>}
          {message(problem.message)}
          {problem.column !== null && row.cells[problem.column] && <span class="quiet"> “{row.cells[problem.column]?.slice(0, 80)}”</span>}
        </li>
      ))}
      {(row.outcome === 'duplicate' ? (row.plan?.matches ?? []) : []).map((match) => (
        <li key={match.id}>
          {match.partner_id ? <a href={`${base}/partners/${match.partner_id}`}>{match.name}</a> : match.name}{' '}
          <span class="quiet">{t('duplicates.why', { reasons: list(match.reasons.map((reason) => message({ key: `likeness.${reason}` }))) })}</span>
        </li>
      ))}
      {(row.plan?.changes ?? []).map((change) => (
        <li key={`${change.field} ${change.to}`}>
          <strong>{message({ key: `import.changes_${change.field}` })}: </strong>
          {change.from && <del>{change.from.slice(0, 80)}</del>} {change.to.slice(0, 120)}
        </li>
      ))}
    </ul>
  );
}

function Paging({ here, outcome, page, pages }: { here: string; outcome: Outcome; page: number; pages: number }) {
  const { t } = useLanguage();
  const address = (number: number) => `${here}?outcome=${outcome}&page=${number}`;
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          {t('paging.previous')}
        </a>
      )}
      <span>{t('paging.here', { page, pages })}</span>
      {page < pages && (
        <a href={address(page + 1)} rel="next">
          {t('paging.next')}
        </a>
      )}
    </nav>
  );
}
