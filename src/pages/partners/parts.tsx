/** The parts of a partner's record, as tabs. */
import { today } from '../../house/ctx.ts';
import { useLanguage } from '../../ui/here.ts';
import { useAround } from '../shell/link.tsx';
import type { PartnerRecord } from './record.tsx';

export type RecordPart = 'story' | 'people' | 'together' | 'evaluation' | 'facts';

const PATHS = {
  story: '/partners/:id',
  people: '/partners/:id/people',
  together: '/partners/:id/together',
  evaluation: '/partners/:id/evaluation',
  facts: '/partners/:id/facts',
} as const satisfies Record<RecordPart, string>;

export function Parts({ partner: { id }, contacts, worksheets, here }: PartnerRecord & { here: RecordPart }) {
  const { t, message } = useLanguage();
  const { to, ctx } = useAround();
  const present = contacts.filter(({ ends_on }) => ends_on === null || ends_on >= today(ctx)).length;
  const counts: Partial<Record<RecordPart, number>> = { people: present, evaluation: worksheets };
  return (
    <nav class="views no-print" aria-label={t('partners.parts')}>
      <ul>
        {(Object.keys(PATHS) as RecordPart[]).map((part) => (
          <li key={part}>
            <a href={to(PATHS[part], { id })} aria-current={part === here ? 'page' : undefined}>
              {message({ key: `partners.part_${part}` })}{' '}
              {counts[part] !== undefined && <span class="quiet">{counts[part]}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
