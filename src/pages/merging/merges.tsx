/** What was merged, by whom, and the way back. */
import { allow } from '../../house/errors.ts';
import type { House } from '../../house/furnish.ts';
import { mayMerge } from '../../rooms/merging/duplicate.ts';
import { findMerge, type Merge, mergesOf } from '../../rooms/merging/merges.ts';
import { undoMerge } from '../../rooms/merging/undo-merge.ts';
import { Empty } from '../../ui/bits.tsx';
import { ErrorSummary, PostButton } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import { type App, type LibraryVisit, libraryPage, redirect } from '../shell/door.tsx';
import type { View } from '../shell/layout.tsx';
import { Moves } from './moves.tsx';

export function mergeListPages(app: App, house: House): void {
  libraryPage(app, house, '/merges', { show: (visit) => mergesPage(visit) });

  libraryPage(app, house, '/merges/:id/undo', {
    show: async (visit, again) => {
      await findMerge(visit.ctx, visit.id());
      return again ? mergesPage(visit, again) : redirect(`${visit.base}/merges`);
    },
    submit: async (visit) => {
      allow(mayMerge(visit.ctx.actor));
      const { left } = await undoMerge(visit.ctx, visit.id());
      return { to: `${visit.base}/merges`, notice: left.length > 0 ? 'notice.unmerged_partly' : 'notice.unmerged' };
    },
  });
}

async function mergesPage({ ctx, base, language: { t } }: LibraryVisit, again?: Again): Promise<View> {
  const merges = await mergesOf(ctx);
  return {
    title: t('merges.title'),
    section: 'partners',
    body: (
      <div class="narrow">
        {again && <ErrorSummary errors={again.errors} />}
        <div class="title-row">
          <h1>{t('merges.title')}</h1>
          <a href={`${base}/duplicates`}>{t('review.title')}</a>
        </div>
        {merges.length === 0 && <Empty text={t('merges.none')} />}
        {merges.map((merge) => (
          <MergeCard key={merge.id} merge={merge} base={base} may={mayMerge(ctx.actor)} />
        ))}
      </div>
    ),
  };
}

function MergeCard({ merge, base, may }: { merge: Merge; base: string; may: boolean }) {
  const { t, moment } = useLanguage();
  const heading = t('merges.line', { gone: merge.gone_name, kept: merge.kept_name });
  const by = (who: string | null) => who ?? t('history.system');
  return (
    <article class="card">
      <h2>{heading}</h2>
      <p class="quiet">{t('merges.by', { who: by(merge.merged_by), at: moment(merge.merged_at) })}</p>
      {merge.undone_at ? (
        <p>{t('merges.undone', { who: by(merge.undone_by), at: moment(merge.undone_at) })}</p>
      ) : (
        <>
          <details>
            <summary>{t('merges.moved')}</summary>
            <Moves moves={merge.moved} />
          </details>
          <div class="buttons no-print">
            {may && (
              <PostButton
                action={`${base}/merges/${merge.id}/undo`}
                label={t('merges.undo')}
                name={`${t('merges.undo')}: ${heading}`}
              />
            )}
            {merge.partner_id && <a href={`${base}/partners/${merge.partner_id}`}>{merge.kept_name}</a>}
          </div>
        </>
      )}
    </article>
  );
}
