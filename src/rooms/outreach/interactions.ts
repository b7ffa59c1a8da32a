/**
 * What was said or done with partners, for the library or for the writer alone. Every reading asks for whom: another's
 * private remark does not exist.
 */
import { sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, NotFound } from '../../house/errors.ts';
import { histories, history } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { findPartner } from '../partners/partners.ts';
import { type Interaction, type InteractionId, mayEditInteraction, type RemarkDraft } from './interaction.ts';
import { interactionReadable } from './readable.ts';

/** The day of an interaction may not be in the future. Throws Invalid. */
function notAhead(ctx: Ctx, { happened_on }: Pick<RemarkDraft, 'happened_on'>): void {
  if (happened_on && happened_on > today(ctx)) throw new Invalid({ happened_on: { key: 'error.future' } });
}

const aboutPartner = (id: PartnerId) => ({ type: 'partner', id }) as const;

/** Keeps what somebody wants to say about a partner. */
export async function addRemark(ctx: Ctx, partnerId: PartnerId, draft: RemarkDraft): Promise<void> {
  allow(mayLog(ctx.actor));
  notAhead(ctx, draft);
  await inTransaction(ctx, async (ctx) => {
    await findPartner(ctx, partnerId);
    const [library_id, id] = [ctx.library.id, newId<'interactions'>()];
    const when = { happened_on: draft.happened_on ?? today(ctx), created_at: ctx.now };
    await ctx.db
      .insertInto('interactions')
      .values({ library_id, id, kind: 'remark', ...draft, ...when, author_id: memberId(ctx) })
      .execute();
    await ctx.db
      .insertInto('interaction_partners')
      .values({ library_id, interaction_id: id, partner_id: partnerId })
      .execute();
    // That a private remark exists is private too.
    if (draft.audience === 'library') await history(ctx, 'interaction.added', { subject: aboutPartner(partnerId) });
  });
}

/**
 * Remarks that a list brings, for the library, by ids that the caller has made. A fixed number of statements, however
 * many.
 */
export async function addRemarks(
  ctx: Ctx,
  many: { id: InteractionId; partner_id: PartnerId; body: string }[],
): Promise<void> {
  allow(mayLog(ctx.actor));
  const library_id = ctx.library.id;
  const common = {
    ...{ library_id, kind: 'remark', audience: 'library', author_id: memberId(ctx) },
    ...{ happened_on: today(ctx), created_at: ctx.now },
  };
  await insertMany(
    ctx.db,
    'interactions',
    many.map(({ id, body }) => ({ id, body, ...common })),
  );
  await insertMany(
    ctx.db,
    'interaction_partners',
    many.map(({ id, partner_id }) => ({ library_id, interaction_id: id, partner_id })),
  );
  await histories(
    ctx,
    many.map(({ partner_id }) => ({ action: 'interaction.added', subject: aboutPartner(partner_id) })),
  );
}

/** One that this member may read. */
export async function findInteraction(ctx: Ctx, id: InteractionId): Promise<Interaction> {
  const { rows } = await sql<Interaction>`
    select i.id, i.kind, i.direction, i.summary, i.body, i.audience, i.author_id, i.happened_on, i.version,
      array(select w.partner_id from interaction_partners w
        join partners p on p.library_id = w.library_id and p.id = w.partner_id
        join organizations o on o.library_id = p.library_id and o.id = p.organization_id
        where w.library_id = ${ctx.library.id} and w.interaction_id = i.id order by o.name, w.partner_id) as partners
    from interactions i
    where i.library_id = ${ctx.library.id} and i.id = ${id} and ${interactionReadable(ctx, 'i')}`.execute(ctx.db);
  return found(rows[0]);
}

/** Throws Conflict with what it says now when somebody has changed it meanwhile. */
export async function changeRemark(
  ctx: Ctx,
  id: InteractionId,
  draft: RemarkDraft & { version: number },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const was = await findInteraction(ctx, id);
    allow(mayEditInteraction(ctx.actor, was));
    notAhead(ctx, draft);
    const { version, ...values } = draft;
    const changed = await ctx.db
      .updateTable('interactions')
      .set({ ...values, happened_on: values.happened_on ?? was.happened_on, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows)
      throw new Conflict({ body: was.body, audience: was.audience, happened_on: was.happened_on }, was.version);
    if (draft.audience === 'library') await tellPartners(ctx, 'interaction.changed', was);
  });
}

/** Returns the id that brings it back. */
export async function removeInteraction(ctx: Ctx, id: InteractionId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const was = await findInteraction(ctx, id);
    allow(mayEditInteraction(ctx.actor, was));
    const onlyFor = was.audience === 'me' ? was.author_id : null;
    const what = { subject: id, label: was.body, about: aboutPartner(was.partners[0]), onlyFor };
    return removing(ctx, { kind: 'interaction', ...what }, async (ctx) => {
      await takeAway(ctx, id);
      if (!onlyFor) await tellPartners(ctx, 'interaction.removed', was);
    });
  });
}

/** Deletes the partners' rows first: the undo restores in reverse order, so the interaction is there before them. */
async function takeAway(ctx: Ctx, id: InteractionId): Promise<void> {
  for (const table of ['interaction_partners', 'interaction_persons', 'interaction_members'] as const) {
    await ctx.db.deleteFrom(table).where('library_id', '=', ctx.library.id).where('interaction_id', '=', id).execute();
  }
  const gone = await ctx.db
    .deleteFrom('interactions')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!gone.numDeletedRows) throw new NotFound();
}

const tellPartners = (ctx: Ctx, action: string, { partners }: Interaction) =>
  histories(
    ctx,
    partners.map((id) => ({ action, subject: aboutPartner(id) })),
  );
