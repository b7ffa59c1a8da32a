-- Bands of our own, the nearest words of our scale: from 3.5 "holds up", from 2.5 "mixed", below "weak". A library that had set limits of its
-- own keeps them.
alter table libraries rename column strength_from to holds_up_from;
alter table libraries rename column discuss_from to mixed_from;
alter table libraries alter column holds_up_from set default 35, alter column mixed_from set default 25;
update libraries set holds_up_from = 35, mixed_from = 25 where holds_up_from = 40 and mixed_from = 30;

-- A decision can be reopened, with a reason. One stands; the earlier ones stay as they were. The keys say all of it: a decision is numbered
-- within its worksheet, and one after the first needs the reopening of the one before it.
alter table worksheet_decisions disable trigger decisions_stay;
alter table worksheet_decisions no force row level security;
update worksheet_decisions set as_decided = as_decided - 'bands'
  || jsonb_build_object('bands', jsonb_build_object('holdsUpFrom', as_decided #> '{bands,strengthFrom}', 'mixedFrom', as_decided #> '{bands,discussFrom}'));
alter table worksheet_decisions force row level security;
alter table worksheet_decisions enable trigger decisions_stay;

alter table worksheet_decisions
  add column number smallint not null default 1 check (number > 0),
  -- Why nobody rated, where a worksheet is decided without any rating.
  add column why_unrated text not null default '' check (length(why_unrated) <= 2000);
alter table worksheet_choices add column number smallint not null default 1;
alter table worksheet_look_backs add column number smallint not null default 1;
alter table worksheet_look_backs drop constraint worksheet_look_backs_library_id_worksheet_id_fkey;
alter table worksheet_decisions drop constraint worksheet_decisions_pkey, add primary key (library_id, worksheet_id, number);
alter table worksheet_choices drop constraint worksheet_choices_pkey, add primary key (library_id, worksheet_id, number, partner_id),
  add foreign key (library_id, worksheet_id) references worksheets (library_id, id);
alter table worksheet_look_backs add foreign key (library_id, worksheet_id, number) references worksheet_decisions (library_id, worksheet_id, number);
-- Whoever writes one says which.
alter table worksheet_decisions alter column number drop default;
alter table worksheet_choices alter column number drop default;
alter table worksheet_look_backs alter column number drop default;

create table worksheet_reopenings (
  library_id uuid not null references libraries,
  worksheet_id uuid not null,
  -- Of the decision that no longer stands.
  number smallint not null,
  reason text not null check (length(reason) between 1 and 5000),
  reopened_by uuid not null,
  reopened_at timestamptz not null,
  primary key (library_id, worksheet_id, number),
  foreign key (library_id, worksheet_id, number) references worksheet_decisions (library_id, worksheet_id, number),
  foreign key (library_id, reopened_by) references members (library_id, id)
);
alter table worksheet_reopenings enable row level security;
alter table worksheet_reopenings force row level security;
create policy own_library on worksheet_reopenings using (library_id = (select current_library()));
alter table worksheet_decisions
  add column reopened_before smallint generated always as (nullif(number - 1, 0)) stored,
  add constraint worksheet_decisions_reopened_fkey foreign key (library_id, worksheet_id, reopened_before)
    references worksheet_reopenings (library_id, worksheet_id, number) deferrable initially immediate;

-- What merges recorded before this is taken back with the number, too.
alter table recorded_changes no force row level security;
update recorded_changes set before = before || '{"number": 1}', after = after || '{"number": 1}' where table_name = 'worksheet_choices';
alter table recorded_changes force row level security;

create function decided(of_library uuid, of_worksheet uuid) returns boolean language sql stable
  return exists (select 1 from worksheet_decisions d where d.library_id = of_library and d.worksheet_id = of_worksheet
    and not exists (select 1 from worksheet_reopenings r where r.library_id = d.library_id and r.worksheet_id = d.worksheet_id and r.number = d.number));

create or replace function refuse_after_decision() returns trigger language plpgsql as $$
declare
  sheet record;
begin
  if tg_op = 'DELETE' then sheet := old; else sheet := new; end if;
  if erasing(sheet.library_id) or merging(sheet.library_id) then return sheet; end if;
  perform 1 from worksheets w where w.library_id = sheet.library_id and w.id = sheet.worksheet_id for share;
  if decided(sheet.library_id, sheet.worksheet_id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return sheet;
end $$;

create or replace function refuse_edit_after_decision() returns trigger language plpgsql as $$
begin
  if decided(old.library_id, old.id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return new;
end $$;

-- What was chosen belongs to its decision, also when that no longer stands: only the choices of a decision still to come are written.
create function keep_the_choices() returns trigger language plpgsql as $$
declare
  choice record;
begin
  if tg_op = 'DELETE' then choice := old; else choice := new; end if;
  if erasing(choice.library_id) or merging(choice.library_id) then return choice; end if;
  if exists (select 1 from worksheet_decisions d
      where d.library_id = choice.library_id and d.worksheet_id = choice.worksheet_id and d.number = choice.number) then
    raise exception 'a decision stays as it was made' using errcode = 'check_violation', constraint = 'decision_stays';
  end if;
  return choice;
end $$;
create trigger choices_stay before insert or update or delete on worksheet_choices for each row execute function keep_the_choices();
create trigger reopenings_lock_worksheet before insert on worksheet_reopenings for each row execute function lock_before_decision();
create trigger reopenings_stay before update or delete on worksheet_reopenings for each row execute function keep_the_decision();
