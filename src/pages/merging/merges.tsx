/** What was merged, by whom, and the way back. */
import { anyMember } from '../../rooms/accounts/account.ts';
import { type Merge, mergesOf } from '../../rooms/merging/merges.ts';
import { Empty } from '../../ui/bits.tsx';
import { ErrorSummary } from '../../ui/form.tsx';
import { type Again, useLanguage } from '../../ui/here.ts';
import type { View } from '../shell/layout.tsx';
import { Link, Press } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { Moves } from './moves.tsx';

export const merges = libraryPage({ path: '/merges', may: anyMember, view: mergesView });

/** The list is shown again, with the reason above it, when undoing a merge was refused. */
export async function mergesView({ ctx, language, again }: LibraryVisit & { again: Again | undefined }): Promise<View> {
  const all = await mergesOf(ctx);
  return { title: language.t('merges.title'), body: <Merges all={all} again={again} /> };
}

function Merges({ all, again }: { all: Merge[]; again: Again | undefined }) {
  const { t } = useLanguage();
  return (
    <div class="narrow">
      {again && <ErrorSummary errors={again.errors} />}
      {all.length === 0 && <Empty text={t('merges.none')} />}
      {all.map((merge) => (
        <MergeCard key={merge.id} merge={merge} />
      ))}
    </div>
  );
}

function MergeCard({ merge }: { merge: Merge }) {
  const { t, moment } = useLanguage();
  const by = (who: string | null) => who ?? t('history.system');
  return (
    <article class="card">
      <h2>{t('merges.line', { gone: merge.gone_name, kept: merge.kept_name })}</h2>
      <p class="quiet">{t('merges.by', { who: by(merge.merged_by), at: moment(merge.merged_at) })}</p>
      {merge.undone_at ? (
        <p>{t('merges.undone', { who: by(merge.undone_by), at: moment(merge.undone_at) })}</p>
      ) : (
        <Standing merge={merge} />
      )}
    </article>
  );
}

/** A merge that has not been undone. */
function Standing({ merge }: { merge: Merge }) {
  const { t } = useLanguage();
  const heading = t('merges.line', { gone: merge.gone_name, kept: merge.kept_name });
  return (
    <>
      <details>
        <summary>{t('merges.moved')}</summary>
        <Moves moves={merge.moved} />
      </details>
      <div class="buttons no-print">
        <Press
          to="/merges/:id/undo"
          at={{ id: merge.id }}
          about={merge}
          label={t('merges.undo')}
          name={`${t('merges.undo')}: ${heading}`}
        />
        {merge.partner_id && (
          <Link to="/partners/:id" at={{ id: merge.partner_id }}>
            {merge.kept_name}
          </Link>
        )}
      </div>
    </>
  );
}
