/** What can be done with an import now. */
import type { Import } from '../../../rooms/sourcing/imports/import.ts';
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';

export function NextSteps({ item, here }: { item: Import; here: string }) {
  const { t } = useLanguage();
  const { duplicate, error, organizations } = item.counts;
  const { new: added, changed, remembered } = organizations;
  return (
    <div class="card no-print">
      <Summary item={item} />
      <div class="buttons">
        {added + changed + remembered > 0 && (
          <PostButton action={`${here}/application`} label={t('import.apply')} quiet={false} />
        )}
        <PostButton action={`${here}/check`} label={t('import.check_again')} />
        <a href={`${here}/columns`}>{t('import.change_columns')}</a>
        {!item.applied_at && <PostButton action={`${here}/removal`} label={t('import.discard')} />}
      </div>
      {error > 0 && (
        <div class="buttons">
          <a href={`${here}/bad-rows.csv`}>{t('import.bad_rows')}</a>
          <PostButton action={`${here}/errors`} label={t('import.leave_out_errors')} />
        </div>
      )}
      {duplicate > 0 && (
        <>
          <p>{t('import.duplicates_text')}</p>
          <div class="buttons">
            <PostButton action={`${here}/answers`} values={{ answer: 'best' }} label={t('import.all_same')} />
            <PostButton action={`${here}/answers`} values={{ answer: 'add' }} label={t('import.all_new')} />
            <PostButton action={`${here}/answers`} values={{ answer: 'skip' }} label={t('import.all_skip')} />
          </div>
        </>
      )}
    </div>
  );
}

/** What bringing it in would do; of a list that was undone, what it had done: its counts are still those. */
function Summary({ item }: { item: Import }) {
  const { t } = useLanguage();
  const { duplicate, error, organizations } = item.counts;
  const { new: added, changed, remembered } = organizations;
  if (item.status === 'undone') return <p>{t('import.was', { added, changed })}</p>;
  return (
    <p>
      {added + changed > 0
        ? t('import.will', { added, changed, duplicate, error })
        : t('import.nothing', { duplicate, error })}{' '}
      {remembered > 0 && t('import.remembered', { count: remembered })}
    </p>
  );
}

export function Undo({ item, here, base }: { item: Import; here: string; base: string }) {
  const { t } = useLanguage();
  return (
    <div class="card no-print">
      <p>{t('import.undo_text')}</p>
      <div class="buttons">
        <a class="button" href={`${base}/${item.target}${item.target === 'partners' ? '?sort=added' : ''}`}>
          {item.target === 'partners' ? t('import.see_partners') : t('import.see_leads')}
        </a>
        <PostButton action={`${here}/undo`} label={t('import.undo')} />
      </div>
    </div>
  );
}
