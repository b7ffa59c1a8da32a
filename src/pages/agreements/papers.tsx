/** Papers of an agreement that expire: insurance, clearance, a license. Each with its owner. */
import { today } from '../../house/ctx.ts';
import { found } from '../../house/errors.ts';
import { parse } from '../../house/parse.ts';
import { FILES } from '../../house/stored-files.ts';
import { anyMember } from '../../rooms/accounts/account.ts';
import { membersOf } from '../../rooms/accounts/members.ts';
import { type Agreement, mayChangeAgreement } from '../../rooms/agreements/agreement.ts';
import {
  type AgreementDocument,
  addDocument,
  changeDocument,
  DOCUMENT_KINDS,
  documentAsTyped,
  documentDraft,
  documentEdit,
  documentFile,
  findDocument,
  removeDocument,
} from '../../rooms/agreements/agreement-documents.ts';
import { Buttons, FileField, Form, type Option, Radios, Select, TextField, withChosen } from '../../ui/form.tsx';
import { type Again, useLanguage, type Values } from '../../ui/here.ts';
import { handedOut } from '../outreach/attached.tsx';
import { redirect } from '../shell/landing.ts';
import { Link, Press, useAround } from '../shell/link.tsx';
import { libraryPage } from '../shell/page.ts';
import type { LibraryVisit } from '../shell/visit.ts';
import { type Scan, scans } from './edit.tsx';
import { agreementOf, agreementTrail } from './parts.tsx';

export function Papers({ it, documents }: { it: Agreement; documents: AgreementDocument[] }) {
  const { t } = useLanguage();
  return (
    <section class="part">
      <h2>{t('agreements.papers')}</h2>
      {documents.length === 0 && <p>{t('agreements.no_papers')}</p>}
      <ul class="plain lines">
        {documents.map((document) => (
          <li key={document.id}>
            <PaperLine it={it} document={document} />
          </li>
        ))}
      </ul>
      <p class="no-print">
        <Link to="/agreements/:id/documents/new" at={{ id: it.id }} about={it}>
          {t('agreements.add_paper')}
        </Link>
      </p>
    </section>
  );
}

function PaperLine({ it, document }: { it: Agreement; document: AgreementDocument }) {
  const { t, day, message } = useLanguage();
  const { ctx } = useAround();
  const { id, what, kind, party, expires_on, owner, sha256, file_name, kept_at } = document;
  const about = { at: { id }, about: { document, agreement: it } };
  const over = expires_on < today(ctx);
  return (
    <>
      <strong>{what}</strong> <span class="quiet">{message({ key: `agreements.paper_${kind}` })}</span>
      {party && ` · ${party}`}
      <span class={over ? 'block overdue' : 'block'}>
        {t(over ? 'agreements.expired_on' : 'agreements.expires_on', { day: day(expires_on) })} · {owner}
      </span>
      {kept_at && <span class="block quiet">{t('agreements.kept_at', { where: kept_at })}</span>}
      <div class="buttons no-print">
        {sha256 && (
          <Link to="/agreement-documents/:id/file" {...about} download>
            {file_name}
          </Link>
        )}{' '}
        <Link to="/agreement-documents/:id/edit" {...about}>
          {t('agreements.renew_paper')}
        </Link>{' '}
        <Press
          to="/agreement-documents/:id/removal"
          {...about}
          label={t('interaction.remove')}
          name={`${t('interaction.remove')}: ${what}`}
        />
      </div>
    </>
  );
}

type Found = Awaited<ReturnType<typeof findDocument>>;
const documentOf = ({ ctx, id }: LibraryVisit): Promise<Found> => findDocument(ctx, id());

type FormProps = {
  asked: Pick<LibraryVisit, 'ctx' | 'to' | 'language'>;
  it: Agreement;
  initial: Values;
  version?: number;
  again: Again | undefined;
  owner?: Option;
};

async function paperForm({ asked: { ctx, to, language }, it, initial, version, again, owner }: FormProps) {
  const members = (await membersOf(ctx)).filter(({ role }) => role !== 'reader');
  const owners = withChosen(
    members.map(({ id, name }) => ({ value: id as string, label: name })),
    owner ?? null,
  );
  const labels = { what: language.t('agreements.paper_what'), kept_at: language.t('agreements.paper_kept') };
  return (
    <div class="narrow">
      <Form again={again} initial={initial} labels={labels} files {...(version !== undefined && { version })}>
        <PaperFields it={it} owners={owners} library={ctx.library.name} />
        <SaveOrBack to={to('/agreements/:id', { id: it.id })} />
      </Form>
    </div>
  );
}

function SaveOrBack({ to }: { to: string }) {
  const { t } = useLanguage();
  return <Buttons save={t('form.save')} cancel={to} />;
}

function PaperFields({ it, owners, library }: { it: Agreement; owners: Option[]; library: string }) {
  const { t, message } = useLanguage();
  const kinds = DOCUMENT_KINDS.map((kind) => ({ value: kind, label: message({ key: `agreements.paper_${kind}` }) }));
  const sides = [
    { value: '', label: library },
    ...it.partners.map(({ id, name }) => ({ value: id as string, label: name })),
  ];
  return (
    <>
      <Radios name="kind" label={t('agreements.paper_kind')} options={kinds} />
      <TextField name="what" label={t('agreements.paper_what')} hint={t('agreements.paper_what_hint')} />
      <Select name="partner_id" label={t('agreements.paper_whose')} options={sides} />
      <TextField name="expires_on" type="date" label={t('agreements.paper_expires')} />
      <Select name="owner_id" label={t('agreements.paper_owner')} options={owners} />
      <FileField name="files" label={t('agreements.paper_scan')} accept={FILES.join()} optional />
      <TextField name="kept_at" label={t('agreements.paper_kept')} optional />
    </>
  );
}

export const newDocument = libraryPage<Agreement, Scan>({
  path: '/agreements/:id/documents/new',
  may: mayChangeAgreement,
  load: agreementOf,
  files: scans,
  view: async (asked) => {
    const { found: it, again, ctx } = asked;
    const initial = { kind: 'insurance', partner_id: it.partners[0]?.id ?? '', owner_id: ctx.actor.id ?? '' };
    return {
      title: asked.language.t('agreements.add_paper'),
      trail: agreementTrail(asked, it),
      body: await paperForm({ asked, it, initial, again }),
    };
  },
  submit: async ({ ctx, found: { id }, fields, brought, go }) => {
    await addDocument(ctx, id, parse(documentDraft, fields), brought);
    return go('/agreements/:id', { id }).saying('notice.saved');
  },
});

const mayKeep = (actor: LibraryVisit['ctx']['actor'], { agreement }: Found) => mayChangeAgreement(actor, agreement);

export const editDocument = libraryPage<Found, Scan>({
  path: '/agreement-documents/:id/edit',
  may: mayKeep,
  load: documentOf,
  files: scans,
  view: async (asked) => {
    const { document, agreement: it } = asked.found;
    const owner = { value: document.owner_id as string, label: document.owner };
    return {
      title: asked.language.t('agreements.renew_paper'),
      trail: agreementTrail(asked, it),
      body: await paperForm({
        ...{ asked, it, owner, again: asked.again, initial: documentAsTyped(document), version: document.version },
      }),
    };
  },
  submit: async ({ ctx, found: { document, agreement }, fields, brought, go }) => {
    await changeDocument(ctx, document.id, { edit: parse(documentEdit, fields), scan: brought });
    return go('/agreements/:id', { id: agreement.id }).saying('notice.saved');
  },
});

export const documentRemoval = libraryPage<Found>({
  path: '/agreement-documents/:id/removal',
  may: mayKeep,
  load: documentOf,
  view: ({ found: { agreement }, to }) => redirect(to('/agreements/:id', { id: agreement.id })),
  submit: async ({ ctx, found: { document, agreement }, go }) => {
    const removal = await removeDocument(ctx, document.id);
    return go('/agreements/:id', { id: agreement.id }).saying('notice.removed', { removal });
  },
});

/** To be kept by whoever asks: nothing in it is shown here. */
export const documentDownload = libraryPage<Found>({
  path: '/agreement-documents/:id/file',
  may: anyMember,
  load: async (visit) => {
    const it = await documentOf(visit);
    found(it.document.sha256);
    return it;
  },
  view: async ({ ctx, found: { document } }) => handedOut(await documentFile(ctx, document)),
});
