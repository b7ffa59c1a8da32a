-- What was sent with a form's key: the same key with other words is another form, which is shown again instead of being taken for the first.
alter table submissions add column body_hash bytea;

-- What somebody typed and sent after their session had ended. Sealed with the token in the browser's cookie, of which only the hash is here;
-- for the person it was typed by, and for an hour.
create table kept_forms (
  token_hash bytea not null,
  user_id uuid not null references users,
  address text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  primary key (token_hash, user_id, address)
);
create index kept_forms_user_id_index on kept_forms (user_id);
create index kept_forms_created_at_index on kept_forms (created_at);
