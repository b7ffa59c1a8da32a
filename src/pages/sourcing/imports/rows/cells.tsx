/** The cells of a row, to be mended or, once the list is under way or done, to be read. */
import type { Import } from '../../../../rooms/sourcing/imports/import.ts';
import { Buttons, Form, TextField } from '../../../../ui/form.tsx';
import { type Again, useLanguage } from '../../../../ui/here.ts';
import { Press, useAround } from '../../../shell/link.tsx';
import type { ItemAndRow } from '../import.ts';

export function Cells({ item, row, again }: ItemAndRow & { again: Again | undefined }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <h2>{t('import.mend')}</h2>
      <Form again={again ?? asRead(row)}>
        {item.header.map((title, at) => (
          <CellField key={title} item={item} at={at} />
        ))}
        <Buttons save={t('import.save_row')} cancel={to('/imports/:id', { id: item.id })} />
      </Form>
      <LeaveOut item={item} row={row} />
    </>
  );
}

/** What is wrong with a row is shown like a form that came back. */
const asRead = ({ cells, problems }: ItemAndRow['row']): Again => ({
  values: Object.fromEntries(cells.map((cell, at) => [`cells.${at}`, cell])),
  errors: Object.fromEntries(
    problems.map(({ column, message }) => [column === null ? 'form' : `cells.${column}`, message]),
  ),
});

function CellField({ item: { header, mapping }, at }: { item: Import; at: number }) {
  const { t, message } = useLanguage();
  const field = mapping[at];
  const hint = field
    ? t('import.fills_hint', { field: message({ key: `import.field_${field}` }) })
    : t('import.not_read');
  return <TextField name={`cells.${at}`} label={header[at] ?? ''} hint={hint} />;
}

function LeaveOut({ item, row }: ItemAndRow) {
  const { t } = useLanguage();
  const isOut = row.outcome === 'left_out';
  return (
    <Press
      to="/imports/:id/rows/:row/answer"
      at={{ id: item.id, row: String(row.number) }}
      about={{ item, row }}
      values={{ answer: isOut ? '' : 'out' }}
      label={isOut ? t('import.take_in') : t('import.leave_out')}
    />
  );
}

export function PlainCells({ item, row }: ItemAndRow) {
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
