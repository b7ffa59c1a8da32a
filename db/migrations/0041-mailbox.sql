-- E-mail that comes in for a member, at a secret address of their own: what they forward or copy there becomes part of a
-- partner's story, or waits until they say what it is.
create table mail_addresses (
  library_id uuid not null references libraries,
  member_id uuid not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  primary key (library_id, member_id),
  constraint mail_addresses_token_key unique (library_id, token_hash),
  foreign key (library_id, member_id) references members (library_id, id)
);
alter table mail_addresses enable row level security;
alter table mail_addresses force row level security;
create policy own_library on mail_addresses using (library_id = current_library());

-- Where the answers of a partner come in, to what a member wrote to one person there, or to the organization.
create table answer_addresses (
  library_id uuid not null references libraries,
  id uuid not null,
  token_hash bytea not null,
  member_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  made_at timestamptz not null,
  primary key (library_id, id),
  constraint answer_addresses_token_key unique (library_id, token_hash),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index answer_addresses_partner_index on answer_addresses (library_id, partner_id);
create index answer_addresses_person_index on answer_addresses (library_id, person_id);
alter table answer_addresses enable row level security;
alter table answer_addresses force row level security;
create policy own_library on answer_addresses using (library_id = current_library());
select keep_changes_of(array['answer_addresses']);

create table received_mails (
  library_id uuid not null references libraries,
  id uuid not null,
  member_id uuid not null,
  partner_id uuid,
  person_id uuid,
  sha256 text not null,
  bytes int not null,
  -- Whether all of it is kept, or only its beginning, because it was too large.
  whole boolean not null,
  received_at timestamptz not null,
  state text not null default 'new' check (state in ('new', 'waiting', 'filed', 'aside', 'automatic')),
  why text not null default '',
  settled_at timestamptz,
  -- What reading it said.
  subject text not null default '',
  from_name text not null default '',
  from_email text not null default '',
  sent_at timestamptz,
  -- Whose signature it has that holds, if whoever sent it is of that domain.
  signed_by text not null default '',
  proof text not null default 'none' check (proof in ('signed', 'broken', 'none', 'unknown')),
  incoming boolean not null default false,
  said text not null default '',
  -- Everything in words that can be read in it, with what was answered to.
  words text not null default '',
  addresses text[] not null default '{}',
  -- What of it is not kept as a file, and why.
  refused jsonb not null default '[]',
  primary key (library_id, id),
  constraint received_mails_once_key unique (library_id, member_id, sha256),
  foreign key (library_id, member_id) references members (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index received_mails_waiting_index on received_mails (library_id, member_id, received_at) where state = 'waiting';
create index received_mails_partner_index on received_mails (library_id, partner_id);
create index received_mails_person_index on received_mails (library_id, person_id);
alter table received_mails enable row level security;
alter table received_mails force row level security;
create policy own_library on received_mails using (library_id = current_library());
select keep_changes_of(array['received_mails']);

-- Apart from what was read in it, as it is large and never changes.
create table received_mail_sources (
  library_id uuid not null references libraries,
  mail_id uuid not null,
  source bytea not null,
  primary key (library_id, mail_id),
  foreign key (library_id, mail_id) references received_mails (library_id, id)
);
alter table received_mail_sources enable row level security;
alter table received_mail_sources force row level security;
create policy own_library on received_mail_sources using (library_id = current_library());

create table received_mail_files (
  library_id uuid not null references libraries,
  mail_id uuid not null,
  sha256 text not null,
  name text not null check (length(name) between 1 and 200),
  position smallint not null,
  primary key (library_id, mail_id, sha256),
  foreign key (library_id, mail_id) references received_mails (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256)
);
alter table received_mail_files enable row level security;
alter table received_mail_files force row level security;
create policy own_library on received_mail_files using (library_id = current_library());

-- The mail that an interaction was made of.
alter table interactions add column mail_id uuid,
  add foreign key (library_id, mail_id) references received_mails (library_id, id);
create index interactions_mail_index on interactions (library_id, mail_id) where mail_id is not null;

-- Whom a mail is about is found by the addresses in it.
create index organizations_email_index on organizations (library_id, email) where email <> '';

-- Addresses at which mail does not arrive, as their mail server says.
create table bounced_addresses (
  library_id uuid not null references libraries,
  email text not null,
  status text not null,
  said text not null,
  bounced_at timestamptz not null,
  primary key (library_id, email)
);
alter table bounced_addresses enable row level security;
alter table bounced_addresses force row level security;
create policy own_library on bounced_addresses using (library_id = current_library());
