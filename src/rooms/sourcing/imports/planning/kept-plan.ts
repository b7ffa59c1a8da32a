/** What a plan says of each row, kept with the row for people to read. */

import { sql } from 'kysely';
import type { Ctx } from '../../../../house/ctx.ts';
import { tellsWhere } from '../../../directory/confidential.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import type { PartnerId } from '../../../partners/partner.ts';
import type { ImportId, ImportRow, Outcome, RowPlan } from '../import.ts';
import type { CellProblem } from '../reading/sheet.ts';
import type { PlannedUnit } from './deciding.ts';
import { isRemembered, type Plan } from './planning.ts';
import { kinOf } from './units.ts';

/** `partners` are those that applying has made, by the number of their unit. */
type PlanToKeep = Plan & { partners?: Map<number, PartnerId> };

export async function keepPlan(ctx: Ctx, id: ImportId, plan: PlanToKeep): Promise<void> {
  const matches = await matchesOf(ctx, plan.units);
  const units = plan.units.flatMap((unit) =>
    unit.rows.map((number, at) => ({
      number,
      unit: unit.number,
      kin: kinOf(unit.key),
      remembered: at === 0 && isRemembered(unit),
      outcome: unit.outcome,
      plan: at === 0 ? shown(unit, matches, plan.partners?.get(unit.number) ?? null) : null,
    })),
  );
  const errors = plan.errors.map((number) => ({ ...ALONE, number, outcome: 'error' as const }));
  const left = plan.left.map((number) => ({ ...ALONE, number, outcome: 'left_out' as const }));
  const outcomes = [...units, ...errors, ...left];
  await keepOutcomes(
    ctx,
    id,
    outcomes.map((each) => ({ ...each, found: plan.problems.get(each.number) ?? [] })),
  );
}

type RowOutcome = {
  number: number;
  unit: number | null;
  kin: string | null;
  remembered: boolean;
  outcome: Outcome;
  plan: ImportRow['plan'];
  found: CellProblem[];
};
/** The fields of a row that belongs to no unit. */
const ALONE = { unit: null, kin: null, remembered: false, plan: null };

async function keepOutcomes(ctx: Ctx, id: ImportId, outcomes: RowOutcome[]): Promise<void> {
  for (let at = 0; at < outcomes.length; at += 2000) {
    const part = outcomes.slice(at, at + 2000);
    await sql`
      update import_rows r set outcome = n.outcome, unit = n.unit, kin = n.kin, remembered = n.remembered, plan
        = n.plan, found = n.found
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as n(number int, unit int, kin text, remembered boolean,
        outcome text, plan jsonb, found jsonb)
      where r.library_id = ${ctx.library.id} and r.import_id = ${id} and r.number = n.number`.execute(ctx.db);
  }
}

type Known = { id: OrganizationId; name: string; partner_id: PartnerId | null; about: string[] };

/**
 * The organizations that units look like, with the few facts by which a person tells them. A hint stays with the row:
 * no confidential address is in it.
 */
async function matchesOf(ctx: Ctx, units: PlannedUnit[]): Promise<Map<string, Known>> {
  const ids = [...new Set(units.flatMap((unit) => unit.matches.map((match) => match.id)))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Known>`
    select o.id, o.name, p.id as partner_id, array_remove(array[
        (select nullif(concat_ws(', ', nullif(a.address_1, ''), nullif(a.city, ''), nullif(a.postal_code, '')), '')
          from addresses a
          where a.library_id = ${ctx.library.id} and a.organization_id = o.id and ${tellsWhere('o')}
            order by a.position limit 1),
        (select f.number from phones f where f.library_id = ${ctx.library.id} and f.organization_id = o.id
          order by f.position limit 1),
        nullif(o.email, ''), nullif(o.website, '')], null) as about
    from organizations o left join partners p on p.library_id = o.library_id and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and o.id = any(${ids}::uuid[])`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

function shown(unit: PlannedUnit, known: Map<string, Known>, partner_id: PartnerId | null): RowPlan {
  const { name, sectors } = unit.record.organization;
  const matches = unit.matches.flatMap(({ id, reasons }) => {
    const match = known.get(id);
    return match ? [{ ...match, reasons }] : [];
  });
  return {
    name,
    sectors,
    about: aboutUnit(unit),
    dropped: unit.dropped,
    matches,
    changes: unit.difference?.changes.slice(0, 20) ?? [],
    partner_id,
  };
}

function aboutUnit({ record: { organization, contacts, services, locations } }: PlannedUnit): string[] {
  const [address] = organization.addresses;
  const place = address ? [address.address_1, address.city, address.postal_code].filter(Boolean).join(', ') : '';
  const places = [...services, ...locations].slice(0, 2).map((each) => each.name);
  return [
    place,
    ...organization.phones.map((phone) => phone.number),
    organization.email,
    organization.website,
    ...contacts.map((each) => each.name),
    ...places,
  ].filter(Boolean);
}
