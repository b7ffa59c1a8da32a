/**
 * What was said or done with partners, for the library or, a remark, for the writer alone. Every reading asks for whom:
 * another's private remark does not exist.
 */
import { type RawBuilder, sql } from 'kysely';
import { type Ctx, memberId, today } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, Conflict, found, Invalid, NotFound, translating } from '../../house/errors.ts';
import { histories } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import { insertMany } from '../../house/many.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import type { ReceivedMailId } from '../mailbox/received-mail.ts';
import { unfile } from '../mailbox/received-mails.ts';
import { mayLog, type PartnerId } from '../partners/partner.ts';
import { chosenPartners } from '../partners/partner-list.ts';
import { attach, type NewAttachment, type StoredAttachment } from './attachments.ts';
import {
  type AttachedFile,
  type Interaction,
  type InteractionId,
  type LogDraft,
  mayEditInteraction,
} from './interaction.ts';
import { interactionReadable } from './readable.ts';

/** With which partners; at least one. */
type With = { partners: PartnerId[] };
export type NewInteraction = LogDraft &
  With & { files?: (NewAttachment | StoredAttachment)[]; mail_id?: ReceivedMailId };

/** Keeps what was said or done. Throws Invalid, or NotFound for a partner that is not there. */
export async function logInteraction(ctx: Ctx, { files = [], ...draft }: NewInteraction): Promise<InteractionId> {
  allow(mayLog(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { told, aside } = asKept(ctx, draft);
    const id = await add(ctx, told);
    if (aside) await add(ctx, aside);
    await attach(ctx, id, { files, audience: told.audience });
    return id;
  });
}

type Made = LogDraft & With & { mail_id?: ReceivedMailId };
type Kept = Made & { happened_on: string };

/**
 * What is kept for everybody, and words that are for the writer alone as a remark of its own. Throws Invalid where the
 * day is ahead, or nothing is left that everybody may know.
 */
function asKept(ctx: Ctx, draft: Made): { told: Kept; aside: Kept | null } {
  const happened_on = draft.happened_on ?? today(ctx);
  if (happened_on > today(ctx)) throw new Invalid({ happened_on: { key: 'error.future' } });
  if (draft.partners.length === 0) throw new Invalid({ partner: { key: 'error.log_partner' } });
  const told = { ...draft, happened_on };
  if (draft.kind === 'remark' || draft.audience === 'library') return { told, aside: null };
  if (draft.summary === '') throw new Invalid({ summary: { key: 'error.log_line' } });
  const { mail_id: _, ...words } = told;
  const none = { minutes: null, people_reached: null, advocacy_by: null, advocacy_what: '' };
  const aside = { ...words, ...none, kind: 'remark', summary: '' } as const;
  return { told: { ...told, audience: 'library', body: '' }, aside: draft.body === '' ? null : aside };
}

/** The columns of the row itself. */
const rowOf = ({ kind, direction, happened_on, minutes, people_reached, summary, body, audience, ...kept }: Kept) => ({
  ...{ kind, happened_on, minutes, people_reached, summary, body, audience },
  ...{ advocacy_by: kept.advocacy_by, advocacy_what: kept.advocacy_what },
  direction: kind === 'remark' ? null : direction,
});

async function add(ctx: Ctx, kept: Kept): Promise<InteractionId> {
  const [library_id, id] = [ctx.library.id, newId<'interactions'>()];
  const { mail_id = null } = kept;
  const row = { library_id, id, ...rowOf(kept), mail_id, author_id: memberId(ctx), created_at: ctx.now };
  await ctx.db.insertInto('interactions').values(row).execute();
  await writeWho(ctx, id, kept);
  // That a private remark exists is private too.
  if (kept.audience === 'library') await tellPartners(ctx, 'interaction.added', kept.partners);
  return id;
}

const STRANGE: Record<string, [string, string]> = {
  interaction_persons_library_id_person_id_fkey: ['persons', 'error.choice'],
  interaction_members_library_id_member_id_fkey: ['members', 'error.choice'],
};

/** With whom, and who beside the author. */
async function writeWho(ctx: Ctx, id: InteractionId, { partners, persons, members }: With & LogDraft): Promise<void> {
  const ids = [...new Set(partners)];
  if ((await chosenPartners(ctx, ids)).length < ids.length) throw new NotFound();
  const it = { library_id: ctx.library.id, interaction_id: id };
  const others = members.filter((member) => member !== ctx.actor.id);
  await translating(STRANGE, async () => {
    await insertMany(
      ctx.db,
      'interaction_partners',
      ids.map((partner_id) => ({ ...it, partner_id })),
    );
    await insertMany(
      ctx.db,
      'interaction_persons',
      [...new Set(persons)].map((person_id) => ({ ...it, person_id })),
    );
    await insertMany(
      ctx.db,
      'interaction_members',
      [...new Set(others)].map((member_id) => ({ ...it, member_id })),
    );
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
  const partners = many.map(({ partner_id }) => partner_id);
  await tellPartners(ctx, 'interaction.added', partners);
}

const named = (ctx: Ctx, from: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
  sql`coalesce((select jsonb_agg(jsonb_build_object('id', ${id}, 'name', n.name) order by n.name, ${id})
    from ${from} where w.library_id = ${ctx.library.id} and w.interaction_id = i.id), '[]')`;

/** With whom, as lists of id and name: columns of a query over `interactions i`. */
export const who = (ctx: Ctx) => sql`
  ${named(
    ctx,
    sql`interaction_partners w join partners p on p.library_id = w.library_id and p.id = w.partner_id
      join organizations n on n.library_id = p.library_id and n.id = p.organization_id`,
    sql`w.partner_id`,
  )} as partners,
  ${named(
    ctx,
    sql`interaction_persons w join persons n on n.library_id = w.library_id and n.id = w.person_id`,
    sql`w.person_id`,
  )} as persons,
  ${named(
    ctx,
    sql`interaction_members w join members m on m.library_id = w.library_id and m.id = w.member_id
      join users n on n.id = m.user_id`,
    sql`w.member_id`,
  )} as members`;

/** One that this member may read. */
export async function findInteraction(ctx: Ctx, id: InteractionId): Promise<Interaction> {
  const { rows } = await sql<Interaction>`
    select i.id, i.kind, i.direction, i.summary, i.body, i.audience, i.author_id, u.name as author, i.happened_on,
      i.minutes, i.people_reached, i.advocacy_by, i.advocacy_what, i.version, i.mail_id, ${who(ctx)},
      coalesce((select jsonb_agg(jsonb_build_object('sha256', f.sha256, 'name', f.name, 'type', s.type,
          'bytes', length(s.bytes)) order by f.position)
        from interaction_files f join stored_files s on s.library_id = f.library_id and s.sha256 = f.sha256
        where f.library_id = ${ctx.library.id} and f.interaction_id = i.id), '[]') as files
    from interactions i
    join members m on m.library_id = i.library_id and m.id = i.author_id join users u on u.id = m.user_id
    where i.library_id = ${ctx.library.id} and i.id = ${id} and ${interactionReadable(ctx, 'i')}`.execute(ctx.db);
  return found(rows[0]);
}

/**
 * Changes one of one's own; of its files those stay that are in `kept`, and `files` are added. Throws Conflict with
 * what it says now when somebody has changed it meanwhile.
 */
export async function changeInteraction(
  ctx: Ctx,
  id: InteractionId,
  { version, kept, files = [], ...draft }: NewInteraction & { version: number; kept: AttachedFile['sha256'][] },
): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const was = await findInteraction(ctx, id);
    allow(mayEditInteraction(ctx.actor, was));
    const { told, aside } = asKept(ctx, { ...draft, happened_on: draft.happened_on ?? was.happened_on });
    // Words that are for one's own eyes now are in the e-mail too.
    const mail_id = draft.audience === 'me' ? null : was.mail_id;
    if (was.mail_id && !mail_id) await unfile(ctx, was.mail_id);
    const changed = await ctx.db
      .updateTable('interactions')
      .set({ ...rowOf(told), mail_id, version: version + 1 })
      .where('library_id', '=', ctx.library.id)
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new Conflict(asTyped(was), was.version);
    await dropWho(ctx, id);
    await writeWho(ctx, id, told);
    await attach(ctx, id, { files, kept, audience: told.audience });
    if (aside) await add(ctx, aside);
    if (told.audience === 'library') await tellPartners(ctx, 'interaction.changed', told.partners);
  });
}

/** An interaction as the fields of its form; of lists, the ids in one line. */
export const asTyped = (it: Interaction): Record<string, string> => ({
  ...{ kind: it.kind, direction: it.direction ?? 'both', happened_on: it.happened_on, audience: it.audience },
  ...{ summary: it.summary, body: it.body },
  ...{ advocacy_by: it.advocacy_by ?? '', advocacy_what: it.advocacy_what },
  minutes: String(it.minutes ?? ''),
  people_reached: String(it.people_reached ?? ''),
  ...{ partners: idsIn(it.partners), persons: idsIn(it.persons), members: idsIn(it.members) },
  kept: it.files.map(({ sha256 }) => sha256).join(', '),
});

const idsIn = (all: readonly { id: string }[]) => all.map(({ id }) => id).join(', ');

/** Returns the id that brings it back. */
export async function removeInteraction(ctx: Ctx, id: InteractionId): Promise<RemovalId> {
  return inTransaction(ctx, async (ctx) => {
    const was = await findInteraction(ctx, id);
    allow(mayEditInteraction(ctx.actor, was));
    const onlyFor = was.audience === 'me' ? was.author_id : null;
    const about = { type: 'partner', id: was.partners[0].id } as const;
    const what = { subject: id, label: was.summary || was.body, about, onlyFor };
    return removing(ctx, { kind: 'interaction', ...what }, async (ctx) => {
      await takeAway(ctx, id);
      if (was.mail_id) await unfile(ctx, was.mail_id);
      const partners = was.partners.map((partner) => partner.id);
      if (!onlyFor) await tellPartners(ctx, 'interaction.removed', partners);
    });
  });
}

/** Deletes what hangs on it first: the undo restores in reverse order, so the interaction is there before that. */
async function takeAway(ctx: Ctx, id: InteractionId): Promise<void> {
  await dropWho(ctx, id);
  await sql`delete from interaction_files where library_id = ${ctx.library.id} and interaction_id = ${id}`.execute(
    ctx.db,
  );
  const gone = await ctx.db
    .deleteFrom('interactions')
    .where('library_id', '=', ctx.library.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!gone.numDeletedRows) throw new NotFound();
}

async function dropWho(ctx: Ctx, id: InteractionId): Promise<void> {
  for (const table of ['interaction_partners', 'interaction_persons', 'interaction_members'] as const) {
    await ctx.db.deleteFrom(table).where('library_id', '=', ctx.library.id).where('interaction_id', '=', id).execute();
  }
}

const tellPartners = (ctx: Ctx, action: string, partners: PartnerId[]) =>
  histories(
    ctx,
    partners.map((id) => ({ action, subject: { type: 'partner', id } as const })),
  );
