-- The pipes every room uses: what changed, what mail waits, which form was already taken.
create table history (
  library_id uuid not null references libraries,
  id uuid not null,
  at timestamptz not null,
  member_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  details jsonb not null default '{}',
  primary key (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id)
);
create index history_subject_index on history (library_id, subject_id, at desc);

-- A mail is written in the transaction of the change that causes it and sent afterwards by the worker.
-- Mail about an account (a password reset) belongs to no library.
create table outbox (
  id uuid primary key,
  library_id uuid references libraries,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  next_attempt_at timestamptz not null,
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamptz
);
create index outbox_waiting_index on outbox (library_id, next_attempt_at) where sent_at is null;
create index outbox_library_index on outbox (library_id, created_at desc);

-- One row for each accepted form: the same key again has no second effect and leads to the same place.
create table submissions (
  key uuid primary key,
  sender text not null,
  path text not null,
  location text not null default '',
  created_at timestamptz not null
);
create index submissions_created_at_index on submissions (created_at);
