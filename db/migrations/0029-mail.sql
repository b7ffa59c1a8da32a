-- A mail knows what kind it is, in whose language it is, who is answered, and of what date it tells. Its reader can have
-- no more of a kind: each such mail has a token of its own, and the token goes when the mail is sent.
alter table outbox
  add column kind text not null default '',
  add column locale text not null default 'en' check (locale in ('en', 'es')),
  add column reply_to text not null default '',
  add column calendar jsonb,
  add column stop_token text not null default '',
  add column stop_hash bytea;
create unique index outbox_stop_index on outbox (library_id, stop_hash) where stop_hash is not null;

create table mail_refusals (
  library_id uuid not null references libraries,
  recipient text not null,
  kind text not null,
  refused_at timestamptz not null,
  primary key (library_id, recipient, kind)
);
alter table mail_refusals enable row level security;
alter table mail_refusals force row level security;
create policy own_library on mail_refusals using (library_id = (select current_library()));
