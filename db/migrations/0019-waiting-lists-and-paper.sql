-- A list that came in while others were being read: its files wait here, and go once they are read. What cannot be read leaves its reason.
create table waiting_lists (
  library_id uuid not null references libraries,
  -- The id of the import that it becomes.
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- What the form said beside the file.
  start jsonb not null,
  problem jsonb,
  created_by uuid,
  created_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id)
);

create table waiting_files (
  library_id uuid not null references libraries,
  list_id uuid not null,
  position integer not null,
  name text not null,
  bytes bytea not null,
  primary key (library_id, list_id, position),
  foreign key (library_id, list_id) references waiting_lists (library_id, id)
);
-- Lists are often packed already, and are read once.
alter table waiting_files alter column bytes set storage external;

alter table waiting_lists enable row level security;
alter table waiting_lists force row level security;
create policy own_library on waiting_lists using (library_id = (select current_library()));
alter table waiting_files enable row level security;
alter table waiting_files force row level security;
create policy own_library on waiting_files using (library_id = (select current_library()));

-- What a coordinator typed in from a rater's paper form where the rater has rated on the screen: beside their own, never over it.
alter table ratings
  add column paper_score smallint constraint ratings_paper_score_check check (paper_score between 1 and 5),
  add column paper_unknown boolean not null default false,
  add column paper_by uuid,
  add column paper_at timestamptz,
  add constraint ratings_paper_by_fkey foreign key (library_id, paper_by) references members (library_id, id);
