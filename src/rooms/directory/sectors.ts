/**
 * The kinds of partner a library uses: the guide's 23, whose words come from its data, and free ones of the library's
 * own.
 */
import { createHash } from 'node:crypto';
import type { Ctx, Reading } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import type { Words } from '../../house/messages.ts';
import { guideSector, guideSectors } from '../guide/guide.ts';
import { nameKey } from './name-key.ts';
import { mayEditSectors } from './organization.ts';

export type Sector = { key: string; label: Words; sourceLabel: string; examples: Words[] };

/** Gives a new library the guide's 23. Called once, when it is founded. */
export async function addGuideSectors(ctx: Ctx): Promise<void> {
  const rows = guideSectors.map((sector) => ({
    library_id: ctx.library.id,
    key: sector.key,
    label: null,
    position: sector.order,
  }));
  await ctx.db.insertInto('sectors').values(rows).execute();
}

/** In the guide's order, the library's own after them. */
export async function sectorsOf(ctx: Reading): Promise<Sector[]> {
  const rows = await ctx.db
    .selectFrom('sectors')
    .select(['key', 'label'])
    .where('library_id', '=', ctx.library.id)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.map(toSector);
}

export function toSector(row: { key: string; label: string | null }): Sector {
  const guide = guideSector(row.key);
  const label = row.label ? { en: row.label, es: row.label } : (guide?.label ?? { en: row.key, es: row.key });
  return { key: row.key, label, sourceLabel: guide?.sourceLabel ?? '', examples: guide?.examples ?? [] };
}

export async function addSector(ctx: Ctx, draft: { label: string }): Promise<void> {
  allow(mayEditSectors(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const key = ownKey(draft.label);
    await translating(
      { sectors_pkey: ['label', 'error.sector_taken'], sectors_label_key: ['label', 'error.sector_taken'] },
      () =>
        ctx.db
          .insertInto('sectors')
          .values({ library_id: ctx.library.id, key, label: draft.label, position: 100 })
          .execute(),
    );
    await history(ctx, 'sector.added', { subject: theLibrary(ctx), details: draft });
  });
}

/** As many characters of a label are in its key, which has sixty at most. */
const KEY_LETTERS = 40;

/**
 * Keys have Latin letters and digits only. What a label says beyond them, or beyond the key's length, is in a hash, so
 * that labels in Arabic or Chinese have keys of their own.
 */
function ownKey(label: string): string {
  const name = nameKey(label);
  const key = name.replace(/[^a-z0-9]+/g, '_').slice(0, KEY_LETTERS);
  if (/^[a-z0-9 ]+$/.test(name) && name.length <= KEY_LETTERS) return `own_${key}`;
  return `own_${key}_${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}
