-- What one import or one merge changed, row by row, so that it can be taken back as a whole. While a connection has named a change set, a
-- trigger keeps every row's state before and after; nothing that a verb writes can be forgotten. A unit is what stands or falls together: one
-- row of a file, one merge; the unit 'each' makes every changed row one of its own.
create table recorded_changes (
  library_id uuid not null references libraries,
  change_set_id uuid not null,
  seq bigint generated always as identity,
  unit bigint not null,
  table_name text not null,
  before jsonb,
  after jsonb,
  primary key (library_id, change_set_id, seq)
);
create sequence recorded_units;
create index recorded_changes_unit_index on recorded_changes (library_id, change_set_id, unit, seq);

create function record_change() returns trigger language plpgsql as $$
begin
  insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
  values (
    coalesce(new.library_id, old.library_id), current_setting('app.change_set')::uuid,
    case current_setting('app.change_unit') when 'each' then -nextval('recorded_units') else current_setting('app.change_unit')::bigint end, tg_table_name,
    case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $$;

-- Keeps the changes of a table.
create function keep_changes_of(tables text[]) returns void language plpgsql as $$
declare t text;
begin
  foreach t in array tables loop
    execute format('create trigger record_change after insert or update or delete on %I for each row
      when (coalesce(current_setting(''app.change_set'', true), '''') <> '''') execute function record_change()', t);
  end loop;
end $$;

-- The condition "t and r are the same row" for a table's primary key.
create function same_row(of_table text) returns text language sql stable
  return (select string_agg(format('t.%1$I = r.%1$I', a.attname), ' and ')
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
    where i.indrelid = of_table::regclass and i.indisprimary);

-- Takes one recorded change back. What somebody changed since is theirs: a field that was changed again keeps its newer value; for a row that
-- was added and then changed, UNDO1 is raised with the table's name.
create function undo_change(change recorded_changes, same text) returns void language plpgsql as $$
declare
  row_now jsonb; columns text; field text; assignments text; touched boolean;
begin
  if change.after is not null then
    execute format('select to_jsonb(t) from %1$I t, jsonb_populate_record(null::%1$I, $1) r where %2$s', change.table_name, same)
      into row_now using change.after;
  end if;
  -- Only what was recorded is compared: a later release may have added columns.
  touched := exists (select 1 from jsonb_object_keys(change.after) k where row_now -> k is distinct from change.after -> k);
  if change.before is null then
    if row_now is null then return; end if;
    if touched then raise exception using errcode = 'UNDO1', message = change.table_name; end if;
    execute format('delete from %1$I t using jsonb_populate_record(null::%1$I, $1) r where %2$s', change.table_name, same) using change.after;
  elsif change.after is null then
    select string_agg(quote_ident(a.attname), ', ') into columns
      from pg_attribute a where a.attrelid = change.table_name::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and change.before ? a.attname::text;
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', change.table_name, columns) using change.before;
  elsif row_now is not null then
    for field in select f from jsonb_object_keys(change.before) f where change.before -> f is distinct from change.after -> f loop
      if field = 'version' and touched then
        assignments := concat_ws(', ', assignments, 'version = t.version + 1');
      elsif row_now -> field is not distinct from change.after -> field then
        assignments := concat_ws(', ', assignments, format('%1$I = o.%1$I', field));
      end if;
    end loop;
    if assignments is not null then
      execute format('update %1$I t set %3$s from jsonb_populate_record(null::%1$I, $1) r, jsonb_populate_record(null::%1$I, $2) o where %2$s',
        change.table_name, same, assignments) using change.after, change.before;
    end if;
  end if;
end $$;

-- Takes units of a change set back, in the order they are given, each wholly or not at all and its last change first. Returns those that were
-- kept, because somebody changed what they added or something refers to it by now, with the table where that shows. What is undone is
-- forgotten; a kept unit stays recorded.
create function undo_units(of_library uuid, of_set uuid, units bigint[]) returns table (unit bigint, blocker text) language plpgsql as $$
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
      when foreign_key_violation or unique_violation or check_violation then
        get stacked diagnostics where_it_shows = table_name;
        return query select here, coalesce(nullif(where_it_shows, ''), 'unknown');
    end;
  end loop;
end $$;

alter table recorded_changes enable row level security;
alter table recorded_changes force row level security;
create policy own_library on recorded_changes using (library_id = (select current_library()));

-- Nothing vanishes by a cascade any more: what belongs to an organization is moved or deleted by name, and an undo sees each row.
alter table organization_sectors drop constraint organization_sectors_library_id_organization_id_fkey,
  add foreign key (library_id, organization_id) references organizations (library_id, id);
alter table addresses drop constraint addresses_library_id_organization_id_fkey,
  add foreign key (library_id, organization_id) references organizations (library_id, id);
alter table phones drop constraint phones_library_id_organization_id_fkey,
  add foreign key (library_id, organization_id) references organizations (library_id, id);

-- A partner that is merged into another takes its ratings and choices along. What follows by a cascade is recorded after the row it follows, so
-- an undo meets it first: it asks for these two to be checked at its end.
alter table ratings drop constraint ratings_partner_fkey,
  add constraint ratings_partner_fkey foreign key (library_id, worksheet_id, partner_id)
    references worksheet_partners (library_id, worksheet_id, partner_id) on update cascade deferrable initially immediate;
alter table worksheet_choices drop constraint worksheet_choices_partner_fkey,
  add constraint worksheet_choices_partner_fkey foreign key (library_id, worksheet_id, partner_id)
    references worksheet_partners (library_id, worksheet_id, partner_id) on update cascade deferrable initially immediate;

-- Two records of one partner becoming one (or two again) changes no judgement, so a decided worksheet allows it.
create function merging(library uuid) returns boolean language sql stable
  return coalesce(current_setting('app.merging_in', true), '') = library::text;

create or replace function refuse_after_decision() returns trigger language plpgsql as $$
declare
  sheet record;
begin
  if tg_op = 'DELETE' then sheet := old; else sheet := new; end if;
  if erasing(sheet.library_id) or merging(sheet.library_id) then return sheet; end if;
  perform 1 from worksheets w where w.library_id = sheet.library_id and w.id = sheet.worksheet_id for share;
  if exists (select 1 from worksheet_decisions d where d.library_id = sheet.library_id and d.worksheet_id = sheet.worksheet_id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return sheet;
end $$;
