/** What was removed, line by line, with the way back. */
import { keptUntil } from '../../house/removal.ts';
import type { Whereabouts } from '../../rooms/merging/follow.ts';
import { useLanguage } from '../../ui/here.ts';
import type { RemovedLine } from '../../views/removed/removed.ts';
import type { Column } from '../lists/column.ts';
import { ListTable } from '../lists/list-table.tsx';
import { Press, useAround } from '../shell/link.tsx';
import { named } from '../shell/notice.tsx';

type Line = RemovedLine & { partner: Whereabouts | undefined };

const COLUMNS: readonly Column<Line>[] = [
  { key: 'what', label: 'removed.what', cell: (line) => <What line={line} /> },
  { key: 'about', label: 'removed.about', cell: (line) => <About line={line} /> },
  { key: 'by', label: 'removed.by', phone: true, cell: (line) => <By line={line} /> },
  { key: 'until', label: 'removed.until', cell: (line) => <Until line={line} /> },
  { key: 'back', label: 'table.actions', look: 'no-print', phone: true, cell: (line) => <BringBack line={line} /> },
];

type Props = { rows: RemovedLine[]; partners: Map<string, Whereabouts> };

export function RemovedTable({ rows, partners }: Props) {
  const { t } = useLanguage();
  return (
    <ListTable
      label={t('removed.title')}
      columns={COLUMNS}
      rows={rows.map((row) => ({ ...row, partner: partners.get(row.about.id) }))}
      row={({ id, label, only_for }) => ({ id, name: label, aside: only_for !== null })}
    />
  );
}

type LineProps = { line: Line };

function What({ line: { label, kind, only_for } }: LineProps) {
  const { t, message } = useLanguage();
  const kindName = message({ key: `removed.kind_${kind}` });
  return (
    <>
      {label || kindName} {label && <span class="quiet block">{kindName}</span>}
      {only_for && <span class="private block">{t('audience.me_mark')}</span>}
    </>
  );
}

function About({ line: { partner } }: LineProps) {
  const { to } = useAround();
  return partner ? <a href={to('/partners/:id', { id: partner.partner_id })}>{partner.name}</a> : null;
}

function By({ line: { who, removed_at } }: LineProps) {
  const { t, moment } = useLanguage();
  return (
    <>
      {who ?? t('history.system')} <span class="quiet block">{moment(removed_at)}</span>
    </>
  );
}

function Until({ line }: LineProps) {
  const { t, dayOf } = useLanguage();
  return t('removed.until_day', { day: dayOf(keptUntil(line)) });
}

function BringBack({ line }: LineProps) {
  const language = useLanguage();
  return (
    <Press
      to="/removed/:id"
      at={{ id: line.id }}
      about={line}
      label={language.t('removed.bring_back')}
      name={language.t('removed.bring_back_name', { what: named({ language }, line) })}
    />
  );
}
