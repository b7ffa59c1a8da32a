/** Listed organizations for tests, loaded into the host's public lists by the verb that the host uses. */
import type { HostCtx } from '../src/house/ctx.ts';
import type { ListedRow } from '../src/rooms/sourcing/public-lists/irs.ts';
import { type LoadOptions, type LoadResult, loadPublicList } from '../src/rooms/sourcing/public-lists/load.ts';
import { nextNumber } from './numbers.ts';

export const aListedOrganization = (over: Partial<ListedRow> = {}): ListedRow => {
  const number = nextNumber();
  const source_key = over.source_key ?? String(number).padStart(9, '0');
  const rest = {
    name: `Listed ${number}`,
    chapter: '',
    tax_id: source_key,
    group_number: '',
    code: '',
    sector_key: '',
    sector_reason: '',
    address_1: '',
  };
  const place = {
    city: 'Lewiston',
    state: 'ME',
    postal_code: '04240',
    income: null,
    website: '',
    email: '',
    phone: '',
    description: '',
  };
  return { source_key, ...rest, ...place, ...over };
};

export async function* inTurn<T>(items: T[]): AsyncIterable<T> {
  yield* items;
}

export const loaded = (
  host: HostCtx,
  rows: ListedRow[],
  options: LoadOptions & { vintage?: string; source?: string } = {},
): Promise<LoadResult> =>
  loadPublicList(
    host,
    {
      source: options.source ?? 'irs',
      vintage: options.vintage ?? '2026-08',
      fileName: 'eo1.csv',
      rows: inTurn(rows),
    },
    options,
  );
