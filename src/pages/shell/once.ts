/**
 * Every form carries a key. The key, the change and its history go into one transaction, so a double click, the back
 * button or a retry finds the key used and leads to where the first one led. The same key with other content is another
 * form, and that form is shown again.
 */
import { type Db, inTransaction } from '../../house/db.ts';
import { Invalid } from '../../house/errors.ts';
import type { Values } from '../../ui/here.ts';
import type { Sent } from './form-body.ts';
import { landing, type Outcome } from './landing.ts';
import { bodyHash } from './typed.ts';
import type { Visit } from './visit.ts';

export const keyOf = ({ _key }: Values): string | undefined =>
  typeof _key === 'string'
    ? /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(_key)?.[0]
    : undefined;

/** A form and the address that it was sent to. */
type Posted = Omit<Sent, 'error'> & { path: string };

/** Claims the form's key, does the work and notes where it led, all in one transaction. */
export async function once<V extends Visit>(
  visit: V,
  { fields, files, path }: Posted,
  work: (visit: V) => Promise<Outcome>,
): Promise<Outcome> {
  const key = keyOf(fields);
  return inTransaction(visit.host, async (host) => {
    const inside = { ...visit, host, ctx: visit.ctx && { ...visit.ctx, db: host.db } };
    if (!key) return work(inside);
    const body_hash = bodyHash(fields, files);
    const submission = { key, sender: visit.visitor?.userId ?? '', path, body_hash, created_at: host.now };
    const earlier = await claim(host.db, submission);
    if (earlier !== null) return landing(earlier);
    const outcome = await work(inside);
    if (outcome instanceof Response) return outcome;
    const { to } = outcome.led;
    await host.db.updateTable('submissions').set({ location: to }).where('key', '=', key).execute();
    return outcome;
  });
}

type Submission = { key: string; sender: string; path: string; body_hash: Buffer; created_at: Date };

/**
 * Null when the key was free, else where the first form led. A second sender waits here until the transaction of the
 * first one ends.
 */
async function claim(db: Db, submission: Submission): Promise<string | null> {
  const claimed = await db
    .insertInto('submissions')
    .values(submission)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows) return null;
  const earlier = await submissionOf(db, submission.key);
  if (!earlier || earlier.sender !== submission.sender || earlier.path !== submission.path)
    throw new Invalid({ form: { key: 'error.form_key' } });
  if (earlier.body_hash && !submission.body_hash.equals(earlier.body_hash))
    throw new Invalid({ form: { key: 'error.form_changed' } });
  return earlier.location;
}

const submissionOf = (db: Db, key: string) =>
  db
    .selectFrom('submissions')
    .select(['sender', 'path', 'location', 'body_hash'])
    .where('key', '=', key)
    .executeTakeFirst();

/** Where this very form led, if its sender has sent it before and it was taken. */
export async function takenBefore({ host, visitor }: Visit, fields: Values, path: string): Promise<string | null> {
  const key = keyOf(fields);
  const earlier = key && visitor && (await submissionOf(host.db, key));
  if (!earlier || earlier.sender !== visitor.userId || earlier.path !== path) return null;
  return earlier.body_hash?.equals(bodyHash(fields)) ? earlier.location : null;
}
