-- Tasks that come together again and again, such as those with a new partner: what, and after how many days.
create table task_templates (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  tasks jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  constraint task_templates_name_key unique (library_id, name),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table task_templates enable row level security;
alter table task_templates force row level security;
create policy own_library on task_templates using (library_id = current_library());
select keep_changes_of(array['task_templates']);
