-- What a librarian sets up for their own eyes: how a list is looked at, and how far a new library has come.

-- What colleagues did since somebody was last here is asked by time, over all subjects.
create index history_at_index on history (library_id, at desc);

-- A list as somebody wants to see it again: what it is asked, under a name; for themselves or for the whole library.
create table saved_views (
  library_id uuid not null references libraries,
  id uuid not null,
  list text not null,
  name text not null,
  query text not null,
  member_id uuid not null,
  shared boolean not null,
  created_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id),
  constraint saved_views_name_key unique (library_id, list, member_id, name)
);
alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy own_library on saved_views using (library_id = current_library());
select keep_changes_of(array['saved_views']);

-- The columns that a member wants to see of a list; without a row, the usual ones.
create table list_columns (
  library_id uuid not null references libraries,
  member_id uuid not null,
  list text not null,
  columns text[] not null,
  primary key (library_id, member_id, list),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table list_columns enable row level security;
alter table list_columns force row level security;
create policy own_library on list_columns using (library_id = current_library());

-- The steps of a library's first week that somebody has put aside, or says are done.
create table first_steps (
  library_id uuid not null references libraries,
  step text not null,
  member_id uuid not null,
  done_at timestamptz not null,
  primary key (library_id, step),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table first_steps enable row level security;
alter table first_steps force row level security;
create policy own_library on first_steps using (library_id = current_library());
