-- What is recorded of a row, and what a recorded row says, is worked out once for each row. The planner used to write the expression out wherever it
-- was used: six times for a row recorded, and once for each pair of rows when a list was taken back in a young library.

create or replace function record_rows() returns trigger language plpgsql as $$
declare
  in_unit text := current_setting('app.change_unit');
  pairs text := case tg_op
    when 'INSERT' then 'select null::jsonb as was, to_jsonb(r) as is_now from is_now r'
    when 'DELETE' then 'select to_jsonb(t) as was, null::jsonb as is_now from was t'
    else 'select to_jsonb(t) as was, to_jsonb(r) as is_now from was t join is_now r on ' || same_row(tg_table_name) end;
  unit_of text := case in_unit when 'each' then '-nextval(''recorded_units'')' when 'staged' then 'u.unit' else quote_literal(in_unit) || '::bigint' end;
  of_service boolean := in_unit = 'staged'
    and exists (select from pg_attribute where attrelid = tg_relid and attname = 'service_id' and not attisdropped);
  staged text := case when in_unit = 'staged' then
    case when of_service then 'left join services s on s.library_id = (c.row ->> ''library_id'')::uuid and s.id = (c.row ->> ''service_id'')::uuid' else '' end
      || ' left join change_units u on u.id = coalesce(c.row ->> ''organization_id'', c.row ->> ''person_id'', '
      || case when of_service then 's.organization_id::text, ' else '' end || 'c.row ->> ''id'')::uuid'
    else '' end;
  written bigint; given bigint;
begin
  execute format('with p as materialized (%s), c as (select was, is_now, coalesce(is_now, was) as row from p)
    insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
    select (c.row ->> ''library_id'')::uuid, $1, %s, $2, c.was, c.is_now from c %s', pairs, unit_of, staged)
    using current_setting('app.change_set')::uuid, tg_table_name;
  get diagnostics written = row_count;
  if tg_op = 'UPDATE' then
    select count(*) into given from is_now;
    if written <> given then raise exception 'a staged update changed the key of a row of %', tg_table_name; end if;
  end if;
  return null;
end $$;

create or replace function undo_together(of_library uuid, of_set uuid, units bigint[]) returns bigint[] language plpgsql as $$
declare
  tables text[] := undo_order(of_library, of_set, units);
  t text; touched bigint[] := '{}'; more bigint[]; clean bigint[]; half int; columns text; assignments text; qualified text;
  -- The changes of one table, with the rows they speak of as rows: `left_as` and `found_as`.
  changes text := 'with c as materialized (select c.unit, c.after, left_as, found_as
    from recorded_changes c, lateral jsonb_populate_record(null::%1$I, c.after) left_as, lateral jsonb_populate_record(null::%1$I, c.before) found_as
    where c.library_id = $1 and c.change_set_id = $2 and c.unit = any($3) and c.table_name = %1$L and %2$s) ';
begin
  foreach t in array tables loop
    execute format(changes, t, 'c.after is not null') || format('select array_agg(distinct c.unit)
        from c cross join lateral (select (c.left_as).*) r left join %1$I t on %2$s where to_jsonb(t) is distinct from c.after', t, same_row(t))
      into more using of_library, of_set, units;
    touched := touched || coalesce(more, '{}');
  end loop;
  clean := array(select u from unnest(units) with ordinality as all_units(u, n) where u <> all(touched) order by n);
  if clean = '{}' then return clean; end if;
  begin
    for n in reverse cardinality(tables)..1 loop
      t := tables[n];
      execute format(changes, t, 'c.before is null')
        || format('delete from %1$I t using c, lateral (select (c.left_as).*) r where %2$s', t, same_row(t)) using of_library, of_set, clean;
    end loop;
    foreach t in array tables loop
      select string_agg(quote_ident(a.attname), ', '), string_agg(format('%1$I = o.%1$I', a.attname), ', '),
          string_agg(format('o.%I', a.attname), ', ') into columns, assignments, qualified
        from pg_attribute a where a.attrelid = t::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      execute format(changes, t, 'c.before is not null and c.after is not null')
        || format('update %1$I t set %3$s from c, lateral (select (c.left_as).*) r, lateral (select (c.found_as).*) o where %2$s', t, same_row(t), assignments)
        using of_library, of_set, clean;
      execute format(changes, t, 'c.after is null')
        || format('insert into %1$I (%2$s) select %3$s from c, lateral (select (c.found_as).*) o', t, columns, qualified)
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
