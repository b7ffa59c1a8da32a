/** Notes of a list become notes of the library, once the organization is a partner. */

import { stageUnits } from '../../../../house/change-sets.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { newId } from '../../../../house/ids.ts';
import { addRemarks } from '../../../outreach/interactions.ts';
import type { PartnerId } from '../../../partners/partner.ts';
import { partnersOf } from '../../../partners/partners.ts';
import type { Compared } from './bringing.ts';

type NoteToBring = { unit: number; partner_id: PartnerId; body: string };

/** New notes from the list, for organizations that are partners. A lead keeps them in its record. */
export async function newNotes(ctx: Ctx, compared: Compared[]): Promise<NoteToBring[]> {
  const fresh = compared.map(({ unit, stored: { id }, before, record }) => ({
    unit,
    id,
    notes: (record.notes ?? []).filter((note) => !before?.notes?.includes(note)),
  }));
  const partners = await partnersOf(
    ctx,
    fresh.filter(({ notes }) => notes.length > 0).map(({ id }) => id),
  );
  return fresh.flatMap(({ unit, id, notes }) => {
    const partner_id = partners.get(id);
    return partner_id ? notes.map((body) => ({ unit, partner_id, body })) : [];
  });
}

export async function bringNotes(ctx: Ctx, notes: NoteToBring[]): Promise<void> {
  if (notes.length === 0) return;
  const made = notes.map((note) => ({ ...note, id: newId<'interactions'>() }));
  await stageUnits(
    ctx,
    made.map(({ id, unit }) => ({ id, unit })),
  );
  await addRemarks(
    ctx,
    made.map(({ unit: _, ...note }) => note),
  );
}
