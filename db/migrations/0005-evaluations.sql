-- Worksheets: potential partners side by side, rated on factors by several members, closed by a decision.
create table factor_sets (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  built_in boolean not null default false,
  created_by uuid,
  created_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id)
);
create unique index factor_sets_built_in_key on factor_sets (library_id) where built_in;
create unique index factor_sets_name_key on factor_sets (library_id, lower(name));

-- A version is never changed: an edit makes the next one, and worksheets keep theirs.
create table factor_set_versions (
  library_id uuid not null references libraries,
  id uuid not null,
  factor_set_id uuid not null,
  number integer not null check (number > 0),
  created_by uuid,
  created_at timestamptz not null,
  primary key (library_id, id),
  constraint factor_set_versions_number_key unique (library_id, factor_set_id, number),
  foreign key (library_id, factor_set_id) references factor_sets (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id)
);

create table factors (
  library_id uuid not null references libraries,
  version_id uuid not null,
  code text not null check (code ~ '^[1-9][0-9]?[a-z]$'),
  group_code text not null check (group_code ~ '^[1-9][0-9]?$'),
  position smallint not null,
  -- Words by language: {"en": "...", "es": "..."}.
  group_name jsonb not null,
  name jsonb not null,
  prompt jsonb not null,
  evidence jsonb not null,
  primary key (library_id, version_id, code),
  foreign key (library_id, version_id) references factor_set_versions (library_id, id)
);

create table worksheets (
  library_id uuid not null references libraries,
  id uuid not null,
  purpose text not null check (length(purpose) between 1 and 300),
  version_id uuid not null,
  opened_by uuid,
  opened_at timestamptz not null,
  version integer not null default 1,
  primary key (library_id, id),
  unique (library_id, id, version_id),
  foreign key (library_id, version_id) references factor_set_versions (library_id, id),
  foreign key (library_id, opened_by) references members (library_id, id)
);
create index worksheets_opened_index on worksheets (library_id, opened_at desc);

-- The worksheet's factors with their weights. Ratings point here, so a factor that is not on the worksheet cannot be rated.
create table worksheet_factors (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  version_id uuid not null,
  code text not null,
  weight smallint not null default 1 check (weight between 0 and 3),
  primary key (library_id, worksheet_id, code),
  foreign key (library_id, worksheet_id, version_id) references worksheets (library_id, id, version_id),
  foreign key (library_id, version_id, code) references factors (library_id, version_id, code)
);

create table worksheet_partners (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  partner_id uuid not null,
  position smallint not null check (position between 1 and 6),
  primary key (library_id, worksheet_id, partner_id),
  constraint worksheet_partners_position_key unique (library_id, worksheet_id, position),
  foreign key (library_id, worksheet_id) references worksheets (library_id, id),
  constraint worksheet_partners_partner_fkey foreign key (library_id, partner_id) references partners (library_id, id)
);
create index worksheet_partners_partner_index on worksheet_partners (library_id, partner_id);

create table worksheet_raters (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  member_id uuid not null,
  invited_at timestamptz not null,
  version integer not null default 1,
  primary key (library_id, worksheet_id, member_id),
  foreign key (library_id, worksheet_id) references worksheets (library_id, id),
  constraint worksheet_raters_member_fkey foreign key (library_id, member_id) references members (library_id, id)
);
create index worksheet_raters_member_index on worksheet_raters (library_id, member_id);

create table ratings (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  member_id uuid not null,
  partner_id uuid not null,
  code text not null,
  -- 1 to 5; NULL with "unknown" is an answer of its own, never a middle value; NULL without it is a note still waiting for its score.
  score smallint constraint ratings_score_check check (score between 1 and 5),
  unknown boolean not null default false,
  note text not null default '' check (length(note) <= 2000),
  evidence text not null default '' check (length(evidence) <= 500),
  -- Set when another member typed it in from paper.
  entered_by uuid,
  updated_at timestamptz not null,
  primary key (library_id, worksheet_id, member_id, partner_id, code),
  constraint ratings_unknown_check check (not (unknown and score is not null)),
  constraint ratings_rater_fkey foreign key (library_id, worksheet_id, member_id) references worksheet_raters (library_id, worksheet_id, member_id),
  constraint ratings_partner_fkey foreign key (library_id, worksheet_id, partner_id) references worksheet_partners (library_id, worksheet_id, partner_id),
  constraint ratings_factor_fkey foreign key (library_id, worksheet_id, code) references worksheet_factors (library_id, worksheet_id, code),
  foreign key (library_id, entered_by) references members (library_id, id)
);

-- Who has handed in: from then on others' ratings are open to them and theirs count.
create table worksheet_submissions (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  member_id uuid not null,
  submitted_at timestamptz not null,
  submitted_by uuid not null,
  primary key (library_id, worksheet_id, member_id),
  foreign key (library_id, worksheet_id, member_id) references worksheet_raters (library_id, worksheet_id, member_id),
  foreign key (library_id, submitted_by) references members (library_id, id)
);

create table worksheet_decisions (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  reason text not null check (length(reason) between 1 and 5000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  look_back_on date,
  -- What could still change outside the worksheet, as it was on the day: bands and names.
  as_decided jsonb not null,
  primary key (library_id, worksheet_id),
  foreign key (library_id, worksheet_id) references worksheets (library_id, id),
  foreign key (library_id, decided_by) references members (library_id, id)
);

-- The partners a decision chose. Written before the decision itself, after which no trigger lets one in.
create table worksheet_choices (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  partner_id uuid not null,
  primary key (library_id, worksheet_id, partner_id),
  constraint worksheet_choices_partner_fkey foreign key (library_id, worksheet_id, partner_id) references worksheet_partners (library_id, worksheet_id, partner_id)
);

create table worksheet_look_backs (
  library_id uuid not null references libraries,
  id uuid not null,
  worksheet_id uuid not null,
  looked_back_by uuid not null,
  looked_back_at timestamptz not null,
  what_happened text not null check (length(what_happened) between 1 and 5000),
  choose_again text not null check (choose_again in ('yes', 'no', 'unsure')),
  primary key (library_id, id),
  foreign key (library_id, worksheet_id) references worksheet_decisions (library_id, worksheet_id),
  foreign key (library_id, looked_back_by) references members (library_id, id)
);
create index worksheet_look_backs_worksheet_index on worksheet_look_backs (library_id, worksheet_id, looked_back_at);

-- Erasing a whole library is the one act that may take a decision with it.
create function erasing(library uuid) returns boolean language sql stable
  return library::text = current_setting('app.erasing_library', true);

-- A decided worksheet stays as it was decided, whoever asks. The locks make a rating and a decision that meet wait for each other.
create function refuse_after_decision() returns trigger language plpgsql as $$
declare
  sheet record;
begin
  if tg_op = 'DELETE' then sheet := old; else sheet := new; end if;
  if erasing(sheet.library_id) then return sheet; end if;
  perform 1 from worksheets w where w.library_id = sheet.library_id and w.id = sheet.worksheet_id for share;
  if exists (select 1 from worksheet_decisions d where d.library_id = sheet.library_id and d.worksheet_id = sheet.worksheet_id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return sheet;
end $$;

create trigger ratings_while_open before insert or update or delete on ratings for each row execute function refuse_after_decision();
create trigger factors_while_open before insert or update or delete on worksheet_factors for each row execute function refuse_after_decision();
create trigger partners_while_open before insert or update or delete on worksheet_partners for each row execute function refuse_after_decision();
create trigger raters_while_open before insert or update or delete on worksheet_raters for each row execute function refuse_after_decision();
create trigger choices_while_open before insert or update or delete on worksheet_choices for each row execute function refuse_after_decision();
create trigger submissions_while_open before insert or update or delete on worksheet_submissions for each row execute function refuse_after_decision();

create function lock_before_decision() returns trigger language plpgsql as $$
begin
  perform 1 from worksheets w where w.library_id = new.library_id and w.id = new.worksheet_id for update;
  return new;
end $$;
create trigger decision_locks_worksheet before insert on worksheet_decisions for each row execute function lock_before_decision();

create function keep_the_decision() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and erasing(old.library_id) then return old; end if;
  raise exception 'a decision stays as it was made' using errcode = 'check_violation', constraint = 'decision_stays';
end $$;
-- Purpose and opener belong to what was decided. (Locking the row for a decision is no update.)
create function refuse_edit_after_decision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from worksheet_decisions d where d.library_id = old.library_id and d.worksheet_id = old.id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return new;
end $$;
create trigger worksheet_while_open before update on worksheets for each row execute function refuse_edit_after_decision();

create trigger decisions_stay before update or delete on worksheet_decisions for each row execute function keep_the_decision();
create trigger factors_of_a_version_stay before update or delete on factors for each row execute function keep_the_decision();
