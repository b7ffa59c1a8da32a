/** An agreement as it is read: the document, what changed in it, and who signed it. The same for staff and for guests. */
import type { ComponentChildren } from 'preact';
import { speak } from '../../house/messages.ts';
import { type AgreementVersion, documentIn } from '../../rooms/agreements/agreement-versions.ts';
import { differencesOf, type Piece } from '../../rooms/agreements/document/differences.ts';
import type { Document } from '../../rooms/agreements/document/document.ts';
import { partsOf } from '../../rooms/agreements/document/pdf.ts';
import { signatureSaid, termsSaid, whoSaid } from '../../rooms/agreements/document/said.ts';
import { MARK_BOX, type Signer } from '../../rooms/agreements/signing/signer.ts';
import { Scroll } from '../../ui/bits.tsx';
import { useLanguage } from '../../ui/here.ts';

type ReadProps = {
  document: Document;
  /** What stands under a clause, such as comments on it. */
  under?: (clause: string | null) => ComponentChildren;
};

/** In its own language, whoever reads it in which. */
export function DocumentRead({ document, under }: ReadProps) {
  const language = speak(document.locale);
  return (
    <article class="document-read" lang={document.locale}>
      <h2>{document.name}</h2>
      <p>
        {language.t(`agreement.kind_${document.kind}`)} · {language.list(document.parties.map(({ name }) => name))}
      </p>
      <dl class="facts">
        {termsSaid(language, document).map(({ id, label, value }) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {document.terms && (
        <section class="clause">
          <h3>{language.t('agreement.terms')}</h3>
          <Parts text={document.terms} />
          {under?.(null)}
        </section>
      )}
      {document.clauses.map(({ id, title, body }) => (
        <section class="clause" key={id} id={`clause-${id}`}>
          <h3>{title}</h3>
          <Parts text={body} />
          {under?.(id)}
        </section>
      ))}
      <Annex document={document} />
    </article>
  );
}

function Parts({ text }: { text: string }) {
  return (
    <>
      {partsOf(text).map((part) =>
        part.list ? (
          <ul key={part.lines.join()}>
            {part.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={part.lines.join()}>{part.lines[0]}</p>
        ),
      )}
    </>
  );
}

function Annex({ document }: { document: Document }) {
  const language = speak(document.locale);
  const { t } = language;
  if (document.annex.length === 0) return null;
  return (
    <section class="clause">
      <h3>{t('agreement.annex')}</h3>
      <Scroll label={t('agreement.annex')}>
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{t('agreement.annex_what')}</th>
              <th scope="col">{t('agreement.annex_when')}</th>
              <th scope="col">{t('agreement.annex_who')}</th>
            </tr>
          </thead>
          <tbody>
            {document.annex.map((row) => (
              <AnnexLine key={row.what} what={row.what} {...whoSaid(language, row)} labels={language} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

type AnnexProps = { what: string; when: string; who: string; labels: Pick<ReturnType<typeof speak>, 't'> };
function AnnexLine({ what, when, who, labels: { t } }: AnnexProps) {
  return (
    <tr>
      <th scope="row">{what}</th>
      <td data-label={t('agreement.annex_when')}>{when}</td>
      <td data-label={t('agreement.annex_who')}>{who}</td>
    </tr>
  );
}

/** What changed since a version, under its heading. */
export function ChangedSince({ version, document }: { version: AgreementVersion; document: Document }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('agreements.differences', { number: version.number })}</h2>
      <Differences before={documentIn(version)} after={document} />
    </section>
  );
}

/** What changed, clause by clause; added and taken-out words are marked for eyes, ears and paper. */
function Differences({ before, after }: { before: Document; after: Document }) {
  const { t } = useLanguage();
  const language = speak(after.locale);
  const frame = (it: Document) => [
    { id: 'name', title: language.t('agreements.name'), body: it.name },
    { id: 'kind', title: language.t('agreements.kind'), body: language.t(`agreement.kind_${it.kind}`) },
    ...termsSaid(language, it).map(({ id, label, value }) => ({ id: `term ${id}`, title: label, body: value })),
    { id: 'terms', title: language.t('agreement.terms'), body: it.terms },
    { id: 'annex', title: language.t('agreement.annex'), body: annexSaid(language, it) },
  ];
  const all = differencesOf(before, after, frame);
  if (all.length === 0) return <p>{t('agreements.no_differences')}</p>;
  return (
    <div class="differences" lang={after.locale}>
      {all.map(({ id, title, how, pieces }) => (
        <section class="clause" key={id}>
          <h3>
            {title} {how !== 'changed' && <span class="quiet">{t(`agreements.is_${how}`)}</span>}
          </h3>
          <p class="prose">
            {pieces.map((piece, at) => (
              <PieceRead key={at} piece={piece} />
            ))}
          </p>
        </section>
      ))}
    </div>
  );
}

const annexSaid = (language: ReturnType<typeof speak>, { annex }: Document) =>
  annex
    .map((row) => {
      const { when, who } = whoSaid(language, row);
      return [row.what, when, who].filter(Boolean).join(' · ');
    })
    .join('\n');

function PieceRead({ piece: { text, how } }: { piece: Piece }) {
  const { t } = useLanguage();
  if (how === 'same') return <>{text}</>;
  const Mark = how === 'added' ? 'ins' : 'del';
  return (
    <Mark>
      <span class="unseen">{t(`agreements.piece_${how}`)} </span>
      {text}
    </Mark>
  );
}

/** Names under it, with how and when, and what they drew. */
export function Signatures({ version }: { version: Pick<AgreementVersion, 'signers' | 'content'> }) {
  const language = useLanguage();
  const { kind } = documentIn(version);
  const signed = version.signers.filter(({ outcome }) => outcome === 'signed');
  if (signed.length === 0) return null;
  return (
    <ul class="plain signatures">
      {signed.map((signer) => (
        <li key={signer.id}>
          <strong>{signer.party}</strong>
          <Mark signer={signer} />
          {signatureSaid(language, signer, kind).map((line) => (
            <span class="block" key={line}>
              {line}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function Mark({ signer: { mark, signed_name } }: { signer: Pick<Signer, 'mark' | 'signed_name'> }) {
  const { t } = useLanguage();
  if (!mark) return null;
  return (
    <svg class="signature-mark" viewBox={`0 0 ${MARK_BOX.width} ${MARK_BOX.height}`} role="img">
      <title>{t('agreement.mark_of', { name: signed_name })}</title>
      <path d={mark} />
    </svg>
  );
}
