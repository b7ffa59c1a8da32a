/** Who outside reads an agreement by a link, and may comment: people of its partners, each by a mail of their own. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, type Ctx, daysAfter, type Locale, type MemberId, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { type Id, newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { longText, several } from '../../house/parse.ts';
import type { PersonId } from '../directory/person.ts';
import { sendLink, type Ways } from '../guests/guest-links.ts';
import type { PartnerId } from '../partners/partner.ts';
import { type Agreement, type AgreementId, mayChangeAgreement } from './agreement.ts';
import { agreementForUpdate } from './agreement-list.ts';
import { keepVersion } from './agreement-versions.ts';
import { tellOf } from './agreements.ts';

export type ReaderId = Id<'agreement_readers'>;
export type Reader = {
  id: ReaderId;
  agreement_id: AgreementId;
  partner_id: PartnerId;
  party: string;
  person_id: PersonId | null;
  name: string;
  email: string;
  locale: Locale;
  /** The version of which they were asked last. */
  number: number;
  asked_at: Date;
};

/** Days in which it is read by the link; afterwards a new one is sent to the same address on demand. */
const READ_DAYS = 90;

export type Reachable = { partner_id: PartnerId; person_id: PersonId; name: string; title: string; email: string };

/** Who works for these partners today and has an e-mail address, by name. One query. */
export async function reachableAt(ctx: Ctx, partners: readonly PartnerId[]): Promise<Reachable[]> {
  const { rows } = await sql<Reachable>`
    select p.id as partner_id, pe.id as person_id, pe.name, c.title, e.email
    from partners p join contacts c on c.library_id = p.library_id and c.organization_id = p.organization_id
    join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
    join lateral (select x.email from person_emails x where x.library_id = ${ctx.library.id} and x.person_id = pe.id
      order by x.kind = 'work' desc, x.position limit 1) e on true
    where p.library_id = ${ctx.library.id} and p.id = any(${[...partners]}::uuid[])
      and (c.ends_on is null or c.ends_on >= ${today(ctx)}) order by pe.name_key, pe.id`.execute(ctx.db);
  return rows;
}

export const readersDraft = z.object({
  people: several(z.string().regex(/^[0-9a-f-]{36} [0-9a-f-]{36}$/, 'error.choice')).refine(
    (all) => all.length > 0,
    'error.agreement_readers',
  ),
  message: longText(1000),
});

/** Who was asked to read it, the newest first. */
export async function readersOf(ctx: Ctx, id: AgreementId): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select r.id, r.agreement_id, r.partner_id, o.name as party, r.person_id, r.name, r.email, r.locale, r.number,
      r.asked_at
    from agreement_readers r join partners p on p.library_id = r.library_id and p.id = r.partner_id
    join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where r.library_id = ${ctx.library.id} and r.agreement_id = ${id} order by r.asked_at desc, r.id desc`.execute(
    ctx.db,
  );
  return rows;
}

export type NewReader = Pick<Reader, 'partner_id' | 'person_id' | 'name' | 'email' | 'locale'>;
type Asking = { asks: string; ways: Ways; by?: MemberId; letter?: string };

type OfVersion = { it: Pick<Agreement, 'id'>; number: number; who: NewReader };

/** One link for each person: whoever was asked before is asked by the same row. */
export async function askToRead(ctx: Ctx, { it, number, who }: OfVersion, asking: Asking): Promise<void> {
  const by = asking.by ?? memberId(ctx);
  const before = (await readersOf(ctx, it.id)).find(
    ({ email, partner_id }) => email === who.email && partner_id === who.partner_id,
  );
  const id = before?.id ?? newId<'agreement_readers'>();
  if (before)
    await sql`update agreement_readers set number = ${number}, asked_at = ${ctx.now}
      where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
  else
    await ctx.db
      .insertInto('agreement_readers')
      .values({ library_id: ctx.library.id, id, agreement_id: it.id, number, ...who, asked_by: by, asked_at: ctx.now })
      .execute();
  const { asks, ways, letter } = asking;
  const expires_at = daysAfter(ctx.now, READ_DAYS);
  const link = { purpose: 'agreement', subject_id: id, ...who, asks, expires_at, made_by: by } as const;
  await sendLink(ctx, { ...link, ...(letter && { letter }) }, ways);
}

type Sharing = z.output<typeof readersDraft> & { ways: Ways };

/** Keeps it as a version and asks people of the partners to read it. Returns how many. Throws Invalid. */
export async function shareAgreement(ctx: Ctx, id: AgreementId, { people, message, ways }: Sharing): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const it = await agreementForUpdate(ctx, id);
    allow(mayChangeAgreement(ctx.actor, it));
    const partners = it.partners.map((partner) => partner.id);
    const there = await reachableAt(ctx, partners);
    const chosen = people.map((key) => there.find(({ partner_id, person_id }) => `${partner_id} ${person_id}` === key));
    if (chosen.some((each) => !each)) throw new Invalid({ people: { key: 'error.choice' } });
    const number = await keepVersion(ctx, it, { change: it.number === null ? 'first' : 'major' });
    const { t } = speak(it.locale, ctx.library.timeZone);
    const asks = t('agreement.asks_reading', { name: it.name });
    for (const who of chosen) {
      const { partner_id, person_id, name, email } = found(who);
      const reader = { partner_id, person_id, name, email, locale: it.locale };
      await askToRead(
        ctx,
        { it, number, who: reader },
        { asks, ways, ...(message && { letter: `${asks}\n\n${message}` }) },
      );
    }
    await tellOf(ctx, 'agreement.shared', it);
    return chosen.length;
  });
}

/** Whoever was asked, by the link that is for this. */
export const mayRead = (actor: Actor, id: ReaderId): boolean =>
  actor.kind === 'guest' && actor.purpose === 'agreement' && actor.subjectId === id;
