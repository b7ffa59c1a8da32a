/** Recognizes the organizations of a list: by our own id, by the key in the list, or by the name of a partner. */

import type { Ctx } from '../../../../house/ctx.ts';
import { idFrom } from '../../../../house/ids.ts';
import type { Match } from '../../../directory/likeness.ts';
import type { OrganizationId } from '../../../directory/organization.ts';
import { organizationsByAnyId } from '../../../directory/organizations.ts';
import { comparableName, sameName } from '../../../directory/same-name.ts';
import { knownNamesakes } from '../../../partners/namesakes.ts';
import { recordIn } from '../rows/stored-record.ts';
import type { Unit } from './units.ts';

/** Adds partners with the same name as matches, whatever their city says, unless the two have different tax ids. */
export async function addNamesakes(ctx: Ctx, strangers: Unit[], likes: Map<string, Match[]>): Promise<void> {
  const namesakes = await knownNamesakes(
    ctx,
    strangers.map((unit) => unit.record.organization.name),
  );
  for (const { number, record } of strangers) {
    const { name, tax_id } = record.organization;
    const matches = likes.get(String(number)) ?? [];
    const more = namesakes(name).filter(
      (each) => !matches.some(({ id }) => id === each.id) && (!tax_id || !each.tax_id || tax_id === each.tax_id),
    );
    likes.set(
      String(number),
      [...matches, ...more.map(({ id }): Match => ({ id, reasons: ['name'], score: 0 }))].slice(0, 5),
    );
  }
}

/**
 * By the key of a unit, the organization whose id it carries, or the id of a contact there: an export of ours that is
 * imported again. Not where the names are too different: then a person is asked.
 */
export async function ownOrganizations(ctx: Ctx, units: Unit[]): Promise<Map<string, OrganizationId>> {
  const ids = new Map(
    units.flatMap((unit) =>
      OWN_ID.test(unit.record.external_id)
        ? [[unit.key, idFrom(unit.record.external_id.replace(/^urn:uuid:/i, ''))] as const]
        : [],
    ),
  );
  const known = await organizationsByAnyId(ctx, [...ids.values()]);
  return new Map(
    units.flatMap((unit) => {
      const id = ids.get(unit.key);
      const found = id && known.get(id);
      return found &&
        sameName([found.name, ...found.alternate_names].map(comparableName), [
          comparableName(unit.record.organization.name),
        ])
        ? [[unit.key, found.id]]
        : [];
    }),
  );
}

const OWN_ID = /^(urn:uuid:)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The unit under the key it really has. When the list gave this key to an organization with a very different name
 * before, the two numbers may be equal by chance: the name becomes part of the key, and a person is asked whether it is
 * the same organization.
 */
export function withOwnKey(unit: Unit, sources: Map<string, { brought: unknown }>, leads: Map<string, unknown>): Unit {
  const { name } = unit.record.organization;
  const before = recordIn(sources.get(unit.key)?.brought ?? leads.get(unit.key));
  if (!before || before.organization.name === name) return unit;
  return sameName([comparableName(before.organization.name)], [comparableName(name)])
    ? unit
    : { ...unit, key: ownKey(unit) };
}

export const ownKey = ({ key, record }: Unit): string => `${key} | ${comparableName(record.organization.name).core}`;
