-- An initiative: a cause, for whom, where and when. Partners, members, worksheets and findings belong to it.
create table initiatives (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  -- Who is better off, and how.
  who text not null check (length(who) between 1 and 2000),
  -- The need, in the words by which it is looked for who meets it already.
  need text not null check (length(need) between 1 and 200),
  populations text[] not null default '{}',
  postal_codes text[] not null default '{}',
  starts_on date,
  ends_on date,
  made_by uuid not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  constraint initiatives_days_check check (ends_on >= starts_on)
);
create index initiatives_made_index on initiatives (library_id, made_at);
alter table initiatives enable row level security;
alter table initiatives force row level security;
create policy own_library on initiatives using (library_id = current_library());
select keep_changes_of(array['initiatives']);

-- What state it came into, when and why; the latest is the one it is in.
create table initiative_events (
  library_id uuid not null references libraries,
  id uuid not null,
  initiative_id uuid not null,
  state text not null check (state in ('idea', 'planned', 'running', 'finished', 'stopped')),
  why text not null default '' check (length(why) <= 1000),
  said_by uuid not null,
  said_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id),
  foreign key (library_id, said_by) references members (library_id, id)
);
create index initiative_events_initiative_index on initiative_events (library_id, initiative_id, said_at);
alter table initiative_events enable row level security;
alter table initiative_events force row level security;
create policy own_library on initiative_events using (library_id = current_library());

-- Without a foreign key: a branch can go, and comes back to what it was part of.
create table initiative_branches (
  library_id uuid not null references libraries,
  initiative_id uuid not null,
  branch_id uuid not null,
  primary key (library_id, initiative_id, branch_id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id)
);
alter table initiative_branches enable row level security;
alter table initiative_branches force row level security;
create policy own_library on initiative_branches using (library_id = current_library());
select keep_changes_of(array['initiative_branches']);

create table initiative_members (
  library_id uuid not null references libraries,
  initiative_id uuid not null,
  member_id uuid not null,
  primary key (library_id, initiative_id, member_id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id)
);
create index initiative_members_member_index on initiative_members (library_id, member_id);
alter table initiative_members enable row level security;
alter table initiative_members force row level security;
create policy own_library on initiative_members using (library_id = current_library());
select keep_changes_of(array['initiative_members']);

create table initiative_partners (
  library_id uuid not null references libraries,
  initiative_id uuid not null,
  partner_id uuid not null,
  part text not null check (part in ('lead', 'does', 'supports', 'told')),
  -- In a few words, what they do in it.
  what text not null default '' check (length(what) <= 300),
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (library_id, initiative_id, partner_id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, added_by) references members (library_id, id)
);
create index initiative_partners_partner_index on initiative_partners (library_id, partner_id);
alter table initiative_partners enable row level security;
alter table initiative_partners force row level security;
create policy own_library on initiative_partners using (library_id = current_library());
select keep_changes_of(array['initiative_partners']);

-- Why it is done: a worksheet, what leaders said, what was found that does it already. Without a foreign key: any of
-- them can go, and comes back to what it spoke for.
create table initiative_evidence (
  library_id uuid not null references libraries,
  initiative_id uuid not null,
  kind text not null check (kind in ('worksheet', 'theme', 'overlap_check')),
  subject_id uuid not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (library_id, initiative_id, kind, subject_id),
  foreign key (library_id, initiative_id) references initiatives (library_id, id),
  foreign key (library_id, added_by) references members (library_id, id)
);
create index initiative_evidence_subject_index on initiative_evidence (library_id, subject_id);
alter table initiative_evidence enable row level security;
alter table initiative_evidence force row level security;
create policy own_library on initiative_evidence using (library_id = current_library());
select keep_changes_of(array['initiative_evidence']);

-- What another one can begin with; those that are built in are data.
create table initiative_templates (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  who text not null check (length(who) between 1 and 2000),
  need text not null check (length(need) between 1 and 200),
  populations text[] not null default '{}',
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  constraint initiative_templates_name_key unique (library_id, name),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table initiative_templates enable row level security;
alter table initiative_templates force row level security;
create policy own_library on initiative_templates using (library_id = current_library());
select keep_changes_of(array['initiative_templates']);
