/** What is done less often, folded behind one word beside the buttons of a page. */
import type { ComponentChildren } from 'preact';
import { toChildArray } from 'preact';
import { useLanguage } from '../../ui/here.ts';

/** What whoever looks may not do renders nothing, and so has no line. */
export function FoldMenu({ children }: { children: ComponentChildren }) {
  const { t } = useLanguage();
  return (
    <details class="fold-menu">
      <summary class="button low">{t('nav.more')}</summary>
      <ul>
        {toChildArray(children).map((child, at) => (
          <li key={at}>{child}</li>
        ))}
      </ul>
    </details>
  );
}
