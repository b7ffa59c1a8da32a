/**
 * What the shelf is searched and sorted by, and where its leads are, made anew when the program makes other keys than
 * it did or knows more ZIP codes.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../../house/ctx.ts';
import { remake } from '../../../house/remake.ts';
import { type KeyedSource, type Renew, renewed } from '../../directory/keys.ts';
import { placeOf } from '../../places/places.ts';
import { foundBy } from './incoming.ts';

type LeadImage = {
  name: string;
  city: string;
  postal_code: string;
  latitude: number | null;
  longitude: number | null;
  record: { organization?: { alternate_names?: string[] } };
};

function pointOf({ postal_code, latitude, longitude }: LeadImage) {
  const place = latitude === null ? placeOf(postal_code) : undefined;
  return place ? { latitude: place.latitude, longitude: place.longitude } : { latitude, longitude };
}

export async function remakeLeadKeys(ctx: Ctx, renew: Renew): Promise<void> {
  const { rows } =
    await sql<KeyedSource>`select source, source_key, name from leads where library_id = ${ctx.library.id}
      order by source, source_key`.execute(ctx.db);
  const key = renewed(rows, renew);
  await remake(ctx, 'leads', (row) => {
    const { name, city, record } = row as LeadImage;
    return {
      ...pointOf(row as LeadImage),
      ...foundBy({ name, city, alternate_names: record.organization?.alternate_names ?? [] }),
      ...key(row),
    };
  });
}
