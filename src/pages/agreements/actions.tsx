/** What can be done with an agreement as far as it is: what comes next above it, the rest where it is about. */
import { canTypeset } from '../../house/typeset/typeset.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { isWritten } from '../../rooms/agreements/document/writing.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press } from '../shell/link.tsx';

type Props = { it: Agreement; mailIsSent: boolean };

export function Actions({ it, mailIsSent }: Props) {
  const { t } = useLanguage();
  const about = { at: { id: it.id }, about: it };
  const low = 'button low';
  const needsSigning = !it.open && (it.number === null || it.changed);
  return (
    <>
      {needsSigning && mailIsSent && it.kind !== 'handshake' && (
        <Link class="button" to="/agreements/:id/signing" {...about}>
          {t(it.number === null ? 'agreements.send' : 'agreements.send_amendment')}
        </Link>
      )}
      {needsSigning && it.number !== null && (
        <Link class={low} to="/agreements/:id/telling" {...about}>
          {t('agreements.tell')}
        </Link>
      )}
      {(needsSigning || it.open) && (
        <Link class={low} to="/agreements/:id/signed-paper" {...about}>
          {t(it.kind === 'handshake' ? 'agreements.shake' : 'agreements.on_paper')}
        </Link>
      )}
      <Link class={low} to="/agreements/:id/readers" {...about}>
        {t('agreements.share')}
      </Link>
      {canTypeset() && (
        <Link class={low} to="/agreements/:id/draft.pdf" {...about}>
          {t('agreements.print')}
        </Link>
      )}
      <Press to="/agreements/:id/removal" {...about} label={t('interaction.remove')} />
    </>
  );
}

/** Beside what it says. */
export function Writing({ it }: { it: Agreement }) {
  const { t } = useLanguage();
  const about = { at: { id: it.id }, about: it };
  return (
    <p class="buttons no-print">
      <Link class="button low" to="/agreements/:id/edit" {...about}>
        {t('form.change')}
      </Link>
      {isWritten(it) && (
        <Link class="button low" to="/agreements/:id/clauses" {...about}>
          {t('agreements.clauses')}
        </Link>
      )}
      <Link class="button low" to="/agreements/:id/sides" {...about}>
        {t('agreements.sides')}
      </Link>
      {it.kind !== 'handshake' && (
        <Link class="button low" to="/agreements/:id/paper" {...about}>
          {t('agreements.their_paper')}
        </Link>
      )}
    </p>
  );
}

/** Beside how long it holds. */
export function Lasting({ it }: { it: Agreement }) {
  const { t } = useLanguage();
  const about = { at: { id: it.id }, about: it };
  return (
    <div class="buttons no-print">
      {it.number !== null && (
        <Link class="button low" to="/proposals/new" at={{ renews: it.id }} about={it}>
          {t('agreements.renew')}
        </Link>
      )}
      <Link class="button low" to="/agreements/:id/notice" {...about}>
        {t('agreements.give_notice')}
      </Link>
      {it.notice && <Press to="/agreements/:id/notice-cancelling" {...about} label={t('agreements.cancel_notice')} />}
      <Link class="button low" to="/agreements/:id/suspension" {...about}>
        {t('agreements.suspend')}
      </Link>
      <Press to="/agreements/:id/resuming" {...about} label={t('agreements.resume')} />
      <Link class="button low" to="/agreements/:id/ending" {...about}>
        {t('agreements.end')}
      </Link>
      <Press to="/agreements/:id/reopening" {...about} label={t('agreements.reopen')} />
    </div>
  );
}
