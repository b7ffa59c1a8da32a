/** One lead: all that its list said, and the same answers as on the shelf. */
import type { House } from '../../../house/furnish.ts';
import { sectorsOf } from '../../../rooms/directory/sectors.ts';
import { recordIn } from '../../../rooms/sourcing/imports/stored-record.ts';
import { mayKeepLeads } from '../../../rooms/sourcing/leads/lead.ts';
import { findLead, type Lead } from '../../../rooms/sourcing/leads/leads.ts';
import { PostButton } from '../../../ui/form.tsx';
import { useLanguage } from '../../../ui/here.ts';
import { type App, libraryPage } from '../../shell/door.tsx';
import { Said } from './said.tsx';

export function leadShowPages(app: App, house: House): void {
  libraryPage(app, house, '/leads/:id', {
    show: async (visit) => {
      const { ctx, base, url, language } = visit;
      const { t } = language;
      const { record, ...lead } = await findLead(ctx, visit.id());
      const said = recordIn(record);
      const sectors = await sectorsOf(ctx);
      // The shelf as it was asked for, to go back to.
      const shelf = `${base}/leads${url.search}`;
      return {
        title: lead.name,
        section: 'partners',
        glyphs: true,
        body: (
          <>
            <h1>{lead.name}</h1>
            <p class="no-print">
              <a href={shelf}>{t('leads.back')}</a>
            </p>
            <Standing lead={lead} base={base} shelf={shelf} may={mayKeepLeads(ctx.actor)} />
            {said && <Said lead={lead} record={said} sectors={sectors} />}
          </>
        ),
      };
    },
  });
}

/** What was decided about it, and what one can still decide. */
function Standing({ lead, base, shelf, may }: { lead: Lead; base: string; shelf: string; may: boolean }) {
  const { t } = useLanguage();
  if (lead.promoted_partner_id) {
    return (
      <p>
        {t('leads.is_partner')} <a href={`${base}/partners/${lead.promoted_partner_id}`}>{t('leads.open_partner')}</a>
      </p>
    );
  }
  const answer = (action: string, label: string, quiet: boolean) => (
    <PostButton action={shelf} values={{ action, lead: lead.id }} label={label} quiet={quiet} />
  );
  return (
    <>
      {lead.dismissed_at && <p>{t('leads.is_dismissed')}</p>}
      {may && (
        <div class="buttons no-print">
          {answer('promote', t('leads.promote_one'), false)}
          {lead.dismissed_at
            ? answer('bring_back', t('leads.bring_back'), true)
            : answer('dismiss', t('leads.dismiss'), true)}
        </div>
      )}
    </>
  );
}
