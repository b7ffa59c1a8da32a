/** Our cookies are for this site alone, and no script reads them. */
import type { House } from '../../house/furnish.ts';

export const cookieOf = (house: House) => ({
  path: '/',
  httpOnly: true,
  secure: house.secure,
  sameSite: 'Lax' as const,
});
