/** What happened, in one line: the words, and with which partner. Where something is missing, the whole form asks. */
import { useId } from 'preact/hooks';
import { newId } from '../../house/ids.ts';
import type { PartnerName } from '../../rooms/partners/partner-list.ts';
import { useLanguage } from '../../ui/here.ts';
import { NamesKnown } from '../outreach/log.tsx';
import { useAround } from '../shell/link.tsx';

export function QuickLog({ names }: { names: PartnerName[] }) {
  const { t } = useLanguage();
  const { may, to } = useAround();
  const id = useId();
  if (!may('/interactions/new')) return null;
  return (
    <form method="post" action={to('/interactions/new')} class="quick no-print" aria-label={t('home.log')}>
      <input type="hidden" name="_key" value={newId()} />
      <label for={`${id}-body`}>{t('home.what_happened')}</label>
      <input id={`${id}-body`} name="body" required placeholder={t('home.what_example')} autocomplete="off" />
      <label for={`${id}-partner`}>{t('field.log_partner')}</label>
      <input id={`${id}-partner`} name="partner" required list="partners-known" autocomplete="off" />
      <NamesKnown names={names} />
      <button type="submit">{t('home.log')}</button>
    </form>
  );
}
