-- Fills the libraries of the temporary table plan (library_id, nth, partners, worksheets; the measured one is nth 1),
-- run as superuser in one session. Everything is invented, the same in every run, and goes through the schema's own
-- constraints and triggers.

insert into users (id, email, name, password_hash, created_at)
select uuidv7(), format('member%s@library%s.example', m, nth),
  (array['Ana', 'Ben', 'Chidi', 'Dolores', 'Esra', 'Frank', 'Grace'])[m] 
    || ' ' || (array['Ortega', 'Whitfield', 'Okafor', 'Lindqvist', 'Haddad'])[nth % 5 + 1],
  'nobody signs in with this', now()
from plan, generate_series(1, 7) m;

create temp table seeded_members as
select p.library_id, m, uuidv7() as id, u.id as user_id
from plan p, generate_series(1, 7) m, users u where u.email = format('member%s@library%s.example', m, p.nth);
insert into members (library_id, id, user_id, role, created_at)
select library_id, id, user_id, (array['administrator', 'coordinator'])[m], now() from seeded_members where m <= 2
union all select library_id, id, user_id, 'contributor', now() from seeded_members where m > 2;

create temp table seeded_partners as
select library_id, n, uuidv7() as id, uuidv7() as organization_id,
  format('%s %s %s',
    (array['Harlow', 'Cedar Bend', 'Millbrook', 'Northside', 'Riverside', 'Saint Anne', 'Prairie', 'Lakeview',
      'Eastgate', 'Union'])[n % 10 + 1],
    (array['Family Center', 'Workforce Board', 'Food Pantry', 'Historical Society', 'Community College', 'Head Start',
      'Chamber of Commerce', 'Arts Council', 'Senior Services', 'Health Department', 'Literacy Council',
      'Boys and Girls Club', 'Housing Authority'])[n % 13 + 1], n) as name
from plan, generate_series(1, partners) n;
create index on seeded_partners (library_id, n);
analyze seeded_members, seeded_partners;

insert into organizations (library_id, id, name, alternate_names, description, website, email, languages, populations,
  name_key, search_key, website_domain, created_at, updated_at)
select library_id, organization_id, name, case when n % 4 = 0 then array['The ' || name] else '{}' end,
  'Serves families in the county with classes, referrals and a walk-in desk. '
    || 'Open on weekdays; asks callers to leave a message after five.',
  format('https://partner%s.example/about', n), format('office@partner%s.example', n), array['en', 'es'],
  array['children_0_5', 'school_age'],
  lower(name), lower(name) || case when n % 4 = 0 then ' | the ' || lower(name) else '' end,
  format('partner%s.example', n), now(), now()
from seeded_partners;

insert into organization_sectors (library_id, organization_id, sector_key)
select p.library_id, p.organization_id, s.key from seeded_partners p
join lateral (select key from sectors s where s.library_id = p.library_id
  and (s.position % 23 = p.n % 23 or (p.n % 3 = 0 and s.position % 23 = p.n % 7))) s on true;

insert into addresses (library_id, id, organization_id, position, address_type, address_1, city, state_province,
  postal_code, country)
select library_id, uuidv7(), organization_id, 0, 'physical', n || ' Main Street', 'Harlow', 'OH', '44101', 'US'
  from seeded_partners;
insert into phones (library_id, id, organization_id, position, phone_type, number)
select library_id, uuidv7(), organization_id, 0, 'voice', '+1216555' || lpad((n % 10000)::text, 4, '0')
  from seeded_partners;
-- One person each, under the organization's own id: the tables are different ones.
insert into persons (library_id, id, name, name_key, created_at)
select library_id, organization_id, 'Jordan Ellis', 'jordan ellis', now() from seeded_partners;
insert into person_phones (library_id, id, person_id, position, kind, number)
select library_id, uuidv7(), organization_id, 0, 'work', '+12165550100' from seeded_partners;
insert into person_emails (library_id, id, person_id, position, kind, email)
select library_id, uuidv7(), organization_id, 0, 'work', format('jordan@partner%s.example', n) from seeded_partners;
insert into contacts (library_id, id, organization_id, person_id, title, created_at)
select library_id, uuidv7(), organization_id, organization_id, 'Director', now() from seeded_partners;

insert into partners (library_id, id, organization_id, stage, owner_id, created_at)
select p.library_id, p.id, p.organization_id,
  (array['potential', 'researching', 'contacted', 'talking', 'evaluating', 'agreeing', 'active', 'active', 'dormant',
    'ended', 'declined'])[p.n % 11 + 1],
  m.id, now() - p.n * interval '1 hour'
-- Two of nine have no owner.
from seeded_partners p left join seeded_members m on m.library_id = p.library_id and m.m = p.n % 9;

insert into stage_changes (library_id, id, partner_id, from_stage, to_stage, reason, changed_by, changed_at)
select p.library_id, uuidv7(), p.id, 'potential', 'contacted', 'They answered our letter and asked for a call.', m.id,
  now() - interval '30 days'
from seeded_partners p join seeded_members m on m.library_id = p.library_id and m.m = p.n % 7 + 1;

insert into next_steps (library_id, id, partner_id, what, due_on, created_by, created_at)
select p.library_id, uuidv7(), p.id, 'Call about the summer reading visit', current_date + (p.n % 60 - 20), m.id,
  now() - interval '20 days'
from seeded_partners p join seeded_members m on m.library_id = p.library_id and m.m = p.n % 7 + 1 where p.n % 3 = 1;
insert into next_steps (library_id, id, partner_id, what, due_on, created_by, created_at, closed_by, closed_at, outcome)
select p.library_id, uuidv7(), p.id, 'Send the folder with last year''s figures', current_date - 40, m.id,
  now() - interval '60 days', m.id, now() - interval '41 days', 'done'
from seeded_partners p join seeded_members m on m.library_id = p.library_id and m.m = p.n % 7 + 1 where p.n % 2 = 1;

create temp table seeded_remarks as
select p.library_id, uuidv7() as id, p.id as partner_id, m.id as author_id,
  case when k % 5 = 4 then 'me' else 'library' end as audience,
  'Spoke with the director about rooms for evening classes. They have forty chairs and no projector; '
    || 'their board meets on the first Tuesday and would decide in spring.' as body,
  current_date - (k * 9 + p.n % 30) as happened_on, now() - (k * 9 + p.n % 30) * interval '1 day' as created_at
from seeded_partners p, generate_series(1, case when p.n = 1 then 12 else 3 end) k, seeded_members m
where m.library_id = p.library_id and m.m = (p.n + k) % 7 + 1;
insert into interactions (library_id, id, kind, author_id, audience, body, happened_on, created_at)
select library_id, id, 'remark', author_id, audience, body, happened_on, created_at from seeded_remarks;
insert into interaction_partners (library_id, interaction_id, partner_id)
select library_id, id, partner_id from seeded_remarks;

create temp table seeded_worksheets as
select p.library_id, k, uuidv7() as id, v.id as version_id
from plan p, generate_series(1, p.worksheets) k, factor_set_versions v where v.library_id = p.library_id;
insert into worksheets (library_id, id, purpose, version_id, opened_at)
select library_id, id, 'Who runs the homework club with us, round ' || k, version_id, now() - k * interval '1 day'
  from seeded_worksheets;
insert into worksheet_factors (library_id, worksheet_id, version_id, code)
select w.library_id, w.id, w.version_id, f.code from seeded_worksheets w
  join factors f on f.library_id = w.library_id and f.version_id = w.version_id;
insert into worksheet_partners (library_id, worksheet_id, partner_id, position)
select w.library_id, w.id, p.id, c from seeded_worksheets w, generate_series(1, 4) c, seeded_partners p
where p.library_id = w.library_id and p.n = (w.k - 1) * 4 + c;
insert into worksheet_raters (library_id, worksheet_id, member_id, invited_at)
select w.library_id, w.id, m.id, now() - interval '9 days' from seeded_worksheets w
  join seeded_members m on m.library_id = w.library_id and m.m <= 5
union all select w.library_id, w.id, r.member_id, now() - interval '8 days' from seeded_worksheets w
  join measuring_rater r on r.library_id = w.library_id where w.k = 1;

-- Five raters rate everything and hand in; the measuring rater has half of it and does not hand in.
create temp table seeded_ratings as
select r.library_id, r.worksheet_id, r.member_id, x.partner_id, f.code,
  row_number() over (order by r.library_id, r.worksheet_id, r.member_id, x.position, f.code) as n,
  r.member_id in (select member_id from measuring_rater) as mine, x.position
from seeded_worksheets s
join worksheet_raters r on r.library_id = s.library_id and r.worksheet_id = s.id
join worksheet_partners x on x.library_id = r.library_id and x.worksheet_id = r.worksheet_id
join worksheet_factors f on f.library_id = r.library_id and f.worksheet_id = r.worksheet_id;
insert into ratings (library_id, worksheet_id, member_id, partner_id, code, score, unknown, note, evidence, updated_at)
select library_id, worksheet_id, member_id, partner_id, code,
  case when n % 13 <> 0 then (n * 7 + n / 5) % 5 + 1 end, n % 13 = 0,
  case when n % 4 = 0 then 'They ran this with the school district for two years; '
    || 'the report names the same three people throughout.' else '' end,
  case when n % 4 = 0 then 'Annual report 2024, page 12' else '' end, now()
from seeded_ratings where not mine or position <= 2;
insert into worksheet_submissions (library_id, worksheet_id, member_id, submitted_at, submitted_by)
select w.library_id, w.id, m.id, now() - interval '2 days', m.id from seeded_worksheets w
  join seeded_members m on m.library_id = w.library_id and m.m <= 5;
