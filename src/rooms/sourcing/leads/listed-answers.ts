/**
 * What a library makes of organizations in the host's public lists: a partner, or nothing for it. The public lists are
 * the same for every library; an answer belongs to one and hides the row from that one only.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Ctx } from '../../../house/ctx.ts';
import { inTransaction } from '../../../house/db.ts';
import { allow, found, Invalid, NotFound } from '../../../house/errors.ts';
import { history, theLibrary } from '../../../house/history.ts';
import { parse } from '../../../house/parse.ts';
import type { RemovalId } from '../../../house/removal.ts';
import { removing } from '../../../house/removals.ts';
import { type OrganizationDraft, organizationDraft } from '../../directory/organization.ts';
import { sectorsOf } from '../../directory/sectors.ts';
import { mayLog, type PartnerId } from '../../partners/partner.ts';
import { addPartner } from '../../partners/partners.ts';
import type { ListedOrganization } from '../public-lists/ask.ts';
import { findListedOrganization } from '../public-lists/search.ts';
import { answerTo, keepAnswer, nameSource } from './kept-answers.ts';

export const mayAnswer = (actor: Actor) => mayLog(actor);

/** Which listed organization a form means. */
export const listedName = z.object({ source: z.string().min(1).max(500), source_key: z.string().min(1).max(500) });
export const listedAnswer = listedName.extend({ answer: z.enum(['promote', 'dismiss'], 'error.choice') });

/**
 * Makes a listed organization one of this library's own and a potential partner, in the care of whoever adds it.
 * Returns the partner's id, also when it was added before. Invalid when the library has an organization with that tax
 * id: `organizationLike` says which.
 */
export async function promoteListed(ctx: Ctx, source: string, sourceKey: string): Promise<PartnerId> {
  allow(mayAnswer(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const listed = await listedOr404(ctx, source, sourceKey);
    const before = await answerTo(ctx, listed);
    if (before?.partner_id) return before.partner_id;
    const known = await organizationLike(ctx, source, sourceKey);
    if (known) throw new Invalid({ form: { key: 'error.listed_organization_known', values: { name: known.name } } });
    const draft = await draftOf(ctx, listed);
    const partnerId = await addPartner(ctx, draft);
    await nameSource(ctx, listed, { partnerId, brought: draft });
    await keepAnswer(ctx, listed, partnerId);
    await history(ctx, 'partner.from_public_lists', {
      subject: { type: 'partner', id: partnerId },
      details: { source: listed.source, tax_id: listed.tax_id },
    });
    return partnerId;
  });
}

/** Returns the id that brings it back, or null for one that was answered before. */
export async function dismissListed(ctx: Ctx, source: string, sourceKey: string): Promise<RemovalId | null> {
  allow(mayAnswer(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const listed = await listedOr404(ctx, source, sourceKey);
    if (await answerTo(ctx, listed)) return null;
    const about = theLibrary(ctx);
    return removing(
      ctx,
      { kind: 'listed_organization', subject: `${source} ${sourceKey}`, label: fullName(listed), about },
      async (ctx) => {
        await keepAnswer(ctx, listed, null);
        await history(ctx, 'listed_organization.dismissed', { subject: about, details: { name: fullName(listed) } });
      },
    );
  });
}

export async function bringBack(ctx: Ctx, source: string, sourceKey: string): Promise<void> {
  allow(mayAnswer(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    const gone = await ctx.db
      .deleteFrom('listed_organization_answers')
      .where('library_id', '=', ctx.library.id)
      .where('source', '=', source)
      .where('source_key', '=', sourceKey)
      .where('answer', '=', 'dismissed')
      .executeTakeFirst();
    if (!gone.numDeletedRows) throw new NotFound();
    const listed = await findListedOrganization(ctx, source, sourceKey);
    await history(ctx, 'listed_organization.brought_back', {
      subject: theLibrary(ctx),
      details: { name: listed ? fullName(listed) : sourceKey },
    });
  });
}

/** `name` is null when the host has taken the row out of the public lists since. */
export type Dismissed = {
  source: string;
  source_key: string;
  name: string | null;
  chapter: string;
  city: string;
  state: string;
  who: string | null;
  at: Date;
};

/** The newest 200. */
export async function dismissedOf(ctx: Ctx): Promise<Dismissed[]> {
  const { rows } = await sql<Dismissed>`
    select a.source, a.source_key, c.name, coalesce(c.chapter, '') as chapter, coalesce(c.city, '') as city,
      coalesce(c.state, '') as state,
      u.name as who, a.answered_at as at
    from listed_organization_answers a
    left join listed_organizations c on c.source = a.source and c.source_key = a.source_key
    left join members m on m.library_id = a.library_id and m.id = a.answered_by left join users u on u.id = m.user_id
    where a.library_id = ${ctx.library.id} and a.answer = 'dismissed'
    order by a.answered_at desc, a.source_key limit 200`.execute(ctx.db);
  return rows;
}

/**
 * Which of the library's own organizations a listed one is: by its tax id, or because an import brought it from the
 * same list.
 */
export async function organizationLike(
  ctx: Ctx,
  source: string,
  sourceKey: string,
): Promise<{ name: string; partner_id: PartnerId | null } | undefined> {
  const { tax_id } = await listedOr404(ctx, source, sourceKey);
  const { rows } = await sql<{ name: string; partner_id: PartnerId | null }>`
    select o.name, p.id as partner_id from organizations o left join partners p on p.library_id = o.library_id
      and p.organization_id = o.id
    where o.library_id = ${ctx.library.id} and ((${tax_id} <> '' and o.tax_id = ${tax_id}) or o.id = (
      select s.organization_id from organization_sources s where s.library_id = ${ctx.library.id}
        and s.source = ${source} and s.source_key = ${sourceKey}))
    order by o.id limit 1`.execute(ctx.db);
  return rows[0];
}

/** A chapter is told apart from its parent: "Boy Scouts of America: 218 Pine Tree Council". */
export const fullName = ({ name, chapter }: { name: string; chapter: string }): string =>
  chapter ? `${name}: ${chapter}` : name;

const listedOr404 = async (ctx: Ctx, source: string, sourceKey: string): Promise<ListedOrganization> =>
  found(await findListedOrganization(ctx, source, sourceKey));

/**
 * Read as a form would be, so that the same rules hold. The address of a public list is where mail goes, not where
 * people meet.
 */
async function draftOf(ctx: Ctx, listed: ListedOrganization): Promise<OrganizationDraft> {
  const { address_1, city, state, postal_code, website, email, phone, description, tax_id, sector_key } = listed;
  const own = (await sectorsOf(ctx)).some((sector) => sector.key === sector_key);
  const address = { address_type: 'postal', address_1, city, state_province: state, postal_code, country: 'US' };
  const lists = {
    sectors: own ? [sector_key] : [],
    addresses: address_1 ? { 0: address } : {},
    phones: phone ? { 0: { number: phone } } : {},
  };
  return parse(organizationDraft, {
    name: fullName(listed).slice(0, 200),
    tax_id,
    website,
    email,
    description,
    ...lists,
  });
}
