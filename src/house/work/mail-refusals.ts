/**
 * Who does not want which kind of mail any more. The mail itself says who asks: it carries a token, of which the table
 * has the hash. Mail that answers what somebody did themselves (a link to sign in, say) has no kind and cannot be
 * refused.
 */
import { sql } from 'kysely';
import type { Ctx, HostCtx, LibraryId } from '../ctx.ts';
import type { Db } from '../db.ts';
import { found } from '../errors.ts';
import { hashOf } from '../ids.ts';

/** What a mail's link names. */
export type StopLink = { libraryId: LibraryId; token: string };
export type Subscription = { kind: string; recipient: string; refused: boolean };

/** For anyone who holds the mail. Points the transaction at the library, and throws NotFound. */
export async function subscriptionOf(host: HostCtx, link: StopLink): Promise<Subscription> {
  await sql`select set_config('app.library_id', ${link.libraryId}, true)`.execute(host.db);
  const row = await host.db
    .selectFrom('outbox as o')
    .leftJoin('mail_refusals as r', (join) =>
      join
        .onRef('r.library_id', '=', 'o.library_id')
        .onRef('r.recipient', '=', 'o.recipient')
        .onRef('r.kind', '=', 'o.kind'),
    )
    .select(['o.kind', 'o.recipient', 'r.refused_at'])
    .where('o.library_id', '=', link.libraryId)
    .where('o.stop_hash', '=', hashOf(link.token))
    .executeTakeFirst();
  const { refused_at, ...subscription } = found(row);
  return { ...subscription, refused: refused_at !== null };
}

/** No more of this kind; or, with `refused` false, as before. */
export async function refuseMail(host: HostCtx, link: StopLink, refused: boolean): Promise<void> {
  const { kind, recipient } = await subscriptionOf(host, link);
  await note(host, { library_id: link.libraryId, recipient, kind }, refused);
}

async function note(host: HostCtx, key: Key, refused: boolean): Promise<void> {
  if (refused)
    await host.db
      .insertInto('mail_refusals')
      .values({ ...key, refused_at: host.now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  else
    await host.db
      .deleteFrom('mail_refusals')
      .where((row) => row.and(key))
      .execute();
}

/** As somebody told us who has no such mail at hand, such as on the phone. */
export async function refuseFor(
  ctx: Ctx,
  { recipient, kind }: { recipient: string; kind: string },
  refused: boolean,
): Promise<void> {
  await note(ctx, { library_id: ctx.library.id, recipient, kind }, refused);
}

type Key = { library_id: LibraryId; recipient: string; kind: string };

export const isRefused = async (db: Db, key: Key): Promise<boolean> =>
  (await db
    .selectFrom('mail_refusals')
    .select('kind')
    .where((row) => row.and(key))
    .executeTakeFirst()) !== undefined;
