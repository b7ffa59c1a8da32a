/**
 * The terms that things are filed under, as HSDS taxonomies: our sectors, the people served, and the taxonomies that
 * came with imported services. Ids are derived from the words, so that they are the same in every file; those of the
 * guide are the same in every library.
 */

import { sql } from 'kysely';
import type { Reading } from '../../house/ctx.ts';
import { derivedId } from '../../house/ids.ts';
import { speak } from '../../house/messages.ts';
import { tellsWhere } from '../../rooms/directory/confidential.ts';
import { termIn } from '../../rooms/directory/further.ts';
import { sectorsOf } from '../../rooms/directory/sectors.ts';
import { guideSector, populations } from '../../rooms/guide/guide.ts';
import type { Scope } from './export.ts';
import { uri } from './hsds-parts.ts';
import { inScope } from './records.ts';

export type Taxonomy = { id: string; name: string; description: string };
export type TaxonomyTerm = {
  id: string;
  code?: string;
  name: string;
  description: string;
  parent_id?: string;
  language?: string;
  term_uri?: string;
  taxonomy: string;
  taxonomy_id: string;
};
/** What a term means in our tables: a sector, a population, or an imported taxonomy and term. */
type Meaning = { sector: string } | { population: string } | { taxonomy: string; term: string };

export type HsdsVocabulary = {
  taxonomies: Taxonomy[];
  terms: TaxonomyTerm[];
  /** The term for a sector's key, as it is written in an attribute. */
  sector: (key: string) => TaxonomyTerm | undefined;
  population: (key: string) => TaxonomyTerm | undefined;
  imported: (taxonomy: string, term: string) => TaxonomyTerm | undefined;
  meaning: (id: string) => Meaning | undefined;
};

const word = (meaning: Meaning) => JSON.stringify(Object.values(meaning).concat(Object.keys(meaning)));

/** Two queries. */
export async function vocabularyOf(ctx: Reading, scope: Scope): Promise<HsdsVocabulary> {
  const entries = [...(await sectorTerms(ctx)), ...populationTerms(ctx), ...(await importedTerms(ctx, scope))];
  const byMeaning = new Map(entries.map(([meaning, term]) => [word(meaning), term]));
  const byId = new Map(entries.map(([meaning, term]) => [term.id, meaning]));
  const terms = entries.map(([, term]) => term);
  return {
    taxonomies: [...new Map(terms.map((term) => [term.taxonomy_id, taxonomyOf(ctx, term)])).values()],
    terms,
    sector: (sector) => byMeaning.get(word({ sector })),
    population: (key) => byMeaning.get(word({ population: key })),
    imported: (taxonomy, term) => byMeaning.get(word({ taxonomy, term })),
    meaning: (id) => byId.get(id),
  };
}

type TermEntry = [Meaning, TaxonomyTerm];
const SECTORS = derivedId('taxonomy', 'sectors');
const POPULATIONS = derivedId('taxonomy', 'populations');

async function sectorTerms(ctx: Reading): Promise<TermEntry[]> {
  const { words, t, locale } = speak(ctx.library.locale);
  const sectors = await sectorsOf(ctx);
  return sectors.map(({ key, label }): TermEntry => {
    const name = words(label);
    // The id of a library's own sector includes the library, since another library may use the same word for something
    // else.
    const id = guideSector(key) ? derivedId('sector', key) : derivedId('sector', ctx.library.id, key);
    return [
      { sector: key },
      { id, code: key, name, description: name, language: locale, taxonomy: t('hsds.sectors'), taxonomy_id: SECTORS },
    ];
  });
}

function populationTerms(ctx: Reading): TermEntry[] {
  const { words, t, locale } = speak(ctx.library.locale);
  return populations.map(({ key, label }): TermEntry => {
    const term = { id: derivedId('population', key), name: words(label), description: words(label), language: locale };
    return [{ population: key }, { ...term, taxonomy: t('hsds.populations'), taxonomy_id: POPULATIONS }];
  });
}

type Filed = { taxonomy: string; term: string; code: string; said: unknown };

/**
 * Terms that services are filed under, and terms that attributes name. Where several say something of one term, such as
 * its description, it is united for all.
 */
async function importedTerms(ctx: Reading, scope: Scope): Promise<TermEntry[]> {
  const { rows } = await sql<Filed>`
    select t.taxonomy, t.term, min(t.code) as code, null::jsonb as said from service_terms t
    join services s on s.library_id = t.library_id and s.id = t.service_id
    join partners p on p.library_id = s.library_id and p.organization_id = s.organization_id
    where t.library_id = ${ctx.library.id} and ${inScope(scope)} group by t.taxonomy, t.term
    union all select distinct '', '', '', a.value -> 'taxonomy_term' from (${furtherThings(ctx, scope)}) as f(further)
      cross join lateral ${elements('f.further', 'attributes')} a
      where jsonb_typeof(a.value -> 'taxonomy_term') = 'object'
    order by taxonomy, term, said`.execute(ctx.db);
  const filed = rows.flatMap((row) => (row.said === null ? [{ ...row, said: {} }] : withParent(row.said)));
  const groups = Map.groupBy(filed, ({ taxonomy, term }) => `${taxonomy}\n${term}`);
  const united = [...groups.values()].flatMap(([first, ...rest]) => (first ? [rest.reduce(both, first)] : []));
  return united
    .toSorted((a, b) => (a.taxonomy < b.taxonomy || (a.taxonomy === b.taxonomy && a.term < b.term) ? -1 : 1))
    .map(entryOf);
}

const elements = (column: string, name: string) =>
  sql`jsonb_array_elements(case jsonb_typeof(${sql.ref(column)} -> ${name}) when 'array'
    then ${sql.ref(column)} -> ${name} else '[]' end)`;

/**
 * `further` of organizations, services, locations and services at locations; of the last two, only where the address is
 * not confidential.
 */
const furtherThings = (ctx: Reading, scope: Scope) => sql`
  select o.further from partners p join organizations o on o.library_id = p.library_id and o.id = p.organization_id
    where p.library_id = ${ctx.library.id} and ${inScope(scope)}
  union all select s.further from partners p join services s on s.library_id = p.library_id
    and s.organization_id = p.organization_id
    where p.library_id = ${ctx.library.id} and ${inScope(scope)}
  union all select l.further from partners p join locations l on l.library_id = p.library_id
    and l.organization_id = p.organization_id
    join organizations o on o.library_id = l.library_id and o.id = l.organization_id
    where p.library_id = ${ctx.library.id} and ${inScope(scope)} and ${tellsWhere('o')}
  union all select there.value from partners p join services s on s.library_id = p.library_id
    and s.organization_id = p.organization_id
    join organizations o on o.library_id = s.library_id and o.id = s.organization_id
    cross join lateral ${elements('s.further', 'service_at_locations')} there
    where p.library_id = ${ctx.library.id} and ${inScope(scope)} and ${tellsWhere('o')}`;

type SaidTerm = { taxonomy: string; term: string; code: string; said: Record<string, unknown> };

/** The term, and the one above it as another term, because that one may be named nowhere else. */
function withParent(raw: unknown): SaidTerm[] {
  const [named, said] = [termIn(raw), raw as Record<string, unknown>];
  if (!named) return [];
  const above =
    typeof said.parent === 'string' ? [{ taxonomy: named.taxonomy, term: said.parent, code: '', said: {} }] : [];
  return [{ ...named, said }, ...above];
}

const both = (a: SaidTerm, b: SaidTerm): SaidTerm => ({ ...a, code: a.code || b.code, said: { ...b.said, ...a.said } });

function entryOf({ taxonomy, term, code, said }: SaidTerm): TermEntry {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const named = {
    id: derivedId('term', taxonomy, term),
    ...(code && { code }),
    name: term,
    description: text(said.description) || term,
  };
  const [language, term_uri, parent] = [text(said.language), uri(text(said.term_uri)), text(said.parent)];
  const more = {
    ...(language && { language }),
    ...(term_uri && { term_uri }),
    ...(parent && { parent_id: derivedId('term', taxonomy, parent) }),
  };
  return [
    { taxonomy, term },
    { ...named, ...more, taxonomy, taxonomy_id: derivedId('taxonomy', 'imported', taxonomy) },
  ];
}

function taxonomyOf(ctx: Reading, term: TaxonomyTerm): Taxonomy {
  const { t } = speak(ctx.library.locale);
  const known: Record<string, string> = {
    [SECTORS]: t('hsds.sectors_text'),
    [POPULATIONS]: t('hsds.populations_text'),
  };
  return { id: term.taxonomy_id, name: term.taxonomy, description: known[term.taxonomy_id] ?? term.taxonomy };
}
