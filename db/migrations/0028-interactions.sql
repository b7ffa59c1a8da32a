-- A note is one kind of interaction: something that was said or done with one partner or several, by members, with
-- persons. What people wrote so far are remarks; the other kinds, and who took part, come with the log.
alter table notes rename to interactions;
do $$
declare was text;
begin
  -- Renaming a constraint renames the index that keeps it.
  for was in select conname from pg_constraint where conrelid = 'interactions'::regclass and conname like 'notes\_%' loop
    execute format('alter table interactions rename constraint %I to %I', was, 'interactions' || substr(was, 6));
  end loop;
end $$;
alter index if exists notes_partner_index rename to interactions_partner_index;

alter table interactions
  add kind text not null default 'remark'
    check (kind in ('in_person', 'phone', 'email', 'video', 'event', 'letter', 'remark')),
  -- Who spoke to whom; a remark is about a partner and said to nobody.
  add direction text check (direction in ('incoming', 'outgoing', 'both')),
  -- In one line, what a list shows.
  add summary text not null default '' check (length(summary) <= 200),
  add constraint interactions_direction_check1 check ((kind = 'remark') = (direction is null));
alter table interactions alter kind drop default;

create table interaction_partners (
  library_id uuid not null references libraries,
  interaction_id uuid not null,
  partner_id uuid not null,
  primary key (library_id, interaction_id, partner_id),
  foreign key (library_id, interaction_id) references interactions (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id)
);
create index interaction_partners_partner_index on interaction_partners (library_id, partner_id, interaction_id);

create table interaction_persons (
  library_id uuid not null references libraries,
  interaction_id uuid not null,
  person_id uuid not null,
  primary key (library_id, interaction_id, person_id),
  foreign key (library_id, interaction_id) references interactions (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index interaction_persons_person_index on interaction_persons (library_id, person_id, interaction_id);

create table interaction_members (
  library_id uuid not null references libraries,
  interaction_id uuid not null,
  member_id uuid not null,
  primary key (library_id, interaction_id, member_id),
  foreign key (library_id, interaction_id) references interactions (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id)
);
create index interaction_members_member_index on interaction_members (library_id, member_id, interaction_id);

-- Of rows written in bulk, the unit is told by what they belong to; these belong to an interaction.
create or replace function record_rows() returns trigger language plpgsql as $$
declare
  in_unit text := current_setting('app.change_unit');
  pairs text := case tg_op
    when 'INSERT' then 'select null::jsonb as was, to_jsonb(r) as is_now from is_now r'
    when 'DELETE' then 'select to_jsonb(t) as was, null::jsonb as is_now from was t'
    else 'select to_jsonb(t) as was, to_jsonb(r) as is_now from was t join is_now r on ' || same_row(tg_table_name) end;
  unit_of text := case in_unit
    when 'each' then '-nextval(''recorded_units'')'
    when 'staged' then 'u.unit'
    else quote_literal(in_unit) || '::bigint' end;
  of_service boolean := in_unit = 'staged'
    and exists (select from pg_attribute where attrelid = tg_relid and attname = 'service_id' and not attisdropped);
  staged text := case when in_unit = 'staged' then
    case when of_service then 'left join services s on s.library_id = (c.row ->> ''library_id'')::uuid
        and s.id = (c.row ->> ''service_id'')::uuid' else '' end
      || ' left join change_units u on u.id = coalesce(c.row ->> ''interaction_id'', c.row ->> ''organization_id'',
        c.row ->> ''person_id'', ' || case when of_service then 's.organization_id::text, ' else '' end
      || 'c.row ->> ''id'')::uuid'
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
    if written <> given then
      raise exception 'a staged update changed the key of a row of %', tg_table_name;
    end if;
  end if;
  return null;
end $$;

create function pg_temp.partner_of(note jsonb) returns jsonb language sql immutable as $$
  select jsonb_build_object('library_id', note -> 'library_id', 'interaction_id', note -> 'id',
    'partner_id', note -> 'partner_id') where note is not null
$$;
create function pg_temp.as_remark(note jsonb) returns jsonb language sql immutable as $$
  select note - 'partner_id' || '{"kind": "remark", "direction": null, "summary": ""}' where note is not null
$$;

do $$
declare
  t text;
  of_libraries text[] := array['interactions', 'recorded_changes', 'merges', 'history', 'removals'];
begin
  foreach t in array array['interaction_partners', 'interaction_persons', 'interaction_members'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_library on %I using (library_id = (select current_library()))', t);
    perform keep_changes_of(array[t]);
  end loop;

  -- The owner of the tables sees all libraries' rows for what follows.
  foreach t in array of_libraries || array['interaction_partners', 'interaction_persons', 'interaction_members'] loop
    execute format('alter table %I no force row level security', t);
  end loop;

  insert into interaction_partners (library_id, interaction_id, partner_id)
    select library_id, id, partner_id from interactions;

  -- What is recorded for an undo names the tables as they are now. An undo takes the last change first, so the partner
  -- of a note that came stands behind it (gone before the note goes), and the partner of one that went, or that a merge
  -- moved, before everything else (back after the note and the partner are back).
  insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
    select library_id, change_set_id, unit, 'interaction_partners', null, pg_temp.partner_of(after)
    from recorded_changes where table_name = 'notes' and before is null order by seq;
  insert into recorded_changes (library_id, change_set_id, seq, unit, table_name, before, after)
    overriding system value
    select library_id, change_set_id, -seq, unit, 'interaction_partners', pg_temp.partner_of(before),
      pg_temp.partner_of(after)
    from recorded_changes
    where table_name = 'notes' and before is not null and before ->> 'partner_id' is distinct from after ->> 'partner_id';
  update recorded_changes set table_name = 'interactions', before = pg_temp.as_remark(before),
    after = pg_temp.as_remark(after) where table_name = 'notes';
  delete from recorded_changes where table_name = 'interactions' and before = after;
  update merges set moved = moved - 'notes' || jsonb_build_object('interaction_partners', moved -> 'notes')
    where moved ? 'notes';
  update removals set kind = 'interaction' where kind = 'note';
  update history set action = replace(action, 'note.', 'interaction.') where action like 'note.%';

  foreach t in array of_libraries || array['interaction_partners', 'interaction_persons', 'interaction_members'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;
drop function pg_temp.partner_of(jsonb), pg_temp.as_remark(jsonb);

alter table interactions drop partner_id;
create index interactions_day_index on interactions (library_id, happened_on desc);
