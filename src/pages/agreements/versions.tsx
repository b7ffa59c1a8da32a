/** An agreement as it was sent: what it said, what changed from another version, who signed, and the record of it. */
import { found, NotFound } from '../../house/errors.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import type { Agreement } from '../../rooms/agreements/agreement.ts';
import { type AgreementVersion, documentIn, linesOf, versionsIn } from '../../rooms/agreements/agreement-versions.ts';
import { eventSaid } from '../../rooms/agreements/document/said.ts';
import { writtenOf } from '../../rooms/agreements/document/writing.ts';
import { brokenAt, type Line } from '../../rooms/agreements/signing/chain.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';
import { Link, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { ChangedSince, DocumentRead, Signatures } from './document.tsx';
import { agreementOf, agreementTrail } from './parts.tsx';

export function Versions({ it, versions }: { it: Agreement; versions: AgreementVersion[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('agreements.versions')}</h2>
      {versions.length === 0 && <p>{t('agreements.no_versions')}</p>}
      <ul class="plain lines">
        {versions.map((version) => (
          <li key={version.number}>
            <VersionLine it={it} version={version} />
          </li>
        ))}
      </ul>
      {versions.length > 0 && it.changed && (
        <p class="no-print">
          <Link to="/agreements/:id/draft" at={{ id: it.id }} about={it}>
            {t('agreements.see_draft')}
          </Link>
        </p>
      )}
    </section>
  );
}

function VersionLine({ it, version }: { it: Agreement; version: AgreementVersion }) {
  const { t, dayOf, message } = useLanguage();
  const { to } = useAround();
  const { number, change, reason, made_by, made_at, completed_at, withdrawn_at, withdrawn_why } = version;
  return (
    <>
      <a href={to('/agreements/:id/versions/:number', { id: it.id, number: String(number) })}>
        {t('agreement.version', { number })}
      </a>{' '}
      <span class="quiet">
        {change !== 'first' && `${message({ key: `agreements.change_${change}` })} · `}
        {t('agreements.made', { who: made_by, day: dayOf(made_at) })}
        {completed_at && ` · ${t('agreements.holds_since', { day: dayOf(completed_at) })}`}
        {withdrawn_at && ` · ${t('agreements.withdrawn_on', { day: dayOf(withdrawn_at) })} ${withdrawn_why}`}
      </span>
      {reason && <span class="block">{reason}</span>}
    </>
  );
}

type Found = { it: Agreement; version: AgreementVersion; versions: AgreementVersion[] };

export async function versionOf(visit: LibraryVisit): Promise<Found> {
  const it = await agreementOf(visit);
  const number = Number(visit.param('number'));
  if (!Number.isInteger(number)) throw new NotFound();
  const versions = await versionsIn(visit.ctx, it.id);
  return { it, versions, version: found(versions.find((each) => each.number === number)) };
}

export const agreementVersion = libraryPage<Found>({
  path: '/agreements/:id/versions/:number',
  may: anyMember,
  load: versionOf,
  view: async (asked) => {
    const { it, version, versions } = asked.found;
    const wanted = Number(asked.url.searchParams.get('with')) || version.number - 1;
    const before = versions.find(({ number }) => number === wanted && number !== version.number);
    return {
      title: asked.language.t('agreements.version_title', { name: it.name, number: version.number }),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          <VersionRead {...{ it, version, versions, before }} />
          <Record version={version} lines={await linesOf(asked.ctx, it.id, version.number)} />
        </div>
      ),
    };
  },
});

function VersionRead({ it, version, versions, before }: Found & { before: AgreementVersion | undefined }) {
  const { t } = useLanguage();
  const { to } = useAround();
  return (
    <>
      <VersionLine it={it} version={version} />
      {versions.length > 1 && (
        <form
          method="get"
          action={to('/agreements/:id/versions/:number', { id: it.id, number: String(version.number) })}
          class="filters one-line no-print"
        >
          <label for="with">{t('agreements.compare_with')}</label>
          <select name="with" id="with">
            {versions
              .filter(({ number }) => number !== version.number)
              .map(({ number }) => (
                <option key={number} value={number} selected={number === before?.number}>
                  {t('agreement.version', { number })}
                </option>
              ))}
          </select>
          <button type="submit">{t('agreements.compare')}</button>
        </form>
      )}
      {before && <ChangedSince version={before} document={documentIn(version)} />}
      <section class="part">
        <DocumentRead document={documentIn(version)} />
        <Signatures version={version} />
      </section>
    </>
  );
}

function Record({ version, lines }: { version: AgreementVersion; lines: Line[] }) {
  const language = useLanguage();
  const { t } = language;
  if (lines.length === 0) return null;
  const broken = brokenAt(version.sha256, lines);
  return (
    <section class="part">
      <h2>{t('agreement.record')}</h2>
      <p class={broken === null ? undefined : 'warning'}>
        {broken === null ? t('agreements.record_holds') : t('agreements.record_broken', { line: broken })}
      </p>
      <Scroll label={t('agreement.record')}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('agreement.annex_when')}</th>
              <th scope="col">{t('agreement.annex_what')}</th>
              <th scope="col">{t('agreement.annex_who')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Event key={line.seq} said={eventSaid(language, line)} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="quiet hash">{t('agreement.record_document', { hash: version.sha256 })}</p>
    </section>
  );
}

function Event({ said }: { said: ReturnType<typeof eventSaid> }) {
  const { t } = useLanguage();
  return (
    <tr>
      <th scope="row">
        {said.local}
        <span class="block quiet">{said.at}</span>
      </th>
      <td data-label={t('agreement.annex_what')}>{said.what}</td>
      <td data-label={t('agreement.annex_who')}>{said.who}</td>
    </tr>
  );
}

/** What it says now, beside what was sent last. */
export const agreementDraftPage = libraryPage<Agreement>({
  path: '/agreements/:id/draft',
  may: anyMember,
  load: agreementOf,
  view: async (asked) => {
    const { ctx, found: it } = asked;
    const { t } = asked.language;
    const [last] = await versionsIn(ctx, it.id);
    const { document } = await writtenOf(ctx, it);
    return {
      title: t('agreements.draft_title', { name: it.name }),
      trail: agreementTrail(asked, it),
      body: (
        <div class="narrow">
          {last && <ChangedSince version={last} document={document} />}
          <DocumentRead document={document} />
        </div>
      ),
    };
  },
});
