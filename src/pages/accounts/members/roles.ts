/** The roles to choose from, the least first, each with what it may. */
import { ROLES } from '../../../house/ctx.ts';
import type { Language } from '../../../house/messages.ts';

export const roleOptions = ({ message }: Pick<Language, 'message'>) =>
  [...ROLES].reverse().map((role) => ({
    value: role,
    label: `${message({ key: `role.${role}` })}: ${message({ key: `role.${role}_may` })}`,
  }));
