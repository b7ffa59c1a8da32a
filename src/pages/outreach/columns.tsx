/** What the log can show of each entry. */
import type { LoggedRow } from '../../rooms/outreach/log.ts';
import { useLanguage } from '../../ui/here.ts';
import type { Column } from '../lists/column.ts';
import { useAround } from '../shell/link.tsx';

export const logColumns: readonly Column<LoggedRow>[] = [
  { key: 'line', label: 'lists.line', look: 'long', cell: (row) => <Line row={row} /> },
  { key: 'day', label: 'lists.day', usual: true, phone: true, look: 'figure', cell: (row) => <Day row={row} /> },
  { key: 'kind', label: 'field.kind', usual: true, phone: true, cell: (row) => <Kind row={row} /> },
  { key: 'partners', label: 'interaction.partners', usual: true, phone: true, cell: (row) => <Partners row={row} /> },
  { key: 'persons', label: 'interaction.persons', usual: true, cell: ({ persons }) => namesOf(persons) },
  {
    key: 'members',
    label: 'interaction.members',
    usual: true,
    cell: ({ author, members }) => namesOf([{ name: author }, ...members]),
  },
  { key: 'minutes', label: 'lists.minutes', look: 'figure', cell: ({ minutes }) => minutes },
  { key: 'reached', label: 'lists.reached', look: 'figure', cell: (row) => <Reached row={row} /> },
  { key: 'files', label: 'field.files', look: 'figure', cell: ({ files }) => files || null },
];

type RowProps = { row: LoggedRow };

const namesOf = (all: { name: string }[]) => all.map(({ name }) => name).join(' · ');

function Line({ row: { id, line, audience } }: RowProps) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <a href={to('/interactions/:id', { id })} title={line}>
        {line}
      </a>
      {audience === 'me' && <span class="private"> {t('audience.me_mark')}</span>}
    </>
  );
}

function Day({ row: { happened_on } }: RowProps) {
  const { day } = useLanguage();
  return <time dateTime={happened_on}>{day(happened_on)}</time>;
}

function Kind({ row: { kind } }: RowProps) {
  const { message } = useLanguage();
  return message({ key: `interaction.kind_${kind}` });
}

function Partners({ row: { partners } }: RowProps) {
  const { to } = useAround();
  return (
    <>
      {partners.map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 && ' · '}
          <a href={to('/partners/:id', { id })}>{name}</a>
        </span>
      ))}
    </>
  );
}

function Reached({ row: { people_reached } }: RowProps) {
  const { number } = useLanguage();
  return people_reached === null ? null : number(people_reached);
}
