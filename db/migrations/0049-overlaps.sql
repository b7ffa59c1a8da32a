-- "Not the same": what a library said of something that was found for a need. The need is the words that count of it.
create table overlap_answers (
  library_id uuid not null references libraries,
  need_key text not null check (length(need_key) between 1 and 300),
  kind text not null check (kind in ('service', 'partner', 'lead', 'listed')),
  -- The id of a row, or source and key of a listed organization.
  subject text not null check (length(subject) <= 300),
  label text not null check (length(label) <= 300),
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (library_id, need_key, kind, subject),
  foreign key (library_id, answered_by) references members (library_id, id)
);
alter table overlap_answers enable row level security;
alter table overlap_answers force row level security;
create policy own_library on overlap_answers using (library_id = current_library());
select keep_changes_of(array['overlap_answers']);

-- What was found on one day for one need, as evidence: with whom it was planned, and each hit as it was then.
create table overlap_checks (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid,
  need text not null check (length(need) between 1 and 200),
  populations text[] not null default '{}',
  near text not null default '' check (length(near) <= 20),
  miles smallint not null,
  starts_on date,
  ends_on date,
  hits jsonb not null,
  -- What was left out, as the library had said that it is not the same.
  set_aside text[] not null default '{}',
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
create index overlap_checks_partner_index on overlap_checks (library_id, partner_id);
create index overlap_checks_made_index on overlap_checks (library_id, made_at);
alter table overlap_checks enable row level security;
alter table overlap_checks force row level security;
create policy own_library on overlap_checks using (library_id = current_library());
select keep_changes_of(array['overlap_checks']);
