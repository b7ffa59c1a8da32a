-- The log of the measured library, run after seed.sql in the same session: contacts over the last four years, so many
-- with each partner (seed.ts says how many) and twenty with the measured one, and a task with
-- one partner in three.
create temp table seeded_touches as
select p.library_id, uuidv7() as id, p.id as partner_id, p.organization_id as person_id, m.id as author_id, k,
  (array['phone', 'email', 'in_person', 'video', 'event', 'letter'])[(p.n + k) % 6 + 1] as kind,
  (array['incoming', 'outgoing', 'both'])[(p.n * 3 + k) % 3 + 1] as direction,
  current_date - ((k * 73 + p.n * 7) % 1460) as happened_on
from seeded_partners p join plan using (library_id), generate_series(1, case when p.n = 1 then 20 else :touches end) k,
  seeded_members m
where plan.nth = 1 and m.library_id = p.library_id and m.m = (p.n + k) % 7 + 1;
insert into interactions (library_id, id, kind, direction, author_id, audience, summary, body, minutes, happened_on,
  created_at)
select library_id, id, kind, direction, author_id, 'library', 'Talked about the reading hour on Fridays',
  'They would lend two tables and forty chairs, and ask for the room in spring.', 15 + k, happened_on, happened_on
from seeded_touches;
insert into interaction_partners (library_id, interaction_id, partner_id)
select library_id, id, partner_id from seeded_touches;
insert into interaction_persons (library_id, interaction_id, person_id)
select library_id, id, person_id from seeded_touches where k % 2 = 0;
insert into tasks (library_id, id, partner_id, what, member_id, due_on, promised_on, created_by, created_at)
select p.library_id, uuidv7(), p.id, 'Send the plan of the meeting rooms', m.id, current_date + p.n % 90 - 20,
  current_date + p.n % 90 - 20, m.id, now() - interval '30 days'
from seeded_partners p join plan using (library_id) join seeded_members m on m.library_id = p.library_id
  and m.m = p.n % 7 + 1 where plan.nth = 1 and p.n % 3 = 0;
