-- Pairs of organizations that are likely one, found when organizations change and not when somebody looks at the list.
-- Worked out from other rows, so nothing of it is recorded, carried along or taken back.
create table likely_pairs (
  library_id uuid not null references libraries,
  organization_id uuid not null,
  other_id uuid not null,
  reasons text[] not null,
  score smallint not null,
  primary key (library_id, organization_id, other_id),
  foreign key (library_id, organization_id) references organizations (library_id, id) on delete cascade,
  foreign key (library_id, other_id) references organizations (library_id, id) on delete cascade,
  constraint likely_pairs_order_check check (organization_id < other_id)
);
create index likely_pairs_score_index on likely_pairs (library_id, score desc, organization_id, other_id);
create index likely_pairs_other_index on likely_pairs (library_id, other_id);
alter table likely_pairs enable row level security;
alter table likely_pairs force row level security;
create policy own_library on likely_pairs using (library_id = current_library());

-- At the first start after this each library is looked through once.
insert into carried_jobs (id, for_library, kind, subject_id)
  select gen_random_uuid(), id, 'organizations.changed', id from libraries;
