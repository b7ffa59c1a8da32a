/** Asking somebody to introduce the library to a partner: an e-mail, logged, and what came of it. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { bouncedAmong } from '../../house/work/bounced.ts';
import type { PersonId } from '../directory/person.ts';
import { type Answers, writeTo } from '../outreach/write-to.ts';
import type { PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { organizationEnd } from './steps.ts';
import { type Introduction, type IntroductionId, type IntroductionOutcome, mayTie } from './tie.ts';
import { addTieUnlessThere, findEnd, isRefusedForTies } from './ties.ts';

export type Via = { person_id: PersonId; name: string; email: string; partner_id: PartnerId | null };

/** The work addresses of somebody, each with a partner of ours at which they are now. */
export async function addressesOfVia(ctx: Ctx, personId: PersonId): Promise<Via[]> {
  const { rows } = await sql<Via>`
    select pe.id as person_id, pe.name, e.email, (
        select p.id from contacts c join partners p on p.library_id = c.library_id
          and p.organization_id = c.organization_id
        where c.library_id = ${ctx.library.id} and c.person_id = pe.id
          and (c.ends_on is null or c.ends_on >= ${today(ctx)}) order by c.created_at, c.id limit 1) as partner_id
    from persons pe join person_emails e on e.library_id = pe.library_id and e.person_id = pe.id and e.kind = 'work'
    where pe.library_id = ${ctx.library.id} and pe.id = ${personId} order by e.position, e.email`.execute(ctx.db);
  return rows;
}

type Asking = { to: Via; subject: string; body: string; answers: Answers };

/** Sends the e-mail and keeps that it was asked. Throws Invalid for somebody who is not to be used, or not reached. */
export async function askForIntroduction(
  ctx: Ctx,
  partnerId: PartnerId,
  { to, subject, body, answers }: Asking,
): Promise<IntroductionId> {
  allow(mayTie(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const partner = await findPartner(ctx, partnerId);
    if (await isRefusedForTies(ctx, to.person_id)) throw new Invalid({ to: { key: 'error.tie_refused' } });
    if ((await bouncedAmong(ctx, [to.email])).size > 0) throw new Invalid({ to: { key: 'error.pitch_bounced' } });
    const { person_id, email } = to;
    // In the story of whoever is written to; of whom it is about where theirs is none of ours.
    const whom = { partner_id: to.partner_id ?? partnerId, person_id, email };
    await writeTo(ctx, { to: whom, locale: ctx.library.locale, subject, body }, answers);
    const id = newId<'introductions'>();
    const asked = { asked_by: memberId(ctx), asked_at: ctx.now };
    await ctx.db
      .insertInto('introductions')
      .values({ library_id: ctx.library.id, id, partner_id: partnerId, person_id, ...asked })
      .execute();
    const details = { name: to.name, to: partner.name };
    await history(ctx, 'introduction.asked', { subject: { type: 'partner', id: partnerId }, details });
    return id;
  });
}

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Introduction>`
  select i.id, i.partner_id, o.name as partner, i.person_id, pe.name as person, i.asked_by, u.name as who, i.asked_at,
    i.outcome
  from introductions i join partners p on p.library_id = i.library_id and p.id = i.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join persons pe on pe.library_id = i.library_id and pe.id = i.person_id
  join members m on m.library_id = i.library_id and m.id = i.asked_by join users u on u.id = m.user_id
  where i.library_id = ${ctx.library.id} and ${where}`;

export const findIntroduction = async (ctx: Ctx, id: IntroductionId): Promise<Introduction> =>
  found((await select(ctx, sql`i.id = ${id}`).execute(ctx.db)).rows[0]);

/** To one partner, the newest first. */
export const introductionsTo = async (ctx: Ctx, id: PartnerId): Promise<Introduction[]> =>
  (await select(ctx, sql`i.partner_id = ${id} order by i.asked_at desc, i.id desc`).execute(ctx.db)).rows;

/** What came of it. One that was made is a tie from then on. */
export async function sayIntroduced(ctx: Ctx, id: IntroductionId, outcome: IntroductionOutcome | ''): Promise<void> {
  allow(mayTie(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    // Two who say it at once: the second waits for the first, and is right.
    await sql`select 1 from introductions where library_id = ${ctx.library.id} and id = ${id} for update`.execute(
      ctx.db,
    );
    const was = await findIntroduction(ctx, id);
    const by = outcome ? { outcome_by: memberId(ctx), outcome_at: ctx.now } : { outcome_by: null, outcome_at: null };
    await ctx.db
      .updateTable('introductions')
      .set({ outcome, ...by })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .execute();
    if (outcome === 'made' && was.outcome !== 'made') await tieOf(ctx, was);
    await history(ctx, 'introduction.answered', { subject: { type: 'partner', id: was.partner_id } });
  });
}

async function tieOf(ctx: Ctx, { person_id, partner_id, who }: Introduction): Promise<void> {
  const { organization_id } = await findPartner(ctx, partner_id);
  const one = await findEnd(ctx, `person ${person_id}`);
  const other = await findEnd(ctx, organizationEnd(organization_id));
  const said = { source: who, known_on: today(ctx), through_us: false };
  await addTieUnlessThere(ctx, { one, other }, { kind: 'introduced', ...said });
}
