/** A member is away for some days, and another acts for them. Pure, but for the schema. */
import { z } from 'zod';
import type { MemberId } from '../../house/ctx.ts';
import type { Id } from '../../house/ids.ts';
import { requiredDay, requiredId } from '../../house/parse.ts';

export type AbsenceId = Id<'absences'>;

export const absenceDraft = z
  .object({
    member_id: requiredId<'members'>(),
    deputy_id: requiredId<'members'>(),
    starts_on: requiredDay,
    ends_on: requiredDay,
  })
  .check(({ value, issues }) => {
    const wrong = (path: string, message: string) =>
      issues.push({ code: 'custom', input: value, path: [path], message });
    if (value.deputy_id === value.member_id) wrong('deputy_id', 'error.deputy_self');
    if (value.ends_on < value.starts_on) wrong('ends_on', 'error.ends_before');
  });
export type AbsenceDraft = z.output<typeof absenceDraft>;

export type Absence = AbsenceDraft & { id: AbsenceId; member: string; deputy: string };

/**
 * Who may act for somebody on a day: they themselves, whoever acts for them while they are away, and, where that one is
 * away too, whoever acts for that one. Deputies in a circle end where it began.
 */
export function actingFor(
  id: MemberId,
  absences: readonly Pick<Absence, 'member_id' | 'deputy_id' | 'starts_on' | 'ends_on'>[],
  day: string,
): MemberId[] {
  const acting: MemberId[] = [id];
  for (const each of acting)
    for (const { member_id, deputy_id, starts_on, ends_on } of absences)
      if (member_id === each && starts_on <= day && day <= ends_on && !acting.includes(deputy_id))
        acting.push(deputy_id);
  return acting;
}
