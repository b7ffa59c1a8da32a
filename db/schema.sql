-- Written by "npm run schema" from the migrations. To read, not to run.

create table absences (
  library_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  deputy_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table account_mail (
  id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  locale text not null,
  created_at timestamp with time zone not null,
  last_error text,
  sent_at timestamp with time zone
);

create table addresses (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  position smallint not null,
  address_type text not null,
  address_1 text not null,
  address_2 text not null default ''::text,
  city text not null default ''::text,
  state_province text not null default ''::text,
  postal_code text not null default ''::text,
  country text not null
);

create table agreement_clauses (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  position integer not null,
  clause_key text,
  words_version integer,
  locked boolean not null default false,
  title text not null,
  body text not null,
  removed_at timestamp with time zone,
  version integer not null default 1
);

create table agreement_comments (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  clause_id uuid,
  reader_id uuid,
  partner_id uuid,
  words text not null,
  said_by text not null,
  said_at timestamp with time zone not null,
  answer text not null default ''::text,
  answered_by uuid,
  answered_at timestamp with time zone,
  settled_by uuid,
  settled_at timestamp with time zone
);

create table agreement_documents (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  partner_id uuid,
  kind text not null,
  what text not null,
  expires_on date not null,
  owner_id uuid not null,
  sha256 text,
  file_name text not null default ''::text,
  kept_at text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table agreement_endings (
  library_id uuid not null,
  agreement_id uuid not null,
  ended_on date not null,
  why text not null,
  reason text not null default ''::text,
  came_of_it text not null,
  thanks text not null default ''::text,
  returned text not null default ''::text,
  door_open boolean not null,
  sent_to text[] not null default '{}'::text[],
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table agreement_events (
  library_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  seq integer not null,
  said text not null,
  digest text not null
);

create table agreement_notices (
  library_id uuid not null,
  agreement_id uuid not null,
  given_by text not null,
  given_on date not null,
  ends_on date not null,
  words text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table agreement_partners (
  library_id uuid not null,
  agreement_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  notices text not null default ''::text
);

create table agreement_readers (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  name text not null,
  email text not null,
  locale text not null,
  number integer not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null
);

create table agreement_reminders (
  library_id uuid not null,
  about uuid not null,
  milestone text not null,
  day date not null,
  told_at timestamp with time zone not null
);

create table agreement_signers (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  partner_id uuid,
  party text not null,
  person_id uuid,
  member_id uuid,
  name text not null,
  email text not null default ''::text,
  locale text not null,
  place smallint not null,
  asked_at timestamp with time zone,
  reminded_at timestamp with time zone,
  pending jsonb,
  code_hash bytea,
  code_until timestamp with time zone,
  wrong_codes integer not null default 0,
  wrong_in_all integer not null default 0,
  outcome text,
  outcome_at timestamp with time zone,
  way text,
  signed_name text not null default ''::text,
  signed_title text not null default ''::text,
  signed_on date,
  mark text not null default ''::text,
  reason text not null default ''::text,
  delegate_id uuid
);

create table agreement_suspensions (
  library_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  starts_on date not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  resumed_on date,
  resumed_by uuid
);

create table agreement_versions (
  library_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  change text not null,
  reason text not null default ''::text,
  content text not null,
  sha256 text not null,
  effective_on date,
  ends_on date,
  notice_days integer,
  renewal text not null,
  renewal_months integer,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  sent_by uuid,
  sent_at timestamp with time zone,
  sign_by date,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  withdrawn_why text not null default ''::text,
  completed_at timestamp with time zone,
  sealed_sha256 text,
  sealed_at timestamp with time zone,
  scan_sha256 text,
  scan_name text not null default ''::text,
  kept_at text not null default ''::text
);

create table agreements (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  locale text not null,
  proposal_id uuid,
  renews_id uuid,
  effective_on date,
  ends_on date,
  notice_days integer,
  renewal text not null default 'none'::text,
  renewal_months integer,
  given_cents integer,
  given_by text not null default 'partner'::text,
  logo text not null default 'none'::text,
  insurance text not null default ''::text,
  our_notices text not null default ''::text,
  terms text not null default ''::text,
  sha256 text,
  file_name text not null default ''::text,
  owner_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  term_ends_on date,
  removed_at timestamp with time zone,
  version integer not null default 1
);

create table answer_addresses (
  library_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  member_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  made_at timestamp with time zone not null
);

create table approvals (
  library_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  number integer not null,
  place smallint not null,
  role text,
  member_id uuid,
  due_on date,
  reminded_at timestamp with time zone,
  answer text,
  comment text not null default ''::text,
  answered_by uuid,
  answered_at timestamp with time zone
);

create table bounced_addresses (
  library_id uuid not null,
  email text not null,
  status text not null,
  said text not null,
  bounced_at timestamp with time zone not null
);

create table branches (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  city text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  postal_code text not null default ''::text
);

create table cadences (
  library_id uuid not null,
  partner_id uuid not null,
  kind text not null,
  days smallint,
  paused_until date,
  version integer not null default 1
);

create table calendar_feeds (
  library_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null
);

create table carried_jobs (
  id uuid not null,
  for_library uuid,
  kind text not null,
  subject_id uuid not null,
  asked_by uuid
);

create table clause_versions (
  library_id uuid not null,
  clause_key text not null,
  number integer not null,
  title_en text not null,
  title_es text not null,
  body_en text not null,
  body_es text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table clauses (
  library_id uuid not null,
  key text not null,
  built_in boolean not null,
  off boolean not null default false,
  locked boolean not null default false,
  kinds text[] not null default '{}'::text[],
  words_version integer not null default 0,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table confirmations (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  said_at timestamp with time zone,
  corrections jsonb not null default '{}'::jsonb,
  remark text not null default ''::text,
  settled_at timestamp with time zone,
  settled_by uuid,
  assured boolean not null default false
);

create table contacts (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  title text not null default ''::text,
  starts_on date,
  ends_on date,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  person_id uuid not null,
  may_be_published boolean not null default false,
  further jsonb not null default '{}'::jsonb
);

create table digests (
  library_id uuid not null,
  member_id uuid not null,
  monday date not null,
  made_at timestamp with time zone not null
);

create table duplicate_answers (
  library_id uuid not null,
  organization_id uuid not null,
  other_id uuid not null,
  answer text not null,
  answered_by uuid,
  answered_at timestamp with time zone not null
);

create table election_periods (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  note text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table factor_set_versions (
  library_id uuid not null,
  id uuid not null,
  factor_set_id uuid not null,
  number integer not null,
  created_by uuid,
  created_at timestamp with time zone not null
);

create table factor_sets (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  built_in boolean not null default false,
  created_by uuid,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone
);

create table factors (
  library_id uuid not null,
  version_id uuid not null,
  code text not null,
  group_code text not null,
  position smallint not null,
  group_name jsonb not null,
  name jsonb not null,
  prompt jsonb not null,
  evidence jsonb not null
);

create table first_steps (
  library_id uuid not null,
  step text not null,
  member_id uuid not null,
  done_at timestamp with time zone not null
);

create table former_partners (
  library_id uuid not null,
  former_id uuid not null,
  partner_id uuid not null
);

create table goal_readings (
  library_id uuid not null,
  id uuid not null,
  goal_id uuid not null,
  read_on date not null,
  value double precision not null,
  source text not null default ''::text,
  read_by uuid not null,
  read_at timestamp with time zone not null
);

create table goals (
  library_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  measure text not null,
  unit text not null default ''::text,
  counted text,
  baseline double precision not null,
  baseline_on date not null,
  baseline_source text not null,
  target double precision not null,
  due_on date not null,
  owner_id uuid not null,
  person_id uuid,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  version integer not null default 1
);

create table guest_links (
  library_id uuid not null,
  id uuid not null,
  purpose text not null,
  subject_id uuid not null,
  partner_id uuid,
  person_id uuid,
  email text not null,
  locale text not null,
  asks text not null,
  token_hash bytea not null,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  by_code boolean not null default false,
  revoked_at timestamp with time zone,
  name text not null default ''::text
);

create table history (
  library_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  member_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  details jsonb not null default '{}'::jsonb
);

create table import_mappings (
  library_id uuid not null,
  header_key text not null,
  mapping text[] not null,
  used_at timestamp with time zone not null
);

create table import_progress (
  library_id uuid not null,
  import_id uuid not null,
  done integer not null,
  total integer not null
);

create table import_rows (
  library_id uuid not null,
  import_id uuid not null,
  number integer not null,
  cells text[] not null,
  extra jsonb,
  outcome text not null default ''::text,
  problems jsonb not null default '[]'::jsonb,
  found jsonb not null default '[]'::jsonb,
  unit integer,
  answer text not null default ''::text,
  plan jsonb,
  kin text,
  remembered boolean not null default false
);

create table imports (
  library_id uuid not null,
  id uuid not null,
  file_name text not null,
  source text not null,
  vintage text not null default ''::text,
  kind text not null,
  target text not null,
  format jsonb not null default '{}'::jsonb,
  header text[] not null,
  mapping text[] not null,
  default_sector text not null default ''::text,
  status text not null,
  counts jsonb not null default '{}'::jsonb,
  problem jsonb,
  version integer not null default 1,
  created_by uuid,
  created_at timestamp with time zone not null,
  applied_by uuid,
  applied_at timestamp with time zone,
  undone_by uuid,
  undone_at timestamp with time zone,
  removed_at timestamp with time zone
);

create table initiative_branches (
  library_id uuid not null,
  initiative_id uuid not null,
  branch_id uuid not null
);

create table initiative_events (
  library_id uuid not null,
  id uuid not null,
  initiative_id uuid not null,
  state text not null,
  why text not null default ''::text,
  said_by uuid not null,
  said_at timestamp with time zone not null
);

create table initiative_evidence (
  library_id uuid not null,
  initiative_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  added_by uuid not null,
  added_at timestamp with time zone not null
);

create table initiative_members (
  library_id uuid not null,
  initiative_id uuid not null,
  member_id uuid not null
);

create table initiative_partners (
  library_id uuid not null,
  initiative_id uuid not null,
  partner_id uuid not null,
  part text not null,
  what text not null default ''::text,
  added_by uuid not null,
  added_at timestamp with time zone not null
);

create table initiative_templates (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  who text not null,
  need text not null,
  populations text[] not null default '{}'::text[],
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table initiatives (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  who text not null,
  need text not null,
  populations text[] not null default '{}'::text[],
  postal_codes text[] not null default '{}'::text[],
  starts_on date,
  ends_on date,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  version integer not null default 1
);

create table installation_certificates (
  one boolean not null default true,
  sha256 text not null,
  certificate bytea not null,
  secret_key bytea not null,
  made_at timestamp with time zone not null
);

create table interaction_files (
  library_id uuid not null,
  interaction_id uuid not null,
  sha256 text not null,
  name text not null,
  position smallint not null
);

create table interaction_members (
  library_id uuid not null,
  interaction_id uuid not null,
  member_id uuid not null
);

create table interaction_partners (
  library_id uuid not null,
  interaction_id uuid not null,
  partner_id uuid not null
);

create table interaction_persons (
  library_id uuid not null,
  interaction_id uuid not null,
  person_id uuid not null
);

create table interactions (
  library_id uuid not null,
  id uuid not null,
  author_id uuid not null,
  audience text not null,
  body text not null,
  happened_on date not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  kind text not null,
  direction text,
  summary text not null default ''::text,
  minutes smallint,
  people_reached integer,
  mail_id uuid,
  advocacy_by text,
  advocacy_what text not null default ''::text
);

create table interview_answers (
  library_id uuid not null,
  interview_id uuid not null,
  question_key text not null,
  writer uuid not null,
  counter integer not null,
  body text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  superseded_at timestamp with time zone
);

create table interview_codings (
  library_id uuid not null,
  interview_id uuid not null,
  coder_id uuid not null,
  finished_at timestamp with time zone not null
);

create table interview_consents (
  library_id uuid not null,
  id uuid not null,
  interview_id uuid not null,
  said text not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null
);

create table interview_findings (
  library_id uuid not null,
  round_id uuid not null,
  opening text not null default ''::text,
  next_steps text not null default ''::text,
  said jsonb not null default '{}'::jsonb,
  quoted uuid[] not null default '{}'::uuid[],
  published_at timestamp with time zone,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  version integer not null default 1
);

create table interview_guides (
  library_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  number integer not null,
  questions jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table interview_mentions (
  library_id uuid not null,
  interview_id uuid not null,
  partner_id uuid not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null
);

create table interview_passages (
  library_id uuid not null,
  id uuid not null,
  interview_id uuid not null,
  question_key text not null,
  theme_id uuid not null,
  coder_id uuid not null,
  starts_at integer not null,
  words text not null,
  made_at timestamp with time zone not null
);

create table interview_referrals (
  library_id uuid not null,
  id uuid not null,
  interview_id uuid not null,
  name text not null,
  role text not null default ''::text,
  organization text not null default ''::text,
  why text not null default ''::text,
  became_id uuid,
  lead_id uuid,
  set_aside_at timestamp with time zone,
  noted_by uuid not null,
  noted_at timestamp with time zone not null
);

create table interview_round_branches (
  library_id uuid not null,
  round_id uuid not null,
  branch_id uuid not null
);

create table interview_round_members (
  library_id uuid not null,
  round_id uuid not null,
  member_id uuid not null
);

create table interview_rounds (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  purpose text not null,
  starts_on date not null,
  ends_on date not null,
  locale text not null,
  keep_until date not null,
  previous_id uuid,
  thanks_en text not null default ''::text,
  thanks_es text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  anonymised_at timestamp with time zone,
  version integer not null default 1
);

create table interview_slots (
  library_id uuid not null,
  id uuid not null,
  interview_id uuid not null,
  interviewer_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  place text not null default ''::text,
  offered_at timestamp with time zone not null,
  chosen_at timestamp with time zone,
  released_at timestamp with time zone
);

create table interview_targets (
  library_id uuid not null,
  round_id uuid not null,
  kind text not null,
  key text not null,
  wanted integer not null
);

create table interview_thanks (
  library_id uuid not null,
  interview_id uuid not null,
  what text not null,
  way text not null,
  sent_by uuid not null,
  sent_at timestamp with time zone not null
);

create table interview_themes (
  library_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  name text not null,
  name_key text not null,
  description text not null default ''::text,
  example text not null default ''::text,
  is_need boolean not null default false,
  position integer not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table interviews (
  library_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  person_id uuid,
  organization_id uuid,
  name text not null,
  name_key text not null,
  role text not null default ''::text,
  organization text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  how_known text not null default ''::text,
  locale text not null,
  sector_key text,
  populations text[] not null default '{}'::text[],
  branch_id uuid,
  interviewer_id uuid,
  referred_by_id uuid,
  guide_id uuid,
  invited_at timestamp with time zone,
  declined_at timestamp with time zone,
  proposed text not null default ''::text,
  held_on date,
  held_way text,
  sequence integer not null default 0,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  version integer not null default 1
);

create table introductions (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  person_id uuid not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  outcome text not null default ''::text,
  outcome_by uuid,
  outcome_at timestamp with time zone
);

create table invitations (
  library_id uuid not null,
  id uuid not null,
  email text not null,
  role text not null,
  token_hash bytea not null,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_because text
);

create table kept_forms (
  token_hash bytea not null,
  user_id uuid not null,
  address text not null,
  sealed bytea not null,
  created_at timestamp with time zone not null
);

create table known_devices (
  token_hash bytea not null,
  user_id uuid not null,
  used_at timestamp with time zone not null,
  trusted boolean not null default true
);

create table leads (
  library_id uuid not null,
  id uuid not null,
  source text not null,
  source_key text not null,
  vintage text not null default ''::text,
  name text not null,
  search_key text not null,
  tax_id text not null default ''::text,
  sector_key text not null default ''::text,
  sector_reason jsonb,
  city text not null default ''::text,
  state_province text not null default ''::text,
  postal_code text not null default ''::text,
  latitude double precision,
  longitude double precision,
  income bigint,
  record jsonb not null,
  promoted_partner_id uuid,
  dismissed_by uuid,
  dismissed_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  name_key text not null default ''::text
);

create table letter_recipients (
  library_id uuid not null,
  letter_id uuid not null,
  partner_id uuid not null,
  person_id uuid,
  email text not null default ''::text,
  locale text not null,
  left_out boolean not null default false,
  outcome text not null default ''::text
);

create table letters (
  library_id uuid not null,
  id uuid not null,
  subject_en text not null default ''::text,
  body_en text not null default ''::text,
  subject_es text not null default ''::text,
  body_es text not null default ''::text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  sent_by uuid,
  sent_at timestamp with time zone,
  done_at timestamp with time zone,
  failed text not null default ''::text,
  version integer not null default 1
);

create table libraries (
  id uuid not null,
  slug text not null,
  name text not null,
  time_zone text not null,
  locale text not null,
  holds_up_from smallint not null default 35,
  mixed_from smallint not null default 25,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  public_directory boolean not null default false,
  key_version integer not null default 0,
  guide_words text not null default ''::text,
  logo text,
  logo_name text,
  color text,
  website text not null default ''::text
);

create table library_certificates (
  library_id uuid not null,
  sha256 text not null,
  certificate bytea not null,
  chain bytea[] not null default '{}'::bytea[],
  secret_key bytea not null,
  made_at timestamp with time zone not null,
  replaced_at timestamp with time zone
);

create table library_figures (
  library_id uuid not null,
  id uuid not null,
  value text not null,
  says_en text not null default ''::text,
  says_es text not null default ''::text,
  source text not null,
  as_of date not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  version integer not null default 1
);

create table likely_pairs (
  library_id uuid not null,
  organization_id uuid not null,
  other_id uuid not null,
  reasons text[] not null,
  score smallint not null
);

create table list_columns (
  library_id uuid not null,
  member_id uuid not null,
  list text not null,
  columns text[] not null
);

create table listed_organization_answers (
  library_id uuid not null,
  source text not null,
  source_key text not null,
  answer text not null,
  partner_id uuid,
  answered_by uuid,
  answered_at timestamp with time zone not null
);

create table listed_organization_former_rows (
  load_id uuid not null,
  source_key text not null,
  former jsonb not null
);

create table listed_organization_keys (
  only_one boolean not null default true,
  version integer not null,
  up_to integer not null
);

create table listed_organization_words (
  word text not null,
  rows integer not null
);

create table listed_organizations (
  id integer not null default nextval('listed_organizations_id'::regclass),
  source text not null,
  source_key text not null,
  load_id uuid not null,
  name text not null,
  chapter text not null default ''::text,
  tax_id text not null default ''::text,
  group_number text not null default ''::text,
  code text not null default ''::text,
  sector_key text not null default ''::text,
  sector_reason text not null default ''::text,
  address_1 text not null default ''::text,
  city text not null default ''::text,
  state text not null default ''::text,
  postal_code text not null default ''::text,
  latitude real,
  longitude real,
  income bigint,
  website text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  description text not null default ''::text,
  words tsvector not null,
  name_key text not null,
  cells integer[] not null default '{}'::integer[]
);

create table locations (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  external_id text not null default ''::text,
  location_type text not null default 'physical'::text,
  name text not null default ''::text,
  description text not null default ''::text,
  transportation text not null default ''::text,
  phone text not null default ''::text,
  hours text not null default ''::text,
  address_1 text not null default ''::text,
  address_2 text not null default ''::text,
  city text not null default ''::text,
  state_province text not null default ''::text,
  postal_code text not null default ''::text,
  country text not null default 'US'::text,
  latitude double precision,
  longitude double precision,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  further jsonb not null default '{}'::jsonb
);

create table log_lists (
  library_id uuid not null,
  member_id uuid not null,
  lines jsonb not null,
  made_at timestamp with time zone not null
);

create table mail_addresses (
  library_id uuid not null,
  member_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null
);

create table mail_refusals (
  library_id uuid not null,
  recipient text not null,
  kind text not null,
  refused_at timestamp with time zone not null
);

create table members (
  library_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  version integer not null default 1,
  branch_id uuid
);

create table merges (
  library_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  kept_name text not null,
  gone_name text not null,
  kept_partner_id uuid,
  gone_partner_id uuid,
  moved jsonb not null,
  merged_by uuid,
  merged_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone
);

create table misplaced_answers (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  what text not null,
  value text not null,
  answered_by uuid,
  answered_at timestamp with time zone not null
);

create table next_steps (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  what text not null,
  due_on date not null,
  created_by uuid,
  created_at timestamp with time zone not null,
  closed_by uuid,
  closed_at timestamp with time zone,
  outcome text
);

create table organization_sectors (
  library_id uuid not null,
  organization_id uuid not null,
  sector_key text not null
);

create table organization_sources (
  library_id uuid not null,
  source text not null,
  source_key text not null,
  organization_id uuid not null,
  brought jsonb not null
);

create table organizations (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  alternate_names text[] not null default '{}'::text[],
  description text not null default ''::text,
  website text not null default ''::text,
  email text not null default ''::text,
  tax_id text not null default ''::text,
  parent_organization_id uuid,
  languages text[] not null default '{}'::text[],
  populations text[] not null default '{}'::text[],
  confidential_address boolean not null default false,
  name_key text not null,
  search_key text not null,
  website_domain text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  further jsonb not null default '{}'::jsonb
);

create table outbox (
  id uuid not null,
  library_id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null,
  last_error text,
  sent_at timestamp with time zone,
  kind text not null default ''::text,
  locale text not null default 'en'::text,
  reply_to text not null default ''::text,
  calendar jsonb,
  stop_token text not null default ''::text,
  stop_hash bytea,
  carries uuid,
  private boolean not null default false
);

create table overlap_answers (
  library_id uuid not null,
  need_key text not null,
  kind text not null,
  subject text not null,
  label text not null,
  answered_by uuid not null,
  answered_at timestamp with time zone not null
);

create table overlap_checks (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid,
  need text not null,
  populations text[] not null default '{}'::text[],
  near text not null default ''::text,
  miles smallint not null,
  starts_on date,
  ends_on date,
  hits jsonb not null,
  set_aside text[] not null default '{}'::text[],
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table partners (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  stage text not null,
  owner_id uuid,
  deputy_id uuid,
  version integer not null default 1,
  created_by uuid,
  created_at timestamp with time zone not null
);

create table password_resets (
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  code_hash bytea not null,
  wrong_codes smallint not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);

create table person_addresses (
  library_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null,
  address_1 text not null default ''::text,
  address_2 text not null default ''::text,
  city text not null default ''::text,
  state_province text not null default ''::text,
  postal_code text not null default ''::text,
  country text not null
);

create table person_emails (
  library_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null,
  email text not null
);

create table person_phones (
  library_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null,
  number text not null,
  extension text not null default ''::text,
  description text not null default ''::text
);

create table persons (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table phones (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  position smallint not null,
  phone_type text not null,
  number text not null,
  extension text not null default ''::text,
  description text not null default ''::text
);

create table pitch_uses (
  library_id uuid not null,
  id uuid not null,
  pitch_id uuid not null,
  way text not null,
  used_on date not null,
  used_by uuid not null,
  made_at timestamp with time zone not null,
  points jsonb not null,
  outcome text not null default ''::text,
  outcome_by uuid,
  outcome_at timestamp with time zone
);

create table pitches (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  listener text not null default ''::text,
  locale text not null,
  points uuid[] not null,
  they_want text not null default ''::text,
  we_give text not null default ''::text,
  ask text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1,
  story_id uuid
);

create table policy_rules (
  library_id uuid not null,
  key text not null,
  built_in boolean not null,
  off boolean not null default false,
  name text not null,
  kinds text[] not null default '{}'::text[],
  from_cents integer,
  sectors text[] not null default '{}'::text[],
  populations text[] not null default '{}'::text[],
  in_election boolean not null default false,
  requires jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table proposal_checks (
  library_id uuid not null,
  proposal_id uuid not null,
  rule_key text not null,
  what text not null,
  rule_version integer not null,
  rule_name jsonb not null,
  ask jsonb not null,
  role text,
  checked_at timestamp with time zone not null,
  dropped_at timestamp with time zone,
  answer text not null default ''::text,
  answer_on date,
  answer_yes boolean,
  answered_by uuid,
  answered_at timestamp with time zone
);

create table proposal_partners (
  library_id uuid not null,
  proposal_id uuid not null,
  partner_id uuid not null,
  person_id uuid
);

create table proposal_versions (
  library_id uuid not null,
  proposal_id uuid not null,
  number integer not null,
  content jsonb not null,
  checks jsonb not null,
  submitted_by uuid not null,
  submitted_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone
);

create table proposals (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  initiative_id uuid,
  from_worksheet_id uuid,
  who text not null,
  how_known text not null,
  populations text[] not null default '{}'::text[],
  our_mission text not null default ''::text,
  their_mission text not null default ''::text,
  common_ground text not null default ''::text,
  we_do text not null,
  they_do text not null,
  our_hours integer,
  our_cents integer,
  our_space text not null default ''::text,
  their_hours integer,
  their_cents integer,
  their_space text not null default ''::text,
  given_cents integer,
  given_by text not null default 'partner'::text,
  we_get text not null default ''::text,
  they_get text not null default ''::text,
  risks text not null default ''::text,
  gains text not null default ''::text,
  starts_on date,
  ends_on date,
  owner_id uuid not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  version integer not null default 1,
  renews_id uuid
);

create table public_list_loads (
  id uuid not null,
  source text not null,
  vintage text not null,
  file_name text not null,
  counts jsonb not null,
  loaded_at timestamp with time zone not null,
  undone_at timestamp with time zone
);

create table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint
);

create table ratings (
  library_id uuid not null,
  worksheet_id uuid not null,
  member_id uuid not null,
  partner_id uuid not null,
  code text not null,
  score smallint,
  unknown boolean not null default false,
  note text not null default ''::text,
  evidence text not null default ''::text,
  entered_by uuid,
  updated_at timestamp with time zone not null,
  paper_score smallint,
  paper_unknown boolean not null default false,
  paper_by uuid,
  paper_at timestamp with time zone
);

create table received_mail_files (
  library_id uuid not null,
  mail_id uuid not null,
  sha256 text not null,
  name text not null,
  position smallint not null
);

create table received_mail_sources (
  library_id uuid not null,
  mail_id uuid not null,
  source bytea not null
);

create table received_mails (
  library_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  partner_id uuid,
  person_id uuid,
  sha256 text not null,
  bytes integer not null,
  whole boolean not null,
  received_at timestamp with time zone not null,
  state text not null default 'new'::text,
  why text not null default ''::text,
  settled_at timestamp with time zone,
  subject text not null default ''::text,
  from_name text not null default ''::text,
  from_email text not null default ''::text,
  sent_at timestamp with time zone,
  signed_by text not null default ''::text,
  proof text not null default 'none'::text,
  incoming boolean not null default false,
  said text not null default ''::text,
  words text not null default ''::text,
  addresses text[] not null default '{}'::text[],
  refused jsonb not null default '[]'::jsonb
);

create table recorded_changes (
  library_id uuid not null,
  change_set_id uuid not null,
  seq bigint not null default nextval('recorded_changes_seq'::regclass),
  unit bigint not null,
  table_name text not null,
  before jsonb,
  after jsonb
);

create table removals (
  library_id uuid not null,
  id uuid not null,
  kind text not null,
  subject text not null,
  label text not null,
  about_type text not null,
  about_id uuid not null,
  only_for uuid,
  removed_by uuid,
  removed_at timestamp with time zone not null,
  restored_by uuid,
  restored_at timestamp with time zone
);

create table responsibilities (
  library_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  what text not null,
  due_on date,
  monthly boolean not null default false,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table responsibility_answers (
  library_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  number integer not null,
  partner_id uuid not null,
  person_id uuid,
  asked text not null,
  answer text,
  words text not null default ''::text,
  said_by text not null default ''::text,
  said_at timestamp with time zone,
  noted boolean not null default false
);

create table responsibility_parts (
  library_id uuid not null,
  id uuid not null,
  responsibility_id uuid not null,
  partner_id uuid,
  part text not null,
  member_id uuid,
  deputy_member_id uuid,
  person_id uuid,
  deputy_person_id uuid
);

create table responsibility_tasks (
  library_id uuid not null,
  id uuid not null,
  responsibility_id uuid not null,
  partner_id uuid,
  period text not null,
  task_id uuid not null,
  made_at timestamp with time zone not null
);

create table responsibility_versions (
  library_id uuid not null,
  proposal_id uuid not null,
  number integer not null,
  content jsonb not null,
  sent_by uuid not null,
  sent_at timestamp with time zone not null
);

create table reward_answers (
  library_id uuid not null,
  id uuid not null,
  reward_id uuid not null,
  asked_on date not null,
  got text,
  words text not null default ''::text,
  said_by text not null default ''::text,
  said_at timestamp with time zone
);

create table rewards (
  library_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  partner_id uuid,
  hope text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null
);

create table saved_views (
  library_id uuid not null,
  id uuid not null,
  list text not null,
  name text not null,
  query text not null,
  member_id uuid not null,
  shared boolean not null,
  created_at timestamp with time zone not null
);

create table sectors (
  library_id uuid not null,
  key text not null,
  label text,
  position smallint not null
);

create table service_at_locations (
  library_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  description text not null default ''::text
);

create table service_terms (
  library_id uuid not null,
  service_id uuid not null,
  taxonomy text not null,
  term text not null,
  code text not null default ''::text
);

create table services (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  external_id text not null default ''::text,
  name text not null,
  alternate_name text not null default ''::text,
  description text not null default ''::text,
  url text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  status text not null default 'active'::text,
  eligibility_description text not null default ''::text,
  fees_description text not null default ''::text,
  application_process text not null default ''::text,
  hours text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  further jsonb not null default '{}'::jsonb
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  user_agent text not null default ''::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);

create table setup_tokens (
  token_hash bytea not null,
  created_at timestamp with time zone not null
);

create table spoken_pitches (
  library_id uuid not null,
  locale text not null,
  body text not null,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  version integer not null default 1
);

create table stage_changes (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  from_stage text not null,
  to_stage text not null,
  reason text not null default ''::text,
  changed_by uuid,
  changed_at timestamp with time zone not null,
  farewell text not null default ''::text
);

create table stand_ins (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  person_id uuid not null,
  kind text not null,
  by_person_id uuid not null
);

create table stored_files (
  library_id uuid not null,
  sha256 text not null,
  type text not null,
  bytes bytea not null,
  width integer,
  height integer,
  stored_by uuid,
  stored_at timestamp with time zone not null
);

create table stories (
  library_id uuid not null,
  id uuid not null,
  title_en text not null default ''::text,
  text_en text not null default ''::text,
  title_es text not null default ''::text,
  text_es text not null default ''::text,
  words_hash text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  erased_at timestamp with time zone,
  version integer not null default 1
);

create table story_consents (
  library_id uuid not null,
  id uuid not null,
  story_id uuid not null,
  giver text not null,
  email text not null default ''::text,
  way text not null,
  scopes text[] not null default '{}'::text[],
  named text not null default 'none'::text,
  until date,
  given_on date,
  given_at timestamp with time zone,
  words_hash text not null,
  sha256 text,
  file_name text not null default ''::text,
  kept_at text not null default ''::text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  refused_at timestamp with time zone,
  withdrawn_at timestamp with time zone
);

create table story_pictures (
  library_id uuid not null,
  story_id uuid not null,
  sha256 text not null,
  alt_en text not null default ''::text,
  alt_es text not null default ''::text,
  permission text not null,
  added_at timestamp with time zone not null
);

create table story_uses (
  library_id uuid not null,
  id uuid not null,
  story_id uuid not null,
  way text not null,
  used_on date not null,
  place text not null default ''::text,
  partner_id uuid,
  used_by uuid not null,
  made_at timestamp with time zone not null
);

create table submissions (
  key uuid not null,
  sender text not null,
  path text not null,
  location text not null default ''::text,
  created_at timestamp with time zone not null,
  body_hash bytea
);

create table talking_points (
  library_id uuid not null,
  id uuid not null,
  advantage text not null,
  listener text not null default ''::text,
  title_en text not null default ''::text,
  text_en text not null default ''::text,
  title_es text not null default ''::text,
  text_es text not null default ''::text,
  figures text[] not null default '{}'::text[],
  unused boolean not null default false,
  changed_by uuid not null,
  changed_at timestamp with time zone not null,
  version integer not null default 1
);

create table task_questions (
  library_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  person_id uuid not null,
  question text not null,
  asked_at timestamp with time zone not null,
  answer text not null default ''::text,
  answered_by uuid,
  answered_at timestamp with time zone
);

create table task_templates (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  tasks jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table tasks (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  what text not null,
  member_id uuid,
  person_id uuid,
  due_on date not null,
  promised_on date not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  outcome text,
  closed_on date,
  closed_at timestamp with time zone,
  closed_by uuid,
  version integer not null default 1
);

create table terms_of_office (
  library_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  office text not null,
  district text not null default ''::text,
  starts_on date,
  ends_on date,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table tie_refusals (
  library_id uuid not null,
  person_id uuid not null,
  noted_by uuid not null,
  noted_at timestamp with time zone not null
);

create table ties (
  library_id uuid not null,
  id uuid not null,
  kind text not null,
  from_member_id uuid,
  from_person_id uuid,
  from_organization_id uuid,
  to_person_id uuid,
  to_organization_id uuid,
  source text not null,
  known_on date not null,
  through_us boolean not null default false,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  version integer not null default 1
);

create table users (
  id uuid not null,
  email text not null,
  name text not null,
  locale text,
  password_hash text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table waiting_files (
  library_id uuid not null,
  list_id uuid not null,
  position integer not null,
  name text not null,
  bytes bytea not null
);

create table waiting_lists (
  library_id uuid not null,
  id uuid not null,
  file_name text not null,
  start jsonb not null,
  problem jsonb,
  created_by uuid,
  created_at timestamp with time zone not null
);

create table worksheet_choices (
  library_id uuid not null,
  worksheet_id uuid not null,
  partner_id uuid not null,
  number smallint not null
);

create table worksheet_decisions (
  library_id uuid not null,
  worksheet_id uuid not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  look_back_on date,
  as_decided jsonb not null,
  number smallint not null,
  why_unrated text not null default ''::text,
  reopened_before smallint default NULLIF((number - 1), 0)
);

create table worksheet_factors (
  library_id uuid not null,
  worksheet_id uuid not null,
  version_id uuid not null,
  code text not null,
  weight smallint not null default 1
);

create table worksheet_look_backs (
  library_id uuid not null,
  id uuid not null,
  worksheet_id uuid not null,
  looked_back_by uuid not null,
  looked_back_at timestamp with time zone not null,
  what_happened text not null,
  choose_again text not null,
  number smallint not null
);

create table worksheet_partners (
  library_id uuid not null,
  worksheet_id uuid not null,
  partner_id uuid not null,
  position smallint not null
);

create table worksheet_raters (
  library_id uuid not null,
  worksheet_id uuid not null,
  member_id uuid not null,
  invited_at timestamp with time zone not null,
  version integer not null default 1
);

create table worksheet_reopenings (
  library_id uuid not null,
  worksheet_id uuid not null,
  number smallint not null,
  reason text not null,
  reopened_by uuid not null,
  reopened_at timestamp with time zone not null
);

create table worksheet_submissions (
  library_id uuid not null,
  worksheet_id uuid not null,
  member_id uuid not null,
  submitted_at timestamp with time zone not null,
  submitted_by uuid not null
);

create table worksheets (
  library_id uuid not null,
  id uuid not null,
  purpose text not null,
  version_id uuid not null,
  opened_by uuid,
  opened_at timestamp with time zone not null,
  version integer not null default 1
);

alter table absences add constraint absences_pkey PRIMARY KEY (library_id, id);

alter table absences add constraint absences_library_id_deputy_id_fkey FOREIGN KEY (library_id, deputy_id) REFERENCES members(library_id, id);

alter table absences add constraint absences_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table absences add constraint absences_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table absences add constraint absences_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table absences add constraint absences_days_check CHECK ((ends_on >= starts_on));

alter table absences add constraint absences_deputy_check CHECK ((deputy_id <> member_id));

alter table account_mail add constraint account_mail_pkey PRIMARY KEY (id);

alter table account_mail add constraint account_mail_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table addresses add constraint addresses_pkey PRIMARY KEY (library_id, id);

alter table addresses add constraint addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table addresses add constraint addresses_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table addresses add constraint addresses_address_1_check CHECK ((length(address_1) <= 200));

alter table addresses add constraint addresses_address_2_check CHECK ((length(address_2) <= 200));

alter table addresses add constraint addresses_address_type_check CHECK ((address_type = ANY (ARRAY['physical'::text, 'postal'::text])));

alter table addresses add constraint addresses_city_check CHECK ((length(city) <= 120));

alter table addresses add constraint addresses_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table addresses add constraint addresses_postal_code_check CHECK ((length(postal_code) <= 20));

alter table addresses add constraint addresses_state_province_check CHECK ((length(state_province) <= 120));

alter table agreement_clauses add constraint agreement_clauses_pkey PRIMARY KEY (library_id, id);

alter table agreement_clauses add constraint agreement_clauses_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_clauses add constraint agreement_clauses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_clauses add constraint agreement_clauses_body_check CHECK (((length(body) >= 1) AND (length(body) <= 6000)));

alter table agreement_clauses add constraint agreement_clauses_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120)));

alter table agreement_comments add constraint agreement_comments_pkey PRIMARY KEY (library_id, id);

alter table agreement_comments add constraint agreement_comments_library_id_agreement_id_number_fkey FOREIGN KEY (library_id, agreement_id, number) REFERENCES agreement_versions(library_id, agreement_id, number);

alter table agreement_comments add constraint agreement_comments_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table agreement_comments add constraint agreement_comments_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_comments add constraint agreement_comments_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table agreement_comments add constraint agreement_comments_library_id_reader_id_fkey FOREIGN KEY (library_id, reader_id) REFERENCES agreement_readers(library_id, id);

alter table agreement_comments add constraint agreement_comments_library_id_settled_by_fkey FOREIGN KEY (library_id, settled_by) REFERENCES members(library_id, id);

alter table agreement_comments add constraint agreement_comments_answer_check CHECK ((length(answer) <= 2000));

alter table agreement_comments add constraint agreement_comments_check CHECK (((settled_by IS NULL) = (settled_at IS NULL)));

alter table agreement_comments add constraint agreement_comments_words_check CHECK (((length(words) >= 1) AND (length(words) <= 2000)));

alter table agreement_documents add constraint agreement_documents_pkey PRIMARY KEY (library_id, id);

alter table agreement_documents add constraint agreement_documents_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_documents add constraint agreement_documents_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_documents add constraint agreement_documents_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreement_documents add constraint agreement_documents_library_id_owner_id_fkey FOREIGN KEY (library_id, owner_id) REFERENCES members(library_id, id);

alter table agreement_documents add constraint agreement_documents_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table agreement_documents add constraint agreement_documents_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table agreement_documents add constraint agreement_documents_kept_at_check CHECK ((length(kept_at) <= 300));

alter table agreement_documents add constraint agreement_documents_kind_check CHECK ((kind = ANY (ARRAY['insurance'::text, 'clearance'::text, 'license'::text, 'other'::text])));

alter table agreement_documents add constraint agreement_documents_what_check CHECK (((length(what) >= 1) AND (length(what) <= 200)));

alter table agreement_endings add constraint agreement_endings_pkey PRIMARY KEY (library_id, agreement_id);

alter table agreement_endings add constraint agreement_endings_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_endings add constraint agreement_endings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_endings add constraint agreement_endings_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreement_endings add constraint agreement_endings_came_of_it_check CHECK (((length(came_of_it) >= 1) AND (length(came_of_it) <= 3000)));

alter table agreement_endings add constraint agreement_endings_reason_check CHECK ((length(reason) <= 1000));

alter table agreement_endings add constraint agreement_endings_returned_check CHECK ((length(returned) <= 1000));

alter table agreement_endings add constraint agreement_endings_thanks_check CHECK ((length(thanks) <= 1000));

alter table agreement_endings add constraint agreement_endings_why_check CHECK ((why = ANY (ARRAY['done'::text, 'term'::text, 'ours'::text, 'theirs'::text, 'both'::text, 'renewed'::text])));

alter table agreement_events add constraint agreement_events_pkey PRIMARY KEY (library_id, agreement_id, number, seq);

alter table agreement_events add constraint agreement_events_library_id_agreement_id_number_fkey FOREIGN KEY (library_id, agreement_id, number) REFERENCES agreement_versions(library_id, agreement_id, number);

alter table agreement_events add constraint agreement_events_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_events add constraint agreement_events_seq_check CHECK ((seq > 0));

alter table agreement_notices add constraint agreement_notices_pkey PRIMARY KEY (library_id, agreement_id);

alter table agreement_notices add constraint agreement_notices_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_notices add constraint agreement_notices_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_notices add constraint agreement_notices_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreement_notices add constraint agreement_notices_check CHECK ((ends_on >= given_on));

alter table agreement_notices add constraint agreement_notices_given_by_check CHECK ((given_by = ANY (ARRAY['ours'::text, 'theirs'::text])));

alter table agreement_notices add constraint agreement_notices_words_check CHECK ((length(words) <= 1000));

alter table agreement_partners add constraint agreement_partners_pkey PRIMARY KEY (library_id, agreement_id, partner_id);

alter table agreement_partners add constraint agreement_partners_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_partners add constraint agreement_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_partners add constraint agreement_partners_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table agreement_partners add constraint agreement_partners_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table agreement_partners add constraint agreement_partners_notices_check CHECK ((length(notices) <= 300));

alter table agreement_readers add constraint agreement_readers_pkey PRIMARY KEY (library_id, id);

alter table agreement_readers add constraint agreement_readers_library_id_agreement_id_number_fkey FOREIGN KEY (library_id, agreement_id, number) REFERENCES agreement_versions(library_id, agreement_id, number);

alter table agreement_readers add constraint agreement_readers_library_id_asked_by_fkey FOREIGN KEY (library_id, asked_by) REFERENCES members(library_id, id);

alter table agreement_readers add constraint agreement_readers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_readers add constraint agreement_readers_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table agreement_readers add constraint agreement_readers_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table agreement_readers add constraint agreement_readers_email_check CHECK (((length(email) >= 3) AND (length(email) <= 254)));

alter table agreement_readers add constraint agreement_readers_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table agreement_readers add constraint agreement_readers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table agreement_reminders add constraint agreement_reminders_pkey PRIMARY KEY (library_id, about, milestone, day);

alter table agreement_reminders add constraint agreement_reminders_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_reminders add constraint agreement_reminders_milestone_check CHECK ((milestone = ANY (ARRAY['notice'::text, '90'::text, '60'::text, '30'::text])));

alter table agreement_signers add constraint agreement_signers_pkey PRIMARY KEY (library_id, id);

alter table agreement_signers add constraint agreement_signers_library_id_agreement_id_number_fkey FOREIGN KEY (library_id, agreement_id, number) REFERENCES agreement_versions(library_id, agreement_id, number);

alter table agreement_signers add constraint agreement_signers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_signers add constraint agreement_signers_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table agreement_signers add constraint agreement_signers_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table agreement_signers add constraint agreement_signers_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table agreement_signers add constraint agreement_signers_check CHECK (((outcome IS NULL) = (outcome_at IS NULL)));

alter table agreement_signers add constraint agreement_signers_check1 CHECK (((delegate_id IS NOT NULL) = COALESCE((outcome = 'delegated'::text), false)));

alter table agreement_signers add constraint agreement_signers_email_check CHECK ((length(email) <= 254));

alter table agreement_signers add constraint agreement_signers_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table agreement_signers add constraint agreement_signers_mark_check CHECK ((length(mark) <= 20000));

alter table agreement_signers add constraint agreement_signers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table agreement_signers add constraint agreement_signers_outcome_check CHECK ((outcome = ANY (ARRAY['signed'::text, 'declined'::text, 'delegated'::text])));

alter table agreement_signers add constraint agreement_signers_party_check CHECK (((length(party) >= 1) AND (length(party) <= 200)));

alter table agreement_signers add constraint agreement_signers_place_check CHECK (((place >= 1) AND (place <= 20)));

alter table agreement_signers add constraint agreement_signers_reason_check CHECK ((length(reason) <= 2000));

alter table agreement_signers add constraint agreement_signers_signed_name_check CHECK ((length(signed_name) <= 200));

alter table agreement_signers add constraint agreement_signers_signed_title_check CHECK ((length(signed_title) <= 200));

alter table agreement_signers add constraint agreement_signers_way_check CHECK ((way = ANY (ARRAY['link'::text, 'member'::text, 'paper'::text])));

alter table agreement_suspensions add constraint agreement_suspensions_pkey PRIMARY KEY (library_id, id);

alter table agreement_suspensions add constraint agreement_suspensions_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_suspensions add constraint agreement_suspensions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_suspensions add constraint agreement_suspensions_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreement_suspensions add constraint agreement_suspensions_library_id_resumed_by_fkey FOREIGN KEY (library_id, resumed_by) REFERENCES members(library_id, id);

alter table agreement_suspensions add constraint agreement_suspensions_check CHECK ((resumed_on >= starts_on));

alter table agreement_suspensions add constraint agreement_suspensions_check1 CHECK (((resumed_on IS NULL) = (resumed_by IS NULL)));

alter table agreement_suspensions add constraint agreement_suspensions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000)));

alter table agreement_versions add constraint agreement_versions_pkey PRIMARY KEY (library_id, agreement_id, number);

alter table agreement_versions add constraint agreement_versions_library_id_agreement_id_fkey FOREIGN KEY (library_id, agreement_id) REFERENCES agreements(library_id, id);

alter table agreement_versions add constraint agreement_versions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreement_versions add constraint agreement_versions_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreement_versions add constraint agreement_versions_library_id_scan_sha256_fkey FOREIGN KEY (library_id, scan_sha256) REFERENCES stored_files(library_id, sha256);

alter table agreement_versions add constraint agreement_versions_library_id_sealed_sha256_fkey FOREIGN KEY (library_id, sealed_sha256) REFERENCES stored_files(library_id, sha256);

alter table agreement_versions add constraint agreement_versions_library_id_sent_by_fkey FOREIGN KEY (library_id, sent_by) REFERENCES members(library_id, id);

alter table agreement_versions add constraint agreement_versions_library_id_withdrawn_by_fkey FOREIGN KEY (library_id, withdrawn_by) REFERENCES members(library_id, id);

alter table agreement_versions add constraint agreement_versions_change_check CHECK ((change = ANY (ARRAY['first'::text, 'minor'::text, 'major'::text])));

alter table agreement_versions add constraint agreement_versions_kept_at_check CHECK ((length(kept_at) <= 300));

alter table agreement_versions add constraint agreement_versions_number_check CHECK ((number > 0));

alter table agreement_versions add constraint agreement_versions_reason_check CHECK ((length(reason) <= 2000));

alter table agreement_versions add constraint agreement_versions_withdrawn_why_check CHECK ((length(withdrawn_why) <= 1000));

alter table agreements add constraint agreements_pkey PRIMARY KEY (library_id, id);

alter table agreements add constraint agreements_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table agreements add constraint agreements_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table agreements add constraint agreements_library_id_owner_id_fkey FOREIGN KEY (library_id, owner_id) REFERENCES members(library_id, id);

alter table agreements add constraint agreements_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table agreements add constraint agreements_library_id_renews_id_fkey FOREIGN KEY (library_id, renews_id) REFERENCES agreements(library_id, id);

alter table agreements add constraint agreements_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table agreements add constraint agreements_days_check CHECK ((ends_on >= effective_on));

alter table agreements add constraint agreements_given_by_check CHECK ((given_by = ANY (ARRAY['partner'::text, 'library'::text])));

alter table agreements add constraint agreements_given_cents_check CHECK ((given_cents >= 0));

alter table agreements add constraint agreements_insurance_check CHECK ((length(insurance) <= 300));

alter table agreements add constraint agreements_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'memorandum'::text, 'sponsorship'::text, 'space'::text, 'data'::text, 'handshake'::text])));

alter table agreements add constraint agreements_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table agreements add constraint agreements_logo_check CHECK ((logo = ANY (ARRAY['none'::text, 'ours'::text, 'theirs'::text, 'both'::text])));

alter table agreements add constraint agreements_name_check CHECK (((length(name) >= 1) AND (length(name) <= 160)));

alter table agreements add constraint agreements_notice_days_check CHECK (((notice_days >= 1) AND (notice_days <= 730)));

alter table agreements add constraint agreements_our_notices_check CHECK ((length(our_notices) <= 300));

alter table agreements add constraint agreements_renewal_check CHECK ((renewal = ANY (ARRAY['none'::text, 'by_agreement'::text, 'by_itself'::text])));

alter table agreements add constraint agreements_renewal_months_check CHECK (((renewal_months >= 1) AND (renewal_months <= 120)));

alter table agreements add constraint agreements_terms_check CHECK ((length(terms) <= 6000));

alter table answer_addresses add constraint answer_addresses_token_key UNIQUE (library_id, token_hash);

alter table answer_addresses add constraint answer_addresses_pkey PRIMARY KEY (library_id, id);

alter table answer_addresses add constraint answer_addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table answer_addresses add constraint answer_addresses_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table answer_addresses add constraint answer_addresses_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table answer_addresses add constraint answer_addresses_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table approvals add constraint approvals_pkey PRIMARY KEY (library_id, id);

alter table approvals add constraint approvals_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table approvals add constraint approvals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table approvals add constraint approvals_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table approvals add constraint approvals_library_id_proposal_id_number_fkey FOREIGN KEY (library_id, proposal_id, number) REFERENCES proposal_versions(library_id, proposal_id, number);

alter table approvals add constraint approvals_answer_check CHECK ((answer = ANY (ARRAY['approved'::text, 'changes'::text, 'declined'::text])));

alter table approvals add constraint approvals_check CHECK (((role IS NULL) <> (member_id IS NULL)));

alter table approvals add constraint approvals_check1 CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))));

alter table approvals add constraint approvals_comment_check CHECK ((length(comment) <= 2000));

alter table approvals add constraint approvals_place_check CHECK (((place >= 1) AND (place <= 9)));

alter table approvals add constraint approvals_role_check CHECK ((role = ANY (ARRAY['coordinator'::text, 'administrator'::text])));

alter table bounced_addresses add constraint bounced_addresses_pkey PRIMARY KEY (library_id, email);

alter table bounced_addresses add constraint bounced_addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table branches add constraint branches_name_key UNIQUE (library_id, name);

alter table branches add constraint branches_pkey PRIMARY KEY (library_id, id);

alter table branches add constraint branches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table branches add constraint branches_city_check CHECK ((length(city) <= 200));

alter table branches add constraint branches_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table branches add constraint branches_postal_code_check CHECK ((length(postal_code) <= 20));

alter table cadences add constraint cadences_pkey PRIMARY KEY (library_id, partner_id);

alter table cadences add constraint cadences_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table cadences add constraint cadences_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table cadences add constraint cadences_check CHECK (((kind = 'own'::text) = (days IS NOT NULL)));

alter table cadences add constraint cadences_days_check CHECK (((days >= 1) AND (days <= 1000)));

alter table cadences add constraint cadences_kind_check CHECK ((kind = ANY (ARRAY['usual'::text, 'key'::text, 'own'::text])));

alter table calendar_feeds add constraint calendar_feeds_token_key UNIQUE (library_id, token_hash);

alter table calendar_feeds add constraint calendar_feeds_pkey PRIMARY KEY (library_id, member_id);

alter table calendar_feeds add constraint calendar_feeds_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table calendar_feeds add constraint calendar_feeds_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table carried_jobs add constraint carried_jobs_pkey PRIMARY KEY (id);

alter table clause_versions add constraint clause_versions_pkey PRIMARY KEY (library_id, clause_key, number);

alter table clause_versions add constraint clause_versions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table clause_versions add constraint clause_versions_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table clause_versions add constraint clause_versions_body_en_check CHECK ((length(body_en) <= 6000));

alter table clause_versions add constraint clause_versions_body_es_check CHECK ((length(body_es) <= 6000));

alter table clause_versions add constraint clause_versions_number_check CHECK ((number > 0));

alter table clause_versions add constraint clause_versions_title_en_check CHECK ((length(title_en) <= 120));

alter table clause_versions add constraint clause_versions_title_es_check CHECK ((length(title_es) <= 120));

alter table clauses add constraint clauses_pkey PRIMARY KEY (library_id, key);

alter table clauses add constraint clauses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table clauses add constraint clauses_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table clauses add constraint clauses_key_check CHECK (((length(key) >= 1) AND (length(key) <= 60)));

alter table confirmations add constraint confirmations_pkey PRIMARY KEY (library_id, id);

alter table confirmations add constraint confirmations_library_id_asked_by_fkey FOREIGN KEY (library_id, asked_by) REFERENCES members(library_id, id);

alter table confirmations add constraint confirmations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table confirmations add constraint confirmations_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table confirmations add constraint confirmations_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table confirmations add constraint confirmations_library_id_settled_by_fkey FOREIGN KEY (library_id, settled_by) REFERENCES members(library_id, id);

alter table confirmations add constraint confirmations_remark_check CHECK ((length(remark) <= 5000));

alter table contacts add constraint contacts_pkey PRIMARY KEY (library_id, id);

alter table contacts add constraint contacts_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table contacts add constraint contacts_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table contacts add constraint contacts_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table contacts add constraint contacts_check CHECK ((ends_on >= starts_on));

alter table contacts add constraint contacts_further_check CHECK ((jsonb_typeof(further) = 'object'::text));

alter table contacts add constraint contacts_title_check CHECK ((length(title) <= 120));

alter table digests add constraint digests_pkey PRIMARY KEY (library_id, member_id, monday);

alter table digests add constraint digests_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table digests add constraint digests_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table duplicate_answers add constraint duplicate_answers_pkey PRIMARY KEY (library_id, organization_id, other_id);

alter table duplicate_answers add constraint duplicate_answers_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table duplicate_answers add constraint duplicate_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table duplicate_answers add constraint duplicate_answers_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table duplicate_answers add constraint duplicate_answers_library_id_other_id_fkey FOREIGN KEY (library_id, other_id) REFERENCES organizations(library_id, id);

alter table duplicate_answers add constraint duplicate_answers_answer_check CHECK ((answer = ANY (ARRAY['different'::text, 'chapter'::text])));

alter table duplicate_answers add constraint duplicate_answers_check CHECK ((organization_id < other_id));

alter table election_periods add constraint election_periods_pkey PRIMARY KEY (library_id, id);

alter table election_periods add constraint election_periods_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table election_periods add constraint election_periods_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table election_periods add constraint election_periods_days_check CHECK ((ends_on >= starts_on));

alter table election_periods add constraint election_periods_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table election_periods add constraint election_periods_note_check CHECK ((length(note) <= 1000));

alter table factor_set_versions add constraint factor_set_versions_number_key UNIQUE (library_id, factor_set_id, number);

alter table factor_set_versions add constraint factor_set_versions_pkey PRIMARY KEY (library_id, id);

alter table factor_set_versions add constraint factor_set_versions_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table factor_set_versions add constraint factor_set_versions_library_id_factor_set_id_fkey FOREIGN KEY (library_id, factor_set_id) REFERENCES factor_sets(library_id, id);

alter table factor_set_versions add constraint factor_set_versions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table factor_set_versions add constraint factor_set_versions_number_check CHECK ((number > 0));

alter table factor_sets add constraint factor_sets_pkey PRIMARY KEY (library_id, id);

alter table factor_sets add constraint factor_sets_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table factor_sets add constraint factor_sets_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table factor_sets add constraint factor_sets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table factors add constraint factors_pkey PRIMARY KEY (library_id, version_id, code);

alter table factors add constraint factors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table factors add constraint factors_library_id_version_id_fkey FOREIGN KEY (library_id, version_id) REFERENCES factor_set_versions(library_id, id);

alter table factors add constraint factors_code_check CHECK ((code ~ '^[1-9][0-9]?[a-z]$'::text));

alter table factors add constraint factors_group_code_check CHECK ((group_code ~ '^[1-9][0-9]?$'::text));

alter table first_steps add constraint first_steps_pkey PRIMARY KEY (library_id, step);

alter table first_steps add constraint first_steps_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table first_steps add constraint first_steps_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table former_partners add constraint former_partners_pkey PRIMARY KEY (library_id, former_id);

alter table former_partners add constraint former_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table goal_readings add constraint goal_readings_day_key UNIQUE (library_id, goal_id, read_on);

alter table goal_readings add constraint goal_readings_pkey PRIMARY KEY (library_id, id);

alter table goal_readings add constraint goal_readings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table goal_readings add constraint goal_readings_library_id_goal_id_fkey FOREIGN KEY (library_id, goal_id) REFERENCES goals(library_id, id);

alter table goal_readings add constraint goal_readings_library_id_read_by_fkey FOREIGN KEY (library_id, read_by) REFERENCES members(library_id, id);

alter table goal_readings add constraint goal_readings_source_check CHECK ((length(source) <= 200));

alter table goal_readings add constraint goal_readings_value_check CHECK ((value >= (0)::double precision));

alter table goals add constraint goals_pkey PRIMARY KEY (library_id, id);

alter table goals add constraint goals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table goals add constraint goals_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table goals add constraint goals_library_id_owner_id_fkey FOREIGN KEY (library_id, owner_id) REFERENCES members(library_id, id);

alter table goals add constraint goals_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table goals add constraint goals_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table goals add constraint goals_baseline_check CHECK ((baseline >= (0)::double precision));

alter table goals add constraint goals_baseline_source_check CHECK (((length(baseline_source) >= 1) AND (length(baseline_source) <= 200)));

alter table goals add constraint goals_check CHECK (((due_on > baseline_on) AND (target <> baseline)));

alter table goals add constraint goals_counted_check CHECK ((counted = ANY (ARRAY['people_reached'::text, 'conversations'::text, 'promises_kept'::text])));

alter table goals add constraint goals_measure_check CHECK (((length(measure) >= 1) AND (length(measure) <= 200)));

alter table goals add constraint goals_target_check CHECK ((target >= (0)::double precision));

alter table goals add constraint goals_unit_check CHECK ((length(unit) <= 40));

alter table guest_links add constraint guest_links_token_key UNIQUE (library_id, token_hash);

alter table guest_links add constraint guest_links_pkey PRIMARY KEY (library_id, id);

alter table guest_links add constraint guest_links_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table guest_links add constraint guest_links_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table guest_links add constraint guest_links_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table guest_links add constraint guest_links_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table guest_links add constraint guest_links_asks_check CHECK (((length(asks) >= 1) AND (length(asks) <= 500)));

alter table guest_links add constraint guest_links_check CHECK (((person_id IS NULL) OR (name = ''::text)));

alter table guest_links add constraint guest_links_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table guest_links add constraint guest_links_name_check CHECK ((length(name) <= 120));

alter table history add constraint history_pkey PRIMARY KEY (library_id, id);

alter table history add constraint history_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table history add constraint history_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table import_mappings add constraint import_mappings_pkey PRIMARY KEY (library_id, header_key);

alter table import_mappings add constraint import_mappings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table import_progress add constraint import_progress_pkey PRIMARY KEY (library_id, import_id);

alter table import_progress add constraint import_progress_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table import_progress add constraint import_progress_library_id_import_id_fkey FOREIGN KEY (library_id, import_id) REFERENCES imports(library_id, id);

alter table import_rows add constraint import_rows_pkey PRIMARY KEY (library_id, import_id, number);

alter table import_rows add constraint import_rows_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table import_rows add constraint import_rows_library_id_import_id_fkey FOREIGN KEY (library_id, import_id) REFERENCES imports(library_id, id);

alter table imports add constraint imports_pkey PRIMARY KEY (library_id, id);

alter table imports add constraint imports_library_id_applied_by_fkey FOREIGN KEY (library_id, applied_by) REFERENCES members(library_id, id);

alter table imports add constraint imports_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table imports add constraint imports_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table imports add constraint imports_library_id_undone_by_fkey FOREIGN KEY (library_id, undone_by) REFERENCES members(library_id, id);

alter table imports add constraint imports_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)));

alter table imports add constraint imports_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120)));

alter table imports add constraint imports_status_check CHECK ((status = ANY (ARRAY['mapping'::text, 'checked'::text, 'queued'::text, 'applied'::text, 'failed'::text, 'undoing'::text, 'undone'::text])));

alter table imports add constraint imports_target_check CHECK ((target = ANY (ARRAY['partners'::text, 'leads'::text])));

alter table imports add constraint imports_vintage_check CHECK ((length(vintage) <= 40));

alter table initiative_branches add constraint initiative_branches_pkey PRIMARY KEY (library_id, initiative_id, branch_id);

alter table initiative_branches add constraint initiative_branches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_branches add constraint initiative_branches_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table initiative_events add constraint initiative_events_pkey PRIMARY KEY (library_id, id);

alter table initiative_events add constraint initiative_events_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_events add constraint initiative_events_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table initiative_events add constraint initiative_events_library_id_said_by_fkey FOREIGN KEY (library_id, said_by) REFERENCES members(library_id, id);

alter table initiative_events add constraint initiative_events_state_check CHECK ((state = ANY (ARRAY['idea'::text, 'planned'::text, 'running'::text, 'finished'::text, 'stopped'::text])));

alter table initiative_events add constraint initiative_events_why_check CHECK ((length(why) <= 1000));

alter table initiative_evidence add constraint initiative_evidence_pkey PRIMARY KEY (library_id, initiative_id, kind, subject_id);

alter table initiative_evidence add constraint initiative_evidence_library_id_added_by_fkey FOREIGN KEY (library_id, added_by) REFERENCES members(library_id, id);

alter table initiative_evidence add constraint initiative_evidence_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_evidence add constraint initiative_evidence_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table initiative_evidence add constraint initiative_evidence_kind_check CHECK ((kind = ANY (ARRAY['worksheet'::text, 'theme'::text, 'overlap_check'::text])));

alter table initiative_members add constraint initiative_members_pkey PRIMARY KEY (library_id, initiative_id, member_id);

alter table initiative_members add constraint initiative_members_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_members add constraint initiative_members_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table initiative_members add constraint initiative_members_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table initiative_partners add constraint initiative_partners_pkey PRIMARY KEY (library_id, initiative_id, partner_id);

alter table initiative_partners add constraint initiative_partners_library_id_added_by_fkey FOREIGN KEY (library_id, added_by) REFERENCES members(library_id, id);

alter table initiative_partners add constraint initiative_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_partners add constraint initiative_partners_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table initiative_partners add constraint initiative_partners_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table initiative_partners add constraint initiative_partners_part_check CHECK ((part = ANY (ARRAY['lead'::text, 'does'::text, 'supports'::text, 'told'::text])));

alter table initiative_partners add constraint initiative_partners_what_check CHECK ((length(what) <= 300));

alter table initiative_templates add constraint initiative_templates_name_key UNIQUE (library_id, name);

alter table initiative_templates add constraint initiative_templates_pkey PRIMARY KEY (library_id, id);

alter table initiative_templates add constraint initiative_templates_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiative_templates add constraint initiative_templates_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table initiative_templates add constraint initiative_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table initiative_templates add constraint initiative_templates_need_check CHECK (((length(need) >= 1) AND (length(need) <= 200)));

alter table initiative_templates add constraint initiative_templates_who_check CHECK (((length(who) >= 1) AND (length(who) <= 2000)));

alter table initiatives add constraint initiatives_pkey PRIMARY KEY (library_id, id);

alter table initiatives add constraint initiatives_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table initiatives add constraint initiatives_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table initiatives add constraint initiatives_days_check CHECK ((ends_on >= starts_on));

alter table initiatives add constraint initiatives_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table initiatives add constraint initiatives_need_check CHECK (((length(need) >= 1) AND (length(need) <= 200)));

alter table initiatives add constraint initiatives_who_check CHECK (((length(who) >= 1) AND (length(who) <= 2000)));

alter table installation_certificates add constraint installation_certificates_pkey PRIMARY KEY (one);

alter table installation_certificates add constraint installation_certificates_one_check CHECK (one);

alter table interaction_files add constraint interaction_files_pkey PRIMARY KEY (library_id, interaction_id, sha256);

alter table interaction_files add constraint interaction_files_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interaction_files add constraint interaction_files_library_id_interaction_id_fkey FOREIGN KEY (library_id, interaction_id) REFERENCES interactions(library_id, id);

alter table interaction_files add constraint interaction_files_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table interaction_files add constraint interaction_files_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table interaction_members add constraint interaction_members_pkey PRIMARY KEY (library_id, interaction_id, member_id);

alter table interaction_members add constraint interaction_members_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interaction_members add constraint interaction_members_library_id_interaction_id_fkey FOREIGN KEY (library_id, interaction_id) REFERENCES interactions(library_id, id);

alter table interaction_members add constraint interaction_members_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table interaction_partners add constraint interaction_partners_pkey PRIMARY KEY (library_id, interaction_id, partner_id);

alter table interaction_partners add constraint interaction_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interaction_partners add constraint interaction_partners_library_id_interaction_id_fkey FOREIGN KEY (library_id, interaction_id) REFERENCES interactions(library_id, id);

alter table interaction_partners add constraint interaction_partners_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table interaction_persons add constraint interaction_persons_pkey PRIMARY KEY (library_id, interaction_id, person_id);

alter table interaction_persons add constraint interaction_persons_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interaction_persons add constraint interaction_persons_library_id_interaction_id_fkey FOREIGN KEY (library_id, interaction_id) REFERENCES interactions(library_id, id);

alter table interaction_persons add constraint interaction_persons_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table interactions add constraint interactions_pkey PRIMARY KEY (library_id, id);

alter table interactions add constraint interactions_library_id_author_id_fkey FOREIGN KEY (library_id, author_id) REFERENCES members(library_id, id);

alter table interactions add constraint interactions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interactions add constraint interactions_library_id_mail_id_fkey FOREIGN KEY (library_id, mail_id) REFERENCES received_mails(library_id, id);

alter table interactions add constraint interactions_advocacy_by_check CHECK ((advocacy_by = ANY (ARRAY['us'::text, 'them'::text])));

alter table interactions add constraint interactions_advocacy_check CHECK (((advocacy_by IS NULL) = (advocacy_what = ''::text)));

alter table interactions add constraint interactions_advocacy_what_check CHECK ((length(advocacy_what) <= 300));

alter table interactions add constraint interactions_audience_check CHECK ((audience = ANY (ARRAY['me'::text, 'library'::text])));

alter table interactions add constraint interactions_body_check CHECK ((length(body) <= 10000));

alter table interactions add constraint interactions_direction_check CHECK ((direction = ANY (ARRAY['incoming'::text, 'outgoing'::text, 'both'::text])));

alter table interactions add constraint interactions_direction_check1 CHECK (((kind = 'remark'::text) = (direction IS NULL)));

alter table interactions add constraint interactions_kind_check CHECK ((kind = ANY (ARRAY['in_person'::text, 'phone'::text, 'email'::text, 'video'::text, 'event'::text, 'letter'::text, 'remark'::text])));

alter table interactions add constraint interactions_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440)));

alter table interactions add constraint interactions_people_reached_check CHECK (((people_reached >= 1) AND (people_reached <= 1000000)));

alter table interactions add constraint interactions_private_check CHECK (((audience = 'library'::text) OR (kind = 'remark'::text)));

alter table interactions add constraint interactions_summary_check CHECK ((length(summary) <= 200));

alter table interactions add constraint interactions_words_check CHECK (((length(summary) + length(body)) >= 1));

alter table interview_answers add constraint interview_answers_pkey PRIMARY KEY (library_id, interview_id, question_key, writer);

alter table interview_answers add constraint interview_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_answers add constraint interview_answers_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_answers add constraint interview_answers_library_id_written_by_fkey FOREIGN KEY (library_id, written_by) REFERENCES members(library_id, id);

alter table interview_answers add constraint interview_answers_body_check CHECK ((length(body) <= 100000));

alter table interview_answers add constraint interview_answers_counter_check CHECK ((counter > 0));

alter table interview_answers add constraint interview_answers_question_key_check CHECK (((length(question_key) >= 1) AND (length(question_key) <= 60)));

alter table interview_codings add constraint interview_codings_pkey PRIMARY KEY (library_id, interview_id, coder_id);

alter table interview_codings add constraint interview_codings_library_id_coder_id_fkey FOREIGN KEY (library_id, coder_id) REFERENCES members(library_id, id);

alter table interview_codings add constraint interview_codings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_codings add constraint interview_codings_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_consents add constraint interview_consents_pkey PRIMARY KEY (library_id, id);

alter table interview_consents add constraint interview_consents_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_consents add constraint interview_consents_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_consents add constraint interview_consents_library_id_noted_by_fkey FOREIGN KEY (library_id, noted_by) REFERENCES members(library_id, id);

alter table interview_consents add constraint interview_consents_said_check CHECK ((said = ANY (ARRAY['notes'::text, 'named'::text, 'unnamed'::text, 'none'::text])));

alter table interview_findings add constraint interview_findings_pkey PRIMARY KEY (library_id, round_id);

alter table interview_findings add constraint interview_findings_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table interview_findings add constraint interview_findings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_findings add constraint interview_findings_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_findings add constraint interview_findings_next_steps_check CHECK ((length(next_steps) <= 3000));

alter table interview_findings add constraint interview_findings_opening_check CHECK ((length(opening) <= 3000));

alter table interview_guides add constraint interview_guides_number_key UNIQUE (library_id, round_id, number);

alter table interview_guides add constraint interview_guides_pkey PRIMARY KEY (library_id, id);

alter table interview_guides add constraint interview_guides_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_guides add constraint interview_guides_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table interview_guides add constraint interview_guides_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_mentions add constraint interview_mentions_pkey PRIMARY KEY (library_id, interview_id, partner_id);

alter table interview_mentions add constraint interview_mentions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_mentions add constraint interview_mentions_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_mentions add constraint interview_mentions_library_id_noted_by_fkey FOREIGN KEY (library_id, noted_by) REFERENCES members(library_id, id);

alter table interview_mentions add constraint interview_mentions_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table interview_passages add constraint interview_passages_once UNIQUE (library_id, interview_id, question_key, theme_id, coder_id, starts_at);

alter table interview_passages add constraint interview_passages_pkey PRIMARY KEY (library_id, id);

alter table interview_passages add constraint interview_passages_library_id_coder_id_fkey FOREIGN KEY (library_id, coder_id) REFERENCES members(library_id, id);

alter table interview_passages add constraint interview_passages_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_passages add constraint interview_passages_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_passages add constraint interview_passages_library_id_theme_id_fkey FOREIGN KEY (library_id, theme_id) REFERENCES interview_themes(library_id, id);

alter table interview_passages add constraint interview_passages_question_key_check CHECK (((length(question_key) >= 1) AND (length(question_key) <= 60)));

alter table interview_passages add constraint interview_passages_starts_at_check CHECK ((starts_at >= 0));

alter table interview_passages add constraint interview_passages_words_check CHECK (((length(words) >= 1) AND (length(words) <= 5000)));

alter table interview_referrals add constraint interview_referrals_pkey PRIMARY KEY (library_id, id);

alter table interview_referrals add constraint interview_referrals_library_id_became_id_fkey FOREIGN KEY (library_id, became_id) REFERENCES interviews(library_id, id);

alter table interview_referrals add constraint interview_referrals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_referrals add constraint interview_referrals_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_referrals add constraint interview_referrals_library_id_lead_id_fkey FOREIGN KEY (library_id, lead_id) REFERENCES leads(library_id, id);

alter table interview_referrals add constraint interview_referrals_library_id_noted_by_fkey FOREIGN KEY (library_id, noted_by) REFERENCES members(library_id, id);

alter table interview_referrals add constraint interview_referrals_name_check CHECK ((length(name) <= 200));

alter table interview_referrals add constraint interview_referrals_organization_check CHECK ((length(organization) <= 200));

alter table interview_referrals add constraint interview_referrals_role_check CHECK ((length(role) <= 200));

alter table interview_referrals add constraint interview_referrals_why_check CHECK ((length(why) <= 500));

alter table interview_round_branches add constraint interview_round_branches_pkey PRIMARY KEY (library_id, round_id, branch_id);

alter table interview_round_branches add constraint interview_round_branches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_round_branches add constraint interview_round_branches_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_round_members add constraint interview_round_members_pkey PRIMARY KEY (library_id, round_id, member_id);

alter table interview_round_members add constraint interview_round_members_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_round_members add constraint interview_round_members_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table interview_round_members add constraint interview_round_members_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_rounds add constraint interview_rounds_pkey PRIMARY KEY (library_id, id);

alter table interview_rounds add constraint interview_rounds_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_rounds add constraint interview_rounds_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table interview_rounds add constraint interview_rounds_library_id_previous_id_fkey FOREIGN KEY (library_id, previous_id) REFERENCES interview_rounds(library_id, id);

alter table interview_rounds add constraint interview_rounds_check CHECK (((starts_on <= ends_on) AND (ends_on <= keep_until)));

alter table interview_rounds add constraint interview_rounds_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table interview_rounds add constraint interview_rounds_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table interview_rounds add constraint interview_rounds_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 2000)));

alter table interview_rounds add constraint interview_rounds_thanks_en_check CHECK ((length(thanks_en) <= 3000));

alter table interview_rounds add constraint interview_rounds_thanks_es_check CHECK ((length(thanks_es) <= 3000));

alter table interview_slots add constraint interview_slots_pkey PRIMARY KEY (library_id, id);

alter table interview_slots add constraint interview_slots_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_slots add constraint interview_slots_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_slots add constraint interview_slots_library_id_interviewer_id_fkey FOREIGN KEY (library_id, interviewer_id) REFERENCES members(library_id, id);

alter table interview_slots add constraint interview_slots_check CHECK ((starts_at < ends_at));

alter table interview_slots add constraint interview_slots_place_check CHECK ((length(place) <= 300));

alter table interview_targets add constraint interview_targets_pkey PRIMARY KEY (library_id, round_id, kind, key);

alter table interview_targets add constraint interview_targets_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_targets add constraint interview_targets_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_targets add constraint interview_targets_key_check CHECK (((length(key) >= 1) AND (length(key) <= 60)));

alter table interview_targets add constraint interview_targets_kind_check CHECK ((kind = ANY (ARRAY['sector'::text, 'population'::text, 'branch'::text])));

alter table interview_targets add constraint interview_targets_wanted_check CHECK (((wanted >= 1) AND (wanted <= 500)));

alter table interview_thanks add constraint interview_thanks_pkey PRIMARY KEY (library_id, interview_id, what);

alter table interview_thanks add constraint interview_thanks_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_thanks add constraint interview_thanks_library_id_interview_id_fkey FOREIGN KEY (library_id, interview_id) REFERENCES interviews(library_id, id);

alter table interview_thanks add constraint interview_thanks_library_id_sent_by_fkey FOREIGN KEY (library_id, sent_by) REFERENCES members(library_id, id);

alter table interview_thanks add constraint interview_thanks_way_check CHECK ((way = ANY (ARRAY['email'::text, 'card'::text, 'other'::text])));

alter table interview_thanks add constraint interview_thanks_what_check CHECK ((what = ANY (ARRAY['thanks'::text, 'findings'::text])));

alter table interview_themes add constraint interview_themes_name_key UNIQUE (library_id, round_id, name_key);

alter table interview_themes add constraint interview_themes_pkey PRIMARY KEY (library_id, id);

alter table interview_themes add constraint interview_themes_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interview_themes add constraint interview_themes_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table interview_themes add constraint interview_themes_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interview_themes add constraint interview_themes_description_check CHECK ((length(description) <= 1000));

alter table interview_themes add constraint interview_themes_example_check CHECK ((length(example) <= 500));

alter table interview_themes add constraint interview_themes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));

alter table interviews add constraint interviews_pkey PRIMARY KEY (library_id, id);

alter table interviews add constraint interviews_library_id_added_by_fkey FOREIGN KEY (library_id, added_by) REFERENCES members(library_id, id);

alter table interviews add constraint interviews_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table interviews add constraint interviews_library_id_guide_id_fkey FOREIGN KEY (library_id, guide_id) REFERENCES interview_guides(library_id, id);

alter table interviews add constraint interviews_library_id_interviewer_id_fkey FOREIGN KEY (library_id, interviewer_id) REFERENCES members(library_id, id);

alter table interviews add constraint interviews_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table interviews add constraint interviews_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table interviews add constraint interviews_library_id_referred_by_id_fkey FOREIGN KEY (library_id, referred_by_id) REFERENCES interviews(library_id, id);

alter table interviews add constraint interviews_library_id_round_id_fkey FOREIGN KEY (library_id, round_id) REFERENCES interview_rounds(library_id, id);

alter table interviews add constraint interviews_library_id_sector_key_fkey FOREIGN KEY (library_id, sector_key) REFERENCES sectors(library_id, key);

alter table interviews add constraint interviews_check CHECK (((held_on IS NULL) = (held_way IS NULL)));

alter table interviews add constraint interviews_email_check CHECK ((length(email) <= 254));

alter table interviews add constraint interviews_held_way_check CHECK ((held_way = ANY (ARRAY['visit'::text, 'phone'::text, 'video'::text, 'walk_in'::text])));

alter table interviews add constraint interviews_how_known_check CHECK ((length(how_known) <= 300));

alter table interviews add constraint interviews_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table interviews add constraint interviews_name_check CHECK ((length(name) <= 200));

alter table interviews add constraint interviews_organization_check CHECK ((length(organization) <= 200));

alter table interviews add constraint interviews_phone_check CHECK ((length(phone) <= 60));

alter table interviews add constraint interviews_proposed_check CHECK ((length(proposed) <= 1000));

alter table interviews add constraint interviews_role_check CHECK ((length(role) <= 200));

alter table introductions add constraint introductions_pkey PRIMARY KEY (library_id, id);

alter table introductions add constraint introductions_library_id_asked_by_fkey FOREIGN KEY (library_id, asked_by) REFERENCES members(library_id, id);

alter table introductions add constraint introductions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table introductions add constraint introductions_library_id_outcome_by_fkey FOREIGN KEY (library_id, outcome_by) REFERENCES members(library_id, id);

alter table introductions add constraint introductions_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table introductions add constraint introductions_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table introductions add constraint introductions_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'made'::text, 'declined'::text, 'no_answer'::text])));

alter table invitations add constraint invitations_library_id_token_hash_key UNIQUE (library_id, token_hash);

alter table invitations add constraint invitations_pkey PRIMARY KEY (library_id, id);

alter table invitations add constraint invitations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table invitations add constraint invitations_library_id_invited_by_fkey FOREIGN KEY (library_id, invited_by) REFERENCES members(library_id, id);

alter table invitations add constraint invitations_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email = lower(email))));

alter table invitations add constraint invitations_revoked_because_check CHECK ((revoked_because = ANY (ARRAY['inviter_left'::text, 'inviter_role'::text, 'invited_left'::text])));

alter table invitations add constraint invitations_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'coordinator'::text, 'contributor'::text, 'reader'::text])));

alter table kept_forms add constraint kept_forms_pkey PRIMARY KEY (token_hash, user_id, address);

alter table kept_forms add constraint kept_forms_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table known_devices add constraint known_devices_pkey PRIMARY KEY (token_hash, user_id);

alter table known_devices add constraint known_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table leads add constraint leads_source_key UNIQUE (library_id, source, source_key);

alter table leads add constraint leads_pkey PRIMARY KEY (library_id, id);

alter table leads add constraint leads_library_id_dismissed_by_fkey FOREIGN KEY (library_id, dismissed_by) REFERENCES members(library_id, id);

alter table leads add constraint leads_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table leads add constraint leads_library_id_promoted_partner_id_fkey FOREIGN KEY (library_id, promoted_partner_id) REFERENCES partners(library_id, id);

alter table leads add constraint leads_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table leads add constraint leads_source_check CHECK (((length(source) >= 1) AND (length(source) <= 120)));

alter table letter_recipients add constraint letter_recipients_pkey PRIMARY KEY (library_id, letter_id, partner_id);

alter table letter_recipients add constraint letter_recipients_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table letter_recipients add constraint letter_recipients_library_id_letter_id_fkey FOREIGN KEY (library_id, letter_id) REFERENCES letters(library_id, id);

alter table letter_recipients add constraint letter_recipients_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table letter_recipients add constraint letter_recipients_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table letter_recipients add constraint letter_recipients_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table letter_recipients add constraint letter_recipients_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'sent'::text, 'kept'::text, 'left_out'::text, 'no_address'::text, 'refused'::text, 'bounced'::text])));

alter table letters add constraint letters_pkey PRIMARY KEY (library_id, id);

alter table letters add constraint letters_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table letters add constraint letters_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table letters add constraint letters_library_id_sent_by_fkey FOREIGN KEY (library_id, sent_by) REFERENCES members(library_id, id);

alter table letters add constraint letters_body_en_check CHECK ((length(body_en) <= 10000));

alter table letters add constraint letters_body_es_check CHECK ((length(body_es) <= 10000));

alter table letters add constraint letters_check CHECK (((subject_en || subject_es) <> ''::text));

alter table letters add constraint letters_subject_en_check CHECK ((length(subject_en) <= 200));

alter table letters add constraint letters_subject_es_check CHECK ((length(subject_es) <= 200));

alter table libraries add constraint libraries_slug_key UNIQUE (slug);

alter table libraries add constraint libraries_pkey PRIMARY KEY (id);

alter table libraries add constraint libraries_check CHECK ((mixed_from < holds_up_from));

alter table libraries add constraint libraries_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text));

alter table libraries add constraint libraries_discuss_from_check CHECK (((mixed_from >= 11) AND (mixed_from <= 50)));

alter table libraries add constraint libraries_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table libraries add constraint libraries_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table libraries add constraint libraries_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text));

alter table libraries add constraint libraries_strength_from_check CHECK (((holds_up_from >= 11) AND (holds_up_from <= 50)));

alter table libraries add constraint libraries_website_check CHECK ((length(website) <= 500));

alter table library_certificates add constraint library_certificates_pkey PRIMARY KEY (library_id, sha256);

alter table library_certificates add constraint library_certificates_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table library_figures add constraint library_figures_pkey PRIMARY KEY (library_id, id);

alter table library_figures add constraint library_figures_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table library_figures add constraint library_figures_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table library_figures add constraint library_figures_check CHECK (((says_en || says_es) <> ''::text));

alter table library_figures add constraint library_figures_says_en_check CHECK ((length(says_en) <= 200));

alter table library_figures add constraint library_figures_says_es_check CHECK ((length(says_es) <= 200));

alter table library_figures add constraint library_figures_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)));

alter table library_figures add constraint library_figures_value_check CHECK (((length(value) >= 1) AND (length(value) <= 40)));

alter table likely_pairs add constraint likely_pairs_pkey PRIMARY KEY (library_id, organization_id, other_id);

alter table likely_pairs add constraint likely_pairs_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table likely_pairs add constraint likely_pairs_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id) ON DELETE CASCADE;

alter table likely_pairs add constraint likely_pairs_library_id_other_id_fkey FOREIGN KEY (library_id, other_id) REFERENCES organizations(library_id, id) ON DELETE CASCADE;

alter table likely_pairs add constraint likely_pairs_order_check CHECK ((organization_id < other_id));

alter table list_columns add constraint list_columns_pkey PRIMARY KEY (library_id, member_id, list);

alter table list_columns add constraint list_columns_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table list_columns add constraint list_columns_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table listed_organization_answers add constraint listed_organization_answers_pkey PRIMARY KEY (library_id, source, source_key);

alter table listed_organization_answers add constraint listed_organization_answers_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table listed_organization_answers add constraint listed_organization_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table listed_organization_answers add constraint listed_organization_answers_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table listed_organization_answers add constraint listed_organization_answers_answer_check CHECK ((answer = ANY (ARRAY['promoted'::text, 'dismissed'::text])));

alter table listed_organization_answers add constraint listed_organization_answers_check CHECK (((answer = 'promoted'::text) = (partner_id IS NOT NULL)));

alter table listed_organization_former_rows add constraint listed_organization_former_rows_pkey PRIMARY KEY (load_id, source_key);

alter table listed_organization_former_rows add constraint listed_organization_former_rows_load_id_fkey FOREIGN KEY (load_id) REFERENCES public_list_loads(id);

alter table listed_organization_keys add constraint listed_organization_keys_pkey PRIMARY KEY (only_one);

alter table listed_organization_keys add constraint listed_organization_keys_only_one_check CHECK (only_one);

alter table listed_organization_words add constraint listed_organization_words_pkey PRIMARY KEY (word);

alter table listed_organizations add constraint listed_organizations_source_key UNIQUE (source, source_key);

alter table listed_organizations add constraint listed_organizations_pkey PRIMARY KEY (id);

alter table listed_organizations add constraint listed_organizations_load_id_fkey FOREIGN KEY (load_id) REFERENCES public_list_loads(id);

alter table locations add constraint locations_pkey PRIMARY KEY (library_id, id);

alter table locations add constraint locations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table locations add constraint locations_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table locations add constraint locations_address_1_check CHECK ((length(address_1) <= 200));

alter table locations add constraint locations_address_2_check CHECK ((length(address_2) <= 200));

alter table locations add constraint locations_check CHECK (((latitude IS NULL) = (longitude IS NULL)));

alter table locations add constraint locations_city_check CHECK ((length(city) <= 120));

alter table locations add constraint locations_country_check CHECK ((length(country) = 2));

alter table locations add constraint locations_description_check CHECK ((length(description) <= 5000));

alter table locations add constraint locations_further_check CHECK ((jsonb_typeof(further) = 'object'::text));

alter table locations add constraint locations_hours_check CHECK ((length(hours) <= 2000));

alter table locations add constraint locations_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision)));

alter table locations add constraint locations_location_type_check CHECK ((location_type = ANY (ARRAY['physical'::text, 'postal'::text, 'virtual'::text])));

alter table locations add constraint locations_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)));

alter table locations add constraint locations_name_check CHECK ((length(name) <= 200));

alter table locations add constraint locations_postal_code_check CHECK ((length(postal_code) <= 20));

alter table locations add constraint locations_state_province_check CHECK ((length(state_province) <= 120));

alter table locations add constraint locations_transportation_check CHECK ((length(transportation) <= 2000));

alter table log_lists add constraint log_lists_pkey PRIMARY KEY (library_id, member_id);

alter table log_lists add constraint log_lists_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table log_lists add constraint log_lists_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table mail_addresses add constraint mail_addresses_token_key UNIQUE (library_id, token_hash);

alter table mail_addresses add constraint mail_addresses_pkey PRIMARY KEY (library_id, member_id);

alter table mail_addresses add constraint mail_addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table mail_addresses add constraint mail_addresses_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table mail_refusals add constraint mail_refusals_pkey PRIMARY KEY (library_id, recipient, kind);

alter table mail_refusals add constraint mail_refusals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table members add constraint members_user_key UNIQUE (library_id, user_id);

alter table members add constraint members_pkey PRIMARY KEY (library_id, id);

alter table members add constraint members_library_id_branch_id_fkey FOREIGN KEY (library_id, branch_id) REFERENCES branches(library_id, id);

alter table members add constraint members_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table members add constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table members add constraint members_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'coordinator'::text, 'contributor'::text, 'reader'::text])));

alter table merges add constraint merges_pkey PRIMARY KEY (library_id, id);

alter table merges add constraint merges_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table merges add constraint merges_library_id_merged_by_fkey FOREIGN KEY (library_id, merged_by) REFERENCES members(library_id, id);

alter table merges add constraint merges_library_id_undone_by_fkey FOREIGN KEY (library_id, undone_by) REFERENCES members(library_id, id);

alter table misplaced_answers add constraint misplaced_answers_pkey PRIMARY KEY (library_id, id);

alter table misplaced_answers add constraint misplaced_answers_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table misplaced_answers add constraint misplaced_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table misplaced_answers add constraint misplaced_answers_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table misplaced_answers add constraint misplaced_answers_value_check CHECK ((length(value) <= 400));

alter table misplaced_answers add constraint misplaced_answers_what_check CHECK ((what = ANY (ARRAY['phone'::text, 'email'::text, 'address'::text])));

alter table next_steps add constraint next_steps_pkey PRIMARY KEY (library_id, id);

alter table next_steps add constraint next_steps_library_id_closed_by_fkey FOREIGN KEY (library_id, closed_by) REFERENCES members(library_id, id);

alter table next_steps add constraint next_steps_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table next_steps add constraint next_steps_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table next_steps add constraint next_steps_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table next_steps add constraint next_steps_check CHECK (((closed_at IS NULL) = (outcome IS NULL)));

alter table next_steps add constraint next_steps_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text, 'replaced'::text])));

alter table next_steps add constraint next_steps_what_check CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table organization_sectors add constraint organization_sectors_pkey PRIMARY KEY (library_id, organization_id, sector_key);

alter table organization_sectors add constraint organization_sectors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table organization_sectors add constraint organization_sectors_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table organization_sectors add constraint organization_sectors_sector_fkey FOREIGN KEY (library_id, sector_key) REFERENCES sectors(library_id, key);

alter table organization_sources add constraint organization_sources_pkey PRIMARY KEY (library_id, source, source_key);

alter table organization_sources add constraint organization_sources_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table organization_sources add constraint organization_sources_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table organizations add constraint organizations_pkey PRIMARY KEY (library_id, id);

alter table organizations add constraint organizations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table organizations add constraint organizations_parent_fkey FOREIGN KEY (library_id, parent_organization_id) REFERENCES organizations(library_id, id);

alter table organizations add constraint organizations_check CHECK ((parent_organization_id <> id));

alter table organizations add constraint organizations_description_check CHECK ((length(description) <= 5000));

alter table organizations add constraint organizations_email_check CHECK ((length(email) <= 254));

alter table organizations add constraint organizations_further_check CHECK ((jsonb_typeof(further) = 'object'::text));

alter table organizations add constraint organizations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table organizations add constraint organizations_tax_id_check CHECK ((tax_id ~ '^[0-9]{9}$|^[0-9A-Za-z./-]{0,30}$'::text));

alter table organizations add constraint organizations_website_check CHECK ((length(website) <= 500));

alter table outbox add constraint outbox_pkey PRIMARY KEY (library_id, id);

alter table outbox add constraint outbox_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table outbox add constraint outbox_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table overlap_answers add constraint overlap_answers_pkey PRIMARY KEY (library_id, need_key, kind, subject);

alter table overlap_answers add constraint overlap_answers_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table overlap_answers add constraint overlap_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table overlap_answers add constraint overlap_answers_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'partner'::text, 'lead'::text, 'listed'::text])));

alter table overlap_answers add constraint overlap_answers_label_check CHECK ((length(label) <= 300));

alter table overlap_answers add constraint overlap_answers_need_key_check CHECK (((length(need_key) >= 1) AND (length(need_key) <= 300)));

alter table overlap_answers add constraint overlap_answers_subject_check CHECK ((length(subject) <= 300));

alter table overlap_checks add constraint overlap_checks_pkey PRIMARY KEY (library_id, id);

alter table overlap_checks add constraint overlap_checks_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table overlap_checks add constraint overlap_checks_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table overlap_checks add constraint overlap_checks_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table overlap_checks add constraint overlap_checks_near_check CHECK ((length(near) <= 20));

alter table overlap_checks add constraint overlap_checks_need_check CHECK (((length(need) >= 1) AND (length(need) <= 200)));

alter table partners add constraint partners_organization_key UNIQUE (library_id, organization_id);

alter table partners add constraint partners_pkey PRIMARY KEY (library_id, id);

alter table partners add constraint partners_deputy_fkey FOREIGN KEY (library_id, deputy_id) REFERENCES members(library_id, id);

alter table partners add constraint partners_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table partners add constraint partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table partners add constraint partners_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table partners add constraint partners_owner_fkey FOREIGN KEY (library_id, owner_id) REFERENCES members(library_id, id);

alter table partners add constraint partners_check CHECK ((deputy_id <> owner_id));

alter table partners add constraint partners_stage_check CHECK ((stage = ANY (ARRAY['potential'::text, 'researching'::text, 'contacted'::text, 'talking'::text, 'evaluating'::text, 'agreeing'::text, 'active'::text, 'dormant'::text, 'ended'::text, 'declined'::text])));

alter table password_resets add constraint password_resets_token_hash_key UNIQUE (token_hash);

alter table password_resets add constraint password_resets_pkey PRIMARY KEY (id);

alter table password_resets add constraint password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table person_addresses add constraint person_addresses_pkey PRIMARY KEY (library_id, id);

alter table person_addresses add constraint person_addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table person_addresses add constraint person_addresses_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table person_addresses add constraint person_addresses_address_1_check CHECK ((length(address_1) <= 200));

alter table person_addresses add constraint person_addresses_address_2_check CHECK ((length(address_2) <= 200));

alter table person_addresses add constraint person_addresses_city_check CHECK ((length(city) <= 120));

alter table person_addresses add constraint person_addresses_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table person_addresses add constraint person_addresses_kind_check CHECK ((kind = ANY (ARRAY['work'::text, 'home'::text, 'other'::text])));

alter table person_addresses add constraint person_addresses_postal_code_check CHECK ((length(postal_code) <= 20));

alter table person_addresses add constraint person_addresses_state_province_check CHECK ((length(state_province) <= 120));

alter table person_emails add constraint person_emails_pkey PRIMARY KEY (library_id, id);

alter table person_emails add constraint person_emails_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table person_emails add constraint person_emails_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table person_emails add constraint person_emails_email_check CHECK (((length(email) >= 1) AND (length(email) <= 254)));

alter table person_emails add constraint person_emails_kind_check CHECK ((kind = ANY (ARRAY['work'::text, 'home'::text, 'other'::text])));

alter table person_phones add constraint person_phones_pkey PRIMARY KEY (library_id, id);

alter table person_phones add constraint person_phones_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table person_phones add constraint person_phones_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table person_phones add constraint person_phones_description_check CHECK ((length(description) <= 200));

alter table person_phones add constraint person_phones_extension_check CHECK ((extension ~ '^[0-9]{0,10}$'::text));

alter table person_phones add constraint person_phones_kind_check CHECK ((kind = ANY (ARRAY['work'::text, 'mobile'::text, 'home'::text, 'other'::text])));

alter table person_phones add constraint person_phones_number_check CHECK ((number ~ '^(\+[0-9]{4,15}|[0-9]{3,6})$'::text));

alter table persons add constraint persons_pkey PRIMARY KEY (library_id, id);

alter table persons add constraint persons_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table persons add constraint persons_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table phones add constraint phones_pkey PRIMARY KEY (library_id, id);

alter table phones add constraint phones_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table phones add constraint phones_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table phones add constraint phones_description_check CHECK ((length(description) <= 200));

alter table phones add constraint phones_extension_check CHECK ((extension ~ '^[0-9]{0,10}$'::text));

alter table phones add constraint phones_number_check CHECK ((number ~ '^(\+[0-9]{4,15}|[0-9]{3,6})$'::text));

alter table phones add constraint phones_phone_type_check CHECK ((phone_type = ANY (ARRAY['voice'::text, 'cell'::text, 'fax'::text, 'text'::text, 'tty'::text, 'video'::text, 'pager'::text])));

alter table pitch_uses add constraint pitch_uses_pkey PRIMARY KEY (library_id, id);

alter table pitch_uses add constraint pitch_uses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table pitch_uses add constraint pitch_uses_library_id_outcome_by_fkey FOREIGN KEY (library_id, outcome_by) REFERENCES members(library_id, id);

alter table pitch_uses add constraint pitch_uses_library_id_pitch_id_fkey FOREIGN KEY (library_id, pitch_id) REFERENCES pitches(library_id, id);

alter table pitch_uses add constraint pitch_uses_library_id_used_by_fkey FOREIGN KEY (library_id, used_by) REFERENCES members(library_id, id);

alter table pitch_uses add constraint pitch_uses_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'agreed'::text, 'interested'::text, 'later'::text, 'no'::text, 'no_answer'::text])));

alter table pitch_uses add constraint pitch_uses_way_check CHECK ((way = ANY (ARRAY['paper'::text, 'email'::text, 'said'::text])));

alter table pitches add constraint pitches_pkey PRIMARY KEY (library_id, id);

alter table pitches add constraint pitches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table pitches add constraint pitches_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table pitches add constraint pitches_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table pitches add constraint pitches_ask_check CHECK (((length(ask) >= 1) AND (length(ask) <= 300)));

alter table pitches add constraint pitches_listener_check CHECK ((length(listener) <= 40));

alter table pitches add constraint pitches_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table pitches add constraint pitches_points_check CHECK (((cardinality(points) >= 1) AND (cardinality(points) <= 8)));

alter table pitches add constraint pitches_they_want_check CHECK ((length(they_want) <= 1000));

alter table pitches add constraint pitches_we_give_check CHECK ((length(we_give) <= 1000));

alter table policy_rules add constraint policy_rules_pkey PRIMARY KEY (library_id, key);

alter table policy_rules add constraint policy_rules_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table policy_rules add constraint policy_rules_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table policy_rules add constraint policy_rules_from_cents_check CHECK ((from_cents >= 0));

alter table policy_rules add constraint policy_rules_key_check CHECK (((length(key) >= 1) AND (length(key) <= 60)));

alter table policy_rules add constraint policy_rules_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table proposal_checks add constraint proposal_checks_pkey PRIMARY KEY (library_id, proposal_id, rule_key, what);

alter table proposal_checks add constraint proposal_checks_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table proposal_checks add constraint proposal_checks_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table proposal_checks add constraint proposal_checks_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table proposal_checks add constraint proposal_checks_answer_check CHECK ((length(answer) <= 2000));

alter table proposal_checks add constraint proposal_checks_check CHECK (((answered_by IS NULL) = (answered_at IS NULL)));

alter table proposal_checks add constraint proposal_checks_what_check CHECK ((what = ANY (ARRAY['document'::text, 'approver'::text, 'conflict'::text, 'note'::text, 'clearance'::text, 'insurance'::text, 'confirm'::text])));

alter table proposal_partners add constraint proposal_partners_pkey PRIMARY KEY (library_id, proposal_id, partner_id);

alter table proposal_partners add constraint proposal_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table proposal_partners add constraint proposal_partners_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table proposal_partners add constraint proposal_partners_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table proposal_partners add constraint proposal_partners_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table proposal_versions add constraint proposal_versions_pkey PRIMARY KEY (library_id, proposal_id, number);

alter table proposal_versions add constraint proposal_versions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table proposal_versions add constraint proposal_versions_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table proposal_versions add constraint proposal_versions_library_id_submitted_by_fkey FOREIGN KEY (library_id, submitted_by) REFERENCES members(library_id, id);

alter table proposal_versions add constraint proposal_versions_library_id_withdrawn_by_fkey FOREIGN KEY (library_id, withdrawn_by) REFERENCES members(library_id, id);

alter table proposals add constraint proposals_pkey PRIMARY KEY (library_id, id);

alter table proposals add constraint proposals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table proposals add constraint proposals_library_id_initiative_id_fkey FOREIGN KEY (library_id, initiative_id) REFERENCES initiatives(library_id, id);

alter table proposals add constraint proposals_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table proposals add constraint proposals_library_id_owner_id_fkey FOREIGN KEY (library_id, owner_id) REFERENCES members(library_id, id);

alter table proposals add constraint proposals_library_id_renews_id_fkey FOREIGN KEY (library_id, renews_id) REFERENCES agreements(library_id, id);

alter table proposals add constraint proposals_common_ground_check CHECK ((length(common_ground) <= 1000));

alter table proposals add constraint proposals_days_check CHECK ((ends_on >= starts_on));

alter table proposals add constraint proposals_gains_check CHECK ((length(gains) <= 2000));

alter table proposals add constraint proposals_given_by_check CHECK ((given_by = ANY (ARRAY['partner'::text, 'library'::text])));

alter table proposals add constraint proposals_given_cents_check CHECK ((given_cents >= 0));

alter table proposals add constraint proposals_how_known_check CHECK (((length(how_known) >= 1) AND (length(how_known) <= 2000)));

alter table proposals add constraint proposals_kind_check CHECK ((kind = ANY (ARRAY['program'::text, 'sponsorship'::text, 'space'::text, 'data'::text, 'other'::text])));

alter table proposals add constraint proposals_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table proposals add constraint proposals_our_cents_check CHECK ((our_cents >= 0));

alter table proposals add constraint proposals_our_hours_check CHECK (((our_hours >= 0) AND (our_hours <= 1000000)));

alter table proposals add constraint proposals_our_mission_check CHECK ((length(our_mission) <= 1000));

alter table proposals add constraint proposals_our_space_check CHECK ((length(our_space) <= 500));

alter table proposals add constraint proposals_risks_check CHECK ((length(risks) <= 2000));

alter table proposals add constraint proposals_their_cents_check CHECK ((their_cents >= 0));

alter table proposals add constraint proposals_their_hours_check CHECK (((their_hours >= 0) AND (their_hours <= 1000000)));

alter table proposals add constraint proposals_their_mission_check CHECK ((length(their_mission) <= 1000));

alter table proposals add constraint proposals_their_space_check CHECK ((length(their_space) <= 500));

alter table proposals add constraint proposals_they_do_check CHECK (((length(they_do) >= 1) AND (length(they_do) <= 3000)));

alter table proposals add constraint proposals_they_get_check CHECK ((length(they_get) <= 2000));

alter table proposals add constraint proposals_we_do_check CHECK (((length(we_do) >= 1) AND (length(we_do) <= 3000)));

alter table proposals add constraint proposals_we_get_check CHECK ((length(we_get) <= 2000));

alter table proposals add constraint proposals_who_check CHECK (((length(who) >= 1) AND (length(who) <= 2000)));

alter table public_list_loads add constraint public_list_loads_pkey PRIMARY KEY (id);

alter table rate_limits add constraint rate_limits_pkey PRIMARY KEY (key);

alter table ratings add constraint ratings_pkey PRIMARY KEY (library_id, worksheet_id, member_id, partner_id, code);

alter table ratings add constraint ratings_factor_fkey FOREIGN KEY (library_id, worksheet_id, code) REFERENCES worksheet_factors(library_id, worksheet_id, code);

alter table ratings add constraint ratings_library_id_entered_by_fkey FOREIGN KEY (library_id, entered_by) REFERENCES members(library_id, id);

alter table ratings add constraint ratings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table ratings add constraint ratings_paper_by_fkey FOREIGN KEY (library_id, paper_by) REFERENCES members(library_id, id);

alter table ratings add constraint ratings_partner_fkey FOREIGN KEY (library_id, worksheet_id, partner_id) REFERENCES worksheet_partners(library_id, worksheet_id, partner_id) DEFERRABLE;

alter table ratings add constraint ratings_rater_fkey FOREIGN KEY (library_id, worksheet_id, member_id) REFERENCES worksheet_raters(library_id, worksheet_id, member_id);

alter table ratings add constraint ratings_evidence_check CHECK ((length(evidence) <= 500));

alter table ratings add constraint ratings_note_check CHECK ((length(note) <= 2000));

alter table ratings add constraint ratings_paper_score_check CHECK (((paper_score >= 1) AND (paper_score <= 5)));

alter table ratings add constraint ratings_score_check CHECK (((score >= 1) AND (score <= 5)));

alter table ratings add constraint ratings_unknown_check CHECK ((NOT (unknown AND (score IS NOT NULL))));

alter table received_mail_files add constraint received_mail_files_pkey PRIMARY KEY (library_id, mail_id, sha256);

alter table received_mail_files add constraint received_mail_files_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table received_mail_files add constraint received_mail_files_library_id_mail_id_fkey FOREIGN KEY (library_id, mail_id) REFERENCES received_mails(library_id, id);

alter table received_mail_files add constraint received_mail_files_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table received_mail_files add constraint received_mail_files_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table received_mail_sources add constraint received_mail_sources_pkey PRIMARY KEY (library_id, mail_id);

alter table received_mail_sources add constraint received_mail_sources_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table received_mail_sources add constraint received_mail_sources_library_id_mail_id_fkey FOREIGN KEY (library_id, mail_id) REFERENCES received_mails(library_id, id);

alter table received_mails add constraint received_mails_once_key UNIQUE (library_id, member_id, sha256);

alter table received_mails add constraint received_mails_pkey PRIMARY KEY (library_id, id);

alter table received_mails add constraint received_mails_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table received_mails add constraint received_mails_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table received_mails add constraint received_mails_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table received_mails add constraint received_mails_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table received_mails add constraint received_mails_proof_check CHECK ((proof = ANY (ARRAY['signed'::text, 'broken'::text, 'none'::text, 'unknown'::text])));

alter table received_mails add constraint received_mails_state_check CHECK ((state = ANY (ARRAY['new'::text, 'waiting'::text, 'filed'::text, 'aside'::text, 'automatic'::text])));

alter table recorded_changes add constraint recorded_changes_pkey PRIMARY KEY (library_id, change_set_id, seq);

alter table recorded_changes add constraint recorded_changes_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table removals add constraint removals_pkey PRIMARY KEY (library_id, id);

alter table removals add constraint removals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table removals add constraint removals_library_id_only_for_fkey FOREIGN KEY (library_id, only_for) REFERENCES members(library_id, id);

alter table removals add constraint removals_library_id_removed_by_fkey FOREIGN KEY (library_id, removed_by) REFERENCES members(library_id, id);

alter table removals add constraint removals_library_id_restored_by_fkey FOREIGN KEY (library_id, restored_by) REFERENCES members(library_id, id);

alter table removals add constraint removals_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text));

alter table removals add constraint removals_label_check CHECK ((length(label) <= 120));

alter table responsibilities add constraint responsibilities_pkey PRIMARY KEY (library_id, id);

alter table responsibilities add constraint responsibilities_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table responsibilities add constraint responsibilities_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table responsibilities add constraint responsibilities_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table responsibilities add constraint responsibilities_check CHECK ((NOT (monthly AND (due_on IS NOT NULL))));

alter table responsibilities add constraint responsibilities_what_check CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table responsibility_answers add constraint responsibility_answers_pkey PRIMARY KEY (library_id, id);

alter table responsibility_answers add constraint responsibility_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table responsibility_answers add constraint responsibility_answers_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table responsibility_answers add constraint responsibility_answers_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table responsibility_answers add constraint responsibility_answers_library_id_proposal_id_number_fkey FOREIGN KEY (library_id, proposal_id, number) REFERENCES responsibility_versions(library_id, proposal_id, number);

alter table responsibility_answers add constraint responsibility_answers_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'changes'::text])));

alter table responsibility_answers add constraint responsibility_answers_asked_check CHECK ((asked = ANY (ARRAY['accept'::text, 'told'::text])));

alter table responsibility_answers add constraint responsibility_answers_check CHECK (((answer IS NULL) = (said_at IS NULL)));

alter table responsibility_answers add constraint responsibility_answers_said_by_check CHECK ((length(said_by) <= 200));

alter table responsibility_answers add constraint responsibility_answers_words_check CHECK ((length(words) <= 1000));

alter table responsibility_parts add constraint responsibility_parts_pkey PRIMARY KEY (library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_deputy_member_id_fkey FOREIGN KEY (library_id, deputy_member_id) REFERENCES members(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_deputy_person_id_fkey FOREIGN KEY (library_id, deputy_person_id) REFERENCES persons(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table responsibility_parts add constraint responsibility_parts_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_library_id_responsibility_id_fkey FOREIGN KEY (library_id, responsibility_id) REFERENCES responsibilities(library_id, id);

alter table responsibility_parts add constraint responsibility_parts_part_check CHECK ((part = ANY (ARRAY['does'::text, 'approves'::text, 'told'::text])));

alter table responsibility_tasks add constraint responsibility_tasks_pkey PRIMARY KEY (library_id, id);

alter table responsibility_tasks add constraint responsibility_tasks_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table responsibility_tasks add constraint responsibility_tasks_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table responsibility_tasks add constraint responsibility_tasks_library_id_responsibility_id_fkey FOREIGN KEY (library_id, responsibility_id) REFERENCES responsibilities(library_id, id);

alter table responsibility_tasks add constraint responsibility_tasks_period_check CHECK ((length(period) <= 10));

alter table responsibility_versions add constraint responsibility_versions_pkey PRIMARY KEY (library_id, proposal_id, number);

alter table responsibility_versions add constraint responsibility_versions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table responsibility_versions add constraint responsibility_versions_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table responsibility_versions add constraint responsibility_versions_library_id_sent_by_fkey FOREIGN KEY (library_id, sent_by) REFERENCES members(library_id, id);

alter table reward_answers add constraint reward_answers_day_key UNIQUE (library_id, reward_id, asked_on);

alter table reward_answers add constraint reward_answers_pkey PRIMARY KEY (library_id, id);

alter table reward_answers add constraint reward_answers_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table reward_answers add constraint reward_answers_library_id_reward_id_fkey FOREIGN KEY (library_id, reward_id) REFERENCES rewards(library_id, id);

alter table reward_answers add constraint reward_answers_check CHECK (((got IS NULL) = (said_at IS NULL)));

alter table reward_answers add constraint reward_answers_got_check CHECK ((got = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text])));

alter table reward_answers add constraint reward_answers_said_by_check CHECK ((length(said_by) <= 200));

alter table reward_answers add constraint reward_answers_words_check CHECK ((length(words) <= 1000));

alter table rewards add constraint rewards_pkey PRIMARY KEY (library_id, id);

alter table rewards add constraint rewards_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table rewards add constraint rewards_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table rewards add constraint rewards_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table rewards add constraint rewards_library_id_proposal_id_fkey FOREIGN KEY (library_id, proposal_id) REFERENCES proposals(library_id, id);

alter table rewards add constraint rewards_hope_check CHECK (((length(hope) >= 1) AND (length(hope) <= 500)));

alter table saved_views add constraint saved_views_name_key UNIQUE (library_id, list, member_id, name);

alter table saved_views add constraint saved_views_pkey PRIMARY KEY (library_id, id);

alter table saved_views add constraint saved_views_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table saved_views add constraint saved_views_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table sectors add constraint sectors_pkey PRIMARY KEY (library_id, key);

alter table sectors add constraint sectors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table sectors add constraint sectors_key_check CHECK ((key ~ '^[a-z0-9_]{1,60}$'::text));

alter table sectors add constraint sectors_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120)));

alter table service_at_locations add constraint service_at_locations_key UNIQUE (library_id, service_id, location_id);

alter table service_at_locations add constraint service_at_locations_pkey PRIMARY KEY (library_id, id);

alter table service_at_locations add constraint service_at_locations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table service_at_locations add constraint service_at_locations_library_id_location_id_fkey FOREIGN KEY (library_id, location_id) REFERENCES locations(library_id, id);

alter table service_at_locations add constraint service_at_locations_library_id_service_id_fkey FOREIGN KEY (library_id, service_id) REFERENCES services(library_id, id);

alter table service_at_locations add constraint service_at_locations_description_check CHECK ((length(description) <= 2000));

alter table service_terms add constraint service_terms_pkey PRIMARY KEY (library_id, service_id, taxonomy, term);

alter table service_terms add constraint service_terms_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table service_terms add constraint service_terms_library_id_service_id_fkey FOREIGN KEY (library_id, service_id) REFERENCES services(library_id, id);

alter table service_terms add constraint service_terms_code_check CHECK ((length(code) <= 100));

alter table service_terms add constraint service_terms_taxonomy_check CHECK (((length(taxonomy) >= 1) AND (length(taxonomy) <= 200)));

alter table service_terms add constraint service_terms_term_check CHECK (((length(term) >= 1) AND (length(term) <= 200)));

alter table services add constraint services_pkey PRIMARY KEY (library_id, id);

alter table services add constraint services_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table services add constraint services_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table services add constraint services_alternate_name_check CHECK ((length(alternate_name) <= 200));

alter table services add constraint services_application_process_check CHECK ((length(application_process) <= 2000));

alter table services add constraint services_description_check CHECK ((length(description) <= 5000));

alter table services add constraint services_eligibility_description_check CHECK ((length(eligibility_description) <= 2000));

alter table services add constraint services_email_check CHECK ((length(email) <= 254));

alter table services add constraint services_fees_description_check CHECK ((length(fees_description) <= 2000));

alter table services add constraint services_further_check CHECK ((jsonb_typeof(further) = 'object'::text));

alter table services add constraint services_hours_check CHECK ((length(hours) <= 2000));

alter table services add constraint services_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table services add constraint services_status_check CHECK ((status = ANY (ARRAY['active'::text, 'inactive'::text, 'defunct'::text, 'temporarily closed'::text])));

alter table services add constraint services_url_check CHECK ((length(url) <= 500));

alter table sessions add constraint sessions_token_hash_key UNIQUE (token_hash);

alter table sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table sessions add constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table setup_tokens add constraint setup_tokens_pkey PRIMARY KEY (token_hash);

alter table spoken_pitches add constraint spoken_pitches_pkey PRIMARY KEY (library_id, locale);

alter table spoken_pitches add constraint spoken_pitches_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table spoken_pitches add constraint spoken_pitches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table spoken_pitches add constraint spoken_pitches_body_check CHECK (((length(body) >= 1) AND (length(body) <= 3000)));

alter table spoken_pitches add constraint spoken_pitches_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table stage_changes add constraint stage_changes_pkey PRIMARY KEY (library_id, id);

alter table stage_changes add constraint stage_changes_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table stage_changes add constraint stage_changes_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table stage_changes add constraint stage_changes_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table stage_changes add constraint stage_changes_check CHECK ((from_stage <> to_stage));

alter table stage_changes add constraint stage_changes_farewell_check CHECK ((length(farewell) <= 1000));

alter table stage_changes add constraint stage_changes_reason_check CHECK ((length(reason) <= 1000));

alter table stand_ins add constraint stand_ins_pkey PRIMARY KEY (library_id, id);

alter table stand_ins add constraint stand_ins_library_id_by_person_id_fkey FOREIGN KEY (library_id, by_person_id) REFERENCES persons(library_id, id);

alter table stand_ins add constraint stand_ins_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table stand_ins add constraint stand_ins_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table stand_ins add constraint stand_ins_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table stand_ins add constraint stand_ins_kind_check CHECK ((kind = ANY (ARRAY['deputy'::text, 'successor'::text])));

alter table stored_files add constraint stored_files_pkey PRIMARY KEY (library_id, sha256);

alter table stored_files add constraint stored_files_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table stored_files add constraint stored_files_library_id_stored_by_fkey FOREIGN KEY (library_id, stored_by) REFERENCES members(library_id, id);

alter table stories add constraint stories_pkey PRIMARY KEY (library_id, id);

alter table stories add constraint stories_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table stories add constraint stories_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table stories add constraint stories_text_en_check CHECK ((length(text_en) <= 5000));

alter table stories add constraint stories_text_es_check CHECK ((length(text_es) <= 5000));

alter table stories add constraint stories_title_en_check CHECK ((length(title_en) <= 120));

alter table stories add constraint stories_title_es_check CHECK ((length(title_es) <= 120));

alter table story_consents add constraint story_consents_pkey PRIMARY KEY (library_id, id);

alter table story_consents add constraint story_consents_library_id_asked_by_fkey FOREIGN KEY (library_id, asked_by) REFERENCES members(library_id, id);

alter table story_consents add constraint story_consents_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table story_consents add constraint story_consents_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table story_consents add constraint story_consents_library_id_story_id_fkey FOREIGN KEY (library_id, story_id) REFERENCES stories(library_id, id);

alter table story_consents add constraint story_consents_check CHECK (((given_on IS NULL) OR ((until IS NOT NULL) AND (cardinality(scopes) > 0))));

alter table story_consents add constraint story_consents_email_check CHECK ((length(email) <= 254));

alter table story_consents add constraint story_consents_file_name_check CHECK ((length(file_name) <= 200));

alter table story_consents add constraint story_consents_giver_check CHECK (((length(giver) >= 1) AND (length(giver) <= 120)));

alter table story_consents add constraint story_consents_kept_at_check CHECK ((length(kept_at) <= 200));

alter table story_consents add constraint story_consents_named_check CHECK ((named = ANY (ARRAY['full'::text, 'first'::text, 'none'::text])));

alter table story_consents add constraint story_consents_scopes_check CHECK ((scopes <@ ARRAY['talk'::text, 'paper'::text, 'email'::text, 'web'::text]));

alter table story_consents add constraint story_consents_way_check CHECK ((way = ANY (ARRAY['paper'::text, 'link'::text])));

alter table story_pictures add constraint story_pictures_pkey PRIMARY KEY (library_id, story_id, sha256);

alter table story_pictures add constraint story_pictures_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table story_pictures add constraint story_pictures_library_id_sha256_fkey FOREIGN KEY (library_id, sha256) REFERENCES stored_files(library_id, sha256);

alter table story_pictures add constraint story_pictures_library_id_story_id_fkey FOREIGN KEY (library_id, story_id) REFERENCES stories(library_id, id);

alter table story_pictures add constraint story_pictures_alt_en_check CHECK ((length(alt_en) <= 300));

alter table story_pictures add constraint story_pictures_alt_es_check CHECK ((length(alt_es) <= 300));

alter table story_pictures add constraint story_pictures_check CHECK (((alt_en || alt_es) <> ''::text));

alter table story_pictures add constraint story_pictures_permission_check CHECK (((length(permission) >= 1) AND (length(permission) <= 300)));

alter table story_uses add constraint story_uses_pkey PRIMARY KEY (library_id, id);

alter table story_uses add constraint story_uses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table story_uses add constraint story_uses_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table story_uses add constraint story_uses_library_id_story_id_fkey FOREIGN KEY (library_id, story_id) REFERENCES stories(library_id, id);

alter table story_uses add constraint story_uses_library_id_used_by_fkey FOREIGN KEY (library_id, used_by) REFERENCES members(library_id, id);

alter table story_uses add constraint story_uses_place_check CHECK ((length(place) <= 200));

alter table story_uses add constraint story_uses_way_check CHECK ((way = ANY (ARRAY['talk'::text, 'paper'::text, 'email'::text, 'web'::text])));

alter table submissions add constraint submissions_pkey PRIMARY KEY (key);

alter table talking_points add constraint talking_points_pkey PRIMARY KEY (library_id, id);

alter table talking_points add constraint talking_points_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table talking_points add constraint talking_points_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table talking_points add constraint talking_points_advantage_check CHECK (((length(advantage) >= 1) AND (length(advantage) <= 40)));

alter table talking_points add constraint talking_points_listener_check CHECK ((length(listener) <= 40));

alter table talking_points add constraint talking_points_text_en_check CHECK ((length(text_en) <= 1000));

alter table talking_points add constraint talking_points_text_es_check CHECK ((length(text_es) <= 1000));

alter table talking_points add constraint talking_points_title_en_check CHECK ((length(title_en) <= 120));

alter table talking_points add constraint talking_points_title_es_check CHECK ((length(title_es) <= 120));

alter table task_questions add constraint task_questions_pkey PRIMARY KEY (library_id, id);

alter table task_questions add constraint task_questions_library_id_answered_by_fkey FOREIGN KEY (library_id, answered_by) REFERENCES members(library_id, id);

alter table task_questions add constraint task_questions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table task_questions add constraint task_questions_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table task_questions add constraint task_questions_library_id_task_id_fkey FOREIGN KEY (library_id, task_id) REFERENCES tasks(library_id, id);

alter table task_questions add constraint task_questions_answer_check CHECK ((length(answer) <= 2000));

alter table task_questions add constraint task_questions_question_check CHECK (((length(question) >= 1) AND (length(question) <= 2000)));

alter table task_templates add constraint task_templates_name_key UNIQUE (library_id, name);

alter table task_templates add constraint task_templates_pkey PRIMARY KEY (library_id, id);

alter table task_templates add constraint task_templates_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table task_templates add constraint task_templates_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table task_templates add constraint task_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table tasks add constraint tasks_pkey PRIMARY KEY (library_id, id);

alter table tasks add constraint tasks_library_id_closed_by_fkey FOREIGN KEY (library_id, closed_by) REFERENCES members(library_id, id);

alter table tasks add constraint tasks_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table tasks add constraint tasks_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table tasks add constraint tasks_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table tasks add constraint tasks_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table tasks add constraint tasks_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table tasks add constraint tasks_check CHECK ((num_nonnulls(member_id, person_id) = 1));

alter table tasks add constraint tasks_check1 CHECK ((((outcome IS NULL) = (closed_at IS NULL)) AND ((outcome IS NULL) = (closed_on IS NULL))));

alter table tasks add constraint tasks_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text])));

alter table tasks add constraint tasks_what_check CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table terms_of_office add constraint terms_of_office_pkey PRIMARY KEY (library_id, id);

alter table terms_of_office add constraint terms_of_office_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table terms_of_office add constraint terms_of_office_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table terms_of_office add constraint terms_of_office_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table terms_of_office add constraint terms_of_office_check CHECK ((ends_on >= starts_on));

alter table terms_of_office add constraint terms_of_office_district_check CHECK ((length(district) <= 120));

alter table terms_of_office add constraint terms_of_office_office_check CHECK (((length(office) >= 1) AND (length(office) <= 120)));

alter table tie_refusals add constraint tie_refusals_pkey PRIMARY KEY (library_id, person_id);

alter table tie_refusals add constraint tie_refusals_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table tie_refusals add constraint tie_refusals_library_id_noted_by_fkey FOREIGN KEY (library_id, noted_by) REFERENCES members(library_id, id);

alter table tie_refusals add constraint tie_refusals_library_id_person_id_fkey FOREIGN KEY (library_id, person_id) REFERENCES persons(library_id, id);

alter table ties add constraint ties_pkey PRIMARY KEY (library_id, id);

alter table ties add constraint ties_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table ties add constraint ties_library_id_from_member_id_fkey FOREIGN KEY (library_id, from_member_id) REFERENCES members(library_id, id);

alter table ties add constraint ties_library_id_from_organization_id_fkey FOREIGN KEY (library_id, from_organization_id) REFERENCES organizations(library_id, id);

alter table ties add constraint ties_library_id_from_person_id_fkey FOREIGN KEY (library_id, from_person_id) REFERENCES persons(library_id, id);

alter table ties add constraint ties_library_id_made_by_fkey FOREIGN KEY (library_id, made_by) REFERENCES members(library_id, id);

alter table ties add constraint ties_library_id_to_organization_id_fkey FOREIGN KEY (library_id, to_organization_id) REFERENCES organizations(library_id, id);

alter table ties add constraint ties_library_id_to_person_id_fkey FOREIGN KEY (library_id, to_person_id) REFERENCES persons(library_id, id);

alter table ties add constraint ties_check CHECK ((num_nonnulls(from_member_id, from_person_id, from_organization_id) = 1));

alter table ties add constraint ties_check1 CHECK ((num_nonnulls(to_person_id, to_organization_id) = 1));

alter table ties add constraint ties_check2 CHECK ((COALESCE(from_member_id, from_person_id, from_organization_id) <> COALESCE(to_person_id, to_organization_id)));

alter table ties add constraint ties_kind_check CHECK ((kind = ANY (ARRAY['knows'::text, 'board_of'::text, 'worked_with'::text, 'introduced'::text, 'same_building'::text])));

alter table ties add constraint ties_source_check CHECK (((length(source) >= 1) AND (length(source) <= 300)));

alter table users add constraint users_email_key UNIQUE (email);

alter table users add constraint users_pkey PRIMARY KEY (id);

alter table users add constraint users_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email = lower(email))));

alter table users add constraint users_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table users add constraint users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table waiting_files add constraint waiting_files_pkey PRIMARY KEY (library_id, list_id, "position");

alter table waiting_files add constraint waiting_files_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table waiting_files add constraint waiting_files_library_id_list_id_fkey FOREIGN KEY (library_id, list_id) REFERENCES waiting_lists(library_id, id);

alter table waiting_lists add constraint waiting_lists_pkey PRIMARY KEY (library_id, id);

alter table waiting_lists add constraint waiting_lists_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table waiting_lists add constraint waiting_lists_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table waiting_lists add constraint waiting_lists_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)));

alter table worksheet_choices add constraint worksheet_choices_pkey PRIMARY KEY (library_id, worksheet_id, number, partner_id);

alter table worksheet_choices add constraint worksheet_choices_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_choices add constraint worksheet_choices_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheets(library_id, id);

alter table worksheet_choices add constraint worksheet_choices_partner_fkey FOREIGN KEY (library_id, worksheet_id, partner_id) REFERENCES worksheet_partners(library_id, worksheet_id, partner_id) DEFERRABLE;

alter table worksheet_decisions add constraint worksheet_decisions_pkey PRIMARY KEY (library_id, worksheet_id, number);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_decided_by_fkey FOREIGN KEY (library_id, decided_by) REFERENCES members(library_id, id);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheets(library_id, id);

alter table worksheet_decisions add constraint worksheet_decisions_reopened_fkey FOREIGN KEY (library_id, worksheet_id, reopened_before) REFERENCES worksheet_reopenings(library_id, worksheet_id, number) DEFERRABLE;

alter table worksheet_decisions add constraint worksheet_decisions_number_check CHECK ((number > 0));

alter table worksheet_decisions add constraint worksheet_decisions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 5000)));

alter table worksheet_decisions add constraint worksheet_decisions_why_unrated_check CHECK ((length(why_unrated) <= 2000));

alter table worksheet_factors add constraint worksheet_factors_pkey PRIMARY KEY (library_id, worksheet_id, code);

alter table worksheet_factors add constraint worksheet_factors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_factors add constraint worksheet_factors_library_id_version_id_code_fkey FOREIGN KEY (library_id, version_id, code) REFERENCES factors(library_id, version_id, code);

alter table worksheet_factors add constraint worksheet_factors_library_id_worksheet_id_version_id_fkey FOREIGN KEY (library_id, worksheet_id, version_id) REFERENCES worksheets(library_id, id, version_id);

alter table worksheet_factors add constraint worksheet_factors_weight_check CHECK (((weight >= 0) AND (weight <= 3)));

alter table worksheet_look_backs add constraint worksheet_look_backs_pkey PRIMARY KEY (library_id, id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_looked_back_by_fkey FOREIGN KEY (library_id, looked_back_by) REFERENCES members(library_id, id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_worksheet_id_number_fkey FOREIGN KEY (library_id, worksheet_id, number) REFERENCES worksheet_decisions(library_id, worksheet_id, number);

alter table worksheet_look_backs add constraint worksheet_look_backs_choose_again_check CHECK ((choose_again = ANY (ARRAY['yes'::text, 'no'::text, 'unsure'::text])));

alter table worksheet_look_backs add constraint worksheet_look_backs_what_happened_check CHECK (((length(what_happened) >= 1) AND (length(what_happened) <= 5000)));

alter table worksheet_partners add constraint worksheet_partners_position_key UNIQUE (library_id, worksheet_id, "position");

alter table worksheet_partners add constraint worksheet_partners_pkey PRIMARY KEY (library_id, worksheet_id, partner_id);

alter table worksheet_partners add constraint worksheet_partners_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_partners add constraint worksheet_partners_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheets(library_id, id);

alter table worksheet_partners add constraint worksheet_partners_partner_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table worksheet_partners add constraint worksheet_partners_position_check CHECK ((("position" >= 1) AND ("position" <= 6)));

alter table worksheet_raters add constraint worksheet_raters_pkey PRIMARY KEY (library_id, worksheet_id, member_id);

alter table worksheet_raters add constraint worksheet_raters_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_raters add constraint worksheet_raters_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheets(library_id, id);

alter table worksheet_raters add constraint worksheet_raters_member_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table worksheet_reopenings add constraint worksheet_reopenings_pkey PRIMARY KEY (library_id, worksheet_id, number);

alter table worksheet_reopenings add constraint worksheet_reopenings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_reopenings add constraint worksheet_reopenings_library_id_reopened_by_fkey FOREIGN KEY (library_id, reopened_by) REFERENCES members(library_id, id);

alter table worksheet_reopenings add constraint worksheet_reopenings_library_id_worksheet_id_number_fkey FOREIGN KEY (library_id, worksheet_id, number) REFERENCES worksheet_decisions(library_id, worksheet_id, number);

alter table worksheet_reopenings add constraint worksheet_reopenings_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 5000)));

alter table worksheet_submissions add constraint worksheet_submissions_pkey PRIMARY KEY (library_id, worksheet_id, member_id);

alter table worksheet_submissions add constraint worksheet_submissions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_submissions add constraint worksheet_submissions_library_id_submitted_by_fkey FOREIGN KEY (library_id, submitted_by) REFERENCES members(library_id, id);

alter table worksheet_submissions add constraint worksheet_submissions_library_id_worksheet_id_member_id_fkey FOREIGN KEY (library_id, worksheet_id, member_id) REFERENCES worksheet_raters(library_id, worksheet_id, member_id);

alter table worksheets add constraint worksheets_library_id_id_version_id_key UNIQUE (library_id, id, version_id);

alter table worksheets add constraint worksheets_pkey PRIMARY KEY (library_id, id);

alter table worksheets add constraint worksheets_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheets add constraint worksheets_library_id_opened_by_fkey FOREIGN KEY (library_id, opened_by) REFERENCES members(library_id, id);

alter table worksheets add constraint worksheets_library_id_version_id_fkey FOREIGN KEY (library_id, version_id) REFERENCES factor_set_versions(library_id, id);

alter table worksheets add constraint worksheets_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 300)));

CREATE INDEX absences_deputy_index ON absences USING btree (library_id, deputy_id);

CREATE INDEX absences_member_index ON absences USING btree (library_id, member_id);

CREATE INDEX addresses_organization_index ON addresses USING btree (library_id, organization_id, "position");

CREATE INDEX agreement_clauses_agreement_index ON agreement_clauses USING btree (library_id, agreement_id, "position");

CREATE INDEX agreement_comments_agreement_index ON agreement_comments USING btree (library_id, agreement_id);

CREATE INDEX agreement_comments_partner_index ON agreement_comments USING btree (library_id, partner_id);

CREATE INDEX agreement_comments_reader_index ON agreement_comments USING btree (library_id, reader_id);

CREATE INDEX agreement_documents_agreement_index ON agreement_documents USING btree (library_id, agreement_id);

CREATE INDEX agreement_documents_file_index ON agreement_documents USING btree (library_id, sha256);

CREATE INDEX agreement_documents_owner_index ON agreement_documents USING btree (library_id, owner_id, expires_on);

CREATE INDEX agreement_documents_partner_index ON agreement_documents USING btree (library_id, partner_id);

CREATE INDEX agreement_partners_partner_index ON agreement_partners USING btree (library_id, partner_id);

CREATE INDEX agreement_partners_person_index ON agreement_partners USING btree (library_id, person_id);

CREATE INDEX agreement_readers_agreement_index ON agreement_readers USING btree (library_id, agreement_id, number);

CREATE INDEX agreement_readers_partner_index ON agreement_readers USING btree (library_id, partner_id);

CREATE INDEX agreement_readers_person_index ON agreement_readers USING btree (library_id, person_id);

CREATE INDEX agreement_signers_open_index ON agreement_signers USING btree (library_id, member_id) WHERE (outcome IS NULL);

CREATE INDEX agreement_signers_partner_index ON agreement_signers USING btree (library_id, partner_id);

CREATE INDEX agreement_signers_person_index ON agreement_signers USING btree (library_id, person_id);

CREATE INDEX agreement_signers_version_index ON agreement_signers USING btree (library_id, agreement_id, number);

CREATE INDEX agreement_suspensions_agreement_index ON agreement_suspensions USING btree (library_id, agreement_id);

CREATE UNIQUE INDEX agreement_suspensions_open_key ON agreement_suspensions USING btree (library_id, agreement_id) WHERE (resumed_on IS NULL);

CREATE INDEX agreement_versions_open_index ON agreement_versions USING btree (library_id, sign_by) WHERE ((sent_at IS NOT NULL) AND (completed_at IS NULL) AND (withdrawn_at IS NULL));

CREATE INDEX agreement_versions_scan_index ON agreement_versions USING btree (library_id, scan_sha256);

CREATE INDEX agreement_versions_sealed_index ON agreement_versions USING btree (library_id, sealed_sha256);

CREATE INDEX agreements_file_index ON agreements USING btree (library_id, sha256);

CREATE INDEX agreements_made_index ON agreements USING btree (library_id, made_at);

CREATE INDEX agreements_owner_index ON agreements USING btree (library_id, owner_id);

CREATE INDEX agreements_proposal_index ON agreements USING btree (library_id, proposal_id);

CREATE INDEX agreements_renews_index ON agreements USING btree (library_id, renews_id);

CREATE INDEX agreements_term_index ON agreements USING btree (library_id, term_ends_on);

CREATE INDEX answer_addresses_partner_index ON answer_addresses USING btree (library_id, partner_id);

CREATE INDEX answer_addresses_person_index ON answer_addresses USING btree (library_id, person_id);

CREATE INDEX approvals_due_index ON approvals USING btree (library_id, due_on) WHERE ((answer IS NULL) AND (reminded_at IS NULL));

CREATE INDEX approvals_open_index ON approvals USING btree (library_id, member_id) WHERE (answer IS NULL);

CREATE INDEX approvals_version_index ON approvals USING btree (library_id, proposal_id, number);

CREATE INDEX confirmations_partner_index ON confirmations USING btree (library_id, partner_id, said_at DESC);

CREATE INDEX confirmations_person_index ON confirmations USING btree (library_id, person_id);

CREATE INDEX contacts_organization_index ON contacts USING btree (library_id, organization_id);

CREATE INDEX contacts_person_index ON contacts USING btree (library_id, person_id);

CREATE INDEX duplicate_answers_other_index ON duplicate_answers USING btree (library_id, other_id);

CREATE UNIQUE INDEX factor_sets_built_in_key ON factor_sets USING btree (library_id) WHERE built_in;

CREATE UNIQUE INDEX factor_sets_name_key ON factor_sets USING btree (library_id, lower(name)) WHERE (removed_at IS NULL);

CREATE INDEX former_partners_now_index ON former_partners USING btree (library_id, partner_id);

CREATE INDEX goals_owner_index ON goals USING btree (library_id, owner_id);

CREATE INDEX goals_person_index ON goals USING btree (library_id, person_id);

CREATE INDEX goals_proposal_index ON goals USING btree (library_id, proposal_id);

CREATE INDEX guest_links_partner_index ON guest_links USING btree (library_id, partner_id);

CREATE INDEX guest_links_person_index ON guest_links USING btree (library_id, person_id);

CREATE INDEX guest_links_subject_index ON guest_links USING btree (library_id, subject_id);

CREATE INDEX history_at_index ON history USING btree (library_id, at DESC);

CREATE INDEX history_subject_index ON history USING btree (library_id, subject_id, at DESC);

CREATE INDEX import_rows_kin_index ON import_rows USING btree (library_id, import_id, md5(kin));

CREATE INDEX import_rows_outcome_index ON import_rows USING btree (library_id, import_id, outcome, number);

CREATE INDEX imports_recent_index ON imports USING btree (library_id, created_at DESC);

CREATE INDEX initiative_events_initiative_index ON initiative_events USING btree (library_id, initiative_id, said_at);

CREATE INDEX initiative_evidence_subject_index ON initiative_evidence USING btree (library_id, subject_id);

CREATE INDEX initiative_members_member_index ON initiative_members USING btree (library_id, member_id);

CREATE INDEX initiative_partners_partner_index ON initiative_partners USING btree (library_id, partner_id);

CREATE INDEX initiatives_made_index ON initiatives USING btree (library_id, made_at);

CREATE INDEX interaction_members_member_index ON interaction_members USING btree (library_id, member_id, interaction_id);

CREATE INDEX interaction_partners_partner_index ON interaction_partners USING btree (library_id, partner_id, interaction_id);

CREATE INDEX interaction_persons_person_index ON interaction_persons USING btree (library_id, person_id, interaction_id);

CREATE INDEX interactions_advocacy_index ON interactions USING btree (library_id, happened_on) WHERE (advocacy_by IS NOT NULL);

CREATE INDEX interactions_day_index ON interactions USING btree (library_id, happened_on DESC);

CREATE INDEX interactions_mail_index ON interactions USING btree (library_id, mail_id) WHERE (mail_id IS NOT NULL);

CREATE INDEX interview_consents_interview_index ON interview_consents USING btree (library_id, interview_id, noted_at);

CREATE INDEX interview_mentions_partner_index ON interview_mentions USING btree (library_id, partner_id);

CREATE INDEX interview_passages_theme_index ON interview_passages USING btree (library_id, theme_id);

CREATE INDEX interview_referrals_became_index ON interview_referrals USING btree (library_id, became_id);

CREATE INDEX interview_referrals_interview_index ON interview_referrals USING btree (library_id, interview_id);

CREATE INDEX interview_referrals_lead_index ON interview_referrals USING btree (library_id, lead_id);

CREATE INDEX interview_round_branches_branch_index ON interview_round_branches USING btree (library_id, branch_id);

CREATE INDEX interview_round_members_member_index ON interview_round_members USING btree (library_id, member_id);

CREATE INDEX interview_rounds_keep_index ON interview_rounds USING btree (library_id, keep_until) WHERE (anonymised_at IS NULL);

CREATE UNIQUE INDEX interview_slots_chosen_key ON interview_slots USING btree (library_id, interview_id) WHERE ((chosen_at IS NOT NULL) AND (released_at IS NULL));

CREATE INDEX interview_slots_interview_index ON interview_slots USING btree (library_id, interview_id);

CREATE INDEX interview_slots_no_clash ON interview_slots USING gist (library_id, interviewer_id, tstzrange(starts_at, ends_at)) WHERE (released_at IS NULL);

CREATE INDEX interviews_branch_index ON interviews USING btree (library_id, branch_id);

CREATE INDEX interviews_email_index ON interviews USING btree (library_id, email) WHERE (email <> ''::text);

CREATE INDEX interviews_interviewer_index ON interviews USING btree (library_id, interviewer_id);

CREATE INDEX interviews_name_index ON interviews USING btree (library_id, name_key);

CREATE INDEX interviews_organization_index ON interviews USING btree (library_id, organization_id);

CREATE INDEX interviews_person_index ON interviews USING btree (library_id, person_id);

CREATE INDEX interviews_referred_index ON interviews USING btree (library_id, referred_by_id);

CREATE INDEX interviews_round_index ON interviews USING btree (library_id, round_id);

CREATE INDEX introductions_asked_index ON introductions USING btree (library_id, asked_at);

CREATE INDEX introductions_partner_index ON introductions USING btree (library_id, partner_id);

CREATE INDEX introductions_person_index ON introductions USING btree (library_id, person_id);

CREATE UNIQUE INDEX invitations_open_key ON invitations USING btree (library_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX kept_forms_created_at_index ON kept_forms USING btree (created_at);

CREATE INDEX kept_forms_user_id_index ON kept_forms USING btree (user_id);

CREATE INDEX known_devices_used_at_index ON known_devices USING btree (used_at);

CREATE INDEX known_devices_user_id_index ON known_devices USING btree (user_id);

CREATE INDEX leads_name_index ON leads USING btree (library_id, name_key, id);

CREATE INDEX leads_partner_index ON leads USING btree (library_id, promoted_partner_id);

CREATE INDEX leads_sector_index ON leads USING btree (library_id, sector_key, name_key, id);

CREATE INDEX letter_recipients_partner_index ON letter_recipients USING btree (library_id, partner_id);

CREATE INDEX letter_recipients_person_index ON letter_recipients USING btree (library_id, person_id);

CREATE INDEX letters_made_index ON letters USING btree (library_id, made_at);

CREATE UNIQUE INDEX library_certificates_now_key ON library_certificates USING btree (library_id) WHERE (replaced_at IS NULL);

CREATE INDEX likely_pairs_other_index ON likely_pairs USING btree (library_id, other_id);

CREATE INDEX likely_pairs_score_index ON likely_pairs USING btree (library_id, score DESC, organization_id, other_id);

CREATE INDEX listed_organization_answers_partner_index ON listed_organization_answers USING btree (library_id, partner_id);

CREATE INDEX listed_organization_words_similar_index ON listed_organization_words USING gin (lower(word) gin_trgm_ops);

CREATE INDEX locations_organization_index ON locations USING btree (library_id, organization_id, name);

CREATE INDEX members_user_id_index ON members USING btree (user_id);

CREATE INDEX merges_kept_index ON merges USING btree (library_id, kept_id) WHERE (undone_at IS NULL);

CREATE INDEX merges_recent_index ON merges USING btree (library_id, merged_at DESC);

CREATE INDEX misplaced_answers_organization_index ON misplaced_answers USING btree (library_id, organization_id);

CREATE INDEX next_steps_due_index ON next_steps USING btree (library_id, due_on) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX next_steps_open_key ON next_steps USING btree (library_id, partner_id) WHERE (closed_at IS NULL);

CREATE INDEX next_steps_partner_index ON next_steps USING btree (library_id, partner_id, created_at DESC);

CREATE INDEX organization_sectors_sector_index ON organization_sectors USING btree (library_id, sector_key, organization_id);

CREATE INDEX organization_sources_organization_index ON organization_sources USING btree (library_id, organization_id);

CREATE INDEX organizations_domain_index ON organizations USING btree (library_id, website_domain) WHERE (website_domain <> ''::text);

CREATE INDEX organizations_email_index ON organizations USING btree (library_id, email) WHERE (email <> ''::text);

CREATE INDEX organizations_name_index ON organizations USING btree (library_id, name_key, id);

CREATE INDEX organizations_parent_index ON organizations USING btree (library_id, parent_organization_id);

CREATE INDEX organizations_tax_id_index ON organizations USING btree (library_id, tax_id) WHERE (tax_id <> ''::text);

CREATE INDEX outbox_carries_index ON outbox USING btree (library_id, carries) WHERE (carries IS NOT NULL);

CREATE INDEX outbox_library_index ON outbox USING btree (library_id, created_at DESC);

CREATE UNIQUE INDEX outbox_stop_index ON outbox USING btree (library_id, stop_hash) WHERE (stop_hash IS NOT NULL);

CREATE INDEX overlap_checks_made_index ON overlap_checks USING btree (library_id, made_at);

CREATE INDEX overlap_checks_partner_index ON overlap_checks USING btree (library_id, partner_id);

CREATE INDEX partners_owner_index ON partners USING btree (library_id, owner_id);

CREATE INDEX partners_stage_index ON partners USING btree (library_id, stage);

CREATE INDEX password_resets_user_id_index ON password_resets USING btree (user_id, created_at);

CREATE INDEX person_addresses_person_index ON person_addresses USING btree (library_id, person_id, "position");

CREATE INDEX person_emails_email_index ON person_emails USING btree (library_id, email);

CREATE INDEX person_emails_person_index ON person_emails USING btree (library_id, person_id, "position");

CREATE INDEX person_phones_number_index ON person_phones USING btree (library_id, number);

CREATE INDEX person_phones_person_index ON person_phones USING btree (library_id, person_id, "position");

CREATE INDEX persons_name_index ON persons USING btree (library_id, name_key, id);

CREATE INDEX phones_number_index ON phones USING btree (library_id, number);

CREATE INDEX phones_organization_index ON phones USING btree (library_id, organization_id, "position");

CREATE INDEX pitch_uses_pitch_index ON pitch_uses USING btree (library_id, pitch_id);

CREATE INDEX pitches_made_index ON pitches USING btree (library_id, made_at);

CREATE INDEX pitches_partner_index ON pitches USING btree (library_id, partner_id);

CREATE INDEX proposal_partners_partner_index ON proposal_partners USING btree (library_id, partner_id);

CREATE INDEX proposal_partners_person_index ON proposal_partners USING btree (library_id, person_id);

CREATE INDEX proposals_from_worksheet_index ON proposals USING btree (library_id, from_worksheet_id);

CREATE INDEX proposals_initiative_index ON proposals USING btree (library_id, initiative_id);

CREATE INDEX proposals_made_index ON proposals USING btree (library_id, made_at);

CREATE INDEX proposals_owner_index ON proposals USING btree (library_id, owner_id);

CREATE INDEX proposals_renews_index ON proposals USING btree (library_id, renews_id);

CREATE INDEX rate_limits_expire_index ON rate_limits USING btree (expire);

CREATE INDEX ratings_partner_index ON ratings USING btree (library_id, partner_id);

CREATE INDEX received_mails_partner_index ON received_mails USING btree (library_id, partner_id);

CREATE INDEX received_mails_person_index ON received_mails USING btree (library_id, person_id);

CREATE INDEX received_mails_waiting_index ON received_mails USING btree (library_id, member_id, received_at) WHERE (state = 'waiting'::text);

CREATE INDEX recorded_changes_unit_index ON recorded_changes USING btree (library_id, change_set_id, unit, seq);

CREATE INDEX removals_recent_index ON removals USING btree (library_id, removed_at DESC, id DESC);

CREATE INDEX responsibilities_proposal_index ON responsibilities USING btree (library_id, proposal_id, made_at);

CREATE INDEX responsibility_answers_partner_index ON responsibility_answers USING btree (library_id, partner_id);

CREATE INDEX responsibility_answers_person_index ON responsibility_answers USING btree (library_id, person_id);

CREATE INDEX responsibility_answers_version_index ON responsibility_answers USING btree (library_id, proposal_id, number);

CREATE INDEX responsibility_parts_deputy_index ON responsibility_parts USING btree (library_id, deputy_person_id);

CREATE INDEX responsibility_parts_partner_index ON responsibility_parts USING btree (library_id, partner_id);

CREATE INDEX responsibility_parts_person_index ON responsibility_parts USING btree (library_id, person_id);

CREATE INDEX responsibility_parts_row_index ON responsibility_parts USING btree (library_id, responsibility_id);

CREATE INDEX responsibility_tasks_partner_index ON responsibility_tasks USING btree (library_id, partner_id);

CREATE INDEX responsibility_tasks_row_index ON responsibility_tasks USING btree (library_id, responsibility_id, period);

CREATE INDEX rewards_partner_index ON rewards USING btree (library_id, partner_id);

CREATE INDEX rewards_proposal_index ON rewards USING btree (library_id, proposal_id);

CREATE UNIQUE INDEX sectors_label_key ON sectors USING btree (library_id, lower(label));

CREATE INDEX service_at_locations_location_index ON service_at_locations USING btree (library_id, location_id);

CREATE INDEX services_organization_index ON services USING btree (library_id, organization_id, name);

CREATE INDEX sessions_expires_at_index ON sessions USING btree (expires_at);

CREATE INDEX sessions_user_id_index ON sessions USING btree (user_id);

CREATE INDEX stage_changes_partner_index ON stage_changes USING btree (library_id, partner_id, changed_at DESC);

CREATE INDEX stand_ins_organization_index ON stand_ins USING btree (library_id, organization_id);

CREATE INDEX stand_ins_other_index ON stand_ins USING btree (library_id, by_person_id);

CREATE INDEX stand_ins_person_index ON stand_ins USING btree (library_id, person_id);

CREATE INDEX story_consents_story_index ON story_consents USING btree (library_id, story_id);

CREATE INDEX story_consents_until_index ON story_consents USING btree (library_id, until) WHERE (withdrawn_at IS NULL);

CREATE INDEX story_uses_partner_index ON story_uses USING btree (library_id, partner_id);

CREATE INDEX story_uses_story_index ON story_uses USING btree (library_id, story_id);

CREATE INDEX submissions_created_at_index ON submissions USING btree (created_at);

CREATE INDEX task_questions_person_index ON task_questions USING btree (library_id, person_id);

CREATE INDEX task_questions_task_index ON task_questions USING btree (library_id, task_id);

CREATE INDEX tasks_due_index ON tasks USING btree (library_id, due_on) WHERE (outcome IS NULL);

CREATE INDEX tasks_member_index ON tasks USING btree (library_id, member_id) WHERE (outcome IS NULL);

CREATE INDEX tasks_partner_index ON tasks USING btree (library_id, partner_id);

CREATE INDEX tasks_person_index ON tasks USING btree (library_id, person_id);

CREATE INDEX terms_of_office_end_index ON terms_of_office USING btree (library_id, ends_on);

CREATE INDEX terms_of_office_person_index ON terms_of_office USING btree (library_id, person_id);

CREATE INDEX ties_from_member_index ON ties USING btree (library_id, from_member_id);

CREATE INDEX ties_from_organization_index ON ties USING btree (library_id, from_organization_id);

CREATE INDEX ties_from_person_index ON ties USING btree (library_id, from_person_id);

CREATE INDEX ties_made_index ON ties USING btree (library_id, made_at);

CREATE UNIQUE INDEX ties_once ON ties USING btree (library_id, kind, LEAST(COALESCE(from_member_id, from_person_id, from_organization_id), COALESCE(to_person_id, to_organization_id)), GREATEST(COALESCE(from_member_id, from_person_id, from_organization_id), COALESCE(to_person_id, to_organization_id)));

CREATE INDEX ties_to_organization_index ON ties USING btree (library_id, to_organization_id);

CREATE INDEX ties_to_person_index ON ties USING btree (library_id, to_person_id);

CREATE INDEX worksheet_choices_partner_index ON worksheet_choices USING btree (library_id, partner_id);

CREATE INDEX worksheet_look_backs_worksheet_index ON worksheet_look_backs USING btree (library_id, worksheet_id, looked_back_at);

CREATE INDEX worksheet_partners_partner_index ON worksheet_partners USING btree (library_id, partner_id);

CREATE INDEX worksheet_raters_member_index ON worksheet_raters USING btree (library_id, member_id);

CREATE INDEX worksheets_opened_index ON worksheets USING btree (library_id, opened_at DESC);

alter table absences force row level security;

alter table account_mail force row level security;

alter table addresses force row level security;

alter table agreement_clauses force row level security;

alter table agreement_comments force row level security;

alter table agreement_documents force row level security;

alter table agreement_endings force row level security;

alter table agreement_events force row level security;

alter table agreement_notices force row level security;

alter table agreement_partners force row level security;

alter table agreement_readers force row level security;

alter table agreement_reminders force row level security;

alter table agreement_signers force row level security;

alter table agreement_suspensions force row level security;

alter table agreement_versions force row level security;

alter table agreements force row level security;

alter table answer_addresses force row level security;

alter table approvals force row level security;

alter table bounced_addresses force row level security;

alter table branches force row level security;

alter table cadences force row level security;

alter table calendar_feeds force row level security;

alter table clause_versions force row level security;

alter table clauses force row level security;

alter table confirmations force row level security;

alter table contacts force row level security;

alter table digests force row level security;

alter table duplicate_answers force row level security;

alter table election_periods force row level security;

alter table factor_set_versions force row level security;

alter table factor_sets force row level security;

alter table factors force row level security;

alter table first_steps force row level security;

alter table former_partners force row level security;

alter table goal_readings force row level security;

alter table goals force row level security;

alter table guest_links force row level security;

alter table history force row level security;

alter table import_mappings force row level security;

alter table import_progress force row level security;

alter table import_rows force row level security;

alter table imports force row level security;

alter table initiative_branches force row level security;

alter table initiative_events force row level security;

alter table initiative_evidence force row level security;

alter table initiative_members force row level security;

alter table initiative_partners force row level security;

alter table initiative_templates force row level security;

alter table initiatives force row level security;

alter table interaction_files force row level security;

alter table interaction_members force row level security;

alter table interaction_partners force row level security;

alter table interaction_persons force row level security;

alter table interactions force row level security;

alter table interview_answers force row level security;

alter table interview_codings force row level security;

alter table interview_consents force row level security;

alter table interview_findings force row level security;

alter table interview_guides force row level security;

alter table interview_mentions force row level security;

alter table interview_passages force row level security;

alter table interview_referrals force row level security;

alter table interview_round_branches force row level security;

alter table interview_round_members force row level security;

alter table interview_rounds force row level security;

alter table interview_slots force row level security;

alter table interview_targets force row level security;

alter table interview_thanks force row level security;

alter table interview_themes force row level security;

alter table interviews force row level security;

alter table introductions force row level security;

alter table invitations force row level security;

alter table leads force row level security;

alter table letter_recipients force row level security;

alter table letters force row level security;

alter table library_certificates force row level security;

alter table library_figures force row level security;

alter table likely_pairs force row level security;

alter table list_columns force row level security;

alter table listed_organization_answers force row level security;

alter table locations force row level security;

alter table log_lists force row level security;

alter table mail_addresses force row level security;

alter table mail_refusals force row level security;

alter table members force row level security;

alter table merges force row level security;

alter table misplaced_answers force row level security;

alter table next_steps force row level security;

alter table organization_sectors force row level security;

alter table organization_sources force row level security;

alter table organizations force row level security;

alter table outbox force row level security;

alter table overlap_answers force row level security;

alter table overlap_checks force row level security;

alter table partners force row level security;

alter table person_addresses force row level security;

alter table person_emails force row level security;

alter table person_phones force row level security;

alter table persons force row level security;

alter table phones force row level security;

alter table pitch_uses force row level security;

alter table pitches force row level security;

alter table policy_rules force row level security;

alter table proposal_checks force row level security;

alter table proposal_partners force row level security;

alter table proposal_versions force row level security;

alter table proposals force row level security;

alter table ratings force row level security;

alter table received_mail_files force row level security;

alter table received_mail_sources force row level security;

alter table received_mails force row level security;

alter table recorded_changes force row level security;

alter table removals force row level security;

alter table responsibilities force row level security;

alter table responsibility_answers force row level security;

alter table responsibility_parts force row level security;

alter table responsibility_tasks force row level security;

alter table responsibility_versions force row level security;

alter table reward_answers force row level security;

alter table rewards force row level security;

alter table saved_views force row level security;

alter table sectors force row level security;

alter table service_at_locations force row level security;

alter table service_terms force row level security;

alter table services force row level security;

alter table spoken_pitches force row level security;

alter table stage_changes force row level security;

alter table stand_ins force row level security;

alter table stored_files force row level security;

alter table stories force row level security;

alter table story_consents force row level security;

alter table story_pictures force row level security;

alter table story_uses force row level security;

alter table talking_points force row level security;

alter table task_questions force row level security;

alter table task_templates force row level security;

alter table tasks force row level security;

alter table terms_of_office force row level security;

alter table tie_refusals force row level security;

alter table ties force row level security;

alter table waiting_files force row level security;

alter table waiting_lists force row level security;

alter table worksheet_choices force row level security;

alter table worksheet_decisions force row level security;

alter table worksheet_factors force row level security;

alter table worksheet_look_backs force row level security;

alter table worksheet_partners force row level security;

alter table worksheet_raters force row level security;

alter table worksheet_reopenings force row level security;

alter table worksheet_submissions force row level security;

alter table worksheets force row level security;

create policy own_library on absences for * using ((library_id = current_library()));

create policy of_no_library on account_mail for * using ((current_library() IS NULL));

create policy own_library on addresses for * using ((library_id = current_library()));

create policy own_library on agreement_clauses for * using ((library_id = current_library()));

create policy own_library on agreement_comments for * using ((library_id = current_library()));

create policy own_library on agreement_documents for * using ((library_id = current_library()));

create policy own_library on agreement_endings for * using ((library_id = current_library()));

create policy own_library on agreement_events for * using ((library_id = current_library()));

create policy own_library on agreement_notices for * using ((library_id = current_library()));

create policy own_library on agreement_partners for * using ((library_id = current_library()));

create policy own_library on agreement_readers for * using ((library_id = current_library()));

create policy own_library on agreement_reminders for * using ((library_id = current_library()));

create policy own_library on agreement_signers for * using ((library_id = current_library()));

create policy own_library on agreement_suspensions for * using ((library_id = current_library()));

create policy own_library on agreement_versions for * using ((library_id = current_library()));

create policy own_library on agreements for * using ((library_id = current_library()));

create policy own_library on answer_addresses for * using ((library_id = current_library()));

create policy own_library on approvals for * using ((library_id = current_library()));

create policy own_library on bounced_addresses for * using ((library_id = current_library()));

create policy own_library on branches for * using ((library_id = current_library()));

create policy own_library on cadences for * using ((library_id = current_library()));

create policy own_library on calendar_feeds for * using ((library_id = current_library()));

create policy own_library on clause_versions for * using ((library_id = current_library()));

create policy own_library on clauses for * using ((library_id = current_library()));

create policy own_library on confirmations for * using ((library_id = current_library()));

create policy own_library on contacts for * using ((library_id = current_library()));

create policy own_library on digests for * using ((library_id = current_library()));

create policy own_library on duplicate_answers for * using ((library_id = current_library()));

create policy own_library on election_periods for * using ((library_id = current_library()));

create policy own_library on factor_set_versions for * using ((library_id = current_library()));

create policy own_library on factor_sets for * using ((library_id = current_library()));

create policy own_library on factors for * using ((library_id = current_library()));

create policy own_library on first_steps for * using ((library_id = current_library()));

create policy own_library on former_partners for * using ((library_id = current_library()));

create policy own_library on goal_readings for * using ((library_id = current_library()));

create policy own_library on goals for * using ((library_id = current_library()));

create policy own_library on guest_links for * using ((library_id = current_library()));

create policy own_library on history for * using ((library_id = current_library()));

create policy own_library on import_mappings for * using ((library_id = current_library()));

create policy own_library on import_progress for * using ((library_id = current_library()));

create policy own_library on import_rows for * using ((library_id = current_library()));

create policy own_library on imports for * using ((library_id = current_library()));

create policy own_library on initiative_branches for * using ((library_id = current_library()));

create policy own_library on initiative_events for * using ((library_id = current_library()));

create policy own_library on initiative_evidence for * using ((library_id = current_library()));

create policy own_library on initiative_members for * using ((library_id = current_library()));

create policy own_library on initiative_partners for * using ((library_id = current_library()));

create policy own_library on initiative_templates for * using ((library_id = current_library()));

create policy own_library on initiatives for * using ((library_id = current_library()));

create policy own_library on interaction_files for * using ((library_id = current_library()));

create policy own_library on interaction_members for * using ((library_id = current_library()));

create policy own_library on interaction_partners for * using ((library_id = current_library()));

create policy own_library on interaction_persons for * using ((library_id = current_library()));

create policy own_library on interactions for * using ((library_id = current_library()));

create policy own_library on interview_answers for * using ((library_id = current_library()));

create policy own_library on interview_codings for * using ((library_id = current_library()));

create policy own_library on interview_consents for * using ((library_id = current_library()));

create policy own_library on interview_findings for * using ((library_id = current_library()));

create policy own_library on interview_guides for * using ((library_id = current_library()));

create policy own_library on interview_mentions for * using ((library_id = current_library()));

create policy own_library on interview_passages for * using ((library_id = current_library()));

create policy own_library on interview_referrals for * using ((library_id = current_library()));

create policy own_library on interview_round_branches for * using ((library_id = current_library()));

create policy own_library on interview_round_members for * using ((library_id = current_library()));

create policy own_library on interview_rounds for * using ((library_id = current_library()));

create policy own_library on interview_slots for * using ((library_id = current_library()));

create policy own_library on interview_targets for * using ((library_id = current_library()));

create policy own_library on interview_thanks for * using ((library_id = current_library()));

create policy own_library on interview_themes for * using ((library_id = current_library()));

create policy own_library on interviews for * using ((library_id = current_library()));

create policy own_library on introductions for * using ((library_id = current_library()));

create policy own_library on invitations for * using ((library_id = current_library()));

create policy own_library on leads for * using ((library_id = current_library()));

create policy own_library on letter_recipients for * using ((library_id = current_library()));

create policy own_library on letters for * using ((library_id = current_library()));

create policy own_library on library_certificates for * using ((library_id = current_library()));

create policy own_library on library_figures for * using ((library_id = current_library()));

create policy own_library on likely_pairs for * using ((library_id = current_library()));

create policy own_library on list_columns for * using ((library_id = current_library()));

create policy own_library on listed_organization_answers for * using ((library_id = current_library()));

create policy own_library on locations for * using ((library_id = current_library()));

create policy own_library on log_lists for * using ((library_id = current_library()));

create policy own_library on mail_addresses for * using ((library_id = current_library()));

create policy own_library on mail_refusals for * using ((library_id = current_library()));

create policy own_library on members for * using ((library_id = current_library()));

create policy own_memberships on members for r using ((user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid));

create policy own_library on merges for * using ((library_id = current_library()));

create policy own_library on misplaced_answers for * using ((library_id = current_library()));

create policy own_library on next_steps for * using ((library_id = current_library()));

create policy own_library on organization_sectors for * using ((library_id = current_library()));

create policy own_library on organization_sources for * using ((library_id = current_library()));

create policy own_library on organizations for * using ((library_id = current_library()));

create policy own_library on outbox for * using ((library_id = current_library()));

create policy own_library on overlap_answers for * using ((library_id = current_library()));

create policy own_library on overlap_checks for * using ((library_id = current_library()));

create policy own_library on partners for * using ((library_id = current_library()));

create policy own_library on person_addresses for * using ((library_id = current_library()));

create policy own_library on person_emails for * using ((library_id = current_library()));

create policy own_library on person_phones for * using ((library_id = current_library()));

create policy own_library on persons for * using ((library_id = current_library()));

create policy own_library on phones for * using ((library_id = current_library()));

create policy own_library on pitch_uses for * using ((library_id = current_library()));

create policy own_library on pitches for * using ((library_id = current_library()));

create policy own_library on policy_rules for * using ((library_id = current_library()));

create policy own_library on proposal_checks for * using ((library_id = current_library()));

create policy own_library on proposal_partners for * using ((library_id = current_library()));

create policy own_library on proposal_versions for * using ((library_id = current_library()));

create policy own_library on proposals for * using ((library_id = current_library()));

create policy own_library on ratings for * using ((library_id = current_library()));

create policy own_library on received_mail_files for * using ((library_id = current_library()));

create policy own_library on received_mail_sources for * using ((library_id = current_library()));

create policy own_library on received_mails for * using ((library_id = current_library()));

create policy own_library on recorded_changes for * using ((library_id = current_library()));

create policy own_library on removals for * using ((library_id = current_library()));

create policy own_library on responsibilities for * using ((library_id = current_library()));

create policy own_library on responsibility_answers for * using ((library_id = current_library()));

create policy own_library on responsibility_parts for * using ((library_id = current_library()));

create policy own_library on responsibility_tasks for * using ((library_id = current_library()));

create policy own_library on responsibility_versions for * using ((library_id = current_library()));

create policy own_library on reward_answers for * using ((library_id = current_library()));

create policy own_library on rewards for * using ((library_id = current_library()));

create policy own_library on saved_views for * using ((library_id = current_library()));

create policy own_library on sectors for * using ((library_id = current_library()));

create policy own_library on service_at_locations for * using ((library_id = current_library()));

create policy own_library on service_terms for * using ((library_id = current_library()));

create policy own_library on services for * using ((library_id = current_library()));

create policy own_library on spoken_pitches for * using ((library_id = current_library()));

create policy own_library on stage_changes for * using ((library_id = current_library()));

create policy own_library on stand_ins for * using ((library_id = current_library()));

create policy own_library on stored_files for * using ((library_id = current_library()));

create policy own_library on stories for * using ((library_id = current_library()));

create policy own_library on story_consents for * using ((library_id = current_library()));

create policy own_library on story_pictures for * using ((library_id = current_library()));

create policy own_library on story_uses for * using ((library_id = current_library()));

create policy own_library on talking_points for * using ((library_id = current_library()));

create policy own_library on task_questions for * using ((library_id = current_library()));

create policy own_library on task_templates for * using ((library_id = current_library()));

create policy own_library on tasks for * using ((library_id = current_library()));

create policy own_library on terms_of_office for * using ((library_id = current_library()));

create policy own_library on tie_refusals for * using ((library_id = current_library()));

create policy own_library on ties for * using ((library_id = current_library()));

create policy own_library on waiting_files for * using ((library_id = current_library()));

create policy own_library on waiting_lists for * using ((library_id = current_library()));

create policy own_library on worksheet_choices for * using ((library_id = current_library()));

create policy own_library on worksheet_decisions for * using ((library_id = current_library()));

create policy own_library on worksheet_factors for * using ((library_id = current_library()));

create policy own_library on worksheet_look_backs for * using ((library_id = current_library()));

create policy own_library on worksheet_partners for * using ((library_id = current_library()));

create policy own_library on worksheet_raters for * using ((library_id = current_library()));

create policy own_library on worksheet_reopenings for * using ((library_id = current_library()));

create policy own_library on worksheet_submissions for * using ((library_id = current_library()));

create policy own_library on worksheets for * using ((library_id = current_library()));

CREATE OR REPLACE FUNCTION current_library()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.library_id'::text, true), ''::text))::uuid


CREATE OR REPLACE FUNCTION decided(of_library uuid, of_worksheet uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (EXISTS (SELECT 1 FROM worksheet_decisions d WHERE ((d.library_id = decided.of_library) AND (d.worksheet_id = decided.of_worksheet) AND (NOT (EXISTS (SELECT 1 FROM worksheet_reopenings r WHERE ((r.library_id = d.library_id) AND (r.worksheet_id = d.worksheet_id) AND (r.number = d.number))))))))


CREATE OR REPLACE FUNCTION erasing(library uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((library)::text = ANY (ARRAY[current_setting('app.erasing_library'::text, true), current_setting('app.removing_worksheet_in'::text, true)]))


CREATE OR REPLACE FUNCTION keep_changes_of(tables text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  t text;
  recorded text := 'coalesce(current_setting(''app.change_set'', true), '''') <> ''''';
  staged text := 'coalesce(current_setting(''app.change_unit'', true), '''') = ''staged''';
begin
  foreach t in array tables loop
    execute format('create or replace trigger record_added after insert on %1$I referencing new table as is_now
      for each statement when (%2$s) execute function record_rows(%1$L)', t, recorded);
    execute format('create or replace trigger record_removed after delete on %1$I referencing old table as was
      for each statement when (%2$s) execute function record_rows(%1$L)', t, recorded);
    execute format('create or replace trigger record_changed after update on %1$I referencing old table as was new table as is_now
      for each statement when (%2$s and %3$s) execute function record_rows(%1$L)', t, recorded, staged);
    execute format('create or replace trigger record_change after update on %1$I
      for each row when (%2$s and not %3$s) execute function record_change(%1$L)', t, recorded, staged);
  end loop;
end $function$


CREATE OR REPLACE FUNCTION keep_the_choices()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$


CREATE OR REPLACE FUNCTION keep_the_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'DELETE' and erasing(old.library_id) then return old; end if;
  raise exception 'a decision stays as it was made' using errcode = 'check_violation', constraint = 'decision_stays';
end $function$


CREATE OR REPLACE FUNCTION lock_before_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from worksheets w where w.library_id = new.library_id and w.id = new.worksheet_id for update;
  return new;
end $function$


CREATE OR REPLACE FUNCTION merging(library uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (COALESCE(current_setting('app.merging_in'::text, true), ''::text) = (library)::text)


CREATE OR REPLACE FUNCTION persons_named(library uuid, ids uuid[])
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
AS $function$
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
end $function$


CREATE OR REPLACE FUNCTION record_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
  values (
    coalesce(new.library_id, old.library_id), current_setting('app.change_set')::uuid,
    case current_setting('app.change_unit') when 'each' then -nextval('recorded_units') else current_setting('app.change_unit')::bigint end, tg_argv[0],
    case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $function$


CREATE OR REPLACE FUNCTION record_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  in_unit text := current_setting('app.change_unit');
  pairs text := case tg_op
    when 'INSERT' then 'select null::jsonb as was, to_jsonb(r) as is_now from is_now r'
    when 'DELETE' then 'select to_jsonb(t) as was, null::jsonb as is_now from was t'
    else 'select to_jsonb(t) as was, to_jsonb(r) as is_now from was t join is_now r on ' || same_row(tg_argv[0]) end;
  unit_of text := case in_unit
    when 'each' then '-nextval(''recorded_units'')'
    when 'staged' then 'u.unit'
    else quote_literal(in_unit) || '::bigint' end;
  of_service boolean := in_unit = 'staged'
    and exists (select from pg_attribute where attrelid = tg_relid and attname = 'service_id' and not attisdropped);
  staged text := case when in_unit = 'staged' then
    case when of_service then format('left join services s on s.library_id = %L::uuid
        and s.id = (c.row ->> ''service_id'')::uuid', current_library()) else '' end
      || ' left join change_units u on u.id = coalesce(c.row ->> ''interaction_id'', c.row ->> ''organization_id'',
        c.row ->> ''person_id'', ' || case when of_service then 's.organization_id::text, ' else '' end
      || 'c.row ->> ''id'')::uuid'
    else '' end;
  written bigint; given bigint;
begin
  execute format('with p as materialized (%s), c as (select was, is_now, coalesce(is_now, was) as row from p)
    insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
    select (c.row ->> ''library_id'')::uuid, $1, %s, $2, c.was, c.is_now from c %s', pairs, unit_of, staged)
    using current_setting('app.change_set')::uuid, tg_argv[0];
  get diagnostics written = row_count;
  if tg_op = 'UPDATE' then
    select count(*) into given from is_now;
    if written <> given then
      raise exception 'a staged update changed the key of a row of %', tg_argv[0];
    end if;
  end if;
  return null;
end $function$


CREATE OR REPLACE FUNCTION refuse_after_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$


CREATE OR REPLACE FUNCTION refuse_edit_after_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if decided(old.library_id, old.id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return new;
end $function$


CREATE OR REPLACE FUNCTION same_row(of_table text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select format('t.library_id = %L::uuid and ', current_library()) || string_agg(format('t.%1$I = r.%1$I', a.attname), ' and ')
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
  where i.indrelid = of_table::regclass and i.indisprimary
$function$


CREATE OR REPLACE FUNCTION sorted_as(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select trim(regexp_replace(regexp_replace(lower(normalize(name, nfd)), '[\u0300-\u036f''’]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$function$


CREATE OR REPLACE FUNCTION undo_change(change recorded_changes, same text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  row_now jsonb; columns text; field text; assignments text; touched boolean;
begin
  if change.after is not null then
    execute format('select to_jsonb(t) from %1$I t, jsonb_populate_record(null::%1$I, $1) r where %2$s', change.table_name, same)
      into row_now using change.after;
  end if;
  -- Only what was recorded is compared: a later release may have added columns.
  touched := exists (select 1 from jsonb_object_keys(change.after) k where row_now -> k is distinct from change.after -> k);
  if change.before is null then
    if row_now is null then return; end if;
    if touched then raise exception using errcode = 'UNDO1', message = change.table_name; end if;
    execute format('delete from %1$I t using jsonb_populate_record(null::%1$I, $1) r where %2$s', change.table_name, same) using change.after;
  elsif change.after is null then
    select string_agg(quote_ident(a.attname), ', ') into columns
      from pg_attribute a where a.attrelid = change.table_name::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and change.before ? a.attname::text;
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record(null::%1$I, $1)', change.table_name, columns) using change.before;
  elsif row_now is not null then
    for field in select f from jsonb_object_keys(change.before) f where change.before -> f is distinct from change.after -> f loop
      if field = 'version' and touched then
        assignments := concat_ws(', ', assignments, 'version = t.version + 1');
      elsif row_now -> field is not distinct from change.after -> field then
        assignments := concat_ws(', ', assignments, format('%1$I = o.%1$I', field));
      end if;
    end loop;
    if assignments is not null then
      execute format('update %1$I t set %3$s from jsonb_populate_record(null::%1$I, $1) r, jsonb_populate_record(null::%1$I, $2) o where %2$s',
        change.table_name, same, assignments) using change.after, change.before;
    end if;
  end if;
end $function$


CREATE OR REPLACE FUNCTION undo_one_by_one(of_library uuid, of_set uuid, units bigint[])
 RETURNS TABLE(unit bigint, blocker text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  here bigint; change recorded_changes; where_it_shows text;
  keys jsonb := '{}';
begin
  foreach here in array units loop
    begin
      for change in select * from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = here order by r.seq desc loop
        if not keys ? change.table_name then keys := keys || jsonb_build_object(change.table_name, same_row(change.table_name)); end if;
        perform undo_change(change, keys ->> change.table_name);
      end loop;
      delete from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = here;
    exception
      when sqlstate 'UNDO1' then
        return query select here, sqlerrm;
      when foreign_key_violation or unique_violation or check_violation or exclusion_violation then
        get stacked diagnostics where_it_shows = table_name;
        return query select here, coalesce(nullif(where_it_shows, ''), 'unknown');
    end;
  end loop;
end $function$


CREATE OR REPLACE FUNCTION undo_order(of_library uuid, of_set uuid, units bigint[])
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  with recursive involved as (
    select distinct table_name::regclass::oid as oid from recorded_changes r where r.library_id = of_library and r.change_set_id = of_set and r.unit = any(units)
  ), chain(oid, depth) as (
    select oid, 0 from involved
    union
    select c.conrelid, chain.depth + 1 from chain join pg_constraint c on c.confrelid = chain.oid and c.contype = 'f' and c.conrelid <> c.confrelid
      join involved i on i.oid = c.conrelid
    where chain.depth < 20
  ), deepest as (select oid, max(depth) as depth from chain group by oid)
  select coalesce(array_agg(oid::regclass::text order by depth, oid), '{}') from deepest
$function$


CREATE OR REPLACE FUNCTION undo_together(of_library uuid, of_set uuid, units bigint[])
 RETURNS bigint[]
 LANGUAGE plpgsql
AS $function$
declare
  tables text[] := undo_order(of_library, of_set, units);
  t text; touched bigint[] := '{}'; more bigint[]; clean bigint[]; half int; columns text; assignments text; qualified text;
  -- The changes of one table, with the rows they speak of as rows: `left_as` and `found_as`.
  changes text := 'with c as materialized (select c.unit, c.after, left_as, found_as
    from recorded_changes c, lateral jsonb_populate_record(null::%1$I, c.after) left_as, lateral jsonb_populate_record(null::%1$I, c.before) found_as
    where c.library_id = $1 and c.change_set_id = $2 and c.unit = any($3) and c.table_name = %1$L and %2$s) ';
begin
  foreach t in array tables loop
    execute format(changes, t, 'c.after is not null') || format('select array_agg(distinct c.unit)
        from c cross join lateral (select (c.left_as).*) r left join %1$I t on %2$s where to_jsonb(t) is distinct from c.after', t, same_row(t))
      into more using of_library, of_set, units;
    touched := touched || coalesce(more, '{}');
  end loop;
  clean := array(select u from unnest(units) with ordinality as all_units(u, n) where u <> all(touched) order by n);
  if clean = '{}' then return clean; end if;
  begin
    for n in reverse cardinality(tables)..1 loop
      t := tables[n];
      execute format(changes, t, 'c.before is null')
        || format('delete from %1$I t using c, lateral (select (c.left_as).*) r where %2$s', t, same_row(t)) using of_library, of_set, clean;
    end loop;
    foreach t in array tables loop
      select string_agg(quote_ident(a.attname), ', '), string_agg(format('%1$I = o.%1$I', a.attname), ', '),
          string_agg(format('o.%I', a.attname), ', ') into columns, assignments, qualified
        from pg_attribute a where a.attrelid = t::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      execute format(changes, t, 'c.before is not null and c.after is not null')
        || format('update %1$I t set %3$s from c, lateral (select (c.left_as).*) r, lateral (select (c.found_as).*) o where %2$s', t, same_row(t), assignments)
        using of_library, of_set, clean;
      execute format(changes, t, 'c.after is null')
        || format('insert into %1$I (%2$s) select %3$s from c, lateral (select (c.found_as).*) o', t, columns, qualified)
        using of_library, of_set, clean;
    end loop;
    delete from recorded_changes c where c.library_id = of_library and c.change_set_id = of_set and c.unit = any(clean);
    return clean;
  exception when foreign_key_violation or unique_violation or check_violation or exclusion_violation or not_null_violation then
    half := cardinality(clean) / 2;
    if half = 0 then return '{}'; end if;
    return undo_together(of_library, of_set, clean[1:half]) || undo_together(of_library, of_set, clean[half + 1:]);
  end;
end $function$


CREATE OR REPLACE FUNCTION undo_units(of_library uuid, of_set uuid, units bigint[])
 RETURNS TABLE(unit bigint, blocker text)
 LANGUAGE plpgsql
AS $function$
declare
  done bigint[] := undo_together(of_library, of_set, units);
begin
  return query select * from undo_one_by_one(of_library, of_set, array(select u from unnest(units) with ordinality as all_units(u, n) where u <> all(done) order by n));
end $function$


CREATE TRIGGER record_added AFTER INSERT ON absences REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('absences');

CREATE TRIGGER record_change AFTER UPDATE ON absences FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('absences');

CREATE TRIGGER record_changed AFTER UPDATE ON absences REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('absences');

CREATE TRIGGER record_removed AFTER DELETE ON absences REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('absences');

CREATE TRIGGER record_added AFTER INSERT ON addresses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('addresses');

CREATE TRIGGER record_change AFTER UPDATE ON addresses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('addresses');

CREATE TRIGGER record_changed AFTER UPDATE ON addresses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('addresses');

CREATE TRIGGER record_removed AFTER DELETE ON addresses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('addresses');

CREATE TRIGGER record_added AFTER INSERT ON agreement_clauses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_clauses');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_clauses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_clauses');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_clauses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_clauses');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_clauses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_clauses');

CREATE TRIGGER record_added AFTER INSERT ON agreement_comments REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_comments');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_comments FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_comments');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_comments REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_comments');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_comments REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_comments');

CREATE TRIGGER record_added AFTER INSERT ON agreement_documents REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_documents');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_documents FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_documents');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_documents REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_documents');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_documents REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_documents');

CREATE TRIGGER record_added AFTER INSERT ON agreement_notices REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_notices');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_notices FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_notices');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_notices REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_notices');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_notices REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_notices');

CREATE TRIGGER record_added AFTER INSERT ON agreement_partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_partners');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_partners');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_partners');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_partners');

CREATE TRIGGER record_added AFTER INSERT ON agreement_readers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_readers');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_readers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_readers');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_readers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_readers');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_readers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_readers');

CREATE TRIGGER record_added AFTER INSERT ON agreement_signers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_signers');

CREATE TRIGGER record_change AFTER UPDATE ON agreement_signers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreement_signers');

CREATE TRIGGER record_changed AFTER UPDATE ON agreement_signers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreement_signers');

CREATE TRIGGER record_removed AFTER DELETE ON agreement_signers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreement_signers');

CREATE TRIGGER record_added AFTER INSERT ON agreements REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreements');

CREATE TRIGGER record_change AFTER UPDATE ON agreements FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('agreements');

CREATE TRIGGER record_changed AFTER UPDATE ON agreements REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('agreements');

CREATE TRIGGER record_removed AFTER DELETE ON agreements REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('agreements');

CREATE TRIGGER record_added AFTER INSERT ON answer_addresses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('answer_addresses');

CREATE TRIGGER record_change AFTER UPDATE ON answer_addresses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('answer_addresses');

CREATE TRIGGER record_changed AFTER UPDATE ON answer_addresses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('answer_addresses');

CREATE TRIGGER record_removed AFTER DELETE ON answer_addresses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('answer_addresses');

CREATE TRIGGER record_added AFTER INSERT ON branches REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('branches');

CREATE TRIGGER record_change AFTER UPDATE ON branches FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('branches');

CREATE TRIGGER record_changed AFTER UPDATE ON branches REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('branches');

CREATE TRIGGER record_removed AFTER DELETE ON branches REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('branches');

CREATE TRIGGER record_added AFTER INSERT ON cadences REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('cadences');

CREATE TRIGGER record_change AFTER UPDATE ON cadences FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('cadences');

CREATE TRIGGER record_changed AFTER UPDATE ON cadences REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('cadences');

CREATE TRIGGER record_removed AFTER DELETE ON cadences REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('cadences');

CREATE TRIGGER record_added AFTER INSERT ON clauses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('clauses');

CREATE TRIGGER record_change AFTER UPDATE ON clauses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('clauses');

CREATE TRIGGER record_changed AFTER UPDATE ON clauses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('clauses');

CREATE TRIGGER record_removed AFTER DELETE ON clauses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('clauses');

CREATE TRIGGER record_added AFTER INSERT ON confirmations REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('confirmations');

CREATE TRIGGER record_change AFTER UPDATE ON confirmations FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('confirmations');

CREATE TRIGGER record_changed AFTER UPDATE ON confirmations REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('confirmations');

CREATE TRIGGER record_removed AFTER DELETE ON confirmations REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('confirmations');

CREATE TRIGGER record_added AFTER INSERT ON contacts REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('contacts');

CREATE TRIGGER record_change AFTER UPDATE ON contacts FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('contacts');

CREATE TRIGGER record_changed AFTER UPDATE ON contacts REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('contacts');

CREATE TRIGGER record_removed AFTER DELETE ON contacts REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('contacts');

CREATE TRIGGER record_added AFTER INSERT ON duplicate_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('duplicate_answers');

CREATE TRIGGER record_change AFTER UPDATE ON duplicate_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('duplicate_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON duplicate_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('duplicate_answers');

CREATE TRIGGER record_removed AFTER DELETE ON duplicate_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('duplicate_answers');

CREATE TRIGGER record_added AFTER INSERT ON election_periods REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('election_periods');

CREATE TRIGGER record_change AFTER UPDATE ON election_periods FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('election_periods');

CREATE TRIGGER record_changed AFTER UPDATE ON election_periods REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('election_periods');

CREATE TRIGGER record_removed AFTER DELETE ON election_periods REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('election_periods');

CREATE TRIGGER record_added AFTER INSERT ON factor_sets REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('factor_sets');

CREATE TRIGGER record_change AFTER UPDATE ON factor_sets FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('factor_sets');

CREATE TRIGGER record_changed AFTER UPDATE ON factor_sets REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('factor_sets');

CREATE TRIGGER record_removed AFTER DELETE ON factor_sets REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('factor_sets');

CREATE TRIGGER factors_of_a_version_stay BEFORE DELETE OR UPDATE ON factors FOR EACH ROW EXECUTE FUNCTION keep_the_decision();

CREATE TRIGGER record_added AFTER INSERT ON goal_readings REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('goal_readings');

CREATE TRIGGER record_change AFTER UPDATE ON goal_readings FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('goal_readings');

CREATE TRIGGER record_changed AFTER UPDATE ON goal_readings REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('goal_readings');

CREATE TRIGGER record_removed AFTER DELETE ON goal_readings REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('goal_readings');

CREATE TRIGGER record_added AFTER INSERT ON goals REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('goals');

CREATE TRIGGER record_change AFTER UPDATE ON goals FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('goals');

CREATE TRIGGER record_changed AFTER UPDATE ON goals REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('goals');

CREATE TRIGGER record_removed AFTER DELETE ON goals REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('goals');

CREATE TRIGGER record_added AFTER INSERT ON guest_links REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('guest_links');

CREATE TRIGGER record_change AFTER UPDATE ON guest_links FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('guest_links');

CREATE TRIGGER record_changed AFTER UPDATE ON guest_links REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('guest_links');

CREATE TRIGGER record_removed AFTER DELETE ON guest_links REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('guest_links');

CREATE TRIGGER record_added AFTER INSERT ON initiative_branches REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_branches');

CREATE TRIGGER record_change AFTER UPDATE ON initiative_branches FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiative_branches');

CREATE TRIGGER record_changed AFTER UPDATE ON initiative_branches REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiative_branches');

CREATE TRIGGER record_removed AFTER DELETE ON initiative_branches REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_branches');

CREATE TRIGGER record_added AFTER INSERT ON initiative_evidence REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_evidence');

CREATE TRIGGER record_change AFTER UPDATE ON initiative_evidence FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiative_evidence');

CREATE TRIGGER record_changed AFTER UPDATE ON initiative_evidence REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiative_evidence');

CREATE TRIGGER record_removed AFTER DELETE ON initiative_evidence REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_evidence');

CREATE TRIGGER record_added AFTER INSERT ON initiative_members REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_members');

CREATE TRIGGER record_change AFTER UPDATE ON initiative_members FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiative_members');

CREATE TRIGGER record_changed AFTER UPDATE ON initiative_members REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiative_members');

CREATE TRIGGER record_removed AFTER DELETE ON initiative_members REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_members');

CREATE TRIGGER record_added AFTER INSERT ON initiative_partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_partners');

CREATE TRIGGER record_change AFTER UPDATE ON initiative_partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiative_partners');

CREATE TRIGGER record_changed AFTER UPDATE ON initiative_partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiative_partners');

CREATE TRIGGER record_removed AFTER DELETE ON initiative_partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_partners');

CREATE TRIGGER record_added AFTER INSERT ON initiative_templates REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_templates');

CREATE TRIGGER record_change AFTER UPDATE ON initiative_templates FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiative_templates');

CREATE TRIGGER record_changed AFTER UPDATE ON initiative_templates REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiative_templates');

CREATE TRIGGER record_removed AFTER DELETE ON initiative_templates REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiative_templates');

CREATE TRIGGER record_added AFTER INSERT ON initiatives REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiatives');

CREATE TRIGGER record_change AFTER UPDATE ON initiatives FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('initiatives');

CREATE TRIGGER record_changed AFTER UPDATE ON initiatives REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('initiatives');

CREATE TRIGGER record_removed AFTER DELETE ON initiatives REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('initiatives');

CREATE TRIGGER record_added AFTER INSERT ON interaction_files REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_files');

CREATE TRIGGER record_change AFTER UPDATE ON interaction_files FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interaction_files');

CREATE TRIGGER record_changed AFTER UPDATE ON interaction_files REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interaction_files');

CREATE TRIGGER record_removed AFTER DELETE ON interaction_files REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_files');

CREATE TRIGGER record_added AFTER INSERT ON interaction_members REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_members');

CREATE TRIGGER record_change AFTER UPDATE ON interaction_members FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interaction_members');

CREATE TRIGGER record_changed AFTER UPDATE ON interaction_members REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interaction_members');

CREATE TRIGGER record_removed AFTER DELETE ON interaction_members REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_members');

CREATE TRIGGER record_added AFTER INSERT ON interaction_partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_partners');

CREATE TRIGGER record_change AFTER UPDATE ON interaction_partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interaction_partners');

CREATE TRIGGER record_changed AFTER UPDATE ON interaction_partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interaction_partners');

CREATE TRIGGER record_removed AFTER DELETE ON interaction_partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_partners');

CREATE TRIGGER record_added AFTER INSERT ON interaction_persons REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_persons');

CREATE TRIGGER record_change AFTER UPDATE ON interaction_persons FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interaction_persons');

CREATE TRIGGER record_changed AFTER UPDATE ON interaction_persons REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interaction_persons');

CREATE TRIGGER record_removed AFTER DELETE ON interaction_persons REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interaction_persons');

CREATE TRIGGER record_added AFTER INSERT ON interactions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interactions');

CREATE TRIGGER record_change AFTER UPDATE ON interactions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interactions');

CREATE TRIGGER record_changed AFTER UPDATE ON interactions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interactions');

CREATE TRIGGER record_removed AFTER DELETE ON interactions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interactions');

CREATE TRIGGER record_added AFTER INSERT ON interview_codings REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_codings');

CREATE TRIGGER record_change AFTER UPDATE ON interview_codings FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_codings');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_codings REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_codings');

CREATE TRIGGER record_removed AFTER DELETE ON interview_codings REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_codings');

CREATE TRIGGER record_added AFTER INSERT ON interview_findings REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_findings');

CREATE TRIGGER record_change AFTER UPDATE ON interview_findings FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_findings');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_findings REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_findings');

CREATE TRIGGER record_removed AFTER DELETE ON interview_findings REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_findings');

CREATE TRIGGER record_added AFTER INSERT ON interview_mentions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_mentions');

CREATE TRIGGER record_change AFTER UPDATE ON interview_mentions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_mentions');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_mentions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_mentions');

CREATE TRIGGER record_removed AFTER DELETE ON interview_mentions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_mentions');

CREATE TRIGGER record_added AFTER INSERT ON interview_passages REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_passages');

CREATE TRIGGER record_change AFTER UPDATE ON interview_passages FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_passages');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_passages REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_passages');

CREATE TRIGGER record_removed AFTER DELETE ON interview_passages REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_passages');

CREATE TRIGGER record_added AFTER INSERT ON interview_referrals REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_referrals');

CREATE TRIGGER record_change AFTER UPDATE ON interview_referrals FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_referrals');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_referrals REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_referrals');

CREATE TRIGGER record_removed AFTER DELETE ON interview_referrals REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_referrals');

CREATE TRIGGER record_added AFTER INSERT ON interview_round_branches REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_round_branches');

CREATE TRIGGER record_change AFTER UPDATE ON interview_round_branches FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_round_branches');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_round_branches REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_round_branches');

CREATE TRIGGER record_removed AFTER DELETE ON interview_round_branches REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_round_branches');

CREATE TRIGGER record_added AFTER INSERT ON interview_round_members REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_round_members');

CREATE TRIGGER record_change AFTER UPDATE ON interview_round_members FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_round_members');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_round_members REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_round_members');

CREATE TRIGGER record_removed AFTER DELETE ON interview_round_members REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_round_members');

CREATE TRIGGER record_added AFTER INSERT ON interview_rounds REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_rounds');

CREATE TRIGGER record_change AFTER UPDATE ON interview_rounds FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_rounds');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_rounds REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_rounds');

CREATE TRIGGER record_removed AFTER DELETE ON interview_rounds REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_rounds');

CREATE TRIGGER record_added AFTER INSERT ON interview_slots REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_slots');

CREATE TRIGGER record_change AFTER UPDATE ON interview_slots FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_slots');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_slots REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_slots');

CREATE TRIGGER record_removed AFTER DELETE ON interview_slots REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_slots');

CREATE TRIGGER record_added AFTER INSERT ON interview_targets REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_targets');

CREATE TRIGGER record_change AFTER UPDATE ON interview_targets FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_targets');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_targets REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_targets');

CREATE TRIGGER record_removed AFTER DELETE ON interview_targets REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_targets');

CREATE TRIGGER record_added AFTER INSERT ON interview_thanks REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_thanks');

CREATE TRIGGER record_change AFTER UPDATE ON interview_thanks FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_thanks');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_thanks REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_thanks');

CREATE TRIGGER record_removed AFTER DELETE ON interview_thanks REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_thanks');

CREATE TRIGGER record_added AFTER INSERT ON interview_themes REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_themes');

CREATE TRIGGER record_change AFTER UPDATE ON interview_themes FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interview_themes');

CREATE TRIGGER record_changed AFTER UPDATE ON interview_themes REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interview_themes');

CREATE TRIGGER record_removed AFTER DELETE ON interview_themes REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interview_themes');

CREATE TRIGGER record_added AFTER INSERT ON interviews REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interviews');

CREATE TRIGGER record_change AFTER UPDATE ON interviews FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('interviews');

CREATE TRIGGER record_changed AFTER UPDATE ON interviews REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('interviews');

CREATE TRIGGER record_removed AFTER DELETE ON interviews REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('interviews');

CREATE TRIGGER record_added AFTER INSERT ON introductions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('introductions');

CREATE TRIGGER record_change AFTER UPDATE ON introductions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('introductions');

CREATE TRIGGER record_changed AFTER UPDATE ON introductions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('introductions');

CREATE TRIGGER record_removed AFTER DELETE ON introductions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('introductions');

CREATE TRIGGER record_added AFTER INSERT ON invitations REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('invitations');

CREATE TRIGGER record_change AFTER UPDATE ON invitations FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('invitations');

CREATE TRIGGER record_changed AFTER UPDATE ON invitations REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('invitations');

CREATE TRIGGER record_removed AFTER DELETE ON invitations REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('invitations');

CREATE TRIGGER record_added AFTER INSERT ON leads REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('leads');

CREATE TRIGGER record_change AFTER UPDATE ON leads FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('leads');

CREATE TRIGGER record_changed AFTER UPDATE ON leads REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('leads');

CREATE TRIGGER record_removed AFTER DELETE ON leads REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('leads');

CREATE TRIGGER record_added AFTER INSERT ON letter_recipients REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('letter_recipients');

CREATE TRIGGER record_change AFTER UPDATE ON letter_recipients FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('letter_recipients');

CREATE TRIGGER record_changed AFTER UPDATE ON letter_recipients REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('letter_recipients');

CREATE TRIGGER record_removed AFTER DELETE ON letter_recipients REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('letter_recipients');

CREATE TRIGGER record_added AFTER INSERT ON letters REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('letters');

CREATE TRIGGER record_change AFTER UPDATE ON letters FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('letters');

CREATE TRIGGER record_changed AFTER UPDATE ON letters REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('letters');

CREATE TRIGGER record_removed AFTER DELETE ON letters REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('letters');

CREATE TRIGGER record_added AFTER INSERT ON library_figures REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('library_figures');

CREATE TRIGGER record_change AFTER UPDATE ON library_figures FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('library_figures');

CREATE TRIGGER record_changed AFTER UPDATE ON library_figures REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('library_figures');

CREATE TRIGGER record_removed AFTER DELETE ON library_figures REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('library_figures');

CREATE TRIGGER record_added AFTER INSERT ON listed_organization_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('listed_organization_answers');

CREATE TRIGGER record_change AFTER UPDATE ON listed_organization_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('listed_organization_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON listed_organization_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('listed_organization_answers');

CREATE TRIGGER record_removed AFTER DELETE ON listed_organization_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('listed_organization_answers');

CREATE TRIGGER record_added AFTER INSERT ON locations REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('locations');

CREATE TRIGGER record_change AFTER UPDATE ON locations FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('locations');

CREATE TRIGGER record_changed AFTER UPDATE ON locations REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('locations');

CREATE TRIGGER record_removed AFTER DELETE ON locations REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('locations');

CREATE TRIGGER record_added AFTER INSERT ON members REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('members');

CREATE TRIGGER record_change AFTER UPDATE ON members FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('members');

CREATE TRIGGER record_changed AFTER UPDATE ON members REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('members');

CREATE TRIGGER record_removed AFTER DELETE ON members REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('members');

CREATE TRIGGER record_added AFTER INSERT ON misplaced_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('misplaced_answers');

CREATE TRIGGER record_change AFTER UPDATE ON misplaced_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('misplaced_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON misplaced_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('misplaced_answers');

CREATE TRIGGER record_removed AFTER DELETE ON misplaced_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('misplaced_answers');

CREATE TRIGGER record_added AFTER INSERT ON next_steps REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('next_steps');

CREATE TRIGGER record_change AFTER UPDATE ON next_steps FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('next_steps');

CREATE TRIGGER record_changed AFTER UPDATE ON next_steps REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('next_steps');

CREATE TRIGGER record_removed AFTER DELETE ON next_steps REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('next_steps');

CREATE TRIGGER record_added AFTER INSERT ON organization_sectors REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organization_sectors');

CREATE TRIGGER record_change AFTER UPDATE ON organization_sectors FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('organization_sectors');

CREATE TRIGGER record_changed AFTER UPDATE ON organization_sectors REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('organization_sectors');

CREATE TRIGGER record_removed AFTER DELETE ON organization_sectors REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organization_sectors');

CREATE TRIGGER record_added AFTER INSERT ON organization_sources REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organization_sources');

CREATE TRIGGER record_change AFTER UPDATE ON organization_sources FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('organization_sources');

CREATE TRIGGER record_changed AFTER UPDATE ON organization_sources REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('organization_sources');

CREATE TRIGGER record_removed AFTER DELETE ON organization_sources REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organization_sources');

CREATE TRIGGER record_added AFTER INSERT ON organizations REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organizations');

CREATE TRIGGER record_change AFTER UPDATE ON organizations FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('organizations');

CREATE TRIGGER record_changed AFTER UPDATE ON organizations REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('organizations');

CREATE TRIGGER record_removed AFTER DELETE ON organizations REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('organizations');

CREATE TRIGGER record_added AFTER INSERT ON overlap_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('overlap_answers');

CREATE TRIGGER record_change AFTER UPDATE ON overlap_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('overlap_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON overlap_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('overlap_answers');

CREATE TRIGGER record_removed AFTER DELETE ON overlap_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('overlap_answers');

CREATE TRIGGER record_added AFTER INSERT ON overlap_checks REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('overlap_checks');

CREATE TRIGGER record_change AFTER UPDATE ON overlap_checks FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('overlap_checks');

CREATE TRIGGER record_changed AFTER UPDATE ON overlap_checks REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('overlap_checks');

CREATE TRIGGER record_removed AFTER DELETE ON overlap_checks REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('overlap_checks');

CREATE TRIGGER record_added AFTER INSERT ON partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('partners');

CREATE TRIGGER record_change AFTER UPDATE ON partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('partners');

CREATE TRIGGER record_changed AFTER UPDATE ON partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('partners');

CREATE TRIGGER record_removed AFTER DELETE ON partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('partners');

CREATE TRIGGER record_added AFTER INSERT ON person_addresses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_addresses');

CREATE TRIGGER record_change AFTER UPDATE ON person_addresses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('person_addresses');

CREATE TRIGGER record_changed AFTER UPDATE ON person_addresses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('person_addresses');

CREATE TRIGGER record_removed AFTER DELETE ON person_addresses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_addresses');

CREATE TRIGGER record_added AFTER INSERT ON person_emails REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_emails');

CREATE TRIGGER record_change AFTER UPDATE ON person_emails FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('person_emails');

CREATE TRIGGER record_changed AFTER UPDATE ON person_emails REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('person_emails');

CREATE TRIGGER record_removed AFTER DELETE ON person_emails REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_emails');

CREATE TRIGGER record_added AFTER INSERT ON person_phones REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_phones');

CREATE TRIGGER record_change AFTER UPDATE ON person_phones FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('person_phones');

CREATE TRIGGER record_changed AFTER UPDATE ON person_phones REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('person_phones');

CREATE TRIGGER record_removed AFTER DELETE ON person_phones REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('person_phones');

CREATE TRIGGER record_added AFTER INSERT ON persons REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('persons');

CREATE TRIGGER record_change AFTER UPDATE ON persons FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('persons');

CREATE TRIGGER record_changed AFTER UPDATE ON persons REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('persons');

CREATE TRIGGER record_removed AFTER DELETE ON persons REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('persons');

CREATE TRIGGER record_added AFTER INSERT ON phones REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('phones');

CREATE TRIGGER record_change AFTER UPDATE ON phones FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('phones');

CREATE TRIGGER record_changed AFTER UPDATE ON phones REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('phones');

CREATE TRIGGER record_removed AFTER DELETE ON phones REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('phones');

CREATE TRIGGER record_added AFTER INSERT ON pitch_uses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('pitch_uses');

CREATE TRIGGER record_change AFTER UPDATE ON pitch_uses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('pitch_uses');

CREATE TRIGGER record_changed AFTER UPDATE ON pitch_uses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('pitch_uses');

CREATE TRIGGER record_removed AFTER DELETE ON pitch_uses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('pitch_uses');

CREATE TRIGGER record_added AFTER INSERT ON pitches REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('pitches');

CREATE TRIGGER record_change AFTER UPDATE ON pitches FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('pitches');

CREATE TRIGGER record_changed AFTER UPDATE ON pitches REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('pitches');

CREATE TRIGGER record_removed AFTER DELETE ON pitches REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('pitches');

CREATE TRIGGER record_added AFTER INSERT ON policy_rules REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('policy_rules');

CREATE TRIGGER record_change AFTER UPDATE ON policy_rules FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('policy_rules');

CREATE TRIGGER record_changed AFTER UPDATE ON policy_rules REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('policy_rules');

CREATE TRIGGER record_removed AFTER DELETE ON policy_rules REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('policy_rules');

CREATE TRIGGER record_added AFTER INSERT ON proposal_checks REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposal_checks');

CREATE TRIGGER record_change AFTER UPDATE ON proposal_checks FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('proposal_checks');

CREATE TRIGGER record_changed AFTER UPDATE ON proposal_checks REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('proposal_checks');

CREATE TRIGGER record_removed AFTER DELETE ON proposal_checks REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposal_checks');

CREATE TRIGGER record_added AFTER INSERT ON proposal_partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposal_partners');

CREATE TRIGGER record_change AFTER UPDATE ON proposal_partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('proposal_partners');

CREATE TRIGGER record_changed AFTER UPDATE ON proposal_partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('proposal_partners');

CREATE TRIGGER record_removed AFTER DELETE ON proposal_partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposal_partners');

CREATE TRIGGER record_added AFTER INSERT ON proposals REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposals');

CREATE TRIGGER record_change AFTER UPDATE ON proposals FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('proposals');

CREATE TRIGGER record_changed AFTER UPDATE ON proposals REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('proposals');

CREATE TRIGGER record_removed AFTER DELETE ON proposals REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('proposals');

CREATE TRIGGER ratings_while_open BEFORE INSERT OR DELETE OR UPDATE ON ratings FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON ratings REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('ratings');

CREATE TRIGGER record_change AFTER UPDATE ON ratings FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('ratings');

CREATE TRIGGER record_changed AFTER UPDATE ON ratings REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('ratings');

CREATE TRIGGER record_removed AFTER DELETE ON ratings REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('ratings');

CREATE TRIGGER record_added AFTER INSERT ON received_mails REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('received_mails');

CREATE TRIGGER record_change AFTER UPDATE ON received_mails FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('received_mails');

CREATE TRIGGER record_changed AFTER UPDATE ON received_mails REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('received_mails');

CREATE TRIGGER record_removed AFTER DELETE ON received_mails REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('received_mails');

CREATE TRIGGER record_added AFTER INSERT ON responsibilities REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibilities');

CREATE TRIGGER record_change AFTER UPDATE ON responsibilities FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('responsibilities');

CREATE TRIGGER record_changed AFTER UPDATE ON responsibilities REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('responsibilities');

CREATE TRIGGER record_removed AFTER DELETE ON responsibilities REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibilities');

CREATE TRIGGER record_added AFTER INSERT ON responsibility_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_answers');

CREATE TRIGGER record_change AFTER UPDATE ON responsibility_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('responsibility_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON responsibility_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('responsibility_answers');

CREATE TRIGGER record_removed AFTER DELETE ON responsibility_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_answers');

CREATE TRIGGER record_added AFTER INSERT ON responsibility_parts REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_parts');

CREATE TRIGGER record_change AFTER UPDATE ON responsibility_parts FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('responsibility_parts');

CREATE TRIGGER record_changed AFTER UPDATE ON responsibility_parts REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('responsibility_parts');

CREATE TRIGGER record_removed AFTER DELETE ON responsibility_parts REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_parts');

CREATE TRIGGER record_added AFTER INSERT ON responsibility_tasks REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_tasks');

CREATE TRIGGER record_change AFTER UPDATE ON responsibility_tasks FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('responsibility_tasks');

CREATE TRIGGER record_changed AFTER UPDATE ON responsibility_tasks REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('responsibility_tasks');

CREATE TRIGGER record_removed AFTER DELETE ON responsibility_tasks REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('responsibility_tasks');

CREATE TRIGGER record_added AFTER INSERT ON reward_answers REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('reward_answers');

CREATE TRIGGER record_change AFTER UPDATE ON reward_answers FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('reward_answers');

CREATE TRIGGER record_changed AFTER UPDATE ON reward_answers REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('reward_answers');

CREATE TRIGGER record_removed AFTER DELETE ON reward_answers REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('reward_answers');

CREATE TRIGGER record_added AFTER INSERT ON rewards REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('rewards');

CREATE TRIGGER record_change AFTER UPDATE ON rewards FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('rewards');

CREATE TRIGGER record_changed AFTER UPDATE ON rewards REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('rewards');

CREATE TRIGGER record_removed AFTER DELETE ON rewards REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('rewards');

CREATE TRIGGER record_added AFTER INSERT ON saved_views REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('saved_views');

CREATE TRIGGER record_change AFTER UPDATE ON saved_views FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('saved_views');

CREATE TRIGGER record_changed AFTER UPDATE ON saved_views REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('saved_views');

CREATE TRIGGER record_removed AFTER DELETE ON saved_views REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('saved_views');

CREATE TRIGGER record_added AFTER INSERT ON service_at_locations REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('service_at_locations');

CREATE TRIGGER record_change AFTER UPDATE ON service_at_locations FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('service_at_locations');

CREATE TRIGGER record_changed AFTER UPDATE ON service_at_locations REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('service_at_locations');

CREATE TRIGGER record_removed AFTER DELETE ON service_at_locations REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('service_at_locations');

CREATE TRIGGER record_added AFTER INSERT ON service_terms REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('service_terms');

CREATE TRIGGER record_change AFTER UPDATE ON service_terms FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('service_terms');

CREATE TRIGGER record_changed AFTER UPDATE ON service_terms REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('service_terms');

CREATE TRIGGER record_removed AFTER DELETE ON service_terms REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('service_terms');

CREATE TRIGGER record_added AFTER INSERT ON services REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('services');

CREATE TRIGGER record_change AFTER UPDATE ON services FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('services');

CREATE TRIGGER record_changed AFTER UPDATE ON services REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('services');

CREATE TRIGGER record_removed AFTER DELETE ON services REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('services');

CREATE TRIGGER record_added AFTER INSERT ON spoken_pitches REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('spoken_pitches');

CREATE TRIGGER record_change AFTER UPDATE ON spoken_pitches FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('spoken_pitches');

CREATE TRIGGER record_changed AFTER UPDATE ON spoken_pitches REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('spoken_pitches');

CREATE TRIGGER record_removed AFTER DELETE ON spoken_pitches REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('spoken_pitches');

CREATE TRIGGER record_added AFTER INSERT ON stage_changes REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stage_changes');

CREATE TRIGGER record_change AFTER UPDATE ON stage_changes FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('stage_changes');

CREATE TRIGGER record_changed AFTER UPDATE ON stage_changes REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('stage_changes');

CREATE TRIGGER record_removed AFTER DELETE ON stage_changes REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stage_changes');

CREATE TRIGGER record_added AFTER INSERT ON stand_ins REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stand_ins');

CREATE TRIGGER record_change AFTER UPDATE ON stand_ins FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('stand_ins');

CREATE TRIGGER record_changed AFTER UPDATE ON stand_ins REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('stand_ins');

CREATE TRIGGER record_removed AFTER DELETE ON stand_ins REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stand_ins');

CREATE TRIGGER record_added AFTER INSERT ON stories REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stories');

CREATE TRIGGER record_change AFTER UPDATE ON stories FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('stories');

CREATE TRIGGER record_changed AFTER UPDATE ON stories REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('stories');

CREATE TRIGGER record_removed AFTER DELETE ON stories REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('stories');

CREATE TRIGGER record_added AFTER INSERT ON story_consents REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_consents');

CREATE TRIGGER record_change AFTER UPDATE ON story_consents FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('story_consents');

CREATE TRIGGER record_changed AFTER UPDATE ON story_consents REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('story_consents');

CREATE TRIGGER record_removed AFTER DELETE ON story_consents REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_consents');

CREATE TRIGGER record_added AFTER INSERT ON story_pictures REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_pictures');

CREATE TRIGGER record_change AFTER UPDATE ON story_pictures FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('story_pictures');

CREATE TRIGGER record_changed AFTER UPDATE ON story_pictures REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('story_pictures');

CREATE TRIGGER record_removed AFTER DELETE ON story_pictures REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_pictures');

CREATE TRIGGER record_added AFTER INSERT ON story_uses REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_uses');

CREATE TRIGGER record_change AFTER UPDATE ON story_uses FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('story_uses');

CREATE TRIGGER record_changed AFTER UPDATE ON story_uses REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('story_uses');

CREATE TRIGGER record_removed AFTER DELETE ON story_uses REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('story_uses');

CREATE TRIGGER record_added AFTER INSERT ON talking_points REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('talking_points');

CREATE TRIGGER record_change AFTER UPDATE ON talking_points FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('talking_points');

CREATE TRIGGER record_changed AFTER UPDATE ON talking_points REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('talking_points');

CREATE TRIGGER record_removed AFTER DELETE ON talking_points REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('talking_points');

CREATE TRIGGER record_added AFTER INSERT ON task_questions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('task_questions');

CREATE TRIGGER record_change AFTER UPDATE ON task_questions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('task_questions');

CREATE TRIGGER record_changed AFTER UPDATE ON task_questions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('task_questions');

CREATE TRIGGER record_removed AFTER DELETE ON task_questions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('task_questions');

CREATE TRIGGER record_added AFTER INSERT ON task_templates REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('task_templates');

CREATE TRIGGER record_change AFTER UPDATE ON task_templates FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('task_templates');

CREATE TRIGGER record_changed AFTER UPDATE ON task_templates REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('task_templates');

CREATE TRIGGER record_removed AFTER DELETE ON task_templates REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('task_templates');

CREATE TRIGGER record_added AFTER INSERT ON tasks REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('tasks');

CREATE TRIGGER record_change AFTER UPDATE ON tasks FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('tasks');

CREATE TRIGGER record_changed AFTER UPDATE ON tasks REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('tasks');

CREATE TRIGGER record_removed AFTER DELETE ON tasks REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('tasks');

CREATE TRIGGER record_added AFTER INSERT ON terms_of_office REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('terms_of_office');

CREATE TRIGGER record_change AFTER UPDATE ON terms_of_office FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('terms_of_office');

CREATE TRIGGER record_changed AFTER UPDATE ON terms_of_office REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('terms_of_office');

CREATE TRIGGER record_removed AFTER DELETE ON terms_of_office REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('terms_of_office');

CREATE TRIGGER record_added AFTER INSERT ON tie_refusals REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('tie_refusals');

CREATE TRIGGER record_change AFTER UPDATE ON tie_refusals FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('tie_refusals');

CREATE TRIGGER record_changed AFTER UPDATE ON tie_refusals REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('tie_refusals');

CREATE TRIGGER record_removed AFTER DELETE ON tie_refusals REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('tie_refusals');

CREATE TRIGGER record_added AFTER INSERT ON ties REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('ties');

CREATE TRIGGER record_change AFTER UPDATE ON ties FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('ties');

CREATE TRIGGER record_changed AFTER UPDATE ON ties REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('ties');

CREATE TRIGGER record_removed AFTER DELETE ON ties REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('ties');

CREATE TRIGGER choices_stay BEFORE INSERT OR DELETE OR UPDATE ON worksheet_choices FOR EACH ROW EXECUTE FUNCTION keep_the_choices();

CREATE TRIGGER choices_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_choices FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_choices REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_choices');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_choices FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_choices');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_choices REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_choices');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_choices REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_choices');

CREATE TRIGGER decision_locks_worksheet BEFORE INSERT ON worksheet_decisions FOR EACH ROW EXECUTE FUNCTION lock_before_decision();

CREATE TRIGGER decisions_stay BEFORE DELETE OR UPDATE ON worksheet_decisions FOR EACH ROW EXECUTE FUNCTION keep_the_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_decisions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_decisions');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_decisions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_decisions');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_decisions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_decisions');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_decisions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_decisions');

CREATE TRIGGER factors_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_factors FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_factors REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_factors');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_factors FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_factors');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_factors REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_factors');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_factors REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_factors');

CREATE TRIGGER record_added AFTER INSERT ON worksheet_look_backs REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_look_backs');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_look_backs FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_look_backs');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_look_backs REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_look_backs');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_look_backs REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_look_backs');

CREATE TRIGGER partners_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_partners FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_partners REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_partners');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_partners FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_partners');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_partners REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_partners');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_partners REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_partners');

CREATE TRIGGER raters_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_raters FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_raters REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_raters');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_raters FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_raters');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_raters REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_raters');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_raters REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_raters');

CREATE TRIGGER record_added AFTER INSERT ON worksheet_reopenings REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_reopenings');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_reopenings FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_reopenings');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_reopenings REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_reopenings');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_reopenings REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_reopenings');

CREATE TRIGGER reopenings_lock_worksheet BEFORE INSERT ON worksheet_reopenings FOR EACH ROW EXECUTE FUNCTION lock_before_decision();

CREATE TRIGGER reopenings_stay BEFORE DELETE OR UPDATE ON worksheet_reopenings FOR EACH ROW EXECUTE FUNCTION keep_the_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheet_submissions REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_submissions');

CREATE TRIGGER record_change AFTER UPDATE ON worksheet_submissions FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheet_submissions');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheet_submissions REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheet_submissions');

CREATE TRIGGER record_removed AFTER DELETE ON worksheet_submissions REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheet_submissions');

CREATE TRIGGER submissions_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_submissions FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER record_added AFTER INSERT ON worksheets REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheets');

CREATE TRIGGER record_change AFTER UPDATE ON worksheets FOR EACH ROW WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (NOT (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text)))) EXECUTE FUNCTION record_change('worksheets');

CREATE TRIGGER record_changed AFTER UPDATE ON worksheets REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT WHEN (((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text) AND (COALESCE(current_setting('app.change_unit'::text, true), ''::text) = 'staged'::text))) EXECUTE FUNCTION record_rows('worksheets');

CREATE TRIGGER record_removed AFTER DELETE ON worksheets REFERENCING OLD TABLE AS was FOR EACH STATEMENT WHEN ((COALESCE(current_setting('app.change_set'::text, true), ''::text) <> ''::text)) EXECUTE FUNCTION record_rows('worksheets');

CREATE TRIGGER worksheet_while_open BEFORE UPDATE ON worksheets FOR EACH ROW EXECUTE FUNCTION refuse_edit_after_decision();
