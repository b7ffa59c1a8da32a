/** What the list of worksheets can show of each. */
import { mayBeRater } from '../../rooms/worksheets/worksheet.ts';
import type { WorksheetRow } from '../../rooms/worksheets/worksheets.ts';
import { useLanguage } from '../../ui/here.ts';
import type { Column } from '../lists/column.ts';
import { Link, useAround } from '../shell/link.tsx';

export const worksheetColumns: readonly Column<WorksheetRow>[] = [
  { key: 'purpose', label: 'field.purpose', cell: (sheet) => <Purpose sheet={sheet} /> },
  {
    key: 'partners',
    label: 'nav.partners',
    usual: true,
    look: 'long',
    cell: ({ partners }) => <Partners names={partners} />,
  },
  {
    key: 'handed_in',
    label: 'worksheets.handed_in',
    usual: true,
    look: 'figure',
    cell: (sheet) => <HandedIn sheet={sheet} />,
  },
  { key: 'state', label: 'worksheets.state', usual: true, phone: true, cell: (sheet) => <State sheet={sheet} /> },
  {
    key: 'opened',
    label: 'worksheets.opened',
    usual: true,
    look: 'figure',
    cell: ({ opened_at }) => <Day at={opened_at} />,
  },
];

type Props = { sheet: WorksheetRow };

function Purpose({ sheet: { id, purpose } }: Props) {
  return (
    <Link to="/worksheets/:id" at={{ id }}>
      {purpose}
    </Link>
  );
}

const Partners = ({ names }: { names: string[] }) => <span title={names.join(' · ')}>{names.join(' · ')}</span>;

function HandedIn({ sheet: { submitted, raters } }: Props) {
  const { t } = useLanguage();
  return t('worksheets.of', { done: submitted, all: raters });
}

function Day({ at }: { at: Date }) {
  const { dayOf } = useLanguage();
  return dayOf(at);
}

function State({ sheet: { id, purpose, decided_at, my_turn } }: Props) {
  const { t, dayOf } = useLanguage();
  const { to, ctx } = useAround();
  if (decided_at) return t('worksheets.decided_on', { day: dayOf(decided_at) });
  if (!my_turn || !mayBeRater(ctx.actor)) return t('worksheets.is_open');
  return (
    <a href={to('/worksheets/:id/rate', { id })}>
      {t('worksheets.your_turn')}
      <span class="unseen">: {purpose}</span>
    </a>
  );
}
