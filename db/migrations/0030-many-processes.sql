-- What several processes share. How often something was tried is worth nothing after a crash, so it is not logged.
create unlogged table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index rate_limits_expire_index on rate_limits (expire);

-- Opens the set-up pages while there is no library. Each process prints one of its own; all take any of them.
create table setup_tokens (
  token_hash bytea primary key,
  created_at timestamptz not null
);
