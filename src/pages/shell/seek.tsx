/** The one field that finds everything. */
import { useLanguage } from '../../ui/here.ts';
import { useAround } from './link.tsx';

/** In the head of every page it is small; on the page of what was found it is `large` and holds what was asked for. */
export function Seek({ q = '', large = false }: { q?: string; large?: boolean }) {
  const { t } = useLanguage();
  const { to } = useAround();
  const id = large ? 'asked' : 'seek';
  return (
    <search>
      <form method="get" action={to('/search')} class={large ? 'seek large' : 'seek'}>
        <label for={id} class={large ? undefined : 'unseen'}>
          {t('seek.label')}
        </label>
        <input
          {...{ id, value: q, placeholder: large ? undefined : t('seek.find') }}
          type="search"
          name="q"
          autocomplete="off"
        />
        <button type="submit" class={large ? undefined : 'quiet-button'}>
          {t('seek.find')}
        </button>
      </form>
    </search>
  );
}
