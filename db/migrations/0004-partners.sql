-- This library's relationship with an organization, from "potential" on.
create table partners (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  stage text not null check (stage in ('potential', 'researching', 'contacted', 'talking', 'evaluating', 'agreeing', 'active', 'dormant', 'ended', 'declined')),
  owner_id uuid,
  deputy_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  primary key (library_id, id),
  constraint partners_organization_key unique (library_id, organization_id),
  check (deputy_id <> owner_id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  constraint partners_owner_fkey foreign key (library_id, owner_id) references members (library_id, id),
  constraint partners_deputy_fkey foreign key (library_id, deputy_id) references members (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id)
);
create index partners_stage_index on partners (library_id, stage);
create index partners_owner_index on partners (library_id, owner_id);

-- A stage change is an event: from, to, who, when and why.
create table stage_changes (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  from_stage text not null,
  to_stage text not null,
  reason text not null default '' check (length(reason) <= 1000),
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (library_id, id),
  check (from_stage <> to_stage),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, changed_by) references members (library_id, id)
);
create index stage_changes_partner_index on stage_changes (library_id, partner_id, changed_at desc);

-- The one thing due next with a partner: the partial index keeps it at one.
create table next_steps (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  what text not null check (length(what) between 1 and 300),
  due_on date not null,
  created_by uuid,
  created_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  outcome text check (outcome in ('done', 'dropped', 'replaced')),
  primary key (library_id, id),
  check ((closed_at is null) = (outcome is null)),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id),
  foreign key (library_id, closed_by) references members (library_id, id)
);
create unique index next_steps_open_key on next_steps (library_id, partner_id) where closed_at is null;
create index next_steps_due_index on next_steps (library_id, due_on) where closed_at is null;
create index next_steps_partner_index on next_steps (library_id, partner_id, created_at desc);

create table notes (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  author_id uuid not null,
  audience text not null check (audience in ('me', 'library')),
  body text not null check (length(body) between 1 and 10000),
  happened_on date not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, author_id) references members (library_id, id)
);
create index notes_partner_index on notes (library_id, partner_id, happened_on desc);
