/** Asking a partner whether our facts about it are still right, what it said, and taking that over. */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, daysAfter, type Locale, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, Invalid } from '../../house/errors.ts';
import { history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { placesFor } from '../directory/confidential.ts';
import { contactsOf } from '../directory/contacts.ts';
import type { OrganizationDraft } from '../directory/organization.ts';
import { changeOrganizations, findOrganization } from '../directory/organizations.ts';
import type { PersonId } from '../directory/person.ts';
import { findPerson } from '../directory/persons.ts';
import { servicesOf } from '../directory/services.ts';
import { readablePhone } from '../directory/written.ts';
import { revokeFor, sendLink, type Ways } from '../guests/guest-links.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import {
  ASKED,
  type Confirmation,
  type ConfirmationId,
  type Corrections,
  type DetailsDraft,
  maySayDetails,
  maySettle,
  type TAKEN,
} from './confirmation.ts';

const LINK_DAYS = 60;

const select = (ctx: Ctx, where: RawBuilder<unknown>) => sql<Confirmation>`
  select c.id, c.partner_id, o.name as partner, pe.name as person, c.asked_at, c.said_at, c.corrections, c.remark,
    c.settled_at
  from confirmations c join partners p on p.library_id = c.library_id and p.id = c.partner_id
  join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  join persons pe on pe.library_id = c.library_id and pe.id = c.person_id
  where c.library_id = ${ctx.library.id} and ${where}`;

export const findConfirmation = async (ctx: Ctx, id: ConfirmationId): Promise<Confirmation> =>
  found((await select(ctx, sql`c.id = ${id}`).execute(ctx.db)).rows[0]);

/** The latest that said something, and the latest that was asked for and waits for its answer. */
export async function confirmationsOf(
  ctx: Ctx,
  partnerId: PartnerId,
): Promise<{ last: Confirmation | undefined; open: Confirmation | undefined }> {
  const of = sql`c.partner_id = ${partnerId} order by coalesce(c.said_at, c.asked_at) desc, c.id desc limit 20`;
  const { rows } = await select(ctx, of).execute(ctx.db);
  return { last: rows.find(({ said_at }) => said_at), open: rows.find(({ said_at }) => !said_at) };
}

/** Sends a person of theirs the link, to an address of theirs. */
export async function askForConfirmation(
  ctx: Ctx,
  partnerId: PartnerId,
  { person_id, email, locale, ways }: { person_id: PersonId; email: string; locale: Locale; ways: Ways },
): Promise<ConfirmationId> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findPartner(ctx, partnerId);
    const person = await findPerson(ctx, person_id);
    if (!person.emails.some((each) => each.email === email)) throw new Invalid({ email: { key: 'error.not_theirs' } });
    const id = newId<'confirmations'>();
    await ctx.db
      .insertInto('confirmations')
      .values({ library_id: ctx.library.id, id, partner_id: partnerId, person_id, ...by(ctx) })
      .execute();
    const { t } = speak(locale);
    // Of all that were asked, the last one answers.
    await revokeFor(ctx, linksTo(partnerId));
    const link = { purpose: 'details', subject_id: id, partner_id: partnerId, person_id } as const;
    const expires_at = daysAfter(ctx.now, LINK_DAYS);
    await sendLink(ctx, { ...link, email, locale, asks: t('details.asks', { name }), expires_at }, ways);
    await history(ctx, 'confirmation.asked', {
      subject: { type: 'partner', id: partnerId },
      details: { name: person.name },
    });
    return id;
  });
}

const linksTo = (partner_id: PartnerId) => ({ purpose: 'details', partner_id }) as const;

/** Ends the links that went to people of a partner and are open. */
export async function endConfirmationLinks(ctx: Ctx, partnerId: PartnerId): Promise<void> {
  allow(mayLog(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await revokeFor(ctx, linksTo(partnerId));
    await history(ctx, 'confirmation.link_ended', { subject: { type: 'partner', id: partnerId } });
  });
}

const by = (ctx: Ctx) => ({ asked_by: memberId(ctx), asked_at: ctx.now });

export type OwnFacts = Record<(typeof ASKED)[number], string> & { services: string[]; people: string[] };

/** What they are shown of themselves: nothing that is confidential, and nobody who may not be published. */
export async function ownFacts(ctx: Ctx, { partner_id }: Pick<Confirmation, 'partner_id'>): Promise<OwnFacts> {
  const { organization_id } = await findPartner(ctx, partner_id);
  const organization = await findOrganization(ctx, organization_id);
  const services = await servicesOf(ctx, organization_id);
  const people = (await contactsOf(ctx, organization_id)).filter((each) => each.may_be_published && !each.ends_on);
  return {
    ...{ description: organization.description, website: organization.website, email: organization.email },
    phones: organization.phones
      .map(({ number, extension, description }) =>
        [readablePhone(number), extension, description].filter(Boolean).join(' · '),
      )
      .join('\n'),
    addresses: placesFor('outside', organization, organization.addresses)
      .map(({ address_1, address_2, city, state_province, postal_code }) =>
        [address_1, address_2, city, `${state_province} ${postal_code}`.trim()].filter(Boolean).join(', '),
      )
      .join('\n'),
    services: services.map(({ name }) => name),
    people: people.map(({ name, title }) => [name, title].filter(Boolean).join(', ')),
  };
}

/**
 * Keeps what they say: only what differs from what they were shown, as our own facts may have changed meanwhile. Where
 * nothing differs, it is a confirmation.
 */
export async function sayDetails(
  ctx: Ctx,
  id: ConfirmationId,
  said: { now: DetailsDraft; shown: Corrections } | null,
): Promise<void> {
  const confirmation = await findConfirmation(ctx, id);
  allow(maySayDetails(ctx.actor, confirmation));
  const differs = ASKED.filter((field) => said && said.now[field] !== (said.shown[field] ?? ''));
  const corrections: Corrections = Object.fromEntries(differs.map((field) => [field, said?.now[field] ?? '']));
  const remark = said?.now.remark ?? '';
  const assured = differs.length === 0 && remark === '';
  const settled_at = assured ? ctx.now : null;
  await inTransaction(ctx, async (ctx) => {
    // What a member has looked at stays as it was said.
    const { rows } = await sql`update confirmations set said_at = ${ctx.now}, remark = ${remark},
        corrections = ${JSON.stringify(corrections)}::jsonb, settled_at = ${settled_at}, assured = ${assured}
      where library_id = ${ctx.library.id} and id = ${id} and settled_by is null returning 1`.execute(ctx.db);
    if (rows.length === 0) throw new Invalid({ form: { key: 'error.details_settled' } });
    const subject = { type: 'partner', id: confirmation.partner_id } as const;
    await history(ctx, settled_at ? 'confirmation.confirmed' : 'confirmation.corrected', { subject });
  });
}

/** Takes over what was chosen of it, and settles it. Throws Invalid where something else was said meanwhile. */
export async function settleConfirmation(
  ctx: Ctx,
  id: ConfirmationId,
  { said_at, take }: { said_at: Date; take: readonly (typeof TAKEN)[number][] },
): Promise<void> {
  allow(maySettle(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const { partner_id } = await findConfirmation(ctx, id);
    const { rows } = await sql<{ corrections: Corrections; remark: string }>`
      update confirmations set settled_at = ${ctx.now}, settled_by = ${memberId(ctx)}
      where library_id = ${ctx.library.id} and id = ${id} and settled_at is null
        and date_trunc('milliseconds', said_at) = ${said_at} returning corrections, remark`.execute(ctx.db);
    const [settled] = rows;
    if (!settled) throw new Invalid({ form: { key: 'error.details_settled' } });
    const { corrections, remark } = settled;
    const { organization_id } = await findPartner(ctx, partner_id);
    const before = await findOrganization(ctx, organization_id);
    const values = Object.fromEntries(
      take.flatMap((field) => (field in corrections ? [[field, corrections[field]]] : [])),
    );
    if (Object.keys(values).length > 0) {
      const { id: _id, version: _version, parent_name: _name, chapters: _chapters, ...draft } = before;
      const [late] = await changeOrganizations(ctx, [{ before, draft: { ...draft, ...values } as OrganizationDraft }]);
      if (late) throw new Invalid({ form: { key: 'error.details_changed' } });
    }
    // What is typed by hand nobody can vouch for here.
    if (remark === '' && Object.keys(corrections).every((field) => (take as readonly string[]).includes(field)))
      await sql`update confirmations set assured = true where library_id = ${ctx.library.id} and id = ${id}`.execute(
        ctx.db,
      );
    const subject = { type: 'partner', id: partner_id } as const;
    await history(ctx, 'confirmation.settled', { subject, details: { taken: take.join(', ') } });
  });
}
