-- What leaders speak of: passages of their answers are marked with themes of the round's code book.
create table interview_themes (
  library_id uuid not null references libraries,
  id uuid not null,
  round_id uuid not null,
  name text not null check (length(name) between 1 and 80),
  name_key text not null,
  description text not null default '' check (length(description) <= 1000),
  example text not null default '' check (length(example) <= 500),
  -- What the community lacks, and so what an initiative can be for.
  is_need boolean not null default false,
  position int not null,
  made_by uuid not null,
  made_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, id),
  constraint interview_themes_name_key unique (library_id, round_id, name_key),
  foreign key (library_id, round_id) references interview_rounds (library_id, id),
  foreign key (library_id, made_by) references members (library_id, id)
);
alter table interview_themes enable row level security;
alter table interview_themes force row level security;
create policy own_library on interview_themes using (library_id = current_library());
select keep_changes_of(array['interview_themes']);

-- A passage that somebody marked with a theme, in code points of the answer as it was; its words find it again.
create table interview_passages (
  library_id uuid not null references libraries,
  id uuid not null,
  interview_id uuid not null,
  question_key text not null check (length(question_key) between 1 and 60),
  theme_id uuid not null,
  coder_id uuid not null,
  starts_at int not null check (starts_at >= 0),
  words text not null check (length(words) between 1 and 5000),
  made_at timestamptz not null,
  primary key (library_id, id),
  constraint interview_passages_once unique (library_id, interview_id, question_key, theme_id, coder_id, starts_at),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, theme_id) references interview_themes (library_id, id),
  foreign key (library_id, coder_id) references members (library_id, id)
);
create index interview_passages_theme_index on interview_passages (library_id, theme_id);
alter table interview_passages enable row level security;
alter table interview_passages force row level security;
create policy own_library on interview_passages using (library_id = current_library());
select keep_changes_of(array['interview_passages']);

-- That somebody has marked an interview to its end. Until then they see nobody else's marks.
create table interview_codings (
  library_id uuid not null references libraries,
  interview_id uuid not null,
  coder_id uuid not null,
  finished_at timestamptz not null,
  primary key (library_id, interview_id, coder_id),
  foreign key (library_id, interview_id) references interviews (library_id, id),
  foreign key (library_id, coder_id) references members (library_id, id)
);
alter table interview_codings enable row level security;
alter table interview_codings force row level security;
create policy own_library on interview_codings using (library_id = current_library());
select keep_changes_of(array['interview_codings']);

-- What the library says of a round. Figures and quotes are not here: they are read anew each time.
create table interview_findings (
  library_id uuid not null references libraries,
  round_id uuid not null,
  opening text not null default '' check (length(opening) <= 3000),
  next_steps text not null default '' check (length(next_steps) <= 3000),
  -- { theme id: what is said of it }
  said jsonb not null default '{}',
  -- Passages that are quoted, by id.
  quoted uuid[] not null default '{}',
  published_at timestamptz,
  changed_by uuid not null,
  changed_at timestamptz not null,
  version int not null default 1,
  primary key (library_id, round_id),
  foreign key (library_id, round_id) references interview_rounds (library_id, id),
  foreign key (library_id, changed_by) references members (library_id, id)
);
alter table interview_findings enable row level security;
alter table interview_findings force row level security;
create policy own_library on interview_findings using (library_id = current_library());
select keep_changes_of(array['interview_findings']);
