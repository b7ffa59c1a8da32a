/** One row: its cells to mend, and, when it looks like somebody we know, the question who it is. */
import { NotFound } from '../../../house/errors.ts';
import type { House } from '../../../house/furnish.ts';
import { parse } from '../../../house/parse.ts';
import { answerRow, fixRow } from '../../../rooms/sourcing/imports/checking.ts';
import { answerForm, type Import, type ImportRow, isOpen, mayImport } from '../../../rooms/sourcing/imports/import.ts';
import { findRow } from '../../../rooms/sourcing/imports/import-rows.ts';
import { findImport } from '../../../rooms/sourcing/imports/imports.ts';
import { Buttons, Form, PostButton, Radios, TextField } from '../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../../shell/door.tsx';
import { text } from '../../shell/form-body.ts';
import type { View } from '../../shell/layout.tsx';

export function importRowPages(app: App, house: House): void {
  libraryPage(app, house, '/imports/:id/rows/:row', {
    may: mayImport,
    show: rowView,
    submit: async (visit, fields) => {
      const item = await findImport(visit.ctx, visit.id());
      await fixRow(
        visit.ctx,
        item.id,
        rowNumber(visit),
        item.header.map((_, at) => text(fields[`cells.${at}`]).slice(0, 10_000)),
      );
      return { to: `${visit.base}/imports/${item.id}`, notice: 'notice.row_mended' };
    },
  });

  libraryPage(app, house, '/imports/:id/rows/:row/answer', {
    may: mayImport,
    show: async (visit, again) => {
      if (again) return rowView(visit, again);
      const item = await findImport(visit.ctx, visit.id());
      return redirect(
        `${visit.base}/imports/${item.id}/rows/${(await findRow(visit.ctx, item.id, rowNumber(visit))).number}`,
      );
    },
    submit: async (visit, fields) => {
      const item = await findImport(visit.ctx, visit.id());
      await answerRow(
        visit.ctx,
        item.id,
        rowNumber(visit),
        text(fields.answer) === 'out' ? 'out' : parse(answerForm, fields).answer,
      );
      return { to: `${visit.base}/imports/${item.id}`, notice: 'notice.saved' };
    },
  });
}

async function rowView(visit: LibraryVisit, again?: Again): Promise<View> {
  const { ctx, base, language } = visit;
  const { t } = language;
  const item = await findImport(ctx, visit.id());
  const row = await findRow(ctx, item.id, rowNumber(visit));
  const here = `${base}/imports/${item.id}`;
  const title = t('import.row_of', { row: row.number, file: item.file_name });
  return {
    title,
    section: 'partners',
    body: (
      <div class="narrow">
        <h1>{title}</h1>
        <p>
          <a href={`${here}?outcome=${row.outcome}`}>{t('import.back')}</a>
        </p>
        {isOpen(item.status) && (row.plan?.matches.length ?? 0) > 0 && (
          <WhoIsIt row={row} action={`${here}/rows/${row.number}/answer`} again={again} />
        )}
        {isOpen(item.status) ? (
          <Cells item={item} row={row} again={again?.errors.answer ? undefined : again} here={here} />
        ) : (
          <Plain item={item} row={row} />
        )}
      </div>
    ),
  };
}

function rowNumber(visit: LibraryVisit): number {
  const number = Number(visit.param('row'));
  if (!Number.isInteger(number) || number < 1 || number > 2_000_000_000) throw new NotFound();
  return number;
}

/** The answer, and the way back to the question. */
const WhoIsIt = (props: WhoProps) => (
  <>
    <Choice {...props} />
    {props.row.answer !== '' && props.row.outcome !== 'left_out' && <AskAgain {...props} />}
  </>
);

const AskAgain = ({ action }: WhoProps) => (
  <PostButton action={action} values={{ answer: '' }} label={useLanguage().t('review.again')} />
);

type WhoProps = { row: ImportRow; action: string; again: Again | undefined };

function Choice({ row, action, again }: WhoProps) {
  const { t, message, list } = useLanguage();
  const options = [
    ...(row.plan?.matches ?? []).map((match) => ({
      value: match.id,
      label: t('import.it_is', { name: match.name }),
      hint: [
        t('duplicates.why', { reasons: list(match.reasons.map((reason) => message({ key: `likeness.${reason}` }))) }),
        ...match.about,
      ].join(' · '),
    })),
    { value: 'add', label: t('import.it_is_new') },
    { value: 'skip', label: t('import.leave_out') },
  ];
  return (
    <Form action={action} again={again?.errors.answer && again} initial={{ answer: row.answer }}>
      <Radios
        name="answer"
        label={t('import.who', { name: row.plan?.name ?? '' })}
        hint={[...(row.plan?.about ?? []), t('import.who_hint')].join(' · ')}
        options={options}
      />
      <Buttons save={t('form.save')} />
    </Form>
  );
}

function Cells({ item, row, again, here }: { item: Import; row: ImportRow; again: Again | undefined; here: string }) {
  const { t, message } = useLanguage();
  const errors = Object.fromEntries(
    row.problems.map((problem) => [problem.column === null ? 'form' : `cells.${problem.column}`, problem.message]),
  );
  const state: Again = again ?? {
    values: Object.fromEntries(row.cells.map((cell, at) => [`cells.${at}`, cell])),
    errors,
  };
  return (
    <>
      <h2>{t('import.mend')}</h2>
      <Form again={state}>
        {item.header.map((title, at) => {
          const field = item.mapping[at];
          const hint = field
            ? t('import.fills_hint', { field: message({ key: `import.field_${field}` }) })
            : t('import.not_read');
          return <TextField key={title} name={`cells.${at}`} label={title} hint={hint} />;
        })}
        <Buttons save={t('import.save_row')} cancel={here} />
      </Form>
      <PostButton
        action={`${here}/rows/${row.number}/answer`}
        values={{ answer: row.outcome === 'left_out' ? '' : 'out' }}
        label={row.outcome === 'left_out' ? t('import.take_in') : t('import.leave_out')}
      />
    </>
  );
}

function Plain({ item, row }: { item: Import; row: ImportRow }) {
  return (
    <dl class="summary-list">
      {item.header.map((title, at) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{row.cells[at]}</dd>
        </div>
      ))}
    </dl>
  );
}
