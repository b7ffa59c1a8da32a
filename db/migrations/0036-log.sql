-- What was said or done, wholly: how long it took, how many people it reached, its files. A remark alone may be for one
-- reader: that somebody was talked to is the whole library's, so that nobody is called twice.
alter table interactions
  add column minutes smallint check (minutes between 1 and 1440),
  add column people_reached int check (people_reached between 1 and 1000000),
  drop constraint interactions_body_check,
  add constraint interactions_body_check check (length(body) <= 10000),
  add constraint interactions_words_check check (length(summary) + length(body) >= 1),
  add constraint interactions_private_check check (audience = 'library' or kind = 'remark');

-- Those of these persons who are named somewhere beside their own phones and roles: in the story, in a promise. They
-- stay when their last role is removed. Which tables name persons is read from the catalogue.
create function persons_named(library uuid, ids uuid[]) returns setof uuid language plpgsql stable as $$
declare
  t record;
begin
  for t in
    select k.conrelid::regclass as name from pg_constraint k
    where k.contype = 'f' and k.confrelid = 'persons'::regclass and k.conrelid not in (
      'contacts'::regclass, 'person_phones'::regclass, 'person_emails'::regclass, 'person_addresses'::regclass)
  loop
    return query execute format(
      'select distinct x.person_id from %s x where x.library_id = $1 and x.person_id = any($2)', t.name) using library, ids;
  end loop;
end $$;

-- A file need not be a picture.
alter table stored_files alter column width drop not null, alter column height drop not null;

create table interaction_files (
  library_id uuid not null references libraries,
  interaction_id uuid not null,
  sha256 text not null,
  name text not null check (length(name) between 1 and 200),
  position smallint not null,
  primary key (library_id, interaction_id, sha256),
  foreign key (library_id, interaction_id) references interactions (library_id, id),
  foreign key (library_id, sha256) references stored_files (library_id, sha256)
);
alter table interaction_files enable row level security;
alter table interaction_files force row level security;
create policy own_library on interaction_files using (library_id = current_library());
select keep_changes_of(array['interaction_files']);

-- Where somebody works, so that one knows which branch talks to a partner.
alter table members add column branch_id uuid,
  add foreign key (library_id, branch_id) references branches (library_id, id);
