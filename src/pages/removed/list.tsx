/** What was removed in the last thirty days, by whom, and the way back. */
import { z } from 'zod';
import type { House } from '../../house/furnish.ts';
import { keptUntil, type Removal, type RemovalPage } from '../../house/removals.ts';
import { type Whereabouts, whereNow } from '../../rooms/merging/follow.ts';
import { Empty, Scroll } from '../../ui/bits.tsx';
import { ErrorSummary, PostButton } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { bringBack, findRemoval, kindOf, removedHere } from '../../views/removed/removed.ts';
import { PartnerTabs } from '../partners/tabs.tsx';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import { text } from '../shell/form-body.ts';
import type { View } from '../shell/layout.tsx';
import { named } from '../shell/notice.tsx';

export function removedPages(app: App, house: House): void {
  libraryPage(app, house, '/removed', { show: (visit) => removedPage(visit) });

  libraryPage(app, house, '/removed/:id', {
    show: async (visit, again) => {
      await findRemoval(visit.ctx, visit.id());
      return again ? removedPage(visit, again) : redirect(`${visit.base}/removed`);
    },
    submit: async (visit, fields) => {
      const removal = await bringBack(visit.ctx, visit.id());
      return {
        to: await whereItIs(visit, removal, text(fields.back)),
        notice: 'notice.back_what',
        removal: removal.id,
      };
    },
  });
}

/** The page that shows again what came back; a list one was working through stays as it was asked for. */
async function whereItIs(visit: LibraryVisit, removal: Removal, back: string): Promise<string> {
  const { base, ctx } = visit;
  const { page, hasOwnList } = kindOf(removal);
  if (page) return hasOwnList && back.startsWith(`${base}${page}`) && !/[\\\s]/.test(back) ? back : base + page;
  const about = await whereNow(ctx, [removal.about.id]);
  return base + pathOf(removal, about.get(removal.about.id));
}

function pathOf({ about }: Removal, partner: Whereabouts | undefined): string {
  if (about.type === 'worksheet') return `/worksheets/${about.id}`;
  if (about.type === 'factor_set') return `/factor-sets/${about.id}`;
  return partner ? `/partners/${partner.partner_id}` : '/removed';
}

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);

async function removedPage(visit: LibraryVisit, again?: Again): Promise<View> {
  const { ctx, base, url, language } = visit;
  const { t } = language;
  const removed = await removedHere(ctx, pageNumber.parse(url.searchParams.get('page')));
  const partners = await whereNow(
    ctx,
    removed.rows.map((row) => row.about.id),
  );
  return {
    title: t('removed.title'),
    section: 'partners',
    body: (
      <>
        <h1>{t('removed.title')}</h1>
        <PartnerTabs base={base} here="/removed" actor={ctx.actor} />
        {again && <ErrorSummary errors={again.errors} />}
        {removed.total === 0 ? (
          <Empty text={t('removed.none')} />
        ) : (
          <>
            <p>{t('removed.text', { count: removed.total })}</p>
            <RemovedTable rows={removed.rows} partners={partners} visit={visit} />
            <Paging removed={removed} here={`${base}/removed`} />
          </>
        )}
      </>
    ),
  };
}

type TableProps = { rows: Removal[]; partners: Map<string, Whereabouts>; visit: LibraryVisit };

function RemovedTable({ rows, partners, visit }: TableProps) {
  const { t } = useLanguage();
  return (
    <Scroll label={t('removed.title')}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('removed.what')}</th>
            <th scope="col">{t('removed.about')}</th>
            <th scope="col">{t('removed.by')}</th>
            <th scope="col">{t('removed.until')}</th>
            <th scope="col" class="no-print">
              {t('table.actions')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} partner={partners.get(row.about.id)} visit={visit} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Row({ row, partner, visit }: { row: Removal; partner: Whereabouts | undefined; visit: LibraryVisit }) {
  const { t, message, moment, dayOf } = useLanguage();
  const { base, ctx } = visit;
  const kind = message({ key: `removed.kind_${row.kind}` });
  return (
    <tr class={row.only_for ? 'no-print' : undefined}>
      <th scope="row">
        {row.label || kind} {row.label && <span class="quiet block">{kind}</span>}
        {row.only_for && <span class="private block">{t('audience.me_mark')}</span>}
      </th>
      <td>{partner && <a href={`${base}/partners/${partner.partner_id}`}>{partner.name}</a>}</td>
      <td>
        {row.who ?? t('history.system')} <span class="quiet block">{moment(row.removed_at)}</span>
      </td>
      <td>{t('removed.until_day', { day: dayOf(keptUntil(row)) })}</td>
      <td class="no-print">
        {kindOf(row).mayBringBack(ctx.actor, row) && (
          <PostButton
            action={`${base}/removed/${row.id}`}
            label={t('removed.bring_back')}
            name={t('removed.bring_back_name', { what: named(visit, row) })}
          />
        )}
      </td>
    </tr>
  );
}

function Paging({ removed: { page, pages }, here }: { removed: RemovalPage; here: string }) {
  const { t } = useLanguage();
  if (pages <= 1) return null;
  return (
    <nav class="paging" aria-label={t('paging.label')}>
      {page > 1 && (
        <a href={`${here}?page=${page - 1}`} rel="prev">
          {t('paging.previous')}
        </a>
      )}
      <span>{t('paging.here', { page, pages })}</span>
      {page < pages && (
        <a href={`${here}?page=${page + 1}`} rel="next">
          {t('paging.next')}
        </a>
      )}
    </nav>
  );
}
