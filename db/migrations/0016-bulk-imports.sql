-- A list is written by a few statements for many rows of the file, and taken back by a few. So changes are recorded by the statement, and the unit
-- of a change can be looked up ('staged'): in the temporary table change_units, by the organization or the person that the row belongs to.
create function record_rows() returns trigger language plpgsql as $$
declare
  in_unit text := current_setting('app.change_unit');
  pairs text := case tg_op
    when 'INSERT' then 'select null::jsonb as was, to_jsonb(r) as is_now from is_now r'
    when 'DELETE' then 'select to_jsonb(t) as was, null::jsonb as is_now from was t'
    else 'select to_jsonb(t) as was, to_jsonb(r) as is_now from was t join is_now r on ' || same_row(tg_table_name) end;
  unit_of text := case in_unit when 'each' then '-nextval(''recorded_units'')' when 'staged' then 'u.unit' else quote_literal(in_unit) || '::bigint' end;
  staged text := case when in_unit = 'staged' then
    'left join services s on s.library_id = (c.row ->> ''library_id'')::uuid and s.id = (c.row ->> ''service_id'')::uuid
      left join change_units u on u.id = coalesce(c.row ->> ''organization_id'', c.row ->> ''person_id'', s.organization_id::text, c.row ->> ''id'')::uuid'
    else '' end;
  written bigint; given bigint;
begin
  execute format('insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
    select (c.row ->> ''library_id'')::uuid, $1, %s, $2, c.was, c.is_now from (select *, coalesce(is_now, was) as row from (%s) p) c %s', unit_of, pairs, staged)
    using current_setting('app.change_set')::uuid, tg_table_name;
  get diagnostics written = row_count;
  if tg_op = 'UPDATE' then
    select count(*) into given from is_now;
    if written <> given then raise exception 'a staged update changed the key of a row of %', tg_table_name; end if;
  end if;
  return null;
end $$;

-- Rows that change their key (a merge moves them) are paired with what they were by the row; such statements are of one unit.
create or replace function keep_changes_of(tables text[]) returns void language plpgsql as $$
declare
  t text;
  recorded text := 'coalesce(current_setting(''app.change_set'', true), '''') <> ''''';
  staged text := 'coalesce(current_setting(''app.change_unit'', true), '''') = ''staged''';
begin
  foreach t in array tables loop
    execute format('create trigger record_added after insert on %I referencing new table as is_now
      for each statement when (%s) execute function record_rows()', t, recorded);
    execute format('create trigger record_removed after delete on %I referencing old table as was
      for each statement when (%s) execute function record_rows()', t, recorded);
    execute format('create trigger record_changed after update on %I referencing old table as was new table as is_now
      for each statement when (%s and %s) execute function record_rows()', t, recorded, staged);
    execute format('create trigger record_change after update on %I for each row when (%s and not %s) execute function record_change()', t, recorded, staged);
  end loop;
end $$;

do $$
declare tables text[] := array(select tgrelid::regclass::text from pg_trigger where tgname = 'record_change');
declare t text;
begin
  foreach t in array tables loop execute format('drop trigger record_change on %I', t); end loop;
  perform keep_changes_of(tables);
end $$;

-- The tables that these units changed: what others refer to comes before what refers to it.
create function undo_order(of_library uuid, of_set uuid, units bigint[]) returns text[] language sql stable as $$
  with recursive involved as (
    select distinct table_name::regclass::oid as oid from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = any(units)
  ), chain(oid, depth) as (
    select oid, 0 from involved
    union
    select c.conrelid, chain.depth + 1 from chain join pg_constraint c on c.confrelid = chain.oid and c.contype = 'f' and c.conrelid <> c.confrelid
      join involved i on i.oid = c.conrelid
    where chain.depth < 20
  ), deepest as (select oid, max(depth) as depth from chain group by oid)
  select coalesce(array_agg(oid::regclass::text order by depth, oid), '{}') from deepest
$$;

-- Takes back together those of the units whose rows are all as they left them, by a few statements for each table; returns them. A unit on which
-- something was built since stops those that are tried with it, so they are tried again in halves.
create function undo_together(of_library uuid, of_set uuid, units bigint[]) returns bigint[] language plpgsql as $$
declare
  tables text[] := undo_order(of_library, of_set, units);
  t text; touched bigint[] := '{}'; more bigint[]; clean bigint[]; half int; columns text; assignments text; qualified text; of_these text;
begin
  of_these := 'c.library_id = $1 and c.change_set_id = $2 and c.unit = any($3)';
  foreach t in array tables loop
    execute format('select array_agg(distinct c.unit) from recorded_changes c cross join lateral jsonb_populate_record(null::%1$I, c.after) r
      left join %1$I t on %2$s where %3$s and c.table_name = %1$L and c.after is not null and to_jsonb(t) is distinct from c.after', t, same_row(t), of_these)
      into more using of_library, of_set, units;
    touched := touched || coalesce(more, '{}');
  end loop;
  clean := array(select u from unnest(units) with ordinality as all_units(u, n) where u <> all(touched) order by n);
  if clean = '{}' then return clean; end if;
  begin
    for n in reverse cardinality(tables)..1 loop
      t := tables[n];
      execute format('delete from %1$I t using recorded_changes c, lateral jsonb_populate_record(null::%1$I, c.after) r
        where %3$s and c.table_name = %1$L and c.before is null and %2$s', t, same_row(t), of_these) using of_library, of_set, clean;
    end loop;
    foreach t in array tables loop
      select string_agg(quote_ident(a.attname), ', '), string_agg(format('%1$I = o.%1$I', a.attname), ', '),
          string_agg(format('o.%I', a.attname), ', ') into columns, assignments, qualified
        from pg_attribute a where a.attrelid = t::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      execute format('update %1$I t set %4$s from recorded_changes c, lateral jsonb_populate_record(null::%1$I, c.after) r,
        lateral jsonb_populate_record(null::%1$I, c.before) o
        where %3$s and c.table_name = %1$L and c.before is not null and c.after is not null and %2$s', t, same_row(t), of_these, assignments)
        using of_library, of_set, clean;
      execute format('insert into %1$I (%3$s) select %4$s from recorded_changes c, lateral jsonb_populate_record(null::%1$I, c.before) o
        where %2$s and c.table_name = %1$L and c.after is null', t, of_these, columns, qualified)
        using of_library, of_set, clean;
    end loop;
    delete from recorded_changes c where c.library_id = of_library and c.change_set_id = of_set and c.unit = any(clean);
    return clean;
  exception when foreign_key_violation or unique_violation or check_violation or not_null_violation then
    half := cardinality(clean) / 2;
    if half = 0 then return '{}'; end if;
    return undo_together(of_library, of_set, clean[1:half]) || undo_together(of_library, of_set, clean[half + 1:]);
  end;
end $$;

-- As before, but what can be taken back together is.
alter function undo_units(uuid, uuid, bigint[]) rename to undo_one_by_one;
create function undo_units(of_library uuid, of_set uuid, units bigint[]) returns table (unit bigint, blocker text) language plpgsql as $$
declare
  done bigint[] := undo_together(of_library, of_set, units);
begin
  return query select * from undo_one_by_one(of_library, of_set, array(select u from unnest(units) with ordinality as all_units(u, n) where u <> all(done) order by n));
end $$;

-- Rows that may be of one organization have their kin in common, so that what somebody says of one row is worked out for these alone. Whether a
-- unit only tells where somebody stands in the list is counted with them.
alter table import_rows add column kin text, add column remembered boolean not null default false;
create index import_rows_kin_index on import_rows (library_id, import_id, md5(kin));
