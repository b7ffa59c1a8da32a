/** What the list of partners can show of each. */
import { today } from '../../house/ctx.ts';
import type { Sector } from '../../rooms/directory/sectors.ts';
import { population } from '../../rooms/guide/guide.ts';
import type { Rhythm } from '../../rooms/outreach/cadences.ts';
import type { PartnerRow } from '../../rooms/partners/partner-list.ts';
import { useLanguage } from '../../ui/here.ts';
import { SectorGlyph } from '../../ui/sector-glyph.tsx';
import type { Column } from '../lists/column.ts';
import { useAround } from '../shell/link.tsx';

/** A row with its sectors, and when it was touched and is to be touched. */
export type ListedPartner = PartnerRow & { sectorsHere: Sector[]; rhythm: Rhythm | undefined };

export const partnerColumns: readonly Column<ListedPartner>[] = [
  { key: 'name', label: 'field.name', sort: 'name', cell: (row) => <Name row={row} /> },
  { key: 'sectors', label: 'lists.sectors', usual: true, cell: (row) => <Sectors sectors={row.sectorsHere} /> },
  {
    key: 'stage',
    label: 'field.stage',
    sort: 'stage',
    usual: true,
    phone: true,
    cell: (row) => <StageDot row={row} />,
  },
  { key: 'owner', label: 'field.owner', sort: 'owner', usual: true, cell: (row) => <Who name={row.owner_name} /> },
  { key: 'deputy', label: 'field.deputy', cell: (row) => <Who name={row.deputy_name} /> },
  {
    key: 'next_step',
    label: 'field.next_step',
    usual: true,
    look: 'long',
    cell: ({ next_what }) => next_what && <span title={next_what}>{next_what}</span>,
  },
  { key: 'due', label: 'lists.due', sort: 'next_step', usual: true, look: 'figure', cell: (row) => <Due row={row} /> },
  { key: 'touch', label: 'lists.touch', usual: true, look: 'figure', cell: (row) => <Touched row={row} /> },
  { key: 'served', label: 'filter.population', look: 'long', cell: (row) => <Served row={row} /> },
  { key: 'city', label: 'lists.city', cell: ({ city }) => city },
  { key: 'website', label: 'field.website', look: 'long', cell: ({ website }) => website.replace(/^https?:\/\//, '') },
  { key: 'added', label: 'lists.added', sort: 'added', look: 'figure', cell: (row) => <Added row={row} /> },
];

type RowProps = { row: ListedPartner };
type StageProps = { row: { stage: string } };

function Name({ row: { id, name, alternate_names } }: RowProps) {
  const { to } = useAround();
  return (
    <a href={to('/partners/:id', { id })} title={alternate_names.join(' · ') || undefined}>
      {name}
    </a>
  );
}

/** The glyphs alone; their names are said, and shown when one points at them. */
function Sectors({ sectors }: { sectors: Sector[] }) {
  const { words } = useLanguage();
  if (sectors.length === 0) return null;
  const names = sectors.map((sector) => words(sector.label)).join(' · ');
  return (
    <span class="glyphs" title={names}>
      {sectors.map(({ key }) => (
        <SectorGlyph key={key} sector={key} />
      ))}
      <span class="unseen">{names}</span>
    </span>
  );
}

/** A dot and a word. */
export function StageDot({ row: { stage } }: StageProps) {
  const { message } = useLanguage();
  return <span class={`dotted dotted-${stage}`}>{message({ key: `stage.${stage}` })}</span>;
}

function Who({ name }: { name: string | null }) {
  const { t } = useLanguage();
  return <span class={name ? 'name' : 'quiet'}>{name ?? t('filter.nobody')}</span>;
}

function Due({ row: { next_due_on: due } }: RowProps) {
  const { day, shortDay } = useLanguage();
  const { ctx } = useAround();
  if (!due) return null;
  const now = today(ctx);
  return (
    <span class={due < now ? 'overdue' : undefined}>
      {due.slice(0, 4) === now.slice(0, 4) ? shortDay(due) : day(due)}
    </span>
  );
}

/** How long ago; marked where it is time again. */
function Touched({ row: { rhythm } }: RowProps) {
  const { t } = useLanguage();
  const { ctx } = useAround();
  const late = Boolean(rhythm?.due_on && rhythm.due_on < today(ctx));
  if (!rhythm?.last_on && late) return <span class="overdue">{t('filter.touch_never')}</span>;
  return (
    <span class={late ? 'overdue' : undefined}>
      <DaysAgo since={rhythm?.last_on ?? undefined} />
      {late && <span class="unseen"> {t('filter.touch_due')}</span>}
    </span>
  );
}

const DAY = 86_400_000;

/** How long ago that day was. */
export function DaysAgo({ since }: { since: string | undefined }) {
  const { t, day } = useLanguage();
  const { ctx } = useAround();
  if (!since) return null;
  const days = Math.round((Date.parse(today(ctx)) - Date.parse(since)) / DAY);
  return <span title={day(since)}>{days === 0 ? t('home.today') : t('lists.days_ago', { days })}</span>;
}

function Served({ row: { populations } }: RowProps) {
  const { words } = useLanguage();
  const names = populations.flatMap((key) => population(key)?.label ?? []).map(words);
  return <span title={names.join(' · ')}>{names.join(' · ')}</span>;
}

function Added({ row: { created_at } }: RowProps) {
  const { dayOf } = useLanguage();
  return dayOf(created_at);
}
