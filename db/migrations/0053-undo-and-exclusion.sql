-- An undo that would put somebody at two places at once cannot be: what stands in its way is said, as of a name that is taken.

CREATE OR REPLACE FUNCTION undo_one_by_one(of_library uuid, of_set uuid, units bigint[])
 RETURNS TABLE(unit bigint, blocker text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  here bigint; change recorded_changes; where_it_shows text;
  keys jsonb := '{}';
begin
  foreach here in array units loop
    begin
      for change in select * from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = here order by r.seq desc loop
        if not keys ? change.table_name then keys := keys || jsonb_build_object(change.table_name, same_row(change.table_name)); end if;
        perform undo_change(change, keys ->> change.table_name);
      end loop;
      delete from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = here;
    exception
      when sqlstate 'UNDO1' then
        return query select here, sqlerrm;
      when foreign_key_violation or unique_violation or check_violation or exclusion_violation then
        get stacked diagnostics where_it_shows = table_name;
        return query select here, coalesce(nullif(where_it_shows, ''), 'unknown');
    end;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION undo_together(of_library uuid, of_set uuid, units bigint[])
 RETURNS bigint[]
 LANGUAGE plpgsql
AS $function$
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
  exception when foreign_key_violation or unique_violation or check_violation or exclusion_violation or not_null_violation then
    half := cardinality(clean) / 2;
    if half = 0 then return '{}'; end if;
    return undo_together(of_library, of_set, clean[1:half]) || undo_together(of_library, of_set, clean[half + 1:]);
  end;
end $function$;
