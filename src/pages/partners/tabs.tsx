/** The partners' own small navigation: those we know, those we might, and the work of keeping the list. */
import { type Actor, atLeast } from '../../house/ctx.ts';
import { useLanguage } from '../../ui/here.ts';

const TABS = [
  ['tabs.partners', '/partners', 'reader'],
  ['tabs.leads', '/leads', 'reader'],
  ['tabs.catalogue', '/catalogue', 'reader'],
  ['tabs.duplicates', '/duplicates', 'reader'],
  ['tabs.imports', '/imports', 'coordinator'],
  ['tabs.exports', '/exports', 'contributor'],
] as const;
export type PartnerTab = (typeof TABS)[number][1];

export function PartnerTabs({ base, here, actor }: { base: string; here: PartnerTab; actor: Actor }) {
  const { t } = useLanguage();
  return (
    <nav class="tabs no-print" aria-label={t('tabs.label')}>
      <ul>
        {TABS.filter(([, , role]) => atLeast(actor, role)).map(([label, path]) => (
          <li key={path}>
            <a href={base + path} aria-current={path === here ? 'page' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
