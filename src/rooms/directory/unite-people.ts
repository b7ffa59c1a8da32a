/**
 * Unites the people of two organizations that are merged: somebody listed at both becomes one person, and two equal
 * roles become one.
 */
import { sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import type { Pair } from '../../house/room.ts';

/** `moveToo` moves what other rooms say of the one who goes. */
export async function unitePeople(
  ctx: Ctx,
  { kept, gone }: Pair,
  moveToo: (persons: Pair) => Promise<void>,
): Promise<void> {
  for (const { ours, theirs } of await standingTwice(ctx, kept, gone)) {
    await moveToo({ kept: ours, gone: theirs });
    await becomeOne(ctx, ours, theirs);
  }
  await uniteRoles(ctx, kept, gone);
}

/**
 * Pairs of persons that are taken for one: they have the same name and share a mail or phone, or nothing but the name
 * is known of either. Other persons of the same name may be two people and stay apart.
 */
async function standingTwice(ctx: Ctx, kept: string, gone: string): Promise<{ ours: string; theirs: string }[]> {
  const shared = (table: string, column: string) => sql`exists (
    select 1 from ${sql.table(table)} a join ${sql.table(table)} b on b.library_id = a.library_id
      and b.${sql.ref(column)} = a.${sql.ref(column)}
    where a.library_id = ${ctx.library.id} and a.person_id = k.person_id and b.person_id = g.person_id)`;
  const silent = (person: string) => sql`not exists (
    select 1 from (select library_id, person_id from person_phones union all select library_id, person_id
      from person_emails
      union all select library_id, person_id from person_addresses) x where x.library_id = ${ctx.library.id}
        and x.person_id = ${sql.ref(person)})`;
  const { rows } = await sql<{ ours: string; theirs: string }>`
    select distinct on (g.person_id) k.person_id as ours, g.person_id as theirs
    from contacts k join persons kp on kp.library_id = k.library_id and kp.id = k.person_id
    join persons gp on gp.library_id = k.library_id and gp.name_key = kp.name_key and gp.id <> kp.id
    join contacts g on g.library_id = k.library_id and g.person_id = gp.id and g.organization_id = ${gone}
    where k.library_id = ${ctx.library.id} and k.organization_id = ${kept} and kp.name_key <> ''
      and (${shared('person_phones', 'number')} or ${shared('person_emails', 'email')} or (${silent('k.person_id')}
        and ${silent('g.person_id')}))
      and not exists (select 1 from contacts too where too.library_id = ${ctx.library.id}
        and too.person_id = g.person_id
        and too.organization_id = ${kept})
    order by g.person_id, k.created_at, k.person_id`.execute(ctx.db);
  return rows;
}

const THEIRS: Record<string, string> = {
  person_phones: '(k.number, k.extension) = (g.number, g.extension)',
  person_emails: 'k.email = g.email',
  person_addresses: `(lower(k.address_1), lower(k.city), left(k.postal_code, 5))
    = (lower(g.address_1), lower(g.city), left(g.postal_code, 5))`,
};

async function becomeOne(ctx: Ctx, ours: string, theirs: string): Promise<void> {
  const library = ctx.library.id;
  for (const [name, same] of Object.entries(THEIRS)) {
    const table = sql.table(name);
    await sql`delete from ${table} g using ${table} k where g.library_id = ${library} and k.library_id = g.library_id
      and g.person_id = ${theirs} and k.person_id = ${ours} and ${sql.raw(same)}`.execute(ctx.db);
    await sql`update ${table} g set person_id = ${ours},
        position = g.position + (select coalesce(max(k.position) + 1, 0) from ${table} k
          where k.library_id = ${ctx.library.id} and k.person_id = ${ours})
      where g.library_id = ${library} and g.person_id = ${theirs}`.execute(ctx.db);
  }
  await sql`update contacts set person_id = ${ours} where library_id = ${library} and person_id = ${theirs}`.execute(
    ctx.db,
  );
  // Whoever has a form of this person open does not know of the phones and mails that came.
  await sql`update persons set version = version + 1 where library_id = ${library} and id = ${ours}`.execute(ctx.db);
  await sql`delete from persons where library_id = ${library} and id = ${theirs}`.execute(ctx.db);
}

/**
 * Where one person has the same title at both, the kept role gets the longer period and the other is deleted. It may be
 * published only if both might.
 */
async function uniteRoles(ctx: Ctx, kept: string, gone: string): Promise<void> {
  const theirs = sql`select person_id, lower(title) as title, min(starts_on) as starts_on,
    max(ends_on) as ends_on,
    bool_or(ends_on is null) as goes_on, bool_and(may_be_published) as may_be_published, (array_agg(further
      order by id))[1] as further
    from contacts where library_id = ${ctx.library.id} and organization_id = ${gone} group by 1, 2`;
  const same = sql`k.library_id = ${ctx.library.id} and k.person_id = g.person_id and lower(k.title) = lower(g.title)`;
  await sql`update contacts k set starts_on = least(k.starts_on, g.starts_on), version = k.version + 1,
      ends_on = case when k.ends_on is not null and not g.goes_on then greatest(k.ends_on, g.ends_on) end,
      may_be_published = k.may_be_published and g.may_be_published, further = g.further || k.further
    from (${theirs}) g where ${same} and k.organization_id = ${kept}
      and ((k.ends_on, k.may_be_published) is distinct from (g.ends_on, g.may_be_published) or k.starts_on > g.starts_on
        or (k.starts_on is null) <> (g.starts_on is null) or not k.further @> g.further)`.execute(ctx.db);
  await sql`delete from contacts g using contacts k where g.library_id = ${ctx.library.id} and ${same}
    and g.organization_id = ${gone} and k.organization_id = ${kept}`.execute(ctx.db);
}
