/**
 * Applying an import and undoing it. Each is one transaction: killed half-way, nothing or all. What a row does is
 * recorded as a unit, so that undoing gives back what was there row by row and keeps what people have built on since.
 */

import { sql } from 'kysely';
import { type KeptUnit, recording, undoChangeSet } from '../../../house/change-sets.ts';
import type { Ctx } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, Invalid } from '../../../house/errors.ts';
import { histories, history } from '../../../house/history.ts';
import type { SomeId } from '../../../house/ids.ts';
import type { OrganizationId } from '../../directory/organization.ts';
import { compareAnew } from '../../directory/organizations.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { placeOf } from '../../places/places.ts';
import { bringLeads, type LeadDraft } from '../leads/leads.ts';
import { bringChanges, bringPartners, type UnitToBring, type Word } from './bringing.ts';
import { type Counts, type Import, type ImportId, mayImport } from './import.ts';
import { storedRows } from './import-rows.ts';
import { findImport, setStatus } from './imports.ts';
import { keepPlan } from './kept-plan.ts';
import { type PlannedUnit, planImport } from './planning.ts';

/**
 * Called with the progress. It is written on a connection of its own, so that others can see it before the transaction
 * ends.
 */
export type Watch = (done: number, total: number) => Promise<void>;
const nobody: Watch = async () => {};

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
    const made =
      item.target === 'leads'
        ? await applyLeads(ctx, item, plan.units, watch)
        : await applyPartners(ctx, item, plan.units, watch);
    await keepPlan(ctx, id, plan, made);
    await setStatus(ctx, id, 'applied', {
      counts: JSON.stringify(plan.counts),
      problem: null,
      applied_at: ctx.now,
      applied_by: ctx.actor.id,
    });
    const { rows, new: added, changed } = plan.counts;
    await history(ctx, 'import.applied', {
      subject: { type: 'library', id: ctx.library.id },
      details: { file: item.file_name, rows, added, changed },
    });
    return plan.counts;
  });
}

/**
 * Only one list of a library is applied at a time: two would each miss the organizations that the other adds. The lock
 * ends with the transaction.
 */
const oneAtATime = (ctx: Ctx) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.library.id}`}, 0))`.execute(ctx.db);

/** How many units are written by the same statements. */
const TOGETHER = 500;

/**
 * Writes new organizations first, because nobody else can be waiting for their rows. Known ones are changed last, so
 * that their rows are locked as briefly as possible.
 */
async function applyPartners(
  ctx: Ctx,
  item: Import,
  units: PlannedUnit[],
  watch: Watch,
): Promise<Map<number, PartnerId>> {
  const arrivals = units.filter((unit) => unit.outcome === 'new').map((unit) => arrivalOf(item, unit));
  const words = units.flatMap((unit) => wordOf(item, unit));
  const made = new Map<number, PartnerId>();
  await recording(ctx, { id: item.id, unit: 'staged' }, async (ctx) => {
    let done = 0;
    // Everything before this point only read; no rows of others were locked.
    await watch(done, arrivals.length + words.length);
    const tell = async (ids: SomeId[], step: number) => {
      await histories(
        ctx,
        ids.map((id) => ({
          action: 'organization.imported',
          subject: { type: 'organization', id },
          details: told(item),
        })),
      );
      done += step;
      await watch(done, arrivals.length + words.length);
    };
    for (const some of parts(arrivals)) {
      await planAnew(ctx);
      const partners = await bringPartners(ctx, some);
      for (const [at, { partnerId }] of partners.entries()) made.set(some[at]?.unit ?? 0, partnerId);
      await tell(
        partners.map((partner) => partner.organizationId),
        some.length,
      );
    }
    for (const round of rounds(words)) {
      for (const some of parts(round))
        await tell(
          (await bringChanges(ctx, some)).map((word) => word.organizationId),
          some.length,
        );
    }
  });
  return made;
}

/**
 * Makes the database plan its foreign-key checks again. In a young library they were planned when the tables were
 * empty, as full scans, and by now there may be hundreds of rows. Unlike `analyze` this takes no lock.
 */
const planAnew = (ctx: Ctx) => sql`discard plans`.execute(ctx.db);

const told = (item: Import) => ({ source: item.source, file: item.file_name });
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

async function applyLeads(ctx: Ctx, item: Import, units: PlannedUnit[], watch: Watch): Promise<Map<number, PartnerId>> {
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

/** Takes everything back that the import did. What somebody changed or built on since is kept, and named. */
export async function undoImport(ctx: Ctx, id: ImportId, watch: Watch = nobody): Promise<KeptUnit[]> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'applied' && item.status !== 'undoing')
      throw new Invalid({ form: { key: 'error.import_not_applied' } });
    const later = await laterImport(ctx, item);
    if (later) throw new Invalid({ form: { key: 'error.import_later', values: { file: later } } });
    const touched = await touchedBy(ctx, id);
    const kept = await undoChangeSet(ctx, id, watch);
    await tellThem(ctx, item, touched, kept);
    const names = await namesOf(ctx, id, kept);
    const problem =
      kept.length > 0
        ? JSON.stringify({ message: { key: 'import.kept', values: { count: kept.length } }, kept: names })
        : null;
    await setStatus(ctx, id, 'undone', { problem, undone_at: ctx.now, undone_by: ctx.actor.id });
    await history(ctx, 'import.undone', {
      subject: { type: 'library', id: ctx.library.id },
      details: { file: item.file_name, kept: kept.length },
    });
    return kept;
  });
}

type Touched = { unit: number; organization_id: OrganizationId };

/** Which organizations the units speak of. */
async function touchedBy(ctx: Ctx, id: ImportId): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select distinct unit, after ->> 'organization_id' as organization_id from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and table_name = 'organization_sources'
      and after is not null`.execute(ctx.db);
  return rows;
}

/** Writes into the history of organizations that existed before and still exist that the import was undone. */
async function tellThem(ctx: Ctx, item: Import, touched: Touched[], kept: KeptUnit[]): Promise<void> {
  const keptUnits = new Set(kept.map((each) => each.unit));
  const ids = touched.filter((each) => !keptUnits.has(Number(each.unit))).map((each) => each.organization_id);
  const { rows } = await sql<{
    id: OrganizationId;
  }>`select id from organizations where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])`.execute(ctx.db);
  await compareAnew(
    ctx,
    rows.map((row) => row.id),
  );
  await histories(
    ctx,
    rows.map(({ id }) => ({
      action: 'organization.import_undone',
      subject: { type: 'organization', id },
      details: told(item),
    })),
  );
}

/** A later edition of the same list builds on this one and must be undone first. */
async function laterImport(ctx: Ctx, item: Import): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('imports')
    .select('file_name')
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', item.source)
    .where('status', '=', 'applied')
    .where('applied_at', '>', item.applied_at)
    .where((each) =>
      each.exists(
        each
          .selectFrom('recorded_changes as r')
          .select('r.seq')
          .whereRef('r.library_id', '=', 'imports.library_id')
          .whereRef('r.change_set_id', '=', 'imports.id'),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  return row?.file_name;
}

/** What was kept, by name: the first hundred. */
async function namesOf(ctx: Ctx, id: ImportId, kept: KeptUnit[]): Promise<string[]> {
  const units = kept.slice(0, 100).map((each) => String(each.unit));
  if (units.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select distinct on (unit) after ->> 'name' as name from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and unit = any(${units}::bigint[])
      and table_name in ('organizations', 'leads')
      and after is not null order by unit, seq desc`.execute(ctx.db);
  return rows.map((row) => row.name);
}
