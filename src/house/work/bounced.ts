/**
 * Addresses at which mail does not arrive: their mail server said so for good, at once or by a notice. Such an address
 * is shown with the mark wherever one could write to it, until somebody says that it works again.
 */
import type { Ctx, LibraryId } from '../ctx.ts';
import type { Db } from '../db.ts';

export type Bounced = { email: string; status: string; said: string; bounced_at: Date };

/**
 * Whether a status (RFC 3463) says that there is nobody of that address, or no such place: not that a mailbox is full,
 * or that our sender or our words were not liked.
 */
export const isNobody = (status: string): boolean => /^5\.(1\.[1-6]|1\.10|0\.0|4\.4)$/.test(status);

export async function noteBounce(db: Db, bounced: Bounced & { library_id: LibraryId }): Promise<void> {
  const row = { ...bounced, email: bounced.email.toLowerCase() };
  await db
    .insertInto('bounced_addresses')
    .values(row)
    .onConflict((known) => known.columns(['library_id', 'email']).doUpdateSet(row))
    .execute();
}

/** Those of these addresses at which mail does not arrive. */
export async function bouncedAmong(ctx: Ctx, emails: readonly string[]): Promise<Map<string, Bounced>> {
  if (emails.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('bounced_addresses')
    .select(['email', 'status', 'said', 'bounced_at'])
    .where('library_id', '=', ctx.library.id)
    .where('email', 'in', [...new Set(emails)])
    .execute();
  return new Map(rows.map((row) => [row.email, row]));
}

/** Whose they were is kept no longer. */
export async function forgetBounces(ctx: Ctx, emails: readonly string[]): Promise<void> {
  for (const email of emails.filter((each) => each.includes('@'))) await forgetBounce(ctx, email.toLowerCase());
}

/** It works again. */
export async function forgetBounce(ctx: Ctx, email: string): Promise<void> {
  await ctx.db
    .deleteFrom('bounced_addresses')
    .where('library_id', '=', ctx.library.id)
    .where('email', '=', email)
    .execute();
}
