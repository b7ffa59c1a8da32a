/**
 * Applying an import and undoing it. Each is one transaction: killed half-way, nothing or all. What a row does is recorded as a unit, so that
 * undoing gives back what was there row by row and keeps what people have built on since.
 */
import { sql } from 'kysely';
import { type Kept, nextUnit, recording, undoChangeSet } from '../../house/change-sets.ts';
import type { Ctx } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { compareAnew } from '../directory/organizations.ts';
import { keepSource } from '../directory/sources.ts';
import { bringLeads, type LeadDraft } from '../leads/leads.ts';
import { placeOf } from '../places/places.ts';
import { bringChanges, bringPartner } from './bringing.ts';
import { type Counts, type Import, mayImport } from './import.ts';
import { storedRows } from './import-rows.ts';
import { findImport, setStatus } from './imports.ts';
import { keepPlan } from './kept-plan.ts';
import { type PlannedUnit, planImport } from './planning.ts';

/** Told how far it is; written beside the transaction, so that somebody can watch. */
export type Watch = (done: number, total: number) => Promise<void>;
const nobody: Watch = async () => {};

/** Does what the dry run said, worked out anew. An import that was applied already stays as it is. */
export async function applyImport(ctx: Ctx, id: string, watch: Watch = nobody): Promise<Counts> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'queued' && item.status !== 'checked') return item.counts;
    const plan = await planImport(ctx, item, await storedRows(ctx, id));
    const made = item.target === 'leads' ? await applyLeads(ctx, item, plan.units, watch) : await applyPartners(ctx, item, plan.units, watch);
    await keepPlan(ctx, id, plan, made);
    await setStatus(ctx, id, 'applied', { counts: JSON.stringify(plan.counts), problem: null, applied_at: ctx.now, applied_by: ctx.actor.id });
    const { rows, new: added, changed } = plan.counts;
    await history(ctx, 'import.applied', { type: 'library', id: ctx.library.id }, { file: item.file_name, rows, added, changed });
    return plan.counts;
  });
}

/** Two lists at once would each find the other's organizations missing. The lock ends with the transaction. */
const oneAtATime = (ctx: Ctx) => sql`select pg_advisory_xact_lock(hashtextextended(${`import ${ctx.library.id}`}, 0))`.execute(ctx.db);

async function applyPartners(ctx: Ctx, item: Import, units: PlannedUnit[], watch: Watch): Promise<Map<number, string>> {
  const made = new Map<number, string>();
  const speaking = units.filter((unit) => ['new', 'changed'].includes(unit.outcome) || (unit.outcome === 'same' && unit.difference !== null));
  await recording(ctx, { id: item.id, unit: 0 }, async (ctx) => {
    for (const [done, unit] of speaking.entries()) {
      await nextUnit(ctx, unit.number);
      const partner = await applyUnit(ctx, item, unit);
      if (partner) made.set(unit.number, partner);
      if (done % 20 === 19) await watch(done + 1, speaking.length);
    }
  });
  return made;
}

/** Returns the partner that it made, if it made one. */
async function applyUnit(ctx: Ctx, item: Import, unit: PlannedUnit): Promise<string | null> {
  const from = { source: item.source, source_key: unit.key };
  const told = { source: item.source, file: item.file_name };
  if (unit.outcome === 'new') {
    const { partnerId, organizationId } = await bringPartner(ctx, unit.record, from);
    await history(ctx, 'organization.imported', { type: 'organization', id: organizationId }, told);
    return partnerId;
  }
  const id = unit.organizationId;
  if (!id) return null;
  const changes = await bringChanges(ctx, id, { before: unit.before, now: unit.record });
  await keepSource(ctx, { ...from, organization_id: id, brought: unit.record });
  if (changes.length > 0) await history(ctx, 'organization.imported', { type: 'organization', id }, told);
  return null;
}

async function applyLeads(ctx: Ctx, item: Import, units: PlannedUnit[], watch: Watch): Promise<Map<number, string>> {
  const drafts = units.filter((unit) => unit.outcome === 'new' || unit.outcome === 'changed').map((unit) => leadIn(item, unit));
  await recording(ctx, { id: item.id, unit: 'each' }, (ctx) => bringLeads(ctx, drafts, (done) => watch(done, drafts.length)));
  return new Map();
}

function leadIn(item: Import, { key, record }: PlannedUnit): LeadDraft {
  const { name, alternate_names, tax_id, sectors, addresses } = record.organization;
  const [address] = addresses;
  const point =
    record.latitude !== null && record.longitude !== null ? { latitude: record.latitude, longitude: record.longitude } : placeOf(address?.postal_code ?? '');
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
export async function undoImport(ctx: Ctx, id: string, watch: Watch = nobody): Promise<Kept[]> {
  allow(mayImport(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    await oneAtATime(ctx);
    const item = await findImport(ctx, id, { lock: true });
    if (item.status !== 'applied' && item.status !== 'undoing') throw new Invalid({ form: { key: 'error.import_not_applied' } });
    const later = await laterImport(ctx, item);
    if (later) throw new Invalid({ form: { key: 'error.import_later', values: { file: later } } });
    const touched = await touchedBy(ctx, id);
    const kept = await undoChangeSet(ctx, id, watch);
    await tellThem(ctx, item, touched, kept);
    const names = await namesOf(ctx, id, kept);
    const problem = kept.length > 0 ? JSON.stringify({ message: { key: 'import.kept', values: { count: kept.length } }, kept: names }) : null;
    await setStatus(ctx, id, 'undone', { problem, undone_at: ctx.now, undone_by: ctx.actor.id });
    await history(ctx, 'import.undone', { type: 'library', id: ctx.library.id }, { file: item.file_name, kept: kept.length });
    return kept;
  });
}

type Touched = { unit: number; organization_id: string };

/** Which organizations the units speak of. */
async function touchedBy(ctx: Ctx, id: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select distinct unit, after ->> 'organization_id' as organization_id from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and table_name = 'organization_sources' and after is not null`.execute(ctx.db);
  return rows;
}

/** Those that were there before and are there still have it in their history. */
async function tellThem(ctx: Ctx, item: Import, touched: Touched[], kept: Kept[]): Promise<void> {
  const keptUnits = new Set(kept.map((each) => each.unit));
  const ids = touched.filter((each) => !keptUnits.has(Number(each.unit))).map((each) => each.organization_id);
  const { rows } = await sql<{ id: string }>`select id from organizations where library_id = ${ctx.library.id} and id = any(${ids}::uuid[])`.execute(ctx.db);
  await compareAnew(
    ctx,
    rows.map((row) => row.id),
  );
  for (const { id } of rows) await history(ctx, 'organization.import_undone', { type: 'organization', id }, { source: item.source, file: item.file_name });
}

/** A later edition of the same list stands on this one: it is undone first. */
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
async function namesOf(ctx: Ctx, id: string, kept: Kept[]): Promise<string[]> {
  const units = kept.slice(0, 100).map((each) => String(each.unit));
  if (units.length === 0) return [];
  const { rows } = await sql<{ name: string }>`
    select distinct on (unit) after ->> 'name' as name from recorded_changes
    where library_id = ${ctx.library.id} and change_set_id = ${id} and unit = any(${units}::bigint[]) and table_name in ('organizations', 'leads')
      and after is not null order by unit, seq desc`.execute(ctx.db);
  return rows.map((row) => row.name);
}
