-- What a proposal is to reach: from where, to where, by when, and how far it is.
create table goals (
  library_id uuid not null references libraries,
  id uuid not null,
  proposal_id uuid not null,
  measure text not null check (length(measure) between 1 and 200),
  unit text not null default '' check (length(unit) <= 40),
  -- Counted from what is logged with its partners since the day of the baseline; null where readings are typed.
  counted text check (counted in ('people_reached', 'conversations', 'promises_kept')),
  baseline double precision not null check (baseline >= 0),
  baseline_on date not null,
  baseline_source text not null check (length(baseline_source) between 1 and 200),
  target double precision not null check (target >= 0),
  due_on date not null,
  owner_id uuid not null,
  person_id uuid,
  made_by uuid not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, owner_id) references members (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (due_on > baseline_on and target <> baseline)
);
create index goals_proposal_index on goals (library_id, proposal_id);
create index goals_owner_index on goals (library_id, owner_id);
create index goals_person_index on goals (library_id, person_id);
alter table goals enable row level security;
alter table goals force row level security;
create policy own_library on goals using (library_id = current_library());
select keep_changes_of(array['goals']);

create table goal_readings (
  library_id uuid not null references libraries,
  id uuid not null,
  goal_id uuid not null,
  read_on date not null,
  value double precision not null check (value >= 0),
  source text not null default '' check (length(source) <= 200),
  read_by uuid not null,
  read_at timestamptz not null,
  primary key (library_id, id),
  constraint goal_readings_day_key unique (library_id, goal_id, read_on),
  foreign key (library_id, goal_id) references goals (library_id, id),
  foreign key (library_id, read_by) references members (library_id, id)
);
alter table goal_readings enable row level security;
alter table goal_readings force row level security;
create policy own_library on goal_readings using (library_id = current_library());
select keep_changes_of(array['goal_readings']);

-- What each side hopes to get; of the library itself where there is no partner.
create table rewards (
  library_id uuid not null references libraries,
  id uuid not null,
  proposal_id uuid not null,
  partner_id uuid,
  hope text not null check (length(hope) between 1 and 500),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
create index rewards_proposal_index on rewards (library_id, proposal_id);
create index rewards_partner_index on rewards (library_id, partner_id);
alter table rewards enable row level security;
alter table rewards force row level security;
create policy own_library on rewards using (library_id = current_library());
select keep_changes_of(array['rewards']);

-- That a side was asked, once a year, whether it got it, and what it said.
create table reward_answers (
  library_id uuid not null references libraries,
  id uuid not null,
  reward_id uuid not null,
  asked_on date not null,
  got text check (got in ('yes', 'partly', 'no')),
  words text not null default '' check (length(words) <= 1000),
  -- Who said it, by name: a guest is no member.
  said_by text not null default '' check (length(said_by) <= 200),
  said_at timestamptz,
  primary key (library_id, id),
  constraint reward_answers_day_key unique (library_id, reward_id, asked_on),
  foreign key (library_id, reward_id) references rewards (library_id, id),
  check ((got is null) = (said_at is null))
);
alter table reward_answers enable row level security;
alter table reward_answers force row level security;
create policy own_library on reward_answers using (library_id = current_library());
select keep_changes_of(array['reward_answers']);

-- The rows of the responsibility grid: what is to be done, by a day, or each month.
create table responsibilities (
  library_id uuid not null references libraries,
  id uuid not null,
  proposal_id uuid not null,
  what text not null check (length(what) between 1 and 300),
  due_on date,
  monthly boolean not null default false,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (not (monthly and due_on is not null))
);
create index responsibilities_proposal_index on responsibilities (library_id, proposal_id, made_at);
alter table responsibilities enable row level security;
alter table responsibilities force row level security;
create policy own_library on responsibilities using (library_id = current_library());
select keep_changes_of(array['responsibilities']);

-- Whose part in it is what: of the library itself where there is no partner. A person and a deputy on either side.
create table responsibility_parts (
  library_id uuid not null references libraries,
  id uuid not null,
  responsibility_id uuid not null,
  partner_id uuid,
  part text not null check (part in ('does', 'approves', 'told')),
  member_id uuid,
  deputy_member_id uuid,
  person_id uuid,
  deputy_person_id uuid,
  primary key (library_id, id),
  foreign key (library_id, responsibility_id) references responsibilities (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, deputy_member_id) references members (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, deputy_person_id) references persons (library_id, id)
);
create index responsibility_parts_row_index on responsibility_parts (library_id, responsibility_id);
create index responsibility_parts_partner_index on responsibility_parts (library_id, partner_id);
create index responsibility_parts_person_index on responsibility_parts (library_id, person_id);
create index responsibility_parts_deputy_index on responsibility_parts (library_id, deputy_person_id);
alter table responsibility_parts enable row level security;
alter table responsibility_parts force row level security;
create policy own_library on responsibility_parts using (library_id = current_library());
select keep_changes_of(array['responsibility_parts']);

-- The grid as it was sent to the partners. It is never changed.
create table responsibility_versions (
  library_id uuid not null references libraries,
  proposal_id uuid not null,
  number int not null,
  content jsonb not null,
  sent_by uuid not null,
  sent_at timestamptz not null,
  primary key (library_id, proposal_id, number),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, sent_by) references members (library_id, id)
);
alter table responsibility_versions enable row level security;
alter table responsibility_versions force row level security;
create policy own_library on responsibility_versions using (library_id = current_library());

-- What a partner was to say to it, and said: told of it, or asked to accept it.
create table responsibility_answers (
  library_id uuid not null references libraries,
  id uuid not null,
  proposal_id uuid not null,
  number int not null,
  partner_id uuid not null,
  person_id uuid,
  asked text not null check (asked in ('accept', 'told')),
  answer text check (answer in ('accepted', 'changes')),
  words text not null default '' check (length(words) <= 1000),
  said_by text not null default '' check (length(said_by) <= 200),
  said_at timestamptz,
  -- Noted by staff for them, from paper or a call.
  noted boolean not null default false,
  primary key (library_id, id),
  foreign key (library_id, proposal_id, number)
    references responsibility_versions (library_id, proposal_id, number),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  check ((answer is null) = (said_at is null))
);
create index responsibility_answers_version_index on responsibility_answers (library_id, proposal_id, number);
create index responsibility_answers_partner_index on responsibility_answers (library_id, partner_id);
create index responsibility_answers_person_index on responsibility_answers (library_id, person_id);
alter table responsibility_answers enable row level security;
alter table responsibility_answers force row level security;
create policy own_library on responsibility_answers using (library_id = current_library());
select keep_changes_of(array['responsibility_answers']);

-- Which task or promise came of which row, for which month: of the library itself where there is no partner.
create table responsibility_tasks (
  library_id uuid not null references libraries,
  id uuid not null,
  responsibility_id uuid not null,
  partner_id uuid,
  period text not null check (length(period) <= 10),
  -- Without a foreign key: a task can go, and is not made a second time.
  task_id uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, responsibility_id) references responsibilities (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id)
);
create index responsibility_tasks_row_index on responsibility_tasks (library_id, responsibility_id, period);
create index responsibility_tasks_partner_index on responsibility_tasks (library_id, partner_id);
alter table responsibility_tasks enable row level security;
alter table responsibility_tasks force row level security;
create policy own_library on responsibility_tasks using (library_id = current_library());
select keep_changes_of(array['responsibility_tasks']);
