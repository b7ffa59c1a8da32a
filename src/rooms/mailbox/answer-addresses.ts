/**
 * Where the answers to what was written to partners come in: each of them has an address of its own, so an answer is
 * known by the address to which it came. They last, as an answer may come late; when the member who wrote has left,
 * what comes waits for those who give partners to others.
 */
import { sql } from 'kysely';
import { type Ctx, type LibraryId, type MemberId, memberId } from '../../house/ctx.ts';
import type { Db } from '../../house/db.ts';
import { hashOf, newId } from '../../house/ids.ts';
import { newSecret } from '../accounts/mail-address.ts';
import { memberBySecret } from '../accounts/mail-addresses.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';

/** Whom an answer is expected of; null for the organization itself. */
export type Answering = { partner_id: PartnerId; person_id: PersonId | null };
/** For whom something came: a member, or a member for what somebody answers. */
export type Addressee = { member_id: MemberId; partner_id: PartnerId | null; person_id: PersonId | null };

/** The secret of a new address for the answers of one. */
export async function addressForAnswers(ctx: Ctx, { partner_id, person_id }: Answering): Promise<string> {
  const secret = newSecret();
  await sql`insert into answer_addresses (library_id, id, token_hash, member_id, partner_id, person_id, made_at)
    values (${ctx.library.id}, ${newId()}, ${hashOf(secret)}, ${memberId(ctx)}, ${partner_id}, ${person_id},
      ${ctx.now})`.execute(ctx.db);
  return secret;
}

/** Whose a secret is, in the library that the transaction sees. */
export async function addresseeOf(db: Db, libraryId: LibraryId, secret: string): Promise<Addressee | undefined> {
  const member_id = await memberBySecret(db, libraryId, secret);
  if (member_id) return { member_id, partner_id: null, person_id: null };
  return db
    .selectFrom('answer_addresses')
    .select(['member_id', 'partner_id', 'person_id'])
    .where('library_id', '=', libraryId)
    .where('token_hash', '=', hashOf(secret))
    .executeTakeFirst();
}
