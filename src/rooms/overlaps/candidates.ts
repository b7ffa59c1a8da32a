/**
 * Where candidates come from. Each source is asked once, for what has a word of the need or one that is alike, those
 * with most of them first; how far they match is told by overlap.ts. Where a confidential organization is is not read.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../house/ctx.ts';
import { plainWords } from '../../house/plain-words.ts';
import type { NeedWord } from '../guide/needs.ts';
import { type Point, placeOf } from '../places/places.ts';
import { searchForLibrary } from '../sourcing/leads/listed-search.ts';
import { publicListsFilter } from '../sourcing/public-lists/filter.ts';
import type { Candidate, OverlapQuestion } from './overlap.ts';

/** So many of each source are compared. */
export const MOST_OF_EACH = 200;

type Row = Omit<Candidate, 'words' | 'points' | 'kind'> & {
  text: string;
  zips: string[];
  points: Point[];
};

/** Letters as they are written without accents, so that "lectura" finds "léctura". */
const PLAIN = sql`translate(lower(s.text), 'áàâäãéèêëíìîïóòôöõúùûüñç', 'aaaaaeeeeiiiiooooouuuunc')`;

/**
 * Rows of a source that have some of the words, those with most of them first. Its text is made plain once, and where
 * it is is read of those alone that are compared.
 */
function withWords(ctx: Ctx, source: RawBuilder<unknown>, words: readonly NeedWord[]): RawBuilder<Row> {
  const either = ({ word, alike }: NeedWord) => [word, ...alike].join('|');
  const count = sql.join(
    words.map((word) => sql`(t.plain ~ ${`\\m(${either(word)})`})::int`),
    sql` + `,
  );
  return sql<Row>`
    with t as materialized (select s.*, ${PLAIN} as plain from (${source}) s)
    select r.*, case when r.hidden then '{}'::text[] else array(
        select a.postal_code from addresses a where a.library_id = ${ctx.library.id}
          and a.organization_id = r.organization_id and a.postal_code <> ''
        union select l.postal_code from locations l where l.library_id = ${ctx.library.id}
          and l.organization_id = r.organization_id and l.postal_code <> '') || r.own_zips end as zips
    from (select t.*, ${count} as found from t where t.plain ~ ${`\\m(${words.map(either).join('|')})`}
      order by found desc, t.name, t.subject limit ${MOST_OF_EACH}) r
    order by r.found desc, r.name, r.subject`;
}

/** The first, or last, day of all its schedules; none where one of them has none. */
const boundary = (day: 'valid_from' | 'valid_to') => sql`(
  select case when bool_and(x ->> ${day}::text is not null)
    then ${day === 'valid_from' ? sql`min(x ->> ${day}::text)` : sql`max(x ->> ${day}::text)`} end
  from jsonb_array_elements(case when jsonb_typeof(s.further -> 'schedules') = 'array' then s.further -> 'schedules'
    else '[]'::jsonb end) x)`;

/** Services, with the programs that they belong to and what they are filed under. */
const services = (ctx: Ctx) => sql`
  select s.id::text as subject, s.name, o.name as of, '/partners/:id/facts' as page, p.id::text as id,
    concat_ws(' ', s.name, s.alternate_name, s.description, s.further #>> '{program,name}',
      s.further #>> '{program,description}', (select string_agg(x.term, ' ') from service_terms x
        where x.library_id = ${ctx.library.id} and x.service_id = s.id)) as text,
    o.populations, o.id as organization_id, o.confidential_address as hidden, '{}'::text[] as own_zips,
    '[]'::jsonb as points,
    ${boundary('valid_from')} as starts_on, ${boundary('valid_to')} as ends_on,
    s.status in ('inactive', 'defunct') as ended
  from services s join organizations o on o.library_id = s.library_id and o.id = s.organization_id
  join partners p on p.library_id = o.library_id and p.organization_id = o.id
  where s.library_id = ${ctx.library.id}`;

/** What partners say of themselves. */
const partners = (ctx: Ctx) => sql`
  select p.id::text as subject, o.name, '' as of, '/partners/:id' as page, p.id::text as id,
    concat_ws(' ', o.name, array_to_string(o.alternate_names, ' '), o.description) as text, o.populations,
    o.id as organization_id, o.confidential_address as hidden, '{}'::text[] as own_zips, '[]'::jsonb as points,
    null as starts_on, null as ends_on, p.stage = 'ended' as ended
  from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
  where p.library_id = ${ctx.library.id}`;

const leads = (ctx: Ctx) => sql`
  select l.id::text as subject, l.name, '' as of, '/leads/:id' as page, l.id::text as id,
    concat_ws(' ', l.name, l.record #>> '{organization,description}',
      (select string_agg(concat_ws(' ', s ->> 'name', s ->> 'description'), ' ')
        from jsonb_array_elements(case when jsonb_typeof(l.record -> 'services') = 'array'
          then l.record -> 'services' else '[]'::jsonb end) s)) as text,
    array(select jsonb_array_elements_text(case when jsonb_typeof(l.record #> '{organization,populations}') = 'array'
      then l.record #> '{organization,populations}' else '[]'::jsonb end)) as populations,
    null::uuid as organization_id, false as hidden, array[l.postal_code] as own_zips,
    case when l.latitude is null then '[]'::jsonb
      else jsonb_build_array(jsonb_build_object('latitude', l.latitude, 'longitude', l.longitude)) end as points,
    null as starts_on, null as ends_on, false as ended
  from leads l where l.library_id = ${ctx.library.id} and l.promoted_partner_id is null and l.dismissed_at is null`;

const SOURCES = { service: services, partner: partners, lead: leads } as const;

/** `limited`: more had the words than were compared. */
export type Candidates = { candidates: Candidate[]; limited: boolean };

export async function candidatesFor(
  ctx: Ctx,
  words: readonly NeedWord[],
  question: OverlapQuestion,
): Promise<Candidates> {
  const all: Candidate[] = [];
  let limited = false;
  for (const [kind, source] of Object.entries(SOURCES) as [keyof typeof SOURCES, typeof services][]) {
    const { rows } = await withWords(ctx, source(ctx), words).execute(ctx.db);
    limited ||= rows.length === MOST_OF_EACH;
    all.push(...rows.map((row) => toCandidate(kind, row)));
  }
  return { candidates: [...all, ...(await listed(ctx, words, question))], limited };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayIn = (text: string | null) => (text && DAY.test(text) ? text : null);

function toCandidate(kind: Candidate['kind'], row: Row): Candidate {
  const { subject, name, of, page, id, text, populations, zips, points, ended } = row;
  const places = zips.flatMap((zip) => placeOf(zip) ?? []);
  return {
    ...{ kind, subject, name, of, page, id, populations, ended },
    ...{ words: plainWords(text), points: [...points, ...places] },
    ...{ starts_on: dayIn(row.starts_on), ends_on: dayIn(row.ends_on) },
  };
}

/** The host's public lists, by the words themselves; without those that are partners already, or set aside. */
async function listed(ctx: Ctx, words: readonly NeedWord[], { near, miles }: OverlapQuestion): Promise<Candidate[]> {
  const q = words.map(({ word }) => word).join(' ');
  const place = placeOf(near) ? near : '';
  const wide = [25, 50, 100].find((each) => each >= miles) ?? 100;
  const { rows } = await searchForLibrary(ctx, publicListsFilter.parse({ q, near: place, miles: String(wide) }));
  return rows
    .filter(({ partner_id }) => partner_id === null)
    .map((row): Candidate => {
      const place = placeOf(row.postal_code);
      const subject = `${row.source} ${row.source_key}`;
      return {
        ...{ kind: 'listed', subject, name: row.name, of: '', page: '/public-lists/:source/:key', id: subject },
        ...{ words: plainWords(`${row.name} ${row.description}`), populations: [], points: place ? [place] : [] },
        ...{ starts_on: null, ends_on: null, ended: false },
      };
    });
}
