/** What was removed in the last thirty days, by whom, and the way back. */
import { z } from 'zod';
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Whereabouts, whereNow } from '../../rooms/merging/follow.ts';
import { Empty, Paging } from '../../ui/bits.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { type Listed, removedHere } from '../../views/removed/removed.ts';
import type { View } from '../shell/layout.tsx';
import { useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { RemovedTable } from './table.tsx';

export const list = libraryPage({ path: '/removed', may: anyMember, view: removedView });

const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);

/** The list is shown again, with the reason above it, when something could not be brought back. */
export async function removedView(asked: LibraryVisit & { again: Again | undefined }): Promise<View> {
  const { ctx, url, language, again } = asked;
  const removed = await removedHere(ctx, pageNumber.parse(url.searchParams.get('page')));
  const about = removed.rows.map((row) => row.about.id);
  return {
    title: language.t('removed.title'),
    body: <Removed removed={removed} partners={await whereNow(ctx, about)} again={again} />,
  };
}

type Props = { removed: Listed; partners: Map<string, Whereabouts>; again: Again | undefined };

function Removed({ removed, partners, again }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      {again && <ErrorSummary errors={again.errors} />}
      {removed.total === 0 ? (
        <Empty text={t('removed.none')} />
      ) : (
        <>
          <p>{t('removed.text', { count: removed.total })}</p>
          <RemovedTable rows={removed.rows} partners={partners} />
          <Paging page={removed.page} pages={removed.pages} address={(page) => to('/removed', { page })} />
        </>
      )}
    </>
  );
}
