-- Who is asking: libraries (the tenants), the people who sign in, and what they may do where.
create extension if not exists pg_trgm;

-- The tenant of this connection. After a transaction-local setting ends it is '', not NULL; both mean "no library, no rows".
create function current_library() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.library_id', true), '')::uuid;

create table libraries (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  name text not null check (length(name) between 1 and 200),
  time_zone text not null,
  locale text not null check (locale in ('en', 'es')),
  -- Lower limits of the two upper bands, in tenths (40 = 4.0): "strength" and "discuss".
  strength_from smallint not null default 40 check (strength_from between 11 and 50),
  discuss_from smallint not null default 30 check (discuss_from between 11 and 50),
  version integer not null default 1,
  created_at timestamptz not null,
  check (discuss_from < strength_from)
);

create table users (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  name text not null check (length(name) between 1 and 120),
  locale text check (locale in ('en', 'es')),
  password_hash text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  constraint users_email_key unique (email)
);

-- Tokens are stored hashed: a copy of the database opens no session.
create table sessions (
  id uuid primary key,
  user_id uuid not null references users,
  token_hash bytea not null unique,
  user_agent text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user_id_index on sessions (user_id);
create index sessions_expires_at_index on sessions (expires_at);

create table password_resets (
  id uuid primary key,
  user_id uuid not null references users,
  token_hash bytea not null unique,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_user_id_index on password_resets (user_id, created_at);

create table members (
  library_id uuid not null references libraries,
  id uuid not null,
  user_id uuid not null references users,
  role text not null check (role in ('administrator', 'coordinator', 'contributor', 'reader')),
  created_at timestamptz not null,
  left_at timestamptz,
  version integer not null default 1,
  primary key (library_id, id),
  constraint members_user_key unique (library_id, user_id)
);
create index members_user_id_index on members (user_id);

create table invitations (
  library_id uuid not null references libraries,
  id uuid not null,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  role text not null check (role in ('administrator', 'coordinator', 'contributor', 'reader')),
  token_hash bytea not null,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (library_id, id),
  unique (library_id, token_hash),
  foreign key (library_id, invited_by) references members (library_id, id)
);
create unique index invitations_open_key on invitations (library_id, email) where accepted_at is null and revoked_at is null;

create table branches (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  city text not null default '' check (length(city) <= 200),
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (library_id, id),
  constraint branches_name_key unique (library_id, name)
);
