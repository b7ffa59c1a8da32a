-- Who asked whom for what of an official: an interaction that is about a decision of theirs.
alter table interactions add column advocacy_by text check (advocacy_by in ('us', 'them'));
alter table interactions add column advocacy_what text not null default '' check (length(advocacy_what) <= 300);
alter table interactions add constraint interactions_advocacy_check
  check ((advocacy_by is null) = (advocacy_what = ''));
create index interactions_advocacy_index on interactions (library_id, happened_on) where advocacy_by is not null;

-- The office that somebody holds, for which district, and from when until when. Of which party they are is nowhere.
create table terms_of_office (
  library_id uuid not null references libraries,
  id uuid not null,
  person_id uuid not null,
  office text not null check (length(office) between 1 and 120),
  district text not null default '' check (length(district) <= 120),
  starts_on date,
  ends_on date,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (ends_on >= starts_on)
);
create index terms_of_office_person_index on terms_of_office (library_id, person_id);
create index terms_of_office_end_index on terms_of_office (library_id, ends_on);
alter table terms_of_office enable row level security;
alter table terms_of_office force row level security;
create policy own_library on terms_of_office using (library_id = current_library());
select keep_changes_of(array['terms_of_office']);

-- When an election is near, and what staff are to mind then.
create table election_periods (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  starts_on date not null,
  ends_on date not null,
  note text not null default '' check (length(note) <= 1000),
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  constraint election_periods_days_check check (ends_on >= starts_on)
);
alter table election_periods enable row level security;
alter table election_periods force row level security;
create policy own_library on election_periods using (library_id = current_library());
select keep_changes_of(array['election_periods']);
