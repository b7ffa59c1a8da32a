/** What the library and a partner do together: agreements, proposals and initiatives, as far as each is. */
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { agreementsOf } from '../../rooms/agreements/agreement-list.ts';
import type { Proposal } from '../../rooms/agreements/proposal.ts';
import { proposalsOf } from '../../rooms/agreements/proposal-list.ts';
import type { Initiative } from '../../rooms/initiatives/initiative.ts';
import { initiativesWith } from '../../rooms/initiatives/initiatives.ts';
import { Empty } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Table as Agreements } from '../agreements/list.tsx';
import { InitiativeMark } from '../initiatives/parts.tsx';
import { Table as Proposals } from '../proposals/list.tsx';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import { partnerNowOf, recordOf, recordView } from './record.tsx';

export const partnerTogether = libraryPage({
  path: '/partners/:id/together',
  may: anyMember,
  load: partnerNowOf,
  view: async (visit) => {
    const { ctx, found: partner } = visit;
    const record = await recordOf(visit);
    const agreements = await agreementsOf(ctx, { partner: partner.id });
    const proposals = await proposalsOf(ctx, { partner: partner.id });
    const initiatives = await initiativesWith(ctx, partner.id);
    return recordView(
      record,
      'together',
      <Together {...{ partner: partner.id, agreements, proposals, initiatives }} />,
    );
  },
});

type Props = { partner: string; agreements: Agreement[]; proposals: Proposal[]; initiatives: Initiative[] };

function Together({ partner, agreements, proposals, initiatives }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const nothing = agreements.length + proposals.length + initiatives.length === 0;
  return (
    <>
      {nothing && <Empty text={t('partners.nothing_together')} />}
      {agreements.length > 0 && (
        <section class="part">
          <h2>{t('agreements.title')}</h2>
          <Agreements rows={agreements} />
        </section>
      )}
      {proposals.length > 0 && (
        <section class="part">
          <h2>{t('proposals.title')}</h2>
          <Proposals rows={proposals} />
        </section>
      )}
      {initiatives.length > 0 && (
        <section class="part">
          <h2>{t('initiatives.title')}</h2>
          <ul class="plain lines">
            {initiatives.map((it) => (
              <li key={it.id}>
                <a href={to('/initiatives/:id', { id: it.id })}>{it.name}</a> <InitiativeMark state={it.state} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="buttons no-print">
        <Link class="button low" to="/proposals/new" at={{ partner }}>
          {t('proposals.add')}
        </Link>
        <Link class="button low" to="/agreements/new" at={{ partner }}>
          {t('agreements.add')}
        </Link>
      </p>
    </>
  );
}
