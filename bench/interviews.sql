-- One round of interviews in the measured library: ninety leaders, each with nine answers, and two thousand passages that
-- are marked with twelve themes. Run after ties.sql in the same session.
create temp table seeded_round as
select plan.library_id, uuidv7() as round_id, uuidv7() as guide_id,
  (select id from seeded_members m where m.library_id = plan.library_id and m.m = 1) as member_id
from plan where nth = 1;
insert into interview_rounds (library_id, id, name, purpose, starts_on, ends_on, locale, keep_until, made_by, made_at)
select library_id, round_id, 'What people need', 'Who is left out?', current_date - 60, current_date, 'en',
  current_date + 365, member_id, now() from seeded_round;
insert into interview_round_members (library_id, round_id, member_id)
select library_id, round_id, member_id from seeded_round;
insert into interview_guides (library_id, id, round_id, number, questions, made_by, made_at)
select library_id, guide_id, round_id, 1, (select jsonb_agg(jsonb_build_object('key', 'q' || q, 'en', 'Question ' || q,
  'es', '')) from generate_series(1, 9) q), member_id, now() from seeded_round;
insert into interview_targets (library_id, round_id, kind, key, wanted)
select library_id, round_id, 'sector', s.key, 4 from seeded_round join lateral (
  select key from sectors s where s.library_id = seeded_round.library_id order by position limit 12) s on true;
create temp table seeded_leaders as
select r.*, uuidv7() as interview_id, n from seeded_round r, generate_series(1, 90) n;
insert into interviews (library_id, id, round_id, name, name_key, role, organization, locale, sector_key, populations,
  interviewer_id, guide_id, held_on, held_way, added_by, added_at)
select library_id, interview_id, round_id, 'Leader ' || n, 'leader ' || n, 'Principal', 'Organization ' || n, 'en',
  (select key from sectors s where s.library_id = l.library_id order by position offset n % 12 limit 1),
  array['students'], member_id, guide_id, current_date - n % 50, 'visit', member_id, now() from seeded_leaders l;
insert into interview_consents (library_id, id, interview_id, said, noted_by, noted_at)
select library_id, uuidv7(), interview_id, (array['named', 'unnamed', 'notes'])[n % 3 + 1], member_id, now()
from seeded_leaders;
insert into interview_answers (library_id, interview_id, question_key, writer, counter, body, written_by, written_at)
select library_id, interview_id, 'q' || q, gen_random_uuid(), 1,
  (select string_agg('Sentence ' || s || ' of leader ' || n || ' says what people need here and why.', ' ')
    from generate_series(1, 12) s), member_id, now()
from seeded_leaders, generate_series(1, 9) q;
create temp table seeded_themes as
select r.library_id, r.round_id, r.member_id, uuidv7() as theme_id, t from seeded_round r, generate_series(1, 12) t;
insert into interview_themes (library_id, id, round_id, name, name_key, position, made_by, made_at)
select library_id, theme_id, round_id, 'Theme ' || t, 'theme ' || t, t, member_id, now() from seeded_themes;
insert into interview_passages (library_id, id, interview_id, question_key, theme_id, coder_id, starts_at, words, made_at)
select l.library_id, uuidv7(), l.interview_id, 'q' || (k % 9 + 1), t.theme_id, l.member_id, 0,
  'Sentence 1 of leader ' || l.n || ' says what people need here and why.', now()
from seeded_leaders l cross join generate_series(1, 24) k join seeded_themes t on t.t = (l.n * 7 + k * 5) % 12 + 1
on conflict do nothing;
