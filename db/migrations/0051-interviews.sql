-- A library asks community leaders what they see: rounds, who is asked, appointments, consent, answers, referrals.

create extension if not exists btree_gist;

create table interview_rounds (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  purpose text not null check (length(purpose) between 1 and 2000),
  starts_on date not null,
  ends_on date not null,
  -- The language of its findings.
  locale text not null check (locale in ('en', 'es')),
  -- The last day on which it is known who said what.
  keep_until date not null,
  -- The one that it is compared with.
  previous_id uuid,
  -- Our thanks, in each language, with {name}, {library} and {member}; '' where the usual words are said.
  thanks_en text not null default '' check (length(thanks_en) <= 3000),
  thanks_es text not null default '' check (length(thanks_es) <= 3000),
  made_by uuid not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  anonymised_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, previous_id) references interview_rounds (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id),
  check (starts_on <= ends_on and ends_on <= keep_until)
);
create index interview_rounds_keep_index on interview_rounds (library_id, keep_until) where anonymised_at is null;
alter table interview_rounds enable row level security;
alter table interview_rounds force row level security;
create policy own_library on interview_rounds using (library_id = current_library());
select keep_changes_of(array['interview_rounds']);

-- Without a foreign key, as in interviews and targets: a branch can go, and comes back to what it was part of.
create table interview_round_branches (
  library_id uuid not null references libraries,
  round_id uuid not null,
  branch_id uuid not null,
  primary key (library_id, round_id, branch_id),
  foreign key (library_id, round_id) references interview_rounds (library_id, id)
);
create index interview_round_branches_branch_index on interview_round_branches (library_id, branch_id);
alter table interview_round_branches enable row level security;
alter table interview_round_branches force row level security;
create policy own_library on interview_round_branches using (library_id = current_library());
select keep_changes_of(array['interview_round_branches']);

-- Who asks, and so who may read what was said.
create table interview_round_members (
  library_id uuid not null references libraries,
  round_id uuid not null,
  member_id uuid not null,
  primary key (library_id, round_id, member_id),
  foreign key (library_id, round_id) references interview_rounds (library_id, id),
  foreign key (library_id, member_id) references members (library_id, id)
);
create index interview_round_members_member_index on interview_round_members (library_id, member_id);
alter table interview_round_members enable row level security;
alter table interview_round_members force row level security;
create policy own_library on interview_round_members using (library_id = current_library());
select keep_changes_of(array['interview_round_members']);

-- How many leaders of which kind are to be asked.
create table interview_targets (
  library_id uuid not null references libraries,
  round_id uuid not null,
  kind text not null check (kind in ('sector', 'population', 'branch')),
  key text not null check (length(key) between 1 and 60),
  wanted int not null check (wanted between 1 and 500),
  primary key (library_id, round_id, kind, key),
  foreign key (library_id, round_id) references interview_rounds (library_id, id)
);
alter table interview_targets enable row level security;
alter table interview_targets force row level security;
create policy own_library on interview_targets using (library_id = current_library());
select keep_changes_of(array['interview_targets']);

-- The questions of a round. A version is never changed: an interview keeps the one that it was held with.
create table interview_guides (
  library_id uuid not null references libraries,
  id uuid not null,
  round_id uuid not null,
  number int not null,
  -- [{ "key", "en", "es" }] in their order; the key stays while the words change.
  questions jsonb not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (library_id, id),
  constraint interview_guides_number_key unique (library_id, round_id, number),
  foreign key (library_id, round_id) references interview_rounds (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table interview_guides enable row level security;
alter table interview_guides force row level security;
create policy own_library on interview_guides using (library_id = current_library());

-- One leader who is asked in a round. What is known of them belongs to them: after the round it goes.
create table interviews (
  library_id uuid not null references libraries,
  id uuid not null,
  round_id uuid not null,
  person_id uuid,
  organization_id uuid,
  name text not null check (length(name) <= 200),
  name_key text not null,
  role text not null default '' check (length(role) <= 200),
  organization text not null default '' check (length(organization) <= 200),
  email text not null default '' check (length(email) <= 254),
  phone text not null default '' check (length(phone) <= 60),
  how_known text not null default '' check (length(how_known) <= 300),
  locale text not null check (locale in ('en', 'es')),
  sector_key text,
  populations text[] not null default '{}',
  branch_id uuid,
  interviewer_id uuid,
  -- By whom they were named.
  referred_by_id uuid,
  guide_id uuid,
  invited_at timestamptz,
  -- What the leader said to it, if they did not choose a time.
  declined_at timestamptz,
  proposed text not null default '' check (length(proposed) <= 1000),
  held_on date,
  held_way text check (held_way in ('visit', 'phone', 'video', 'walk_in')),
  -- Of the date in their calendar: each change of it has the next.
  sequence int not null default 0,
  added_by uuid not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, round_id) references interview_rounds (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  foreign key (library_id, sector_key) references sectors (library_id, key),
  foreign key (library_id, interviewer_id) references members (library_id, id),
  foreign key (library_id, referred_by_id) references interviews (library_id, id),
  foreign key (library_id, guide_id) references interview_guides (library_id, id),
  foreign key (library_id, added_by) references members (library_id, id),
  check ((held_on is null) = (held_way is null))
);
create index interviews_round_index on interviews (library_id, round_id);
create index interviews_person_index on interviews (library_id, person_id);
create index interviews_organization_index on interviews (library_id, organization_id);
create index interviews_name_index on interviews (library_id, name_key);
create index interviews_email_index on interviews (library_id, email) where email <> '';
create index interviews_interviewer_index on interviews (library_id, interviewer_id);
create index interviews_branch_index on interviews (library_id, branch_id);
create index interviews_referred_index on interviews (library_id, referred_by_id);
alter table interviews enable row level security;
alter table interviews force row level security;
create policy own_library on interviews using (library_id = current_library());
select keep_changes_of(array['interviews']);

-- Times that were offered, and the one that was chosen. An interviewer is at one place at a time.
create table interview_slots (
  library_id uuid not null references libraries,
  id uuid not null,
  interview_id uuid not null,
  interviewer_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '' check (length(place) <= 300),
  offered_at timestamptz not null,
  chosen_at timestamptz,
  -- Free again.
  released_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, interviewer_id) references members (library_id, id),
  check (starts_at < ends_at),
  constraint interview_slots_no_clash exclude using gist
    (library_id with =, interviewer_id with =, tstzrange(starts_at, ends_at) with &&) where (released_at is null)
);
create index interview_slots_interview_index on interview_slots (library_id, interview_id);
create unique index interview_slots_chosen_key on interview_slots (library_id, interview_id)
  where chosen_at is not null and released_at is null;
alter table interview_slots enable row level security;
alter table interview_slots force row level security;
create policy own_library on interview_slots using (library_id = current_library());
select keep_changes_of(array['interview_slots']);

-- What the leader allows; the latest counts. Without one nothing can be quoted.
create table interview_consents (
  library_id uuid not null references libraries,
  id uuid not null,
  interview_id uuid not null,
  said text not null check (said in ('notes', 'named', 'unnamed', 'none')),
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, noted_by) references members (library_id, id)
);
create index interview_consents_interview_index on interview_consents (library_id, interview_id, noted_at);
alter table interview_consents enable row level security;
alter table interview_consents force row level security;
create policy own_library on interview_consents using (library_id = current_library());

-- Answers as each writer has them: whoever writes has a line of their own, so nobody overwrites anybody. A line that
-- somebody saw and wrote on from is superseded.
create table interview_answers (
  library_id uuid not null references libraries,
  interview_id uuid not null,
  question_key text not null check (length(question_key) between 1 and 60),
  -- A page that somebody writes on, on one device.
  writer uuid not null,
  -- Grows with each change of the writer's: an older one that arrives later is known as such.
  counter int not null check (counter > 0),
  body text not null check (length(body) <= 100000),
  written_by uuid not null,
  written_at timestamptz not null,
  superseded_at timestamptz,
  primary key (library_id, interview_id, question_key, writer),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, written_by) references members (library_id, id)
);
alter table interview_answers enable row level security;
alter table interview_answers force row level security;
create policy own_library on interview_answers using (library_id = current_library());

-- "Who else should we talk to?"
create table interview_referrals (
  library_id uuid not null references libraries,
  id uuid not null,
  interview_id uuid not null,
  name text not null check (length(name) <= 200),
  role text not null default '' check (length(role) <= 200),
  organization text not null default '' check (length(organization) <= 200),
  why text not null default '' check (length(why) <= 500),
  -- What became of it: asked in the round, an organization to get to know, or set aside.
  became_id uuid,
  lead_id uuid,
  set_aside_at timestamptz,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, became_id) references interviews (library_id, id),
  foreign key (library_id, lead_id) references leads (library_id, id),
  foreign key (library_id, noted_by) references members (library_id, id)
);
create index interview_referrals_interview_index on interview_referrals (library_id, interview_id);
create index interview_referrals_became_index on interview_referrals (library_id, became_id);
create index interview_referrals_lead_index on interview_referrals (library_id, lead_id);
alter table interview_referrals enable row level security;
alter table interview_referrals force row level security;
create policy own_library on interview_referrals using (library_id = current_library());
select keep_changes_of(array['interview_referrals']);

-- That thanks, or the findings, went to a leader.
create table interview_thanks (
  library_id uuid not null references libraries,
  interview_id uuid not null,
  what text not null check (what in ('thanks', 'findings')),
  way text not null check (way in ('email', 'card', 'other')),
  sent_by uuid not null,
  sent_at timestamptz not null,
  primary key (library_id, interview_id, what),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, sent_by) references members (library_id, id)
);
alter table interview_thanks enable row level security;
alter table interview_thanks force row level security;
create policy own_library on interview_thanks using (library_id = current_library());
select keep_changes_of(array['interview_thanks']);

-- Which partners a leader spoke of, so that it stands beside the factors of a worksheet.
create table interview_mentions (
  library_id uuid not null references libraries,
  interview_id uuid not null,
  partner_id uuid not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (library_id, interview_id, partner_id),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, noted_by) references members (library_id, id)
);
create index interview_mentions_partner_index on interview_mentions (library_id, partner_id);
alter table interview_mentions enable row level security;
alter table interview_mentions force row level security;
create policy own_library on interview_mentions using (library_id = current_library());
select keep_changes_of(array['interview_mentions']);

-- A mail that only those may read who may read what it is about: not the administrators' page of mails.
alter table outbox add column private boolean not null default false;
