-- What was taken away, by whom and when. A removal's id names the change set that brings it back; after thirty days both are forgotten, and only
-- the history still says that it was there.
create table removals (
  library_id uuid not null references libraries,
  id uuid not null,
  -- One of the kinds that the rooms name (src/removed.ts).
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  -- The id or key of what was removed, and what it was called: a few words, for a list.
  subject text not null,
  label text not null check (length(label) <= 120),
  -- Whose history tells of it.
  about_type text not null,
  about_id uuid not null,
  -- Nobody else may know that it was there.
  only_for uuid,
  removed_by uuid,
  removed_at timestamptz not null,
  restored_by uuid,
  restored_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, only_for) references members (library_id, id),
  foreign key (library_id, removed_by) references members (library_id, id),
  foreign key (library_id, restored_by) references members (library_id, id)
);
create index removals_recent_index on removals (library_id, removed_at desc, id desc);

alter table removals enable row level security;
alter table removals force row level security;
create policy own_library on removals using (library_id = (select current_library()));

-- A set that is not offered any more: worksheets keep its versions, so its rows stay. Its name is free for another.
alter table factor_sets add removed_at timestamptz;
drop index factor_sets_name_key;
create unique index factor_sets_name_key on factor_sets (library_id, lower(name)) where removed_at is null;

-- A file that was thrown away before it was applied. Its rows go for good after thirty days.
alter table imports add removed_at timestamptz;

select keep_changes_of(array['branches', 'members', 'invitations', 'factor_sets']);

-- A worksheet is removed with all that hangs under it, so each of these tables keeps its changes.
do $$
declare t text;
begin
  for t in
    with recursive under (id) as (
      select 'worksheets'::regclass::oid
      union select k.conrelid from pg_constraint k join under u on k.confrelid = u.id where k.contype = 'f'
    )
    select c.relname from under u join pg_class c on c.oid = u.id
    where not exists (select 1 from pg_trigger g where g.tgrelid = c.oid and g.tgname = 'record_change')
  loop
    perform keep_changes_of(array[t]);
  end loop;
end $$;

-- Two acts may take a decision with them: erasing a whole library, and removing a whole worksheet (or bringing it back).
create or replace function erasing(library uuid) returns boolean language sql stable
  return library::text in (current_setting('app.erasing_library', true), current_setting('app.removing_worksheet_in', true));
