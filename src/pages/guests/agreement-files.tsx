/** The files of an agreement for whoever holds a link to it: the PDF, and the partner's own paper. */
import { found } from '../../house/errors.ts';
import { findFile } from '../../house/stored-files.ts';
import { canTypeset } from '../../house/typeset/typeset.ts';
import { type AgreementVersion, documentIn } from '../../rooms/agreements/agreement-versions.ts';
import { findReading } from '../../rooms/agreements/reading.ts';
import { findSigning } from '../../rooms/agreements/signing/pressing.ts';
import type { GuestCtx } from '../../rooms/guests/guest-link.ts';
import { enterAsGuest } from '../../rooms/guests/guest-links.ts';
import { useLanguage } from '../../ui/here.ts';
import { versionPdf } from '../agreements/files.ts';
import { handedOut } from '../outreach/attached.tsx';
import { useAround } from '../shell/link.tsx';
import { type HostPage, hostPage } from '../shell/page.ts';
import { fileName, PDF, sent } from '../shell/sent.ts';
import { limit, type Visit } from '../shell/visit.ts';

type Purpose = 'agreement' | 'signature';
type Props = {
  version: AgreementVersion;
  /** What holds, where this is a later version. */
  holds?: AgreementVersion | null;
};

/** Beside the page: its address and the name of the file. */
export function DocumentFiles({ version, holds }: Props) {
  const { t } = useLanguage();
  const { file } = documentIn(version);
  const { url } = useAround();
  const at = (name: string) => `${url.pathname}/${name}`;
  return (
    <p class="no-print">
      {(version.sealed_sha256 || canTypeset()) && (
        <a href={at('document.pdf')}>
          {t(version.sealed_sha256 ? 'guest_agreement.signed_pdf' : 'guest_agreement.pdf')}
        </a>
      )}{' '}
      {holds && <a href={at('holding.pdf')}>{t('guest_agreement.holding_pdf')}</a>}{' '}
      {file && (
        <a href={at('paper')} download>
          {t('guest_agreement.paper', { name: file.name })}
        </a>
      )}
    </p>
  );
}

type Found = { ctx: GuestCtx; version: AgreementVersion; holds: AgreementVersion | null };

async function findFor(visit: Visit, purpose: Purpose): Promise<Found> {
  const { guest, link } = await enterAsGuest(visit.host, visit.param('library'), visit.param('token'));
  const ctx = found(link?.purpose === purpose ? guest : null);
  const subject = found(link).subject_id;
  if (purpose === 'agreement') {
    const { version, holds } = await findReading(ctx, subject);
    return { ctx, version, holds };
  }
  const { version, signer } = await findSigning(ctx, subject);
  // Whoever passed it on has nothing to do with it any more.
  return { ctx, version: found(signer.outcome === 'delegated' ? undefined : version), holds: null };
}

const pdfFor = (purpose: Purpose, which: 'document' | 'holding' = 'document'): HostPage =>
  hostPage<Found>({
    path: `/l/:library/guest/${purpose}/:token/${which}.pdf`,
    type: PDF,
    load: (visit) => findFor(visit, purpose),
    view: async ({ found: { ctx, version: shown, holds }, ...visit }) => {
      const version = found((which === 'holding' ? holds : shown) ?? undefined);
      await limit(visit, 'guestAddress', visit.clientAddress);
      const bytes = await versionPdf(ctx, version, { paper: 'letter', signal: visit.left });
      return sent(bytes, { name: fileName(documentIn(version).name, 'pdf'), type: PDF, inline: true });
    },
  });

const paperFor = (purpose: Purpose): HostPage =>
  hostPage<Found>({
    path: `/l/:library/guest/${purpose}/:token/paper`,
    load: (visit) => findFor(visit, purpose),
    view: async ({ found: { ctx, version }, ...visit }) => {
      await limit(visit, 'guestAddress', visit.clientAddress);
      const file = found(documentIn(version).file);
      return handedOut({ ...(await findFile(ctx, file.sha256)), name: file.name });
    },
  });

export const guestAgreementFiles = [
  ...(['agreement', 'signature'] as const).flatMap((purpose) => [pdfFor(purpose), paperFor(purpose)]),
  pdfFor('agreement', 'holding'),
];
