/** Somebody who was named, and what can be done about it. */
import type { Interview, Referral } from '../../rooms/interviews/interview.ts';
import { WithActs } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Press, useAround } from '../shell/link.tsx';

type Props = { referral: Referral; interview: Pick<Interview, 'id' | 'interviewers'> };

export function ReferralLine({ referral, interview }: Props) {
  const { t } = useLanguage();
  const { name, role, organization, why } = referral;
  return (
    <li>
      <WithActs acts={<Acts referral={referral} interview={interview} />}>
        <strong>{name || organization}</strong> {name && <span>{[role, organization].filter(Boolean).join(', ')}</span>}
        {why && <span class="quiet block">{why}</span>}
        {referral.set_aside_at && <span class="quiet block">{t('interviews.aside')}</span>}
      </WithActs>
    </li>
  );
}

function Acts({ referral, interview }: Props) {
  const { t } = useLanguage();
  const { to } = useAround();
  const { id, name, organization, became_id, lead_id, set_aside_at, is_known } = referral;
  const press = { to: '/interviews/:id/referrals/:referral', at: { id: interview.id, referral: id } } as const;
  const named = (label: string) => `${label}: ${name || organization}`;
  return (
    <>
      {became_id && <a href={to('/interviews/:id', { id: became_id })}>{t('interviews.is_asked')}</a>}
      {!became_id && !set_aside_at && name && (
        <Press
          {...press}
          about={interview}
          label={t('interviews.ask_too')}
          name={named(t('interviews.ask_too'))}
          values={{ do: 'ask' }}
        />
      )}
      {lead_id && <a href={to('/leads/:id', { id: lead_id })}>{t('interviews.is_lead')}</a>}
      {!lead_id && !set_aside_at && organization && !is_known && (
        <Press
          {...press}
          about={interview}
          label={t('interviews.to_leads')}
          name={named(t('interviews.to_leads'))}
          values={{ do: 'lead' }}
        />
      )}
      {!became_id && !lead_id && (
        <Press
          {...press}
          about={interview}
          label={set_aside_at ? t('interviews.not_aside') : t('interviews.set_aside')}
          name={named(set_aside_at ? t('interviews.not_aside') : t('interviews.set_aside'))}
          values={{ do: set_aside_at ? 'back' : 'aside' }}
        />
      )}
    </>
  );
}
