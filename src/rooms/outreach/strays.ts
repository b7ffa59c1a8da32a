/** What is left when the partners that something was said with are gone. */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { unfileAll } from '../mailbox/received-mails.ts';

/** An interaction has at least one partner, so one without any was with those that have just been removed. */
export async function removeWithoutPartner(ctx: Ctx): Promise<void> {
  const alone = sql`(select i.id from interactions i where i.library_id = ${ctx.library.id}
    and not exists (select 1 from interaction_partners x
      where x.library_id = ${ctx.library.id} and x.interaction_id = i.id))`;
  for (const table of ['interaction_persons', 'interaction_members', 'interaction_files'])
    await sql`delete from ${sql.table(table)} where library_id = ${ctx.library.id}
      and interaction_id in ${alone}`.execute(ctx.db);
  const made = sql`exists (select 1 from interactions i where i.library_id = r.library_id and i.mail_id = r.id
    and i.id in ${alone})`;
  await unfileAll(ctx, made);
  await sql`delete from interactions where library_id = ${ctx.library.id} and id in ${alone}`.execute(ctx.db);
}
