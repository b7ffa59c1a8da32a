/** What this library said "not for us" to, and the way back. */
import type { House } from '../../../house/furnish.ts';
import {
  bringBack,
  type Dismissed,
  dismissedOf,
  fullName,
  mayAnswer,
} from '../../../rooms/sourcing/leads/listed-answers.ts';
import { Empty, Scroll } from '../../../ui/bits.tsx';
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { type App, libraryPage } from '../../shell/door.tsx';
import { text } from '../../shell/form-body.ts';

export function dismissedPages(app: App, house: House): void {
  libraryPage(app, house, '/public-lists/dismissed', {
    show: async ({ ctx, base, language: { t } }) => {
      const rows = await dismissedOf(ctx);
      return {
        title: t('public_lists.dismissed_title'),
        section: 'partners',
        body: (
          <>
            <h1>{t('public_lists.dismissed_title')}</h1>
            <p>{t('public_lists.dismissed_text')}</p>
            {rows.length === 0 ? (
              <Empty text={t('public_lists.dismissed_none')} />
            ) : (
              <DismissedTable rows={rows} action={`${base}/public-lists/dismissed`} mayAnswer={mayAnswer(ctx.actor)} />
            )}
            <p class="no-print">
              <a href={`${base}/public-lists`}>{t('public_lists.back')}</a>
            </p>
          </>
        ),
      };
    },
    submit: async ({ ctx, base }, fields) => {
      await bringBack(ctx, text(fields.source), text(fields.source_key));
      return { to: `${base}/public-lists/dismissed`, notice: 'notice.listed_organization_back' };
    },
  });
}

function DismissedTable({ rows, action, mayAnswer }: { rows: Dismissed[]; action: string; mayAnswer: boolean }) {
  const { t, moment } = useLanguage();
  return (
    <Scroll label={t('public_lists.dismissed_title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('field.name')}</th>
            <th scope="col">{t('public_lists.place')}</th>
            <th scope="col">{t('public_lists.dismissed_by')}</th>
            {mayAnswer && (
              <th scope="col" class="no-print">
                {t('public_lists.answer')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = row.name === null ? row.source_key : fullName({ name: row.name, chapter: row.chapter });
            return (
              <tr key={`${row.source} ${row.source_key}`}>
                <th scope="row">{name}</th>
                <td>{[row.city, row.state].filter(Boolean).join(', ')}</td>
                <td>
                  {row.who} <span class="quiet block">{moment(row.at)}</span>
                </td>
                {mayAnswer && (
                  <td class="no-print">
                    <PostButton
                      action={action}
                      label={t('public_lists.bring_back')}
                      name={t('public_lists.bring_back_name', { name })}
                      values={{ source: row.source, source_key: row.source_key }}
                    />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
