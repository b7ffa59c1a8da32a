-- A relation between two organizations, persons or members, with where it is known from and of which day. What can be
-- read elsewhere is not here: who works where, who talked with whom, what is part of what.
create table ties (
  library_id uuid not null references libraries,
  id uuid not null,
  kind text not null check (kind in ('knows', 'board_of', 'worked_with', 'introduced', 'same_building')),
  from_member_id uuid,
  from_person_id uuid,
  from_organization_id uuid,
  to_person_id uuid,
  to_organization_id uuid,
  source text not null check (length(source) between 1 and 300),
  known_on date not null,
  -- The two met through the library.
  through_us boolean not null default false,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, from_member_id) references members (library_id, id),
  foreign key (library_id, from_person_id) references persons (library_id, id),
  foreign key (library_id, from_organization_id) references organizations (library_id, id),
  foreign key (library_id, to_person_id) references persons (library_id, id),
  foreign key (library_id, to_organization_id) references organizations (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (num_nonnulls(from_member_id, from_person_id, from_organization_id) = 1),
  check (num_nonnulls(to_person_id, to_organization_id) = 1),
  check (coalesce(from_member_id, from_person_id, from_organization_id) <> coalesce(to_person_id, to_organization_id))
);
-- One of each kind between two, whichever way round it was said.
create unique index ties_once on ties (library_id, kind,
  least(coalesce(from_member_id, from_person_id, from_organization_id), coalesce(to_person_id, to_organization_id)),
  greatest(coalesce(from_member_id, from_person_id, from_organization_id), coalesce(to_person_id, to_organization_id)));
create index ties_from_member_index on ties (library_id, from_member_id);
create index ties_from_person_index on ties (library_id, from_person_id);
create index ties_from_organization_index on ties (library_id, from_organization_id);
create index ties_to_person_index on ties (library_id, to_person_id);
create index ties_to_organization_index on ties (library_id, to_organization_id);
create index ties_made_index on ties (library_id, made_at);
alter table ties enable row level security;
alter table ties force row level security;
create policy own_library on ties using (library_id = current_library());
select keep_changes_of(array['ties']);

-- Who asked not to be used for introductions.
create table tie_refusals (
  library_id uuid not null references libraries,
  person_id uuid not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (library_id, person_id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, noted_by) references members (library_id, id)
);
alter table tie_refusals enable row level security;
alter table tie_refusals force row level security;
create policy own_library on tie_refusals using (library_id = current_library());
select keep_changes_of(array['tie_refusals']);

-- That somebody was asked to introduce the library to a partner, and what came of it.
create table introductions (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  outcome text not null default '' check (outcome in ('', 'made', 'declined', 'no_answer')),
  outcome_by uuid,
  outcome_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, asked_by) references members (library_id, id),
  foreign key (library_id, outcome_by) references members (library_id, id)
);
create index introductions_partner_index on introductions (library_id, partner_id);
create index introductions_person_index on introductions (library_id, person_id);
create index introductions_asked_index on introductions (library_id, asked_at);
alter table introductions enable row level security;
alter table introductions force row level security;
create policy own_library on introductions using (library_id = current_library());
select keep_changes_of(array['introductions']);
