/** The answers as they are kept: a row for each listed organization that the library has answered for. */
import { type Ctx, memberId } from '../../../house/ctx.ts';
import { translating } from '../../../house/errors.ts';
import type { OrganizationDraft } from '../../directory/organization.ts';
import { addSource } from '../../directory/sources.ts';
import type { PartnerId } from '../../partners/partner.ts';
import { findPartner } from '../../partners/partners.ts';
import type { ListedOrganization } from '../public-lists/ask.ts';

export function answerTo(ctx: Ctx, { source, source_key }: ListedOrganization) {
  const answers = ctx.db
    .selectFrom('listed_organization_answers')
    .select(['answer', 'partner_id'])
    .where('library_id', '=', ctx.library.id);
  return answers.where('source', '=', source).where('source_key', '=', source_key).executeTakeFirst();
}

export async function nameSource(
  ctx: Ctx,
  { source, source_key }: ListedOrganization,
  { partnerId, brought }: { partnerId: PartnerId; brought: OrganizationDraft },
): Promise<void> {
  const { organization_id } = await findPartner(ctx, partnerId);
  await translating(TAKEN, () => addSource(ctx, { source, source_key, organization_id, brought }));
}

/** When two people promote one row at once, the second transaction fails here, and no second partner is made. */
const TAKEN: Record<string, [string, string]> = {
  organization_sources_pkey: ['form', 'error.listed_organization_taken'],
  listed_organization_answers_pkey: ['form', 'error.listed_organization_taken'],
};

/** A row that was dismissed may become a partner after all. */
export async function keepAnswer(
  ctx: Ctx,
  { source, source_key }: ListedOrganization,
  partner_id: PartnerId | null,
): Promise<void> {
  const answer = {
    answer: partner_id ? 'promoted' : 'dismissed',
    partner_id,
    answered_by: memberId(ctx),
    answered_at: ctx.now,
  };
  await ctx.db
    .deleteFrom('listed_organization_answers')
    .where('library_id', '=', ctx.library.id)
    .where('source', '=', source)
    .where('source_key', '=', source_key)
    .where('answer', '=', 'dismissed')
    .execute();
  const row = { library_id: ctx.library.id, source, source_key, ...answer };
  await translating(TAKEN, () => ctx.db.insertInto('listed_organization_answers').values(row).execute());
}
