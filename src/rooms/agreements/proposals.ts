/** What one can do with proposals: write one, change it, find it, take it away. */
import { sql } from 'kysely';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, Invalid, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { moneyTyped } from '../../house/parse.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { PersonId } from '../directory/person.ts';
import type { PartnerId } from '../partners/partner.ts';
import {
  isLongAgo,
  mayChangeProposal,
  mayPropose,
  mayRemoveProposal,
  type Proposal,
  type ProposalDraft,
  type ProposalEdit,
  type ProposalId,
} from './proposal.ts';
import { checkProposal } from './proposal-checks.ts';
import { findProposal, proposalForUpdate } from './proposal-list.ts';
import { peopleAt } from './speakers.ts';

const STRANGE: Record<string, [string, string]> = {
  proposals_library_id_initiative_id_fkey: ['initiative_id', 'error.choice'],
  proposals_library_id_renews_id_fkey: ['form', 'error.choice'],
  proposals_library_id_owner_id_fkey: ['owner_id', 'error.choice'],
  proposal_partners_library_id_partner_id_fkey: ['partners', 'error.choice'],
};

/** Written, it is checked by the rules of today. Throws Invalid. */
export async function addProposal(ctx: Ctx, draft: ProposalDraft): Promise<ProposalId> {
  allow(mayPropose(ctx.actor));
  if (isLongAgo(ctx, draft)) throw new Invalid({ starts_on: { key: 'error.proposal_long_ago' } });
  const { partners, ...words } = draft;
  return inTransaction(ctx, async (ctx) => {
    const id = newId<'proposals'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now, changed_at: ctx.now };
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('proposals')
        .values({ library_id: ctx.library.id, id, ...words, ...made })
        .execute(),
    );
    await setPartners(ctx, id, partners);
    await checkProposal(ctx, await findProposal(ctx, id));
    await tell(ctx, 'proposal.added', await findProposal(ctx, id));
    return id;
  });
}

/** In the story of each partner, and of the library. */
export async function tell(
  ctx: Ctx,
  action: string,
  { name, partners }: Pick<Proposal, 'name' | 'partners'>,
  more: Record<string, string> = {},
): Promise<void> {
  const details = { name, ...more };
  await history(ctx, action, { subject: theLibrary(ctx), details });
  for (const { id } of partners) await history(ctx, action, { subject: { type: 'partner', id }, details });
}

async function setPartners(ctx: Ctx, id: ProposalId, partners: readonly PartnerId[]): Promise<void> {
  await sql`delete from proposal_partners where library_id = ${ctx.library.id} and proposal_id = ${id}
    and partner_id <> all(${[...partners]}::uuid[])`.execute(ctx.db);
  for (const partner_id of new Set(partners))
    await translating(STRANGE, () =>
      ctx.db
        .insertInto('proposal_partners')
        .values({ library_id: ctx.library.id, proposal_id: id, partner_id })
        .onConflict((same) => same.doNothing())
        .execute(),
    );
}

/** As the fields of its form. */
export const proposalAsTyped = (it: Proposal) => ({
  ...{ name: it.name, kind: it.kind, initiative_id: it.initiative_id ?? '', who: it.who, how_known: it.how_known },
  ...{ our_mission: it.our_mission, their_mission: it.their_mission, common_ground: it.common_ground },
  ...{ we_do: it.we_do, they_do: it.they_do, our_space: it.our_space, their_space: it.their_space },
  ...{ our_hours: String(it.our_hours ?? ''), their_hours: String(it.their_hours ?? '') },
  ...{ our_cents: moneyTyped(it.our_cents), their_cents: moneyTyped(it.their_cents) },
  ...{ given_cents: moneyTyped(it.given_cents), given_by: it.given_by, we_get: it.we_get, they_get: it.they_get },
  ...{ risks: it.risks, gains: it.gains, starts_on: it.starts_on ?? '', ends_on: it.ends_on ?? '' },
  owner_id: it.owner_id as string,
  populations: it.populations,
  partners: it.partners.map(({ id }) => id as string),
});

/** What was approved stays as it was; what is changed here needs an approval of its own. Throws Conflict, Invalid. */
export async function changeProposal(ctx: Ctx, id: ProposalId, edit: ProposalEdit): Promise<void> {
  const { version, partners, ...words } = edit;
  await inTransaction(ctx, async (ctx) => {
    const was = await proposalForUpdate(ctx, id);
    if (was.state === 'waiting') throw new Invalid({ form: { key: 'error.proposal_waiting' } });
    allow(mayChangeProposal(ctx.actor, was));
    if (words.starts_on !== was.starts_on && isLongAgo(ctx, words))
      throw new Invalid({ starts_on: { key: 'error.proposal_long_ago' } });
    const changed = await translating(STRANGE, () =>
      ctx.db
        .updateTable('proposals')
        .set({ ...words, changed_at: ctx.now, version: version + 1 })
        .where('library_id', '=', ctx.library.id)
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst(),
    );
    if (!changed.numUpdatedRows) {
      const { populations, partners, ...typed } = proposalAsTyped(was);
      const lists = { populations: populations.join(', '), partners: partners.join(', ') };
      throw new Conflict({ ...typed, ...lists }, was.version);
    }
    await setPartners(ctx, id, partners);
    const now = await findProposal(ctx, id);
    await checkProposal(ctx, now);
    await tell(ctx, 'proposal.changed', now);
  });
}

/** Who speaks for a partner in it: somebody who works there. Throws Invalid. */
export async function setSpeaker(
  ctx: Ctx,
  id: ProposalId,
  { partner, person }: { partner: PartnerId; person: PersonId | null },
): Promise<void> {
  allow(mayPropose(ctx.actor));
  await inTransaction(ctx, async (ctx) => {
    await findProposal(ctx, id);
    if (person && !(await peopleAt(ctx, [partner])).some(({ person_id }) => person_id === person))
      throw new Invalid({ [`speaker-${partner}`]: { key: 'error.choice' } });
    await sql`update proposal_partners set person_id = ${person} where library_id = ${ctx.library.id}
        and proposal_id = ${id} and partner_id = ${partner}`.execute(ctx.db);
  });
}

/** Returns the id that brings it back. It is only marked, as what was approved stays what it was. */
export async function removeProposal(ctx: Ctx, id: ProposalId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const it = await proposalForUpdate(ctx, id);
    if (it.state === 'waiting') throw new Invalid({ form: { key: 'error.proposal_waiting' } });
    allow(mayRemoveProposal(ctx.actor, it));
    const about = { subject: id, label: it.name, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'proposal', ...about }, async (ctx) => {
      await sql`update proposals set removed_at = ${ctx.now} where library_id = ${ctx.library.id}
        and id = ${id}`.execute(ctx.db);
      await tell(ctx, 'proposal.removed', it);
    });
  });
}
