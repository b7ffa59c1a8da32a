/** What this library said "not for us" to, and the way back. */
import { parse } from '../../../house/parse.ts';
import { anyMember } from '../../../rooms/accounts/account.ts';
import {
  bringBack,
  type Dismissed,
  dismissedOf,
  fullName,
  listedName,
  mayAnswer,
} from '../../../rooms/sourcing/leads/listed-answers.ts';
import { Empty } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import type { Column } from '../../lists/column.ts';
import { ListTable } from '../../lists/list-table.tsx';
import { Link, Press, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';

export const dismissed = libraryPage({
  path: '/public-lists/dismissed',
  may: anyMember,
  maySubmit: mayAnswer,
  view: async ({ ctx, language: { t }, again }) => {
    const rows = await dismissedOf(ctx);
    return {
      title: t('public_lists.dismissed_title'),
      body: (
        <>
          {again && <ErrorSummary errors={again.errors} />}
          <p>{t('public_lists.dismissed_text')}</p>
          {rows.length === 0 ? <Empty text={t('public_lists.dismissed_none')} /> : <DismissedTable rows={rows} />}
          <p class="no-print">
            <Link to="/public-lists">{t('public_lists.back')}</Link>
          </p>
        </>
      ),
    };
  },
  submit: async ({ ctx, fields, go }) => {
    const { source, source_key } = parse(listedName, fields);
    await bringBack(ctx, source, source_key);
    return go('/public-lists/dismissed').saying('notice.listed_organization_back');
  },
});

const nameOf = ({ source_key, name, chapter }: Dismissed) => (name === null ? source_key : fullName({ name, chapter }));

const COLUMNS: readonly Column<Dismissed>[] = [
  { key: 'name', label: 'field.name', cell: nameOf },
  {
    key: 'place',
    label: 'public_lists.place',
    phone: true,
    cell: ({ city, state }) => [city, state].filter(Boolean).join(', '),
  },
  { key: 'by', label: 'public_lists.dismissed_by', cell: (row) => <By row={row} /> },
  {
    key: 'answer',
    label: 'public_lists.answer',
    look: 'no-print',
    phone: true,
    cell: (row) => <BringBack row={row} />,
  },
];

function DismissedTable({ rows }: { rows: Dismissed[] }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <ListTable
      label={t('public_lists.dismissed_title')}
      columns={COLUMNS.filter(({ key }) => key !== 'answer' || may('/public-lists/dismissed', undefined, 'submit'))}
      rows={rows}
      row={(row) => ({ id: encodeURIComponent(`${row.source}-${row.source_key}`), name: nameOf(row) })}
    />
  );
}

function By({ row: { who, at } }: { row: Dismissed }) {
  const { moment } = useLanguage();
  return (
    <>
      {who} <span class="quiet block">{moment(at)}</span>
    </>
  );
}

function BringBack({ row }: { row: Dismissed }) {
  const { t } = useLanguage();
  const { source, source_key } = row;
  return (
    <Press
      to="/public-lists/dismissed"
      label={t('public_lists.bring_back')}
      name={t('public_lists.bring_back_name', { name: nameOf(row) })}
      values={{ source, source_key }}
    />
  );
}
