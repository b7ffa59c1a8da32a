-- How often a partner is to be in touch with, where that is not as usual for its stage; and until when that rests.
create table cadences (
  library_id uuid not null references libraries,
  partner_id uuid not null,
  kind text not null check (kind in ('usual', 'key', 'own')),
  days smallint check (days between 1 and 1000),
  paused_until date,
  version int not null default 1,
  primary key (library_id, partner_id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  check ((kind = 'own') = (days is not null))
);
alter table cadences enable row level security;
alter table cadences force row level security;
create policy own_library on cadences using (library_id = current_library());
select keep_changes_of(array['cadences']);

-- Which Monday's digest a member has had: each is made once, whatever is killed when.
create table digests (
  library_id uuid not null references libraries,
  member_id uuid not null,
  monday date not null,
  made_at timestamptz not null,
  primary key (library_id, member_id, monday),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table digests enable row level security;
alter table digests force row level security;
create policy own_library on digests using (library_id = current_library());
