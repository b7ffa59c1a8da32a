/** The one field that finds everything. */
import { useLanguage } from '../../ui/here.ts';

/** In the head of every page; on the page of what was found it holds what was asked for. */
export function Seek({ action, q }: { action: string; q: string | undefined }) {
  const { t } = useLanguage();
  return (
    <search>
      <form method="get" action={action} class="seek">
        <label for="seek" class="unseen">
          {t('seek.label')}
        </label>
        <input
          {...{ id: 'seek', value: q, placeholder: t('seek.placeholder') }}
          type="search"
          name="q"
          autocomplete="off"
          data-island="keys"
        />
        <button type="submit" class="quiet-button">
          {t('seek.find')}
        </button>
      </form>
    </search>
  );
}
