-- What the library says of itself in a minute, in each language.
create table spoken_pitches (
  library_id uuid not null references libraries,
  locale text not null check (locale in ('en', 'es')),
  body text not null check (length(body) between 1 and 3000),
  changed_by uuid not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, locale),
  foreign key (library_id, changed_by) references members (library_id, id)
);
alter table spoken_pitches enable row level security;
alter table spoken_pitches force row level security;
create policy own_library on spoken_pitches using (library_id = current_library());
select keep_changes_of(array['spoken_pitches']);

-- What happened to somebody, told with their consent. Where consent is withdrawn the words are gone, and the row says so.
create table stories (
  library_id uuid not null references libraries,
  id uuid not null,
  title_en text not null default '' check (length(title_en) <= 120),
  text_en text not null default '' check (length(text_en) <= 5000),
  title_es text not null default '' check (length(title_es) <= 120),
  text_es text not null default '' check (length(text_es) <= 5000),
  -- Of the words to which somebody consents.
  words_hash text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  erased_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table stories enable row level security;
alter table stories force row level security;
create policy own_library on stories using (library_id = current_library());
select keep_changes_of(array['stories']);

-- Who consents to what until when: on signed paper, or by a link. The latest that was given counts.
create table story_consents (
  library_id uuid not null references libraries,
  id uuid not null,
  story_id uuid not null,
  giver text not null check (length(giver) between 1 and 120),
  email text not null default '' check (length(email) <= 254),
  way text not null check (way in ('paper', 'link')),
  scopes text[] not null default '{}' check (scopes <@ array['talk', 'paper', 'email', 'web']),
  named text not null default 'none' check (named in ('full', 'first', 'none')),
  until date,
  given_on date,
  given_at timestamptz,
  words_hash text not null,
  -- The signed paper, or where it is.
  sha256 text,
  file_name text not null default '' check (length(file_name) <= 200),
  kept_at text not null default '' check (length(kept_at) <= 200),
  asked_by uuid not null,
  asked_at timestamptz not null,
  refused_at timestamptz,
  withdrawn_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, story_id) references stories (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256),
  foreign key (library_id, asked_by) references members (library_id, id),
  check (given_on is null or until is not null and cardinality(scopes) > 0)
);
create index story_consents_story_index on story_consents (library_id, story_id);
create index story_consents_until_index on story_consents (library_id, until) where withdrawn_at is null;
alter table story_consents enable row level security;
alter table story_consents force row level security;
create policy own_library on story_consents using (library_id = current_library());
select keep_changes_of(array['story_consents']);

create table story_pictures (
  library_id uuid not null references libraries,
  story_id uuid not null,
  sha256 text not null,
  alt_en text not null default '' check (length(alt_en) <= 300),
  alt_es text not null default '' check (length(alt_es) <= 300),
  -- Who may be seen on it, and who said so.
  permission text not null check (length(permission) between 1 and 300),
  added_at timestamptz not null,
  primary key (library_id, story_id, sha256),
  foreign key (library_id, story_id) references stories (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256),
  check (alt_en || alt_es <> '')
);
alter table story_pictures enable row level security;
alter table story_pictures force row level security;
create policy own_library on story_pictures using (library_id = current_library());
select keep_changes_of(array['story_pictures']);

-- Where a story was told, so that what went out on paper is known when it may be told no longer.
create table story_uses (
  library_id uuid not null references libraries,
  id uuid not null,
  story_id uuid not null,
  way text not null check (way in ('talk', 'paper', 'email', 'web')),
  used_on date not null,
  place text not null default '' check (length(place) <= 200),
  partner_id uuid,
  used_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, story_id) references stories (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, used_by) references members (library_id, id)
);
create index story_uses_story_index on story_uses (library_id, story_id);
create index story_uses_partner_index on story_uses (library_id, partner_id);
alter table story_uses enable row level security;
alter table story_uses force row level security;
create policy own_library on story_uses using (library_id = current_library());
select keep_changes_of(array['story_uses']);

-- Without a foreign key: a story can go at any time, and the pitch then does without it.
alter table pitches add column story_id uuid;

-- A link may also be for somebody who is at no organization: then it has their name.
alter table guest_links alter column partner_id drop not null;
alter table guest_links alter column person_id drop not null;
alter table guest_links add column name text not null default '' check (length(name) <= 120);
alter table guest_links add check (person_id is null or name = '');

-- The story whose words a mail holds: as long as it waits, it goes with them.
alter table outbox add column carries uuid;
create index outbox_carries_index on outbox (library_id, carries) where carries is not null;
