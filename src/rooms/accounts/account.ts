/**
 * People and libraries. A user is a person who can sign in; a member is that person's account in one library, with a
 * role. Identity is kept small and ours (docs/decisions/006-auth.md): the password is hashed by argon2, tokens and
 * codes are stored hashed.
 */
import { z } from 'zod';
import { type Actor, atLeast, LOCALES, ROLES, type Role } from '../../house/ctx.ts';
import { checkbox, email, line, optionalId, requiredEmail, requiredLine, version, website } from '../../house/parse.ts';

export const role = z.enum(ROLES, 'error.choice');
export const locale = z.enum(LOCALES as ['en', 'es'], 'error.choice');
export const timeZone = z
  .string('error.choice')
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', 'error.time_zone');

/** At least 12 characters, any characters: length is what protects a password. */
export const newPassword = z
  .string('error.required')
  .min(12, 'error.password_short')
  .max(200)
  .refine((text) => new Set(text).size >= 5, 'error.password_simple');

export const credentials = z.object({ email, password: z.string().max(500).default('') });
export const newUser = z.object({ name: requiredLine(120), password: newPassword });
export const libraryDraft = z.object({ name: requiredLine(200), time_zone: timeZone, locale });
export const firstAdministrator = z.object({
  admin_name: requiredLine(120),
  admin_email: requiredEmail,
  admin_password: newPassword,
});
export const invitationDraft = z.object({ email: requiredEmail, role });
export const codeEntry = z.object({
  email: requiredEmail,
  code: line(20)
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().length(6, 'error.code_length')),
});
export const memberEdit = z.object({ role, branch_id: optionalId<'branches'>(), version });
export const branchDraft = z.object({ name: requiredLine(200), city: line(200), postal_code: line(20) });
export type BranchDraft = z.output<typeof branchDraft>;
export const branchEdit = branchDraft.extend({ version });
export const accountEdit = z.object({
  name: requiredLine(120),
  locale: z
    .union([z.literal(''), locale])
    .default('')
    .transform((value) => value || null),
  version,
});

/** Band limits are typed as figures, "4.0"; both lie on the 1 to 5 scale and the upper one is higher. */
const limit = line(10).transform((text, context) => {
  const value = Math.round(Number(text.replace(',', '.')) * 10);
  if (Number.isInteger(value) && value >= 11 && value <= 50) return value;
  context.addIssue({ code: 'custom', message: 'error.band' });
  return z.NEVER;
});
export const librarySettings = libraryDraft
  .extend({ website, holds_up_from: limit, mixed_from: limit, public_directory: checkbox, version })
  .refine((settings) => settings.mixed_from < settings.holds_up_from, {
    path: ['mixed_from'],
    message: 'error.band_order',
  });

/** Who may make somebody a member with this role: by an invitation, or by changing what they are. */
export const mayGive = (role: Role) => (actor: Actor) => mayManageMembers(actor) && atLeast(actor, role);
export const mayManageMembers = (actor: Actor) => atLeast(actor, 'administrator');
export const mayChangeSettings = (actor: Actor) => atLeast(actor, 'administrator');
/** Readers, too: what a library keeps is for all of its members to see, unless a page says otherwise. */
export const anyMember = (actor: Actor) => atLeast(actor, 'reader');
