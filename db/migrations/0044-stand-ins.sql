-- Who stands in for somebody at an organization, and who came after somebody who has left.
create table stand_ins (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('deputy', 'successor')),
  by_person_id uuid not null,
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id),
  foreign key (library_id, by_person_id) references persons (library_id, id)
);
create index stand_ins_organization_index on stand_ins (library_id, organization_id);
create index stand_ins_person_index on stand_ins (library_id, person_id);
create index stand_ins_other_index on stand_ins (library_id, by_person_id);
alter table stand_ins enable row level security;
alter table stand_ins force row level security;
create policy own_library on stand_ins using (library_id = current_library());
select keep_changes_of(array['stand_ins']);

-- As before; now by whatever name a table has for the person.
create or replace function persons_named(library uuid, ids uuid[]) returns setof uuid language plpgsql stable as $$
declare
  t record;
begin
  for t in
    select k.conrelid::regclass as name, a.attname as person from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey) and a.attname <> 'library_id'
    where k.contype = 'f' and k.confrelid = 'persons'::regclass and k.conrelid not in (
      'contacts'::regclass, 'person_phones'::regclass, 'person_emails'::regclass, 'person_addresses'::regclass)
  loop
    return query execute format(
      'select distinct x.%I from %s x where x.library_id = $1 and x.%I = any($2)', t.person, t.name, t.person)
      using library, ids;
  end loop;
end $$;
