/**
 * Files that a library keeps in its database, each once, under the hash of what is in it: logos, and what will be
 * attached and scanned. What kind of file it is is read from its bytes, never from its name; a picture is written anew,
 * so that nothing is left of where and with what it was taken, and nothing that only looks like a picture comes in.
 */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import { found, Invalid } from './errors.ts';

/** A file that may be kept. */
export type Prepared = { type: string; bytes: Uint8Array; width: number | null; height: number | null };
export type StoredFile = { type: string; bytes: Uint8Array };

export const PICTURE_BYTES = 5_000_000;
/** Kinds of pictures that are taken, by media type. */
export const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
/** Of what is sent; and of what is kept, in pixels at each side: of a logo, and of a photograph that one reads. */
const MOST_PIXELS = 40_000_000;
const SIDE = 800;
const READABLE_SIDE = 2400;

export const FILE_BYTES = 10_000_000;
/** Of a paper with many pages that was scanned. */
export const SCAN_BYTES = 25_000_000;
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';
/** Kinds of documents that are taken as they are, by media type. What can hold a script is not among them. */
const DOCUMENTS = [
  'application/pdf',
  `${OFFICE}.wordprocessingml.document`,
  `${OFFICE}.spreadsheetml.sheet`,
  `${OFFICE}.presentationml.presentation`,
  `${OPEN}.text`,
  `${OPEN}.spreadsheet`,
  `${OPEN}.presentation`,
];
export const FILES = [...PICTURES, ...DOCUMENTS];

const tooLarge = (field: string, bytes: number) =>
  new Invalid({ [field]: { key: 'error.picture_large', values: { megabytes: bytes / 1_000_000 } } });

/** Reads a picture and writes it anew; without a database. Throws Invalid, at the field of this name. */
export async function preparePicture(bytes: Uint8Array, field: string, side = SIDE): Promise<Prepared> {
  if (bytes.length > PICTURE_BYTES && side === SIDE) throw tooLarge(field, PICTURE_BYTES);
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !PICTURES.includes(type.mime)) throw new Invalid({ [field]: { key: 'error.picture_kind' } });
  const { default: sharp } = await import('sharp');
  const format = type.mime === 'image/jpeg' && side > SIDE ? 'jpeg' : 'png';
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
      // Turned as it was held; without this the mark that says so is lost with the rest.
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toFormat(format)
      .toBuffer({ resolveWithObject: true });
    return { type: `image/${format}`, bytes: data, width: info.width, height: info.height };
  } catch {
    throw new Invalid({ [field]: { key: 'error.picture_broken' } });
  }
}

/** A picture, written anew, or a document as it is. Throws Invalid, at the field of this name. */
export async function prepareFile(bytes: Uint8Array, field: string, most = FILE_BYTES): Promise<Prepared> {
  if (bytes.length > most) throw tooLarge(field, most);
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (PICTURES.includes(type)) return preparePicture(bytes, field, READABLE_SIDE);
  if (!DOCUMENTS.includes(type)) throw new Invalid({ [field]: { key: 'error.file_kind' } });
  return { type, bytes, width: null, height: null };
}

/** Returns the hash under which it is kept; the same file twice is one. What the house makes is stored by nobody. */
export async function storeFile(ctx: Ctx, { bytes, type, width, height }: Prepared): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const row = { library_id: ctx.library.id, sha256, type, width, height, bytes: Buffer.from(bytes) };
  await ctx.db
    .insertInto('stored_files')
    .values({ ...row, stored_by: ctx.actor.id, stored_at: ctx.now })
    .onConflict((same) => same.doNothing())
    .execute();
  return sha256;
}

export const findFile = async (ctx: Ctx, sha256: string): Promise<StoredFile> =>
  found(
    await ctx.db
      .selectFrom('stored_files')
      .select(['type', 'bytes'])
      .where('library_id', '=', ctx.library.id)
      .where('sha256', '=', sha256)
      .executeTakeFirst(),
  );

type Keeper = Pick<Ctx, 'db'> & { library: Pick<Ctx['library'], 'id' | 'logo'> };

/** Forgets a file that nothing refers to any more: where something does, its foreign key keeps it. A logo stays. */
export async function dropFileUnlessUsed(ctx: Keeper, sha256: string): Promise<void> {
  if (sha256 === ctx.library.logo) return;
  await sql`savepoint one_file`.execute(ctx.db);
  try {
    await ctx.db
      .deleteFrom('stored_files')
      .where('library_id', '=', ctx.library.id)
      .where('sha256', '=', sha256)
      .execute();
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    await sql`rollback to savepoint one_file`.execute(ctx.db);
  }
}
