/** What the host does about signed agreements: check a PDF, and seal with a library's own certificate. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { HostCtx } from '../house/ctx.ts';
import { borrow } from '../house/db.ts';
import { certificateIn, readCertificate } from '../house/typeset/certificate.ts';
import { readSeal, type SealRead } from '../house/typeset/seal-read.ts';
import { allLibraries, enter, findLibrary } from '../rooms/accounts/libraries.ts';
import { useCertificate } from '../rooms/agreements/signing/certificates.ts';
import { RECORD_NAME, readRecord, recordHolds } from '../rooms/agreements/signing/record.ts';
import { type Verdict, verdictOn } from '../rooms/agreements/signing/verifying.ts';

type Ways = {
  withHost: (job: (host: HostCtx) => Promise<string>) => Promise<void>;
  withDatabase: (job: (host: HostCtx) => Promise<string>) => Promise<void>;
  ask: (question: string) => Promise<string>;
};

export function addAgreementCommands(program: Command, { withHost, withDatabase, ask }: Ways): void {
  program
    .command('verify-agreement')
    .description('say whether a PDF is a signed agreement of this installation, unchanged; exits with 1 if it is not')
    .argument('<file>')
    .action((file: string) => withDatabase((host) => verify(host, file)));
  program
    .command('use-certificate')
    .description('seal the agreements of a library with its own certificate from now on; PEM files')
    .requiredOption('--library <slug>')
    .requiredOption('--certificate <file>', 'the certificate, then those who vouch for it')
    .requiredOption('--key <file>', 'asks for its passphrase if it has one')
    .action((options: { library: string; certificate: string; key: string }) =>
      withHost(async (host) => {
        const key = readFileSync(options.key, 'utf8');
        const passphrase = key.includes('ENCRYPTED') ? await ask('Passphrase of the key: ') : '';
        const certificate = certificateIn(readFileSync(options.certificate, 'utf8'), key, passphrase);
        const ctx = await enter(host, await findLibrary(host, options.library));
        await useCertificate(ctx, certificate);
        const { name, until } = readCertificate(certificate.certificate);
        return `Agreements of ${ctx.library.name} are sealed by ${name}, until ${until.toISOString().slice(0, 10)}.`;
      }),
    );
}

/** What the file says of itself, then what each library says of it, until one knows it. */
async function verify(host: HostCtx, file: string): Promise<string> {
  const pdf = new Uint8Array(readFileSync(file));
  const read = await readSeal({ pdf, attachment: RECORD_NAME });
  const record = readRecord(read.attached);
  const said = [sealSaid(read.seal), recordSaid(record && recordHolds(record))];
  let best: Verdict['verdict'] = 'unknown';
  for (const { id, slug } of await allLibraries(host)) {
    const known = await borrow(host.db, { libraryId: id }, async (db) => {
      const ctx = await enter({ ...host, db }, await findLibrary({ ...host, db }, slug));
      return { ...(await verdictOn(ctx, pdf, read)), library: ctx.library.name };
    });
    const { verdict, kept, library } = known;
    if (verdict === 'unchanged' && kept) {
      const signed = kept.signers.map((signer) => `  ${signer.party}: ${signer.name}, ${signer.at}`);
      return [...said, `UNCHANGED: "${kept.name}", version ${kept.number}, of ${library}. Signed:`, ...signed].join(
        '\n',
      );
    }
    if (ORDER.indexOf(verdict) > ORDER.indexOf(best)) best = verdict;
  }
  process.exitCode = 1;
  return [...said, VERDICTS[best]].join('\n');
}

const ORDER: Verdict['verdict'][] = ['unknown', 'sealed', 'changed'];
const VERDICTS: Record<Verdict['verdict'], string> = {
  unchanged: '',
  sealed: 'SEALED here and unchanged since, but no library here keeps it any more.',
  changed: 'CHANGED: it was made from an agreement of this installation, and is not what was signed.',
  unknown: 'UNKNOWN: this is no signed agreement of this installation.',
};

function sealSaid(seal: SealRead | null): string {
  if (!seal) return 'Seal: none.';
  const by = `by ${seal.name.replaceAll('\n', ', ')}${seal.signedAt ? `, ${seal.signedAt}` : ''}`;
  return seal.holds ? `Seal: holds for every byte, ${by}.` : `Seal: BROKEN, ${by}.`;
}

const recordSaid = (holds: boolean | null): string =>
  holds === null ? 'Record: none.' : holds ? 'Record: every line holds.' : 'Record: BROKEN.';
