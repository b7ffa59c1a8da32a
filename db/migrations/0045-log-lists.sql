-- Lines of a calendar or a list on their way into the log, of one member, until they have said which are to be logged.
create table log_lists (
  library_id uuid not null references libraries,
  member_id uuid not null,
  lines jsonb not null,
  made_at timestamptz not null,
  primary key (library_id, member_id),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table log_lists enable row level security;
alter table log_lists force row level security;
create policy own_library on log_lists using (library_id = current_library());
