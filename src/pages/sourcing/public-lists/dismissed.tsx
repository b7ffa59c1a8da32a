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
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { ErrorSummary } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
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

function DismissedTable({ rows }: { rows: Dismissed[] }) {
  const { t } = useLanguage();
  const { may } = useAround();
  return (
    <Scroll label={t('public_lists.dismissed_title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('public_lists.place')}</th>
            <th scope="col">{t('public_lists.dismissed_by')}</th>
            {may('/public-lists/dismissed', undefined, 'submit') && (
              <th scope="col" class="no-print">
                {t('public_lists.answer')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.source} ${row.source_key}`} row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row: { source, source_key, name, chapter, city, state, who, at } }: { row: Dismissed }) {
  const { t, moment } = useLanguage();
  const { may } = useAround();
  const shown = name === null ? source_key : fullName({ name, chapter });
  return (
    <tr>
      <th scope="row">{shown}</th>
      <td>{[city, state].filter(Boolean).join(', ')}</td>
      <td>
        {who} <span class="quiet block">{moment(at)}</span>
      </td>
      {may('/public-lists/dismissed', undefined, 'submit') && (
        <td class="no-print">
          <Press
            to="/public-lists/dismissed"
            label={t('public_lists.bring_back')}
            name={t('public_lists.bring_back_name', { name: shown })}
            values={{ source, source_key }}
          />
        </td>
      )}
    </tr>
  );
}
