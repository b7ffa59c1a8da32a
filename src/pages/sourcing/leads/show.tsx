/** One lead: all that its list said, and the same answers as on the shelf. */
import { anyMember } from '../../../rooms/accounts/account.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import { recordIn } from '../../../rooms/sourcing/imports/rows/stored-record.ts';
import { findLead, type Lead } from '../../../rooms/sourcing/leads/leads.ts';
import { useLanguage } from '../../../ui/here.ts';
import { Link, Press, useAround } from '../../shell/link.tsx';
import { libraryPage } from '../../shell/page.ts';
import { questionIn } from '../question.ts';
import { Said } from './said.tsx';

export const showLead = libraryPage({
  path: '/leads/:id',
  may: anyMember,
  load: ({ ctx, id }) => findLead(ctx, id()),
  view: async ({ ctx, found: { record, ...lead }, url }) => {
    const sectors = await sectorsOf(ctx);
    const said = recordIn(record);
    const shelf = questionIn(url);
    return {
      title: lead.name,
      row: lead.id,
      glyphs: true,
      body: (
        <>
          <Standing lead={lead} shelf={shelf} />
          {said && <Said lead={lead} record={said} sectors={sectors} />}
        </>
      ),
    };
  },
});

type Props = { lead: Lead; shelf: Record<string, string> };

/** What was decided about it, and what one can still decide. `shelf` is what the shelf was asked, to go back to. */
function Standing({ lead, shelf }: Props) {
  const { t } = useLanguage();
  const { may } = useAround();
  if (lead.promoted_partner_id) {
    return (
      <p>
        {t('leads.is_partner')}{' '}
        <Link to="/partners/:id" at={{ id: lead.promoted_partner_id }}>
          {t('leads.open_partner')}
        </Link>
      </p>
    );
  }
  return (
    <>
      {lead.dismissed_at && <p>{t('leads.is_dismissed')}</p>}
      {may('/leads', undefined, 'submit') && <Answers lead={lead} shelf={shelf} />}
    </>
  );
}

function Answers({ lead: { id, dismissed_at }, shelf }: Props) {
  const { t } = useLanguage();
  const [other, label] = dismissed_at
    ? (['bring_back', 'leads.bring_back'] as const)
    : (['dismiss', 'leads.dismiss'] as const);
  return (
    <div class="buttons no-print">
      <Press
        to="/leads"
        at={shelf}
        values={{ action: 'promote', lead: id }}
        label={t('leads.promote_one')}
        quiet={false}
      />
      <Press to="/leads" at={shelf} values={{ action: other, lead: id }} label={t(label)} />
    </div>
  );
}
