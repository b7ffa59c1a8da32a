/**
 * Applying an import. It is one transaction: killed half-way, nothing has happened. What a row does is recorded as a
 * unit, so that undoing (undoing.ts) gives back what was there row by row and keeps what people have built on since.
 */

import { sql } from 'kysely';
import { recording } from '../../../../house/change-sets.ts';
import type { Ctx } from '../../../../house/ctx.ts';
import { inTransaction } from '../../../../house/db.ts';
import { allow } from '../../../../house/errors.ts';
import { histories, history, theLibrary } from '../../../../house/history.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import type { PartnerId } from '../../../partners/partner.ts';
import { placeOf } from '../../../places/places.ts';
import { bringLeads, type LeadDraft } from '../../leads/incoming.ts';
import { type Counts, type Import, type ImportId, mayImport } from '../import.ts';
import { storedRows } from '../import-rows.ts';
import { findImport, setStatus } from '../imports.ts';
import type { PlannedUnit } from '../planning/deciding.ts';
import { keepPlan } from '../planning/kept-plan.ts';
import { planImport } from '../planning/planning.ts';
import { bringChanges, bringPartners, type UnitToBring, type Word } from './bringing.ts';

/**
 * Called with the progress. It is written on a connection of its own, so that others can see it before the transaction
 * ends.
 */
export type Watch = (done: number, total: number) => Promise<void>;
export const nobody: Watch = async () => {};

/**
 * Applies the import. The plan is worked out again, because the directory may have changed since the dry run. An import
 * that was applied already stays as it is.
 */
export async function applyImport(ctx: Ctx, id: ImportId, watch: Watch = nobody): Promise<Counts> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'queued' && item.status !== 'checked') return item.counts;
    const plan = await planImport(ctx, item, await storedRows(ctx, id));
    const delivery = { item, units: plan.units, watch };
    const partners = item.target === 'leads' ? await applyLeads(ctx, delivery) : await applyPartners(ctx, delivery);
    await keepPlan(ctx, id, { ...plan, partners });
    await setStatus(ctx, id, {
      status: 'applied',
      counts: JSON.stringify(plan.counts),
      problem: null,
      applied_at: ctx.now,
      applied_by: ctx.actor.id,
    });
    const { rows, new: added, changed } = plan.counts;
    await history(ctx, 'import.applied', {
      subject: theLibrary(ctx),
      details: { file: item.file_name, rows, added, changed },
    });
    return plan.counts;
  });
}

/**
 * Only one list of a library is applied at a time: two would each miss the organizations that the other adds. The lock
 * ends with the transaction.
 */
export const oneAtATime = (ctx: Ctx) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.library.id}`}, 0))`.execute(ctx.db);

/** How many units are written by the same statements. */
const TOGETHER = 500;

/** What is written of one import, and who hears how far it is. */
type Delivery = { item: Import; units: PlannedUnit[]; watch: Watch };

/**
 * Writes new organizations first, because nobody else can be waiting for their rows. Known ones are changed last, so
 * that their rows are locked as briefly as possible. Returns the new partners by the number of their unit.
 */
async function applyPartners(ctx: Ctx, { item, units, watch }: Delivery): Promise<Map<number, PartnerId>> {
  const arrivals = units.filter((unit) => unit.outcome === 'new').map((unit) => arrivalOf(item, unit));
  const words = units.flatMap((unit) => wordOf(item, unit));
  const made = new Map<number, PartnerId>();
  await recording(ctx, { id: item.id, unit: 'staged' }, async (ctx) => {
    const total = arrivals.length + words.length;
    let done = 0;
    // Everything before this point only read; no rows of others were locked.
    await watch(done, total);
    const tell = async (ids: OrganizationId[], step: number) => {
      await tellImported(ctx, item, ids);
      done += step;
      await watch(done, total);
    };
    for (const some of parts(arrivals)) {
      await planAnew(ctx);
      const partners = await bringPartners(ctx, some);
      for (const [at, { partnerId }] of partners.entries()) made.set(some[at]?.unit ?? 0, partnerId);
      const ids = partners.map((partner) => partner.organizationId);
      await tell(ids, some.length);
    }
    for (const some of rounds(words).flatMap(parts)) {
      const changed = await bringChanges(ctx, some);
      const ids = changed.map((word) => word.organizationId);
      await tell(ids, some.length);
    }
  });
  return made;
}

const tellImported = (ctx: Ctx, item: Import, ids: OrganizationId[]) =>
  histories(
    ctx,
    ids.map((id) => ({ action: 'organization.imported', subject: { type: 'organization', id }, details: told(item) })),
  );

/**
 * Makes the database plan its foreign-key checks again. In a young library they were planned when the tables were
 * empty, as full scans, and by now there may be hundreds of rows. Unlike `analyze` this takes no lock.
 */
const planAnew = (ctx: Ctx) => sql`discard plans`.execute(ctx.db);

export const told = (item: Import) => ({ source: item.source, file: item.file_name });
const arrivalOf = (item: Import, { number, key, record }: PlannedUnit): UnitToBring => ({
  unit: number,
  record,
  from: { source: item.source, source_key: key },
});

/**
 * The units that change something, and those that only record for the first time where an organization stands in this
 * list.
 */
function wordOf(item: Import, unit: PlannedUnit): Word[] {
  const { outcome, difference, organizationId, before } = unit;
  const speaks = outcome === 'changed' || (outcome === 'same' && difference !== null);
  return speaks && organizationId ? [{ ...arrivalOf(item, unit), organizationId, before }] : [];
}

/**
 * Splits the units into rounds, so that several units that people marked as one organization are applied one after the
 * other, each compared with what the one before has written.
 */
function rounds(words: Word[]): Word[][] {
  const all: Word[][] = [];
  for (const group of Map.groupBy(words, (word) => word.organizationId).values()) {
    for (const [at, word] of group.entries()) {
      all[at] ??= [];
      all[at].push(word);
    }
  }
  // Sorted by id, the order in which everybody locks organizations.
  return all.map((round) => round.toSorted((a, b) => (a.organizationId < b.organizationId ? -1 : 1)));
}

const parts = <T>(list: T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / TOGETHER) }, (_, n) => list.slice(n * TOGETHER, (n + 1) * TOGETHER));

async function applyLeads(ctx: Ctx, { item, units, watch }: Delivery): Promise<Map<number, PartnerId>> {
  const drafts = units
    .filter((unit) => unit.outcome === 'new' || unit.outcome === 'changed')
    .map((unit) => leadIn(item, unit));
  await recording(ctx, { id: item.id, unit: 'each' }, (ctx) =>
    bringLeads(ctx, drafts, (done) => watch(done, drafts.length)),
  );
  return new Map();
}

function leadIn(item: Import, { key, record }: PlannedUnit): LeadDraft {
  const { name, alternate_names, tax_id, sectors, addresses } = record.organization;
  const [address] = addresses;
  const point =
    record.latitude !== null && record.longitude !== null
      ? { latitude: record.latitude, longitude: record.longitude }
      : placeOf(address?.postal_code ?? '');
  return {
    source: item.source,
    source_key: key,
    vintage: item.vintage,
    name,
    alternate_names,
    tax_id,
    sector_key: sectors[0] ?? '',
    sector_reason: record.sector_reason,
    city: address?.city ?? '',
    state_province: address?.state_province ?? '',
    postal_code: address?.postal_code ?? '',
    point: point ?? null,
    income: record.income,
    record,
  };
}
