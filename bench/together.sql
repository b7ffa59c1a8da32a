-- What is done together: ten thousand proposals over all libraries where there are three hundred of them, two thousand of
-- them in the measured one, and there an initiative with everything that can belong to one. Run after interviews.sql in
-- the same session.
create temp table together_partners as
select p.library_id, p.id as partner_id, row_number() over (partition by p.library_id order by p.id) as n
from partners p join plan on plan.library_id = p.library_id;
create index on together_partners (library_id, n);
create temp table seeded_initiatives as
select l.library_id, uuidv7() as initiative_id, l.id as member_id, k
from seeded_members l join plan on plan.library_id = l.library_id
cross join generate_series(1, case when plan.nth = 1 then 100 else 3 end) k where l.m = 1;
insert into initiatives (library_id, id, name, who, need, populations, starts_on, ends_on, made_by, made_at)
select library_id, initiative_id, 'Initiative ' || k, 'Neighbors find work sooner.', 'job search help',
  array['job_seekers'], current_date - 100, current_date + 100, member_id, now() - k * interval '1 day'
from seeded_initiatives;
insert into initiative_events (library_id, id, initiative_id, state, said_by, said_at)
select library_id, uuidv7(), initiative_id, s.state, member_id, now() - s.days * interval '1 day'
from seeded_initiatives cross join (values ('idea', 90), ('planned', 60), ('running', 30)) s (state, days);
insert into initiative_members (library_id, initiative_id, member_id)
select library_id, initiative_id, member_id from seeded_initiatives;
insert into initiative_partners (library_id, initiative_id, partner_id, part, added_by, added_at)
select i.library_id, i.initiative_id, p.partner_id, (array['lead', 'does', 'supports'])[s.n], i.member_id, now()
from seeded_initiatives i cross join generate_series(1, 3) s (n)
join together_partners p on p.library_id = i.library_id and p.n = (i.k + s.n) % 40 + 1;
insert into initiative_evidence (library_id, initiative_id, kind, subject_id, added_by, added_at)
select i.library_id, i.initiative_id, 'theme', t.theme_id, i.member_id, now()
from seeded_initiatives i join seeded_themes t on t.library_id = i.library_id where i.k = 1;
insert into initiative_evidence (library_id, initiative_id, kind, subject_id, added_by, added_at)
select i.library_id, i.initiative_id, 'worksheet', w.id, i.member_id, now()
from seeded_initiatives i join lateral (select id from worksheets w where w.library_id = i.library_id limit 3) w on true
where i.k = 1;

create temp table seeded_proposals as
select i.library_id, uuidv7() as proposal_id, i.initiative_id, i.member_id, n
from plan cross join generate_series(1, case when plan.nth = 1 then 2000 else 27 end) n
join seeded_initiatives i on i.library_id = plan.library_id
  and i.k = case when n <= 20 then 1 else n % (case when plan.nth = 1 then 100 else 3 end) + 1 end;
insert into proposals (library_id, id, name, kind, initiative_id, who, how_known, we_do, they_do, starts_on, ends_on,
  owner_id, made_by, made_at, changed_at)
select library_id, proposal_id, 'Proposal ' || n, 'program', initiative_id, 'Neighbors find work sooner.',
  'Forty find a job within the year.', 'Opens the lab on Tuesdays', 'Sends two teachers', current_date - 30,
  current_date + 300, member_id, member_id, now() - n * interval '1 hour', now() - n * interval '1 hour'
from seeded_proposals;
insert into proposal_partners (library_id, proposal_id, partner_id)
select o.library_id, o.proposal_id, p.partner_id from seeded_proposals o cross join generate_series(1, 2) s (n)
join together_partners p on p.library_id = o.library_id and p.n = (o.n + s.n * 7) % 40 + 1;
insert into proposal_versions (library_id, proposal_id, number, content, checks, submitted_by, submitted_at)
select library_id, proposal_id, 1, '{}', '[]', member_id, now() from seeded_proposals where n % 4 <> 0;
insert into approvals (library_id, id, proposal_id, number, place, role, answer, answered_by, answered_at)
select library_id, uuidv7(), proposal_id, 1, 1, 'administrator', case when n % 4 > 1 then 'approved' end,
  case when n % 4 > 1 then member_id end, case when n % 4 > 1 then now() end
from seeded_proposals where n % 4 <> 0;
