-- Ten thousand agreements over all libraries where there are three hundred of them, two thousand of them in the measured
-- one: written, out for signing, in force, renewing by themselves and ended, each with clauses and its record. Run after
-- together.sql in the same session. The first of the measured library is out, with a link to sign it.
create temp table seeded_agreements as
select o.library_id, uuidv7() as agreement_id, o.proposal_id, o.member_id, o.n
from seeded_proposals o;
create index on seeded_agreements (library_id, agreement_id);
insert into agreements (library_id, id, name, kind, locale, proposal_id, effective_on, ends_on, notice_days, renewal,
  renewal_months, owner_id, made_by, made_at, changed_at, term_ends_on, our_notices)
select library_id, agreement_id, 'Agreement ' || n,
  (array['letter', 'memorandum', 'space', 'data'])[n % 4 + 1], 'en', proposal_id, current_date - n % 300,
  current_date - n % 300 + 365, 60, (array['none', 'by_agreement', 'by_itself'])[n % 3 + 1],
  case when n % 3 = 2 then 12 end, member_id, member_id, now() - n * interval '1 hour', now() - n * interval '1 hour',
  case when n % 5 <> 1 then current_date - n % 300 + 365 end, 'The director'
from seeded_agreements;
insert into agreement_partners (library_id, agreement_id, partner_id, notices)
select a.library_id, a.agreement_id, p.partner_id, 'The office' from seeded_agreements a
cross join generate_series(1, 2) s (n)
join together_partners p on p.library_id = a.library_id and p.n = (a.n + s.n * 7) % 40 + 1;
insert into agreement_clauses (library_id, id, agreement_id, position, clause_key, words_version, title, body)
select a.library_id, uuidv7(), a.agreement_id, c.position, 'bench_' || c.position, 0, 'Clause ' || c.position,
  repeat('Each side does what it says here, and tells the other in time. ', 6)
from seeded_agreements a cross join generate_series(0, 11) c (position);
insert into agreement_versions (library_id, agreement_id, number, change, content, sha256, effective_on, ends_on,
  notice_days, renewal, renewal_months, made_by, made_at, sent_by, sent_at, sign_by, completed_at)
select a.library_id, a.agreement_id, 1, 'first', d.content, encode(sha256(convert_to(d.content, 'UTF8')), 'hex'),
  current_date - a.n % 300, current_date - a.n % 300 + 365, 60, (array['none', 'by_agreement', 'by_itself'])[a.n % 3 + 1],
  case when a.n % 3 = 2 then 12 end, a.member_id, now(), a.member_id, now(), current_date + 20,
  case when a.n % 5 <> 1 then now() end
from seeded_agreements a cross join lateral (select jsonb_build_object(
    'name', 'Agreement ' || a.n, 'kind', 'letter', 'locale', 'en', 'given_cents', null, 'given_by', 'partner',
    'logo', 'none', 'terms', '', 'annex', '[]'::jsonb, 'file', null,
    'parties', jsonb_build_array(jsonb_build_object('partner_id', null, 'name', 'Library', 'signer', '', 'notices', '')),
    'term', jsonb_build_object('effective_on', current_date - a.n % 300, 'ends_on', current_date - a.n % 300 + 365,
      'notice_days', 60, 'renewal', (array['none', 'by_agreement', 'by_itself'])[a.n % 3 + 1], 'renewal_months',
      case when a.n % 3 = 2 then 12 end),
    'clauses', (select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'body', c.body) order by c.position)
      from agreement_clauses c where c.library_id = a.library_id and c.agreement_id = a.agreement_id))::text as content) d
where a.n % 4 <> 0;
insert into agreement_signers (library_id, id, agreement_id, number, partner_id, party, member_id, name, email, locale, place,
  asked_at, outcome, outcome_at, way, signed_name)
select v.library_id, uuidv7(), v.agreement_id, 1, case when s.n = 1 then p.partner_id end, 'Side ' || s.n,
  case when s.n = 2 then v.sent_by end, 'Rosa Ito', case when s.n = 1 then 'rosa@partner.example' else '' end, 'en',
  s.n, now(), case when v.completed_at is not null then 'signed' end, v.completed_at,
  case when v.completed_at is not null then 'link' end, case when v.completed_at is not null then 'Rosa Ito' else '' end
from agreement_versions v join seeded_agreements a on a.library_id = v.library_id and a.agreement_id = v.agreement_id
cross join generate_series(1, 2) s (n)
join together_partners p on p.library_id = a.library_id and p.n = (a.n + 7) % 40 + 1;
insert into agreement_events (library_id, agreement_id, number, seq, said, digest)
select v.library_id, v.agreement_id, 1, k, '{"kind":"signed"}', repeat('0', 64)
from agreement_versions v join seeded_agreements a on a.library_id = v.library_id and a.agreement_id = v.agreement_id
cross join generate_series(1, 6) k;
insert into agreement_endings (library_id, agreement_id, ended_on, why, came_of_it, door_open, made_by, made_at)
select library_id, agreement_id, current_date - 1, 'done', 'Forty found work.', true, member_id, now()
from seeded_agreements where n % 10 = 7;
-- A link to sign; its token is "bench".
insert into guest_links (library_id, id, purpose, subject_id, partner_id, name, email, locale, asks, token_hash, code_hash,
  made_by, made_at, expires_at, by_code)
select g.library_id, uuidv7(), 'signature', g.id, g.partner_id, 'Rosa Ito', 'rosa@partner.example', 'en', 'Please sign.',
  sha256('bench'), sha256('000000'), a.member_id, now(), now() + interval '30 days', false
from seeded_agreements a join plan on plan.library_id = a.library_id and plan.nth = 1
join agreement_signers g on g.library_id = a.library_id and g.agreement_id = a.agreement_id and g.partner_id is not null
where a.n = 1;
