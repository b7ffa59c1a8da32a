-- An e-mail to several partners: written once, in one or two languages, and sent to each alone.
create table letters (
  library_id uuid not null references libraries,
  id uuid not null,
  subject_en text not null default '' check (length(subject_en) <= 200),
  body_en text not null default '' check (length(body_en) <= 10000),
  subject_es text not null default '' check (length(subject_es) <= 200),
  body_es text not null default '' check (length(body_es) <= 10000),
  made_by uuid not null,
  made_at timestamptz not null,
  -- When somebody pressed Send, and when each had been written.
  sent_by uuid,
  sent_at timestamptz,
  done_at timestamptz,
  -- Why it could not be sent, after the last try.
  failed text not null default '',
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  foreign key (library_id, sent_by) references members (library_id, id),
  check (subject_en || subject_es <> '')
);
create index letters_made_index on letters (library_id, made_at);
alter table letters enable row level security;
alter table letters force row level security;
create policy own_library on letters using (library_id = current_library());
select keep_changes_of(array['letters']);

-- Whom it goes to: one address of each partner. Once it was sent, what became of each.
create table letter_recipients (
  library_id uuid not null references libraries,
  letter_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  email text not null default '',
  locale text not null check (locale in ('en', 'es')),
  left_out boolean not null default false,
  outcome text not null default '' check (outcome in ('', 'sent', 'kept', 'left_out', 'no_address', 'refused', 'bounced')),
  primary key (library_id, letter_id, partner_id),
  foreign key (library_id, letter_id) references letters (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index letter_recipients_partner_index on letter_recipients (library_id, partner_id);
create index letter_recipients_person_index on letter_recipients (library_id, person_id);
alter table letter_recipients enable row level security;
alter table letter_recipients force row level security;
create policy own_library on letter_recipients using (library_id = current_library());
select keep_changes_of(array['letter_recipients']);
