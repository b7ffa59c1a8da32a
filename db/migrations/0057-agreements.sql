-- Clauses of which agreements are written: those of the house that a library changed, locked or switched off, and its own.
create table clauses (
  library_id uuid not null references libraries,
  -- The key of the clause of the house that it takes the place of, or its own.
  key text not null check (length(key) between 1 and 60),
  built_in boolean not null,
  off boolean not null default false,
  -- What it says in an agreement is not changed there.
  locked boolean not null default false,
  kinds text[] not null default '{}',
  -- Of its words; 0 for those of the house.
  words_version int not null default 0,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, key),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table clauses enable row level security;
alter table clauses force row level security;
create policy own_library on clauses using (library_id = current_library());
select keep_changes_of(array['clauses']);

-- The words of a clause, version by version. They are never changed.
create table clause_versions (
  library_id uuid not null references libraries,
  clause_key text not null,
  number int not null check (number > 0),
  title_en text not null check (length(title_en) <= 120),
  title_es text not null check (length(title_es) <= 120),
  body_en text not null check (length(body_en) <= 6000),
  body_es text not null check (length(body_es) <= 6000),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, clause_key, number),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table clause_versions enable row level security;
alter table clause_versions force row level security;
create policy own_library on clause_versions using (library_id = current_library());

-- An agreement as it is being written; what was sent and signed are its versions.
create table agreements (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 160),
  kind text not null check (kind in ('letter', 'memorandum', 'sponsorship', 'space', 'data', 'handshake')),
  -- In which language it is written.
  locale text not null check (locale in ('en', 'es')),
  proposal_id uuid,
  -- The agreement whose place it takes.
  renews_id uuid,
  effective_on date,
  -- The last day on which it holds; null for one without an end.
  ends_on date,
  notice_days int check (notice_days between 1 and 730),
  renewal text not null default 'none' check (renewal in ('none', 'by_agreement', 'by_itself')),
  renewal_months int check (renewal_months between 1 and 120),
  given_cents int check (given_cents >= 0),
  given_by text not null default 'partner' check (given_by in ('partner', 'library')),
  -- Whose name and logo may be shown by the other side.
  logo text not null default 'none' check (logo in ('none', 'ours', 'theirs', 'both')),
  insurance text not null default '' check (length(insurance) <= 300),
  -- Who at the library receives notices.
  our_notices text not null default '' check (length(our_notices) <= 300),
  -- Terms in plain words, for one that has no clauses: a handshake, or their paper.
  terms text not null default '' check (length(terms) <= 6000),
  -- Their paper instead of clauses of ours.
  sha256 text,
  file_name text not null default '',
  owner_id uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  -- When what is sent and signed was last changed.
  changed_at timestamptz not null,
  -- The last day of the term that runs, of the version that holds; moved on when it renews.
  term_ends_on date,
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, proposal_id) references proposals (library_id, id),
  foreign key (library_id, renews_id) references agreements (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256),
  foreign key (library_id, owner_id) references members (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  constraint agreements_days_check check (ends_on >= effective_on)
);
create index agreements_made_index on agreements (library_id, made_at);
create index agreements_term_index on agreements (library_id, term_ends_on);
create index agreements_proposal_index on agreements (library_id, proposal_id);
create index agreements_renews_index on agreements (library_id, renews_id);
create index agreements_owner_index on agreements (library_id, owner_id);
create index agreements_file_index on agreements (library_id, sha256);
alter table agreements enable row level security;
alter table agreements force row level security;
create policy own_library on agreements using (library_id = current_library());
select keep_changes_of(array['agreements']);

-- A proposal that renews an agreement.
alter table proposals add renews_id uuid,
  add foreign key (library_id, renews_id) references agreements (library_id, id);
create index proposals_renews_index on proposals (library_id, renews_id);

-- With whom, who signs for them, and who of them receives notices.
create table agreement_partners (
  library_id uuid not null references libraries,
  agreement_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  notices text not null default '' check (length(notices) <= 300),
  primary key (library_id, agreement_id, partner_id),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index agreement_partners_partner_index on agreement_partners (library_id, partner_id);
create index agreement_partners_person_index on agreement_partners (library_id, person_id);
alter table agreement_partners enable row level security;
alter table agreement_partners force row level security;
create policy own_library on agreement_partners using (library_id = current_library());
select keep_changes_of(array['agreement_partners']);

-- The clauses of one agreement, with blanks that are filled when it is read.
create table agreement_clauses (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  position int not null,
  -- From which clause and which version of its words; null for one of this agreement alone.
  clause_key text,
  words_version int,
  locked boolean not null default false,
  title text not null check (length(title) between 1 and 120),
  body text not null check (length(body) between 1 and 6000),
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, agreement_id) references agreements (library_id, id)
);
create index agreement_clauses_agreement_index on agreement_clauses (library_id, agreement_id, position);
alter table agreement_clauses enable row level security;
alter table agreement_clauses force row level security;
create policy own_library on agreement_clauses using (library_id = current_library());
select keep_changes_of(array['agreement_clauses']);

-- An agreement as it was sent. What it says is never changed; it is text, so that its hash is of these very letters.
create table agreement_versions (
  library_id uuid not null references libraries,
  agreement_id uuid not null,
  number int not null check (number > 0),
  -- Why there is another one: a major change is signed again, a minor one is told.
  change text not null check (change in ('first', 'minor', 'major')),
  reason text not null default '' check (length(reason) <= 2000),
  content text not null,
  sha256 text not null,
  effective_on date,
  ends_on date,
  notice_days int,
  renewal text not null,
  renewal_months int,
  made_by uuid not null,
  made_at timestamptz not null,
  -- Sent for signing: when, by whom, until which day it can be signed, one after the other or side by side.
  sent_by uuid,
  sent_at timestamptz,
  sign_by date,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_why text not null default '' check (length(withdrawn_why) <= 1000),
  -- Since when it holds: all signed, or, for a minor change, told.
  completed_at timestamptz,
  -- The signed PDF with its record.
  sealed_sha256 text,
  sealed_at timestamptz,
  -- What was signed on paper, as a scan.
  scan_sha256 text,
  scan_name text not null default '',
  -- Where the paper is.
  kept_at text not null default '' check (length(kept_at) <= 300),
  primary key (library_id, agreement_id, number),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  foreign key (library_id, sent_by) references members (library_id, id),
  foreign key (library_id, withdrawn_by) references members (library_id, id),
  foreign key (library_id, sealed_sha256) references stored_files (library_id, sha256),
  foreign key (library_id, scan_sha256) references stored_files (library_id, sha256)
);
create index agreement_versions_sealed_index on agreement_versions (library_id, sealed_sha256);
create index agreement_versions_scan_index on agreement_versions (library_id, scan_sha256);
create index agreement_versions_open_index on agreement_versions (library_id, sign_by)
  where sent_at is not null and completed_at is null and withdrawn_at is null;
alter table agreement_versions enable row level security;
alter table agreement_versions force row level security;
create policy own_library on agreement_versions using (library_id = current_library());

-- Who is asked to sign a version, and what they did.
create table agreement_signers (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  number int not null,
  -- Null for the library.
  partner_id uuid,
  -- The side as it was called when this was sent: a name that changes later changes nothing that was signed.
  party text not null check (length(party) between 1 and 200),
  person_id uuid,
  member_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text not null default '' check (length(email) <= 254),
  locale text not null check (locale in ('en', 'es')),
  -- One after the other; side by side where it is the same.
  place smallint not null check (place between 1 and 20),
  asked_at timestamptz,
  reminded_at timestamptz,
  -- What they pressed, until the code of the mail confirms it.
  pending jsonb,
  code_hash bytea,
  code_until timestamptz,
  -- Of these digits, and of all that were sent since the link was.
  wrong_codes int not null default 0,
  wrong_in_all int not null default 0,
  outcome text check (outcome in ('signed', 'declined', 'delegated')),
  outcome_at timestamptz,
  way text check (way in ('link', 'member', 'paper')),
  -- As they typed it; `mark` is a path of lines that they drew.
  signed_name text not null default '' check (length(signed_name) <= 200),
  signed_title text not null default '' check (length(signed_title) <= 200),
  signed_on date,
  mark text not null default '' check (length(mark) <= 20000),
  reason text not null default '' check (length(reason) <= 2000),
  -- Who signs in their stead.
  delegate_id uuid,
  primary key (library_id, id),
  foreign key (library_id, agreement_id, number) references agreement_versions (library_id, agreement_id, number),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id),
  check ((outcome is null) = (outcome_at is null)),
  check ((delegate_id is not null) = coalesce(outcome = 'delegated', false))
);
create index agreement_signers_version_index on agreement_signers (library_id, agreement_id, number);
create index agreement_signers_partner_index on agreement_signers (library_id, partner_id);
create index agreement_signers_person_index on agreement_signers (library_id, person_id);
create index agreement_signers_open_index on agreement_signers (library_id, member_id) where outcome is null;
alter table agreement_signers enable row level security;
alter table agreement_signers force row level security;
create policy own_library on agreement_signers using (library_id = current_library());
select keep_changes_of(array['agreement_signers']);

-- What was done with a version that is signed, in a chain: each line holds the hash of the one before.
create table agreement_events (
  library_id uuid not null references libraries,
  agreement_id uuid not null,
  number int not null,
  seq int not null check (seq > 0),
  said text not null,
  -- SHA-256 of the line. Not a secret, so it is called by another word than those that no archive takes along.
  digest text not null,
  primary key (library_id, agreement_id, number, seq),
  foreign key (library_id, agreement_id, number) references agreement_versions (library_id, agreement_id, number)
);
alter table agreement_events enable row level security;
alter table agreement_events force row level security;
create policy own_library on agreement_events using (library_id = current_library());

-- Who outside reads it by a link, and may comment.
create table agreement_readers (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) between 3 and 254),
  locale text not null check (locale in ('en', 'es')),
  -- Of which version they were asked last: of others they learn nothing before these hold.
  number int not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, agreement_id, number) references agreement_versions (library_id, agreement_id, number),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, asked_by) references members (library_id, id)
);
create index agreement_readers_agreement_index on agreement_readers (library_id, agreement_id, number);
create index agreement_readers_partner_index on agreement_readers (library_id, partner_id);
create index agreement_readers_person_index on agreement_readers (library_id, person_id);
alter table agreement_readers enable row level security;
alter table agreement_readers force row level security;
create policy own_library on agreement_readers using (library_id = current_library());
select keep_changes_of(array['agreement_readers']);

-- What was said at a clause of a version, what was answered, and that it is settled.
create table agreement_comments (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  number int not null,
  -- The clause as the version has it; null for all of it.
  clause_id uuid,
  -- Null for a comment of the library's own.
  reader_id uuid,
  partner_id uuid,
  words text not null check (length(words) between 1 and 2000),
  said_by text not null,
  said_at timestamptz not null,
  answer text not null default '' check (length(answer) <= 2000),
  answered_by uuid,
  answered_at timestamptz,
  settled_by uuid,
  settled_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, agreement_id, number) references agreement_versions (library_id, agreement_id, number),
  foreign key (library_id, reader_id) references agreement_readers (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id),
  foreign key (library_id, settled_by) references members (library_id, id),
  check ((settled_by is null) = (settled_at is null))
);
create index agreement_comments_agreement_index on agreement_comments (library_id, agreement_id);
create index agreement_comments_reader_index on agreement_comments (library_id, reader_id);
create index agreement_comments_partner_index on agreement_comments (library_id, partner_id);
alter table agreement_comments enable row level security;
alter table agreement_comments force row level security;
create policy own_library on agreement_comments using (library_id = current_library());
select keep_changes_of(array['agreement_comments']);

-- That it rests: from when, why, and until when.
create table agreement_suspensions (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  starts_on date not null,
  reason text not null check (length(reason) between 1 and 1000),
  made_by uuid not null,
  made_at timestamptz not null,
  resumed_on date,
  resumed_by uuid,
  primary key (library_id, id),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  foreign key (library_id, resumed_by) references members (library_id, id),
  check (resumed_on >= starts_on),
  check ((resumed_on is null) = (resumed_by is null))
);
create unique index agreement_suspensions_open_key on agreement_suspensions (library_id, agreement_id)
  where resumed_on is null;
create index agreement_suspensions_agreement_index on agreement_suspensions (library_id, agreement_id);
alter table agreement_suspensions enable row level security;
alter table agreement_suspensions force row level security;
create policy own_library on agreement_suspensions using (library_id = current_library());

-- That one side said it does not go on, when, and until when it still holds.
create table agreement_notices (
  library_id uuid not null references libraries,
  agreement_id uuid not null,
  given_by text not null check (given_by in ('ours', 'theirs')),
  given_on date not null,
  ends_on date not null,
  words text not null default '' check (length(words) <= 1000),
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, agreement_id),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (ends_on >= given_on)
);
alter table agreement_notices enable row level security;
alter table agreement_notices force row level security;
create policy own_library on agreement_notices using (library_id = current_library());
select keep_changes_of(array['agreement_notices']);

-- That it is over, why, and how it was closed.
create table agreement_endings (
  library_id uuid not null references libraries,
  agreement_id uuid not null,
  ended_on date not null,
  why text not null check (why in ('done', 'term', 'ours', 'theirs', 'both', 'renewed')),
  reason text not null default '' check (length(reason) <= 1000),
  came_of_it text not null check (length(came_of_it) between 1 and 3000),
  thanks text not null default '' check (length(thanks) <= 1000),
  returned text not null default '' check (length(returned) <= 1000),
  -- That there may be another time, and how.
  door_open boolean not null,
  sent_to text[] not null default '{}',
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, agreement_id),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table agreement_endings enable row level security;
alter table agreement_endings force row level security;
create policy own_library on agreement_endings using (library_id = current_library());

-- Papers that belong to it and end: insurance, clearance. Each has an owner.
create table agreement_documents (
  library_id uuid not null references libraries,
  id uuid not null,
  agreement_id uuid not null,
  partner_id uuid,
  kind text not null check (kind in ('insurance', 'clearance', 'license', 'other')),
  what text not null check (length(what) between 1 and 200),
  expires_on date not null,
  owner_id uuid not null,
  sha256 text,
  file_name text not null default '',
  kept_at text not null default '' check (length(kept_at) <= 300),
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, agreement_id) references agreements (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256),
  foreign key (library_id, owner_id) references members (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
create index agreement_documents_agreement_index on agreement_documents (library_id, agreement_id);
create index agreement_documents_partner_index on agreement_documents (library_id, partner_id);
create index agreement_documents_owner_index on agreement_documents (library_id, owner_id, expires_on);
create index agreement_documents_file_index on agreement_documents (library_id, sha256);
alter table agreement_documents enable row level security;
alter table agreement_documents force row level security;
create policy own_library on agreement_documents using (library_id = current_library());
select keep_changes_of(array['agreement_documents']);

-- What a Monday's e-mail has reminded of, once each: which milestone, of which day.
create table agreement_reminders (
  library_id uuid not null references libraries,
  -- The agreement's id, or that of its document.
  about uuid not null,
  milestone text not null check (milestone in ('notice', '90', '60', '30')),
  day date not null,
  told_at timestamptz not null,
  primary key (library_id, about, milestone, day)
);
alter table agreement_reminders enable row level security;
alter table agreement_reminders force row level security;
create policy own_library on agreement_reminders using (library_id = current_library());

-- What signed PDFs are sealed with: the installation's own, made at first use, and one of a library's own in its place.
create table installation_certificates (
  -- There is one: of two that are made at the same moment, the second waits and is not taken.
  one boolean primary key default true check (one),
  sha256 text not null,
  certificate bytea not null,
  secret_key bytea not null,
  made_at timestamptz not null
);
create table library_certificates (
  library_id uuid not null references libraries,
  sha256 text not null,
  certificate bytea not null,
  chain bytea[] not null default '{}',
  secret_key bytea not null,
  made_at timestamptz not null,
  replaced_at timestamptz,
  primary key (library_id, sha256)
);
create unique index library_certificates_now_key on library_certificates (library_id) where replaced_at is null;
alter table library_certificates enable row level security;
alter table library_certificates force row level security;
create policy own_library on library_certificates using (library_id = current_library());

-- What the house itself makes is stored by nobody.
alter table stored_files alter stored_by drop not null;
