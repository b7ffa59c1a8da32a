-- Five thousand people of the measured library whom nobody has met, at a thousand organizations, with twenty thousand
-- ties among them; one of them knows somebody whom a member has talked with. Run after log.sql in the same session.
create temp table seeded_far as
select plan.library_id, uuidv7() as person_id, k, null::uuid as organization_id from plan, generate_series(1, 5000) k
where nth = 1;
create temp table seeded_far_places as
select library_id, uuidv7() as organization_id, place from plan, generate_series(0, 999) place where nth = 1;
insert into organizations (library_id, id, name, name_key, search_key, created_at, updated_at)
select library_id, organization_id, 'Far away ' || place, 'far away ' || place, 'far away ' || place, now(), now()
from seeded_far_places;
insert into persons (library_id, id, name, name_key, created_at)
select library_id, person_id, 'Far person ' || k, 'far person ' || k, now() from seeded_far;
insert into contacts (library_id, id, organization_id, person_id, title, created_at)
select f.library_id, uuidv7(), p.organization_id, f.person_id, 'Member', now()
from seeded_far f join seeded_far_places p on p.place = f.k % 1000;
insert into ties (library_id, id, kind, from_person_id, to_person_id, source, known_on, made_by, made_at)
select f.library_id, uuidv7(), (array['knows', 'worked_with'])[j % 2 + 1], f.person_id, t.person_id, 'Seeded',
  current_date - (f.k * j) % 1500, (select id from seeded_members m where m.library_id = f.library_id and m.m = 1), now()
from seeded_far f cross join generate_series(1, 4) j join lateral (
  select t.person_id from seeded_far t where t.k = case j when 1 then 2 * f.k when 2 then 2 * f.k + 1
    else (f.k * (7 + j * 13) + 101 * j) % 5000 + 1 end) t on true
where f.person_id <> t.person_id
on conflict do nothing;
insert into ties (library_id, id, kind, from_person_id, to_person_id, source, known_on, made_by, made_at)
select f.library_id, uuidv7(), 'knows', (select organization_id from seeded_partners p where p.library_id = f.library_id
    and p.n = 2), f.person_id, 'Seeded', current_date - 30,
  (select id from seeded_members m where m.library_id = f.library_id and m.m = 1), now()
from seeded_far f where f.k = 1;
