-- The secret address at which a member's own calendar finds their steps and tasks. Each has one at most.
create table calendar_feeds (
  library_id uuid not null references libraries,
  member_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  primary key (library_id, member_id),
  constraint calendar_feeds_token_key unique (library_id, token_hash),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table calendar_feeds enable row level security;
alter table calendar_feeds force row level security;
create policy own_library on calendar_feeds using (library_id = current_library());

-- How a relationship was put to rest or ended well: what is returned, who is thanked.
alter table stage_changes add column farewell text not null default '' check (length(farewell) <= 1000);
