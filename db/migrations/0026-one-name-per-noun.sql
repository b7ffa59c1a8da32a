-- A library's catalogue is its own, of books. What the host loads for all libraries is public lists with listed
-- organizations, and every table, constraint, index and sequence is called so. Foreign keys, policies and triggers
-- follow their table by themselves.
do $$
declare
  names text[] := array[
    ['catalogue', 'listed_organizations'], ['catalogue_words', 'listed_organization_words'],
    ['catalogue_former_rows', 'listed_organization_former_rows'], ['catalogue_keys', 'listed_organization_keys'],
    ['catalogue_answers', 'listed_organization_answers'], ['catalogue_loads', 'public_list_loads']];
  pair text[];
  was text;
begin
  foreach pair slice 1 in array names loop
    execute format('alter table %I rename to %I', pair[1], pair[2]);
    -- Renaming a constraint renames the index that keeps it.
    for was in select conname from pg_constraint
      where conrelid = pair[2]::regclass and conname like pair[1] || '\_%'
    loop
      execute format('alter table %I rename constraint %I to %I', pair[2], was,
        pair[2] || substr(was, length(pair[1]) + 1));
    end loop;
    for was in select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = pair[2]::regclass and c.relname like pair[1] || '\_%'
    loop
      execute format('alter index %I rename to %I', was, pair[2] || substr(was, length(pair[1]) + 1));
    end loop;
  end loop;
  alter sequence catalogue_id_seq rename to listed_organizations_id_seq;
end $$;

-- Two sectors are called after what they do and not after a mark on people: ex_offender is reentry, homeless is
-- homelessness. The words that people read were so already. A library's own sectors begin with own_, so the new keys
-- are free.
create function pg_temp.new_sector(key text) returns text language sql immutable as $$
  select case key when 'ex_offender' then 'reentry' when 'homeless' then 'homelessness' else key end
$$;

create function pg_temp.names_old_sector(said text) returns boolean language sql immutable as $$
  select said like '%"homeless"%' or said like '%"ex_offender"%'
$$;

-- The same inside JSON, where the key of a sector may stand and nowhere else: what a list said in its own words
-- (further, extra, cells) stays as it is.
create function pg_temp.with_new_sectors(said jsonb) returns jsonb language plpgsql immutable as $$
begin
  if not pg_temp.names_old_sector(said::text) then return said; end if;
  case jsonb_typeof(said)
    when 'array' then
      return (select jsonb_agg(pg_temp.with_new_sectors(item) order by nth)
        from jsonb_array_elements(said) with ordinality as i (item, nth));
    when 'object' then
      return (select jsonb_object_agg(name, case
          when name in ('further', 'extra', 'cells', 'columns', 'unknown_words') then value
          -- Of a difference, what it was and what it becomes.
          when jsonb_typeof(value) = 'string' and (name in ('sector_key', 'default_sector')
              or name in ('from', 'to') and said ->> 'field' = 'sectors')
            then to_jsonb(pg_temp.new_sector(value #>> '{}'))
          when name = 'sectors' and jsonb_typeof(value) = 'array' then
            (select coalesce(jsonb_agg(pg_temp.new_sector(key) order by nth), '[]')
              from jsonb_array_elements_text(value) with ordinality as k (key, nth))
          -- What words of a list mean: the word stays, the meaning is a key.
          when name = 'sector_words' and jsonb_typeof(value) = 'object' then
            (select coalesce(jsonb_object_agg(word, pg_temp.new_sector(key)), '{}')
              from jsonb_each_text(value) as w (word, key))
          else pg_temp.with_new_sectors(value) end)
        from jsonb_each(said) as e (name, value));
    else return said;
  end case;
end $$;

do $$
declare
  of_libraries text[] := array['sectors', 'organization_sectors', 'organization_sources', 'leads', 'imports',
    'import_rows', 'recorded_changes', 'merges', 'history', 'removals'];
  t text;
  held text[];
begin
  -- The owner of the tables sees all libraries' rows for what follows.
  foreach t in array of_libraries loop execute format('alter table %I no force row level security', t); end loop;

  alter table organization_sectors drop constraint organization_sectors_sector_fkey;
  foreach held slice 1 in array array[['sectors', 'key'], ['organization_sectors', 'sector_key'],
    ['leads', 'sector_key'], ['imports', 'default_sector'], ['listed_organizations', 'sector_key']]
  loop
    execute format('update %1$I set %2$I = pg_temp.new_sector(%2$I) where %2$I in (''ex_offender'', ''homeless'')',
      held[1], held[2]);
  end loop;
  alter table organization_sectors add constraint organization_sectors_sector_fkey
    foreign key (library_id, sector_key) references sectors (library_id, key);

  foreach held slice 1 in array array[['leads', 'record'], ['organization_sources', 'brought'], ['imports', 'format'],
    ['import_rows', 'plan'], ['listed_organization_former_rows', 'former'], ['recorded_changes', 'before'],
    ['recorded_changes', 'after']]
  loop
    execute format('update %1$I set %2$I = pg_temp.with_new_sectors(%2$I) where pg_temp.names_old_sector(%2$I::text)',
      held[1], held[2]);
  end loop;
  -- The history says a change of sectors as a text: "homeless, women → women".
  update history set details = details || jsonb_build_object('sectors', regexp_replace(
      regexp_replace(details ->> 'sectors', '\mhomeless\M', 'homelessness', 'g'), '\mex_offender\M', 'reentry', 'g'))
    where details ->> 'sectors' ~ '\m(homeless|ex_offender)\M';

  -- What is recorded for an undo names the tables as they are called now, and so does what a merge moved;
  -- removals and the history say the same words.
  update recorded_changes set table_name = 'listed_organization_answers' where table_name = 'catalogue_answers';
  update merges set moved = moved - 'catalogue_answers'
      || jsonb_build_object('listed_organization_answers', moved -> 'catalogue_answers')
    where moved ? 'catalogue_answers';
  update removals set kind = 'listed_organization' where kind = 'catalogue';
  update history set action = replace(action, 'catalogue.', 'listed_organization.')
    where action in ('catalogue.dismissed', 'catalogue.brought_back');
  update history set action = 'partner.from_public_lists' where action = 'partner.from_catalogue';

  foreach t in array of_libraries loop execute format('alter table %I force row level security', t); end loop;
end $$;
drop function pg_temp.with_new_sectors(jsonb), pg_temp.names_old_sector(text), pg_temp.new_sector(text);
