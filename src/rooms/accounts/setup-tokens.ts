/**
 * Who reads the log of a first start may found the first library. Each process prints a token of its own and all take
 * any of them, because the first click may reach another process than the one that was read.
 */
import { daysAfter, type HostCtx } from '../../house/ctx.ts';
import { hashOf, newToken } from '../../house/ids.ts';
import { librariesExist } from './libraries.ts';

const DAYS = 30;
const oldest = (host: HostCtx) => daysAfter(host.now, -DAYS);

/** A new one, or null when there is a library already and none is of use any more. */
export async function newSetupToken(host: HostCtx): Promise<string | null> {
  const founded = await librariesExist(host);
  const since = founded ? host.now : oldest(host);
  await host.db.deleteFrom('setup_tokens').where('created_at', '<', since).execute();
  if (founded) return null;
  const token = newToken();
  await host.db
    .insertInto('setup_tokens')
    .values({ token_hash: hashOf(token), created_at: host.now })
    .execute();
  return token;
}

export const isSetupToken = async (host: HostCtx, token: string): Promise<boolean> =>
  (await host.db
    .selectFrom('setup_tokens')
    .select('token_hash')
    .where('token_hash', '=', hashOf(token))
    .where('created_at', '>=', oldest(host))
    .executeTakeFirst()) !== undefined;
