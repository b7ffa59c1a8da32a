/** What an initiative can begin with: what is built in, and the library's own. */
import { sql } from 'kysely';
import { byName } from '../../house/by-name.ts';
import { type Ctx, memberId } from '../../house/ctx.ts';
import { inTransaction } from '../../house/db.ts';
import { allow, found, translating } from '../../house/errors.ts';
import { history, theLibrary } from '../../house/history.ts';
import { newId } from '../../house/ids.ts';
import type { RemovalId } from '../../house/removal.ts';
import { removing } from '../../house/removals.ts';
import { builtInTemplates } from '../guide/initiative-templates.ts';
import { type InitiativeId, type InitiativeTemplate, type InitiativeTemplateId, mayPlan } from './initiative.ts';
import { findInitiative } from './initiatives.ts';

type Row = { id: InitiativeTemplateId; name: string; who: string; need: string; populations: string[] };
const both = (text: string) => ({ en: text, es: text });

/** Those that are built in first, then the library's own by name. */
export async function initiativeTemplates(ctx: Ctx): Promise<InitiativeTemplate[]> {
  const { rows } = await sql<Row>`select id, name, who, need, populations from initiative_templates
    where library_id = ${ctx.library.id} order by ${byName('name')}, id`.execute(ctx.db);
  const own = rows.map(({ id, name, who, need, populations }) => ({
    ...{ key: id as string, id, name: both(name), who: both(who), need: both(need), populations },
  }));
  return [...builtInTemplates.map((each) => ({ ...each, id: null })), ...own];
}

/** What it says of itself becomes a template; whom it was done with does not. Throws Invalid. */
export async function saveAsTemplate(ctx: Ctx, from: InitiativeId, name: string): Promise<InitiativeTemplateId> {
  allow(mayPlan(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { who, need, populations } = await findInitiative(ctx, from);
    const id = newId<'initiative_templates'>();
    const made = { made_by: memberId(ctx), made_at: ctx.now };
    await translating({ initiative_templates_name_key: ['name', 'error.template_taken'] }, () =>
      ctx.db
        .insertInto('initiative_templates')
        .values({ library_id: ctx.library.id, id, name, who, need, populations, ...made })
        .execute(),
    );
    await history(ctx, 'initiative_template.added', { subject: theLibrary(ctx), details: { name } });
    return id;
  });
}

/** One of the library's own. */
export const findInitiativeTemplate = async (ctx: Ctx, id: InitiativeTemplateId): Promise<InitiativeTemplate> =>
  found((await initiativeTemplates(ctx)).find((each) => each.id === id));

/** Returns the id that brings it back. */
export async function removeInitiativeTemplate(ctx: Ctx, id: InitiativeTemplateId): Promise<RemovalId> {
  allow(mayPlan(ctx.actor));
  return inTransaction(ctx, async (ctx) => {
    const { name } = await findInitiativeTemplate(ctx, id);
    const about = { subject: id, label: name.en, about: theLibrary(ctx) };
    return removing(ctx, { kind: 'initiative_template', ...about }, async (ctx) => {
      await sql`delete from initiative_templates where library_id = ${ctx.library.id} and id = ${id}`.execute(ctx.db);
      await history(ctx, 'initiative_template.removed', { subject: theLibrary(ctx), details: { name: name.en } });
    });
  });
}
