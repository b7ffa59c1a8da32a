-- Which partner one is today that became part of another by a merge, by however many. It follows from `merges` and is said anew at each merge
-- and each undo; it is here so that whoever kept a partner's id for good (a decision, an old link) finds the partner without knowing of merges.
-- No references: the former one is gone.
create table former_partners (
  library_id uuid not null references libraries,
  former_id uuid not null,
  partner_id uuid not null,
  primary key (library_id, former_id)
);
create index former_partners_now_index on former_partners (library_id, partner_id);
alter table former_partners enable row level security;
alter table former_partners force row level security;
create policy own_library on former_partners using (library_id = (select current_library()));

-- The owner of the tables sees all libraries' rows for the statement that follows.
alter table merges no force row level security;
alter table former_partners no force row level security;
with recursive chain (library_id, was, is_now, step) as (
  select library_id, gone_partner_id, kept_partner_id, 0 from merges where undone_at is null and gone_partner_id is not null
  union all
  select c.library_id, c.was, m.kept_partner_id, c.step + 1 from chain c
    join merges m on m.library_id = c.library_id and m.gone_partner_id = c.is_now and m.undone_at is null and m.kept_partner_id is not null
    where c.step < 100
)
insert into former_partners (library_id, former_id, partner_id)
  select distinct on (library_id, was) library_id, was, is_now from chain order by library_id, was, step desc;
alter table merges force row level security;
alter table former_partners force row level security;
