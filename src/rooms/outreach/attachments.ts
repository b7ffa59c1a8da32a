/**
 * Files of an interaction. They are for the whole library, so a private remark has none; which kinds are taken is said
 * by the bytes (house/stored-files.ts).
 */
import type { Ctx } from '../../house/ctx.ts';
import { found, Invalid } from '../../house/errors.ts';
import { insertMany } from '../../house/many.ts';
import { findFile, type Prepared, type StoredFile, storeFile } from '../../house/stored-files.ts';
import type { Audience, Interaction, InteractionId } from './interaction.ts';

export const MOST_FILES = 10;

export type NewAttachment = Prepared & { name: string };
/** One that is stored already, such as what hung on an e-mail. */
export type StoredAttachment = { sha256: string; name: string };
type Attaching = { files: (NewAttachment | StoredAttachment)[]; kept?: string[]; audience: Audience };

/** Makes the files of an interaction those that are kept and, after them, the new ones. Throws Invalid. */
export async function attach(ctx: Ctx, id: InteractionId, { files, kept = [], audience }: Attaching): Promise<void> {
  const it = { library_id: ctx.library.id, interaction_id: id };
  const gone = ctx.db.deleteFrom('interaction_files').where('library_id', '=', it.library_id);
  await gone
    .where('interaction_id', '=', id)
    .where('sha256', 'not in', ['', ...kept])
    .execute();
  const there = await ctx.db
    .selectFrom('interaction_files')
    .select('sha256')
    .where('library_id', '=', it.library_id)
    .where('interaction_id', '=', id)
    .execute();
  if (there.length + files.length > MOST_FILES)
    throw new Invalid({ files: { key: 'error.files_many', values: { most: MOST_FILES } } });
  if (audience === 'me' && there.length + files.length > 0)
    throw new Invalid({ files: { key: 'error.files_private' } });
  const rows: { sha256: string; name: string; position: number }[] = [];
  for (const [at, file] of files.entries()) {
    const sha256 = 'sha256' in file ? file.sha256 : await storeFile(ctx, file);
    rows.push({ sha256, name: file.name.slice(0, 200), position: there.length + at });
  }
  const added = rows.map((row) => ({ ...it, ...row }));
  await insertMany(ctx.db, 'interaction_files', { rows: added, unlessThere: true });
}

/** One of the files of an interaction, with its name. */
export async function attachmentOf(ctx: Ctx, it: Interaction, sha256: string): Promise<StoredFile & { name: string }> {
  const { name } = found(it.files.find((file) => file.sha256 === sha256));
  return { ...(await findFile(ctx, sha256)), name };
}
