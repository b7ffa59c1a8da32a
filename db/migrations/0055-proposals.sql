-- What the library and partners propose to do together: for whom, what each side does and bears, what each gets.
create table proposals (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  kind text not null check (kind in ('program', 'sponsorship', 'space', 'data', 'other')),
  initiative_id uuid,
  -- The one that it came from. Without a foreign key: a worksheet can go, and comes back to what it led to.
  from_worksheet_id uuid,
  who text not null check (length(who) between 1 and 2000),
  how_known text not null check (length(how_known) between 1 and 2000),
  populations text[] not null default '{}',
  our_mission text not null default '' check (length(our_mission) <= 1000),
  their_mission text not null default '' check (length(their_mission) <= 1000),
  common_ground text not null default '' check (length(common_ground) <= 1000),
  we_do text not null check (length(we_do) between 1 and 3000),
  they_do text not null check (length(they_do) between 1 and 3000),
  -- Hours of staff over all its time, and cents; null where nobody knows.
  our_hours int check (our_hours between 0 and 1000000),
  our_cents int check (our_cents >= 0),
  our_space text not null default '' check (length(our_space) <= 500),
  their_hours int check (their_hours between 0 and 1000000),
  their_cents int check (their_cents >= 0),
  their_space text not null default '' check (length(their_space) <= 500),
  -- Money that one side gives the other.
  given_cents int check (given_cents >= 0),
  given_by text not null default 'partner' check (given_by in ('partner', 'library')),
  we_get text not null default '' check (length(we_get) <= 2000),
  they_get text not null default '' check (length(they_get) <= 2000),
  risks text not null default '' check (length(risks) <= 2000),
  gains text not null default '' check (length(gains) <= 2000),
  starts_on date,
  ends_on date,
  owner_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  -- When what is approved was last changed: words, days, costs, goals.
  changed_at timestamptz not null,
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id),
  foreign key (library_id, owner_id) references members (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  constraint proposals_days_check check (ends_on >= starts_on)
);
create index proposals_made_index on proposals (library_id, made_at);
create index proposals_initiative_index on proposals (library_id, initiative_id);
create index proposals_from_worksheet_index on proposals (library_id, from_worksheet_id);
create index proposals_owner_index on proposals (library_id, owner_id);
alter table proposals enable row level security;
alter table proposals force row level security;
create policy own_library on proposals using (library_id = current_library());
select keep_changes_of(array['proposals']);

create table proposal_partners (
  library_id uuid not null references libraries,
  proposal_id uuid not null,
  partner_id uuid not null,
  -- Who speaks for them in it.
  person_id uuid,
  primary key (library_id, proposal_id, partner_id),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index proposal_partners_partner_index on proposal_partners (library_id, partner_id);
create index proposal_partners_person_index on proposal_partners (library_id, person_id);
alter table proposal_partners enable row level security;
alter table proposal_partners force row level security;
create policy own_library on proposal_partners using (library_id = current_library());
select keep_changes_of(array['proposal_partners']);

-- Rules of the library's own, and those of the house that it changed or switched off.
create table policy_rules (
  library_id uuid not null references libraries,
  -- The key of the rule of the house that it takes the place of, or its own.
  key text not null check (length(key) between 1 and 60),
  built_in boolean not null,
  off boolean not null default false,
  name text not null check (length(name) between 1 and 120),
  kinds text[] not null default '{}',
  from_cents int check (from_cents >= 0),
  sectors text[] not null default '{}',
  populations text[] not null default '{}',
  in_election boolean not null default false,
  -- [{ "what", "ask", "role" }]
  requires jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, key),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table policy_rules enable row level security;
alter table policy_rules force row level security;
create policy own_library on policy_rules using (library_id = current_library());
select keep_changes_of(array['policy_rules']);

-- What a rule asked of a proposal, in the words that it had when the proposal was checked, and how it was answered.
create table proposal_checks (
  library_id uuid not null references libraries,
  proposal_id uuid not null,
  rule_key text not null,
  what text not null check (what in ('document', 'approver', 'conflict', 'note', 'clearance', 'insurance', 'confirm')),
  rule_version int not null,
  rule_name jsonb not null,
  ask jsonb not null,
  role text,
  checked_at timestamptz not null,
  -- Not asked any more; what was answered is kept for the day on which it is asked again.
  dropped_at timestamptz,
  answer text not null default '' check (length(answer) <= 2000),
  answer_on date,
  answer_yes boolean,
  answered_by uuid,
  answered_at timestamptz,
  primary key (library_id, proposal_id, rule_key, what),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id),
  check ((answered_by is null) = (answered_at is null))
);
alter table proposal_checks enable row level security;
alter table proposal_checks force row level security;
create policy own_library on proposal_checks using (library_id = current_library());
select keep_changes_of(array['proposal_checks']);

-- A proposal as it was handed in for approval. It is never changed.
create table proposal_versions (
  library_id uuid not null references libraries,
  proposal_id uuid not null,
  number int not null,
  content jsonb not null,
  checks jsonb not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (library_id, proposal_id, number),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, submitted_by) references members (library_id, id),
  foreign key (library_id, withdrawn_by) references members (library_id, id)
);
alter table proposal_versions enable row level security;
alter table proposal_versions force row level security;
create policy own_library on proposal_versions using (library_id = current_library());

-- The steps of an approval: one after the other by their place, side by side where the place is the same.
create table approvals (
  library_id uuid not null references libraries,
  id uuid not null,
  proposal_id uuid not null,
  number int not null,
  place smallint not null check (place between 1 and 9),
  role text check (role in ('coordinator', 'administrator')),
  member_id uuid,
  due_on date,
  reminded_at timestamptz,
  answer text check (answer in ('approved', 'changes', 'declined')),
  comment text not null default '' check (length(comment) <= 2000),
  answered_by uuid,
  answered_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, proposal_id, number) references proposal_versions (library_id, proposal_id, number),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id),
  check ((role is null) <> (member_id is null)),
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
create index approvals_version_index on approvals (library_id, proposal_id, number);
create index approvals_open_index on approvals (library_id, member_id) where answer is null;
create index approvals_due_index on approvals (library_id, due_on) where answer is null and reminded_at is null;
alter table approvals enable row level security;
alter table approvals force row level security;
create policy own_library on approvals using (library_id = current_library());

-- Who is away, from when until when, and who acts for them meanwhile.
create table absences (
  library_id uuid not null references libraries,
  id uuid not null,
  member_id uuid not null,
  deputy_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, deputy_id) references members (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  constraint absences_deputy_check check (deputy_id <> member_id),
  constraint absences_days_check check (ends_on >= starts_on)
);
create index absences_member_index on absences (library_id, member_id);
create index absences_deputy_index on absences (library_id, deputy_id);
alter table absences enable row level security;
alter table absences force row level security;
create policy own_library on absences using (library_id = current_library());
select keep_changes_of(array['absences']);
