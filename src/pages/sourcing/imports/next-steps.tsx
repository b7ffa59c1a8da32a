/** What can be done with an import now. */
import type { Import } from '../../../rooms/sourcing/imports/import.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press } from '../../shell/link.tsx';

export function NextSteps({ item }: { item: Import }) {
  const { t } = useLanguage();
  const { duplicate, error, organizations } = item.counts;
  const { new: added, changed, remembered } = organizations;
  const here = { at: { id: item.id }, about: item };
  return (
    <div class="card no-print">
      <Summary item={item} />
      {added + changed + remembered > 0 && (
        <div class="buttons big">
          <Press to="/imports/:id/application" {...here} label={t('import.apply')} quiet={false} />
        </div>
      )}
      {duplicate > 0 && <Duplicates item={item} />}
      <details>
        <summary>{t('import.otherwise')}</summary>
        {error > 0 && <BadRows item={item} />}
        <div class="buttons">
          <Link to="/imports/:id/columns" {...here}>
            {t('import.change_columns')}
          </Link>
          <Press to="/imports/:id/check" {...here} label={t('import.check_again')} />
          {!item.applied_at && <Press to="/imports/:id/removal" {...here} label={t('import.discard')} />}
        </div>
      </details>
    </div>
  );
}

function BadRows({ item }: { item: Import }) {
  const { t } = useLanguage();
  const here = { at: { id: item.id }, about: item };
  return (
    <div class="buttons">
      <Link to="/imports/:id/bad-rows.csv" {...here}>
        {t('import.bad_rows')}
      </Link>
      <Press to="/imports/:id/errors" {...here} label={t('import.leave_out_errors')} />
    </div>
  );
}

const ANSWERS = [
  ['best', 'import.all_same'],
  ['add', 'import.all_new'],
  ['skip', 'import.all_skip'],
] as const;

function Duplicates({ item }: { item: Import }) {
  const { t } = useLanguage();
  const here = { at: { id: item.id }, about: item };
  return (
    <>
      <p>{t('import.duplicates_text')}</p>
      <div class="buttons">
        {ANSWERS.map(([answer, label]) => (
          <Press key={answer} to="/imports/:id/answers" {...here} values={{ answer }} label={t(label)} />
        ))}
      </div>
    </>
  );
}

/** What importing the list would do. For a list that was undone the counts are still those of what it had done. */
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

export function Undo({ item }: { item: Import }) {
  const { t } = useLanguage();
  return (
    <div class="card no-print">
      <p>{t('import.undo_text')}</p>
      <div class="buttons">
        <WhatCameIn target={item.target} />
        <Press to="/imports/:id/undo" at={{ id: item.id }} about={item} label={t('import.undo')} />
      </div>
    </div>
  );
}

function WhatCameIn({ target }: Pick<Import, 'target'>) {
  const { t } = useLanguage();
  return target === 'partners' ? (
    <Link class="button" to="/partners" at={{ sort: 'added' }}>
      {t('import.see_partners')}
    </Link>
  ) : (
    <Link class="button" to="/leads">
      {t('import.see_leads')}
    </Link>
  );
}
