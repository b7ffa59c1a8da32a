-- A link that lets one person outside do one thing. What is asked is kept in the words and the language in which it was
-- asked; of the link and its six digits only hashes are kept.
create table guest_links (
  library_id uuid not null references libraries,
  id uuid not null,
  purpose text not null,
  subject_id uuid not null,
  partner_id uuid not null,
  person_id uuid not null,
  email text not null,
  locale text not null check (locale in ('en', 'es')),
  asks text not null check (length(asks) between 1 and 500),
  token_hash bytea not null,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- Opened by the six digits of another's mail: no mail went out with it.
  by_code boolean not null default false,
  revoked_at timestamptz,
  primary key (library_id, id),
  constraint guest_links_token_key unique (library_id, token_hash),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
create index guest_links_subject_index on guest_links (library_id, subject_id);
create index guest_links_person_index on guest_links (library_id, person_id);
create index guest_links_partner_index on guest_links (library_id, partner_id);
alter table guest_links enable row level security;
alter table guest_links force row level security;
create policy own_library on guest_links using (library_id = current_library());
select keep_changes_of(array['guest_links']);

-- Something to do with a partner beside the one next step: by a member of ours, or by a person of theirs, who promised
-- it. `promised_on` is the day that was said first.
create table tasks (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  what text not null check (length(what) between 1 and 300),
  member_id uuid,
  person_id uuid,
  due_on date not null,
  promised_on date not null,
  created_by uuid not null,
  created_at timestamptz not null,
  outcome text check (outcome in ('done', 'dropped')),
  closed_on date,
  closed_at timestamptz,
  closed_by uuid,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id),
  foreign key (library_id, closed_by) references members (library_id, id),
  check (num_nonnulls(member_id, person_id) = 1),
  check ((outcome is null) = (closed_at is null) and (outcome is null) = (closed_on is null))
);
create index tasks_partner_index on tasks (library_id, partner_id);
create index tasks_person_index on tasks (library_id, person_id);
create index tasks_member_index on tasks (library_id, member_id) where outcome is null;
create index tasks_due_index on tasks (library_id, due_on) where outcome is null;
alter table tasks enable row level security;
alter table tasks force row level security;
create policy own_library on tasks using (library_id = current_library());
select keep_changes_of(array['tasks']);

-- What the person who promised asks about it, and what they were told.
create table task_questions (
  library_id uuid not null references libraries,
  id uuid not null,
  task_id uuid not null,
  person_id uuid not null,
  question text not null check (length(question) between 1 and 2000),
  asked_at timestamptz not null,
  answer text not null default '' check (length(answer) <= 2000),
  answered_by uuid,
  answered_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, task_id) references tasks (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id)
);
create index task_questions_person_index on task_questions (library_id, person_id);
create index task_questions_task_index on task_questions (library_id, task_id);
alter table task_questions enable row level security;
alter table task_questions force row level security;
create policy own_library on task_questions using (library_id = current_library());
select keep_changes_of(array['task_questions']);
