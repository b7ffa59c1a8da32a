/** Who is asked to sign the version that is out, who has, whose turn it is; and that it was declined or is late. */

import { canTypeset } from '../../house/typeset/typeset.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { type AgreementVersion, isOpen } from '../../rooms/agreements/agreement-versions.ts';
import { maySignAsMember, type Signer, toSignNow } from '../../rooms/agreements/signing/signer.ts';
import { useLanguage } from '../../ui/here.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { Signatures } from './document.tsx';

type Props = { it: Agreement; versions: AgreementVersion[] };

export function SigningState({ it, versions }: Props) {
  const { t, day } = useLanguage();
  const open = versions.find(isOpen);
  const holds = versions.find(({ number }) => number === it.number);
  const signed = lastSigned(versions);
  return (
    <>
      {open && (
        <section class="part">
          <h2>
            {it.state === 'declined'
              ? t('agreements.was_declined', { number: open.number })
              : t('agreements.out', { number: open.number, day: day(open.sign_by ?? '') })}
          </h2>
          <Outcome it={it} open={open} />
          <ol class="plain lines">
            {open.signers.map((signer) => (
              <li key={signer.id}>
                <Asked it={it} signer={signer} now={toSignNow(open.signers).some(({ id }) => id === signer.id)} />
              </li>
            ))}
          </ol>
          <p class="buttons no-print">
            {it.state !== 'declined' && (
              <Link class="button low" to="/agreements/:id/extension" at={{ id: it.id }} about={it}>
                {t('agreements.extend')}
              </Link>
            )}
            <Link class="button low" to="/agreements/:id/withdrawal" at={{ id: it.id }} about={it}>
              {t('agreements.withdraw')}
            </Link>
          </p>
        </section>
      )}
      {holds && (
        <section class="part">
          <h2>{t(it.kind === 'handshake' ? 'agreements.agreed_by_word' : 'agreements.signed')}</h2>
          <Signatures version={signed ?? holds} />
          {signed && signed !== holds && <Files it={it} version={signed} />}
          <Files it={it} version={holds} />
        </section>
      )}
    </>
  );
}

/** A minor change was told; those who signed signed what was before it. */
const lastSigned = (versions: AgreementVersion[]) =>
  versions.find(({ completed_at, signers }) => completed_at && signers.length > 0);

function Outcome({ it, open }: { it: Agreement; open: AgreementVersion }) {
  const { t } = useLanguage();
  const { to, ctx } = useAround();
  const mine = toSignNow(open.signers).find((signer) => maySignAsMember(ctx.actor, signer));
  const no = open.signers.find(({ outcome }) => outcome === 'declined');
  return (
    <>
      {it.state === 'expired' && <p class="warning">{t('agreements.expired')}</p>}
      {no && (
        <p class="warning">
          {t('agreements.declined_by', { who: `${no.name}, ${no.party}`, reason: no.reason })}{' '}
          {t('agreements.declined_next')}
        </p>
      )}
      {mine && !no && it.state !== 'expired' && (
        <p class="notice">
          <a class="button" href={to('/agreement-signers/:id', { id: mine.id })}>
            {t('agreements.sign_now')}
          </a>
        </p>
      )}
    </>
  );
}

function Asked({ it, signer, now }: { it: Agreement; signer: Signer; now: boolean }) {
  const { t, moment, message } = useLanguage();
  const { outcome, outcome_at, name, party, email, asked_at } = signer;
  return (
    <>
      <strong>{name}</strong>, {party} <span class="quiet">{email}</span>
      <span class="block quiet">
        {outcome && outcome_at
          ? `${message({ key: `agreements.outcome_${outcome}` })} · ${moment(new Date(outcome_at))}`
          : now && asked_at
            ? t('agreements.asked', { moment: moment(new Date(asked_at)) })
            : it.state !== 'declined' && t('agreements.later')}
      </span>
      {now && !signer.member_id && (
        <Press
          to="/agreement-signers/:id/asking"
          at={{ id: signer.id }}
          about={{ agreement: it, signer }}
          label={t('agreements.ask_again')}
          name={`${t('agreements.ask_again')}: ${name}`}
        />
      )}
    </>
  );
}

function Files({ it, version }: Pick<Props, 'it'> & { version: AgreementVersion }) {
  const { t } = useLanguage();
  const at = { id: it.id, number: String(version.number) };
  return (
    <p class="no-print">
      {version.sealed_sha256 ? (
        <Link class="button low" to="/agreements/:id/versions/:number/document.pdf" at={at} about={it}>
          {t(version.change === 'minor' ? 'agreements.told_pdf' : 'agreements.signed_pdf', { number: version.number })}
        </Link>
      ) : (
        <span class="quiet">{t(canTypeset() ? 'agreements.pdf_later' : 'agreements.no_typeset')}</span>
      )}{' '}
      {version.scan_sha256 && (
        <Link class="button low" to="/agreements/:id/versions/:number/scan" at={at} about={it} download>
          {t('agreements.scan', { name: version.scan_name })}
        </Link>
      )}
      {version.kept_at && <span class="block quiet">{t('agreements.kept_at', { where: version.kept_at })}</span>}
    </p>
  );
}
