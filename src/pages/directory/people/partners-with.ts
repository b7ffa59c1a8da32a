/** The partners where these people have, or had, a role, by organization. */
import type { Ctx } from '../../../house/ctx.ts';
import type { Person } from '../../../rooms/directory/persons.ts';
import { partnersOf } from '../../../rooms/partners/partners.ts';

export const partnersWith = (ctx: Ctx, people: Person[]): Promise<Map<string, string>> =>
  partnersOf(
    ctx,
    people.flatMap(({ roles }) => roles.map((role) => role.organization_id)),
  );
