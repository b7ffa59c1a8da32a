/** Papers that belong to an agreement and end: insurance, clearance, a license. Each has an owner, who is reminded. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, translating } from '../../house/errors.ts';
import { theLibrary } from '../../house/history.ts';
import { type Id, newId } from '../../house/ids.ts';
import { line, optionalId, requiredDay, requiredId, requiredLine, version } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { findFile, storeFile } from '../../house/stored-files.ts';
import { type AgreementId, mayChangeAgreement } from './agreement.ts';
import { findAgreement } from './agreement-list.ts';
import { type Paper, tellOf } from './agreements.ts';

export type DocumentId = Id<'agreement_documents'>;
export const DOCUMENT_KINDS = ['insurance', 'clearance', 'license', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

const words = {
  kind: z.enum(DOCUMENT_KINDS, 'error.choice'),
  what: requiredLine(200),
  /** Whose it is; null for the library's. */
  partner_id: optionalId<'partners'>(),
  expires_on: requiredDay,
  owner_id: requiredId<'members'>(),
  kept_at: line(300),
};
export const documentDraft = z.object(words);
export const documentEdit = z.object({ ...words, version });
export type DocumentDraft = z.output<typeof documentDraft>;

export type AgreementDocument = DocumentDraft & {
  id: DocumentId;
  agreement_id: AgreementId;
  agreement: string;
  party: string | null;
  owner: string;
  sha256: string | null;
  file_name: string;
  version: number;
};

const STRANGE: Record<string, [string, string]> = {
  agreement_documents_library_id_owner_id_fkey: ['owner_id', 'error.choice'],
  agreement_documents_library_id_partner_id_fkey: ['partner_id', 'error.choice'],
};

const select = (ctx: Ctx, where: ReturnType<typeof sql>) => sql<AgreementDocument>`
  select d.id, d.agreement_id, a.name as agreement, d.kind, d.what, d.partner_id, o.name as party, d.expires_on,
    d.owner_id, u.name as owner, d.sha256, d.file_name, d.kept_at, d.version
  from agreement_documents d join agreements a on a.library_id = d.library_id and a.id = d.agreement_id
  join members m on m.library_id = d.library_id and m.id = d.owner_id join users u on u.id = m.user_id
  left join partners p on p.library_id = d.library_id and p.id = d.partner_id
  left join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where d.library_id = ${ctx.library.id} and a.removed_at is null and ${where} order by d.expires_on, d.id`;

export const documentsOf = async (ctx: Ctx, id: AgreementId): Promise<AgreementDocument[]> =>
  (await select(ctx, sql`d.agreement_id = ${id}`).execute(ctx.db)).rows;

/** With its agreement. */
export async function findDocument(ctx: Ctx, id: DocumentId) {
  const document = found((await select(ctx, sql`d.id = ${id}`).execute(ctx.db)).rows[0]);
  return { document, agreement: await findAgreement(ctx, document.agreement_id) };
}

/** With a scan of it, or where the paper is. Throws Invalid. */
export async function addDocument(ctx: Ctx, id: AgreementId, draft: DocumentDraft, scan: Paper): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const it = await findAgreement(ctx, id);
    allow(mayChangeAgreement(ctx.actor, it));
    if (draft.partner_id && !it.partners.some((partner) => partner.id === draft.partner_id))
      throw new Invalid({ partner_id: { key: 'error.choice' } });
    const file = scan && { sha256: await storeFile(ctx, scan), file_name: scan.name.slice(0, 200) };
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('agreement_documents')
        .values({
          ...{ library_id: ctx.library.id, id: newId(), agreement_id: id, ...draft, ...file },
          ...{ made_by: memberId(ctx), made_at: ctx.now },
        })
        .execute(),
    );
    await tellOf(ctx, 'agreement_document.added', it, { what: draft.what });
  });
}

export const documentAsTyped = ({ kind, what, partner_id, expires_on, owner_id, kept_at }: AgreementDocument) => ({
  ...{ kind: kind as string, what, partner_id: (partner_id as string | null) ?? '', expires_on },
  ...{ owner_id: owner_id as string, kept_at },
});

type Editing = { edit: DocumentDraft & { version: number }; scan: Paper };

/** A newer paper: another day, and perhaps another scan. Throws Conflict, Invalid. */
export async function changeDocument(ctx: Ctx, id: DocumentId, { edit, scan }: Editing): Promise<void> {
  const { version, ...words } = edit;
  await inTransaction(ctx, async (ctx) => {
    const { document, agreement } = await findDocument(ctx, id);
    allow(mayChangeAgreement(ctx.actor, agreement));
    if (words.partner_id && !agreement.partners.some((partner) => partner.id === words.partner_id))
      throw new Invalid({ partner_id: { key: 'error.choice' } });
    const file = scan && { sha256: await storeFile(ctx, scan), file_name: scan.name.slice(0, 200) };
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('agreement_documents')
        .set({ ...words, ...file, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) throw new Conflict(documentAsTyped(document), document.version);
    await tellOf(ctx, 'agreement_document.changed', agreement, { what: words.what });
  });
}

/** Returns the id that brings it back. */
export async function removeDocument(ctx: Ctx, id: DocumentId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const { document, agreement } = await findDocument(ctx, id);
    allow(mayChangeAgreement(ctx.actor, agreement));
    const about = { subject: id, label: `${agreement.name}: ${document.what}`, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'agreement_document', ...about }, async (ctx) => {
      await sql`delete from agreement_documents where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
      await tellOf(ctx, 'agreement_document.removed', agreement, { what: document.what });
    });
  });
}

export const documentFile = async (ctx: Ctx, { sha256, file_name }: AgreementDocument) => ({
  ...(await findFile(ctx, found(sha256 ?? undefined))),
  name: file_name,
});
