-- Where a library's own page is, for what it hands out.
alter table libraries add column website text not null default '' check (length(website) <= 500);

-- Figures that a library says of itself, typed, with where they are from and of which day. What can be counted in the
-- log is not here: it is counted when it is asked for.
create table library_figures (
  library_id uuid not null references libraries,
  id uuid not null,
  value text not null check (length(value) between 1 and 40),
  says_en text not null default '' check (length(says_en) <= 200),
  says_es text not null default '' check (length(says_es) <= 200),
  source text not null check (length(source) between 1 and 300),
  as_of date not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, changed_by) references members (library_id, id),
  check (says_en || says_es <> '')
);
alter table library_figures enable row level security;
alter table library_figures force row level security;
create policy own_library on library_figures using (library_id = current_library());
select keep_changes_of(array['library_figures']);

-- A library's own talking points, and what it made of the built-in ones, under the ids that these have in data/guide.
create table talking_points (
  library_id uuid not null references libraries,
  id uuid not null,
  advantage text not null check (length(advantage) between 1 and 40),
  -- '' for everybody
  listener text not null default '' check (length(listener) <= 40),
  title_en text not null default '' check (length(title_en) <= 120),
  text_en text not null default '' check (length(text_en) <= 1000),
  title_es text not null default '' check (length(title_es) <= 120),
  text_es text not null default '' check (length(text_es) <= 1000),
  -- Ids of library_figures, and names of what is counted.
  figures text[] not null default '{}',
  unused boolean not null default false,
  changed_by uuid not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, changed_by) references members (library_id, id)
);
alter table talking_points enable row level security;
alter table talking_points force row level security;
create policy own_library on talking_points using (library_id = current_library());
select keep_changes_of(array['talking_points']);

-- What one partner is told: points in an order, what they want, what we can give, and one ask.
create table pitches (
  library_id uuid not null references libraries,
  id uuid not null,
  partner_id uuid not null,
  listener text not null default '' check (length(listener) <= 40),
  locale text not null check (locale in ('en', 'es')),
  points uuid[] not null check (cardinality(points) between 1 and 8),
  they_want text not null default '' check (length(they_want) <= 1000),
  we_give text not null default '' check (length(we_give) <= 1000),
  ask text not null check (length(ask) between 1 and 300),
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  foreign key (library_id, partner_id) references partners (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
create index pitches_partner_index on pitches (library_id, partner_id);
create index pitches_made_index on pitches (library_id, made_at);
alter table pitches enable row level security;
alter table pitches force row level security;
create policy own_library on pitches using (library_id = current_library());
select keep_changes_of(array['pitches']);

-- That a pitch was left on paper, mailed or said, with the points and figures as they were then, and what came of it.
create table pitch_uses (
  library_id uuid not null references libraries,
  id uuid not null,
  pitch_id uuid not null,
  way text not null check (way in ('paper', 'email', 'said')),
  used_on date not null,
  used_by uuid not null,
  made_at timestamptz not null,
  points jsonb not null,
  outcome text not null default '' check (outcome in ('', 'agreed', 'interested', 'later', 'no', 'no_answer')),
  outcome_by uuid,
  outcome_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, pitch_id) references pitches (library_id, id),
  foreign key (library_id, used_by) references members (library_id, id),
  foreign key (library_id, outcome_by) references members (library_id, id)
);
create index pitch_uses_pitch_index on pitch_uses (library_id, pitch_id);
alter table pitch_uses enable row level security;
alter table pitch_uses force row level security;
create policy own_library on pitch_uses using (library_id = current_library());
select keep_changes_of(array['pitch_uses']);
