-- What a partner was asked to look through of its own facts, and what it said: all right, or what is otherwise. What is
-- otherwise waits for a member, who takes it over or not.
create table confirmations (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  said_at timestamptz,
  corrections jsonb not null default '{}',
  remark text not null default '' check (length(remark) <= 5000),
  settled_at timestamptz,
  settled_by uuid,
  -- All of it was right, or is as they said by now.
  assured boolean not null default false,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, asked_by) references members (library_id, id),
  foreign key (library_id, settled_by) references members (library_id, id)
);
create index confirmations_partner_index on confirmations (library_id, partner_id, said_at desc);
create index confirmations_person_index on confirmations (library_id, person_id);
alter table confirmations enable row level security;
alter table confirmations force row level security;
create policy own_library on confirmations using (library_id = current_library());
select keep_changes_of(array['confirmations']);
