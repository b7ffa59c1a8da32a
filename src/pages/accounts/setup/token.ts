/**
 * The first run: behind the token that the log printed, while there is no library. First which library (search the IMLS
 * survey or type one), then its time zone, language and first administrator; or the demo county instead.
 */
import { NotFound } from '../../../house/errors.ts';
import { librariesExist } from '../../../rooms/accounts/libraries.ts';
import { isSetupToken } from '../../../rooms/accounts/setup-tokens.ts';
import { limit, type Visit } from '../../shell/visit.ts';

/**
 * Lets in only somebody who has the token, and nobody once there is a library. Returns the token. Not for `load`: wrong
 * tokens are counted, and the second of two clicks, when there is a library already, must lead to the same page as the
 * first.
 */
export async function setupToken(visit: Visit): Promise<string> {
  const token = visit.param('token');
  if (await librariesExist(visit.host)) throw new NotFound();
  if (!(await isSetupToken(visit.host, token))) {
    await limit(visit, 'setup', visit.clientAddress);
    throw new NotFound();
  }
  return token;
}
