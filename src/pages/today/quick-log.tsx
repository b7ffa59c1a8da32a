/** What happened: how, in one line, and with which partner. Where something is missing, the whole form asks. */
import { useId } from 'preact/hooks';
import { newId } from '../../house/ids.ts';
import { KINDS } from '../../rooms/outreach/interaction.ts';
import type { PartnerName } from '../../rooms/partners/partner-list.ts';
import { useLanguage } from '../../ui/here.ts';
import { NamesKnown } from '../outreach/log.tsx';
import { useAround } from '../shell/link.tsx';

export function QuickLog({ names }: { names: PartnerName[] }) {
  const { t, message } = useLanguage();
  const { may, to } = useAround();
  const id = useId();
  if (!may('/interactions/new')) return null;
  return (
    <form method="post" action={to('/interactions/new')} class="quick no-print" aria-label={t('home.log')}>
      <input type="hidden" name="_key" value={newId()} />
      <label for={`${id}-kind`}>{t('field.kind')}</label>
      <select id={`${id}-kind`} name="kind" required>
        <option value="">{t('home.how')}</option>
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {message({ key: `interaction.kind_${kind}` })}
          </option>
        ))}
      </select>
      <label for={`${id}-line`}>{t('home.what_happened')}</label>
      <input id={`${id}-line`} name="summary" required placeholder={t('home.what_example')} autocomplete="off" />
      <label for={`${id}-partner`}>{t('field.log_partner')}</label>
      <input id={`${id}-partner`} name="partner" required list="partners-known" autocomplete="off" />
      <NamesKnown names={names} />
      <button type="submit">{t('home.log')}</button>
    </form>
  );
}
