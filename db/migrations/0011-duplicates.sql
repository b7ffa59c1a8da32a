-- What a person said to "are these the same?". The smaller id comes first, so that a pair has one answer.
create table duplicate_answers (
  library_id uuid not null references libraries,
  organization_id uuid not null,
  other_id uuid not null,
  answer text not null check (answer in ('different', 'chapter')),
  answered_by uuid,
  answered_at timestamptz not null,
  primary key (library_id, organization_id, other_id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  foreign key (library_id, other_id) references organizations (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id),
  check (organization_id < other_id)
);
create index duplicate_answers_other_index on duplicate_answers (library_id, other_id);

-- One organization that became part of another's record; its id names the change set that takes it back. No reference to the
-- organizations: one of them is gone, and the other may be merged again.
create table merges (
  library_id uuid not null references libraries,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  kept_name text not null,
  gone_name text not null,
  -- Where both were partners, which relationship became part of which: its history and its name on a decided worksheet are found by it.
  kept_partner_id uuid,
  gone_partner_id uuid,
  -- How many rows of which table moved.
  moved jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, merged_by) references members (library_id, id),
  foreign key (library_id, undone_by) references members (library_id, id)
);
create index merges_recent_index on merges (library_id, merged_at desc);
create index merges_kept_index on merges (library_id, kept_id) where undone_at is null;
