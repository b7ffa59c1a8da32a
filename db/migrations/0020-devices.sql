-- A browser that a person has signed in with before. It is not locked out by what others try from elsewhere, as long as it is trusted.
create table known_devices (
  token_hash bytea not null,
  user_id uuid not null references users,
  used_at timestamptz not null,
  trusted boolean not null default true,
  primary key (token_hash, user_id)
);
create index known_devices_user_id_index on known_devices (user_id);
create index known_devices_used_at_index on known_devices (used_at);
