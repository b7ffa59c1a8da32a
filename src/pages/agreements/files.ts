/** Files of an agreement: as PDF before and after it is signed, their paper, and scans. */
import type { Ctx } from '../../house/ctx.ts';
import { found, NotFound } from '../../house/errors.ts';
import { speak } from '../../house/messages.ts';
import { findFile } from '../../house/stored-files.ts';
import { canTypeset, type Paper, typeset } from '../../house/typeset/typeset.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { type AgreementVersion, documentIn } from '../../rooms/agreements/agreement-versions.ts';
import type { Document } from '../../rooms/agreements/document/document.ts';
import { asText, fingerprint, markOf } from '../../rooms/agreements/document/document.ts';
import { agreementPdf } from '../../rooms/agreements/document/pdf.ts';
import { writtenOf } from '../../rooms/agreements/document/writing.ts';
import { handedOut } from '../outreach/attached.tsx';
import { libraryPage } from '../shell/page.ts';
import { fileName, PDF, sent } from '../shell/sent.ts';
import { limit } from '../shell/visit.ts';
import { agreementOf } from './parts.tsx';
import { versionOf } from './versions.tsx';

type Unsigned = { document: Document; version: string; reason: string; paper: Paper; signal: AbortSignal };

/** To read, and to sign on paper: with a line for each side. */
export async function unsignedPdf(ctx: Ctx, { document, version, reason, paper, signal }: Unsigned) {
  const logo = ctx.library.logo ? (await findFile(ctx, ctx.library.logo)).bytes : null;
  const printed = { document, version, reason, paper, logo, library: ctx.library, made: ctx.now, signers: [] };
  return typeset(agreementPdf(printed), signal);
}

/** What was signed, byte for byte; before that, what was sent. */
export async function versionPdf(ctx: Ctx, version: AgreementVersion, unsigned: Pick<Unsigned, 'paper' | 'signal'>) {
  if (version.sealed_sha256) return new Uint8Array((await findFile(ctx, version.sealed_sha256)).bytes);
  if (!canTypeset()) throw new NotFound();
  const document = documentIn(version);
  const { t } = speak(document.locale, ctx.library.timeZone);
  const said = {
    version: t('agreement.version_mark', { number: version.number, mark: markOf(version.sha256) }),
    reason: version.reason,
  };
  return unsignedPdf(ctx, { document, ...said, ...unsigned });
}

const paperIn = (url: URL): Paper => (url.searchParams.get('paper') === 'a4' ? 'a4' : 'letter');

export const agreementDraftPdf = libraryPage<Agreement>({
  path: '/agreements/:id/draft.pdf',
  may: anyMember,
  load: agreementOf,
  type: PDF,
  view: async (asked) => {
    if (!canTypeset()) throw new NotFound();
    const { ctx, found: it, url, left } = asked;
    await limit(asked, 'files', asked.visitor.userId);
    const { document } = await writtenOf(ctx, it);
    const { t } = speak(document.locale);
    const rest = {
      version: t('agreements.unsigned', { mark: markOf(fingerprint(asText(document))) }),
      reason: '',
      paper: paperIn(url),
      signal: left,
    };
    const bytes = await unsignedPdf(ctx, { document, ...rest });
    return sent(bytes, { name: fileName(it.name, 'pdf'), type: PDF, inline: true });
  },
});

type Found = Awaited<ReturnType<typeof versionOf>>;

/** What we made ourselves can be shown in place; what others brought cannot. */
export const agreementVersionPdf = libraryPage<Found>({
  path: '/agreements/:id/versions/:number/document.pdf',
  may: anyMember,
  load: versionOf,
  type: PDF,
  view: async (asked) => {
    const {
      ctx,
      found: { it, version },
      url,
      left,
    } = asked;
    await limit(asked, 'files', asked.visitor.userId);
    const bytes = await versionPdf(ctx, version, { paper: paperIn(url), signal: left });
    return sent(bytes, { name: fileName(`${it.name} ${version.number}`, 'pdf'), type: PDF, inline: true });
  },
});

type Named = { sha256: string; name: string };

export const agreementScan = libraryPage<Named>({
  path: '/agreements/:id/versions/:number/scan',
  may: anyMember,
  load: async (visit) => {
    const { version } = await versionOf(visit);
    return { sha256: found(version.scan_sha256), name: version.scan_name };
  },
  view: async ({ ctx, found: { sha256, name } }) => handedOut({ ...(await findFile(ctx, sha256)), name }),
});

export const theirPaperFile = libraryPage<Named>({
  path: '/agreements/:id/paper/file',
  may: anyMember,
  load: async (visit) => {
    const it = await agreementOf(visit);
    return { sha256: found(it.sha256), name: it.file_name };
  },
  view: async ({ ctx, found: { sha256, name } }) => handedOut({ ...(await findFile(ctx, sha256)), name }),
});
