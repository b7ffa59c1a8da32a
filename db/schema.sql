-- Written by "npm run schema" from the migrations. To read, not to run.

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

create table branches (
  library_id uuid not null,
  id uuid not null,
  name text not null,
  city text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table contacts (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  name text not null,
  title text not null default ''::text,
  email text not null default ''::text,
  phone text not null default ''::text,
  starts_on date,
  ends_on date,
  version integer not null default 1,
  created_at timestamp with time zone not null
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
  created_at timestamp with time zone not null
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
  revoked_at timestamp with time zone
);

create table libraries (
  id uuid not null,
  slug text not null,
  name text not null,
  time_zone text not null,
  locale text not null,
  strength_from smallint not null default 40,
  discuss_from smallint not null default 30,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table members (
  library_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null,
  left_at timestamp with time zone,
  version integer not null default 1
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

create table notes (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  author_id uuid not null,
  audience text not null,
  body text not null,
  happened_on date not null,
  version integer not null default 1,
  created_at timestamp with time zone not null
);

create table organization_sectors (
  library_id uuid not null,
  organization_id uuid not null,
  sector_key text not null
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
  updated_at timestamp with time zone not null
);

create table outbox (
  id uuid not null,
  library_id uuid,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null,
  next_attempt_at timestamp with time zone not null,
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamp with time zone
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

create table phones (
  library_id uuid not null,
  id uuid not null,
  organization_id uuid not null,
  position smallint not null,
  phone_type text not null,
  number text not null,
  extension text not null default ''::text
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
  updated_at timestamp with time zone not null
);

create table sectors (
  library_id uuid not null,
  key text not null,
  label text,
  position smallint not null
);

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  user_agent text not null default ''::text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);

create table stage_changes (
  library_id uuid not null,
  id uuid not null,
  partner_id uuid not null,
  from_stage text not null,
  to_stage text not null,
  reason text not null default ''::text,
  changed_by uuid,
  changed_at timestamp with time zone not null
);

create table submissions (
  key uuid not null,
  sender text not null,
  path text not null,
  location text not null default ''::text,
  created_at timestamp with time zone not null
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

create table worksheet_choices (
  library_id uuid not null,
  worksheet_id uuid not null,
  partner_id uuid not null
);

create table worksheet_decisions (
  library_id uuid not null,
  worksheet_id uuid not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  look_back_on date,
  as_decided jsonb not null
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
  choose_again text not null
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

alter table addresses add constraint addresses_pkey PRIMARY KEY (library_id, id);

alter table addresses add constraint addresses_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table addresses add constraint addresses_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id) ON DELETE CASCADE;

alter table addresses add constraint addresses_address_1_check CHECK (((length(address_1) >= 1) AND (length(address_1) <= 200)));

alter table addresses add constraint addresses_address_2_check CHECK ((length(address_2) <= 200));

alter table addresses add constraint addresses_address_type_check CHECK ((address_type = ANY (ARRAY['physical'::text, 'postal'::text])));

alter table addresses add constraint addresses_city_check CHECK ((length(city) <= 120));

alter table addresses add constraint addresses_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

alter table addresses add constraint addresses_postal_code_check CHECK ((length(postal_code) <= 20));

alter table addresses add constraint addresses_state_province_check CHECK ((length(state_province) <= 120));

alter table branches add constraint branches_name_key UNIQUE (library_id, name);

alter table branches add constraint branches_pkey PRIMARY KEY (library_id, id);

alter table branches add constraint branches_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table branches add constraint branches_city_check CHECK ((length(city) <= 200));

alter table branches add constraint branches_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table contacts add constraint contacts_pkey PRIMARY KEY (library_id, id);

alter table contacts add constraint contacts_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table contacts add constraint contacts_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id);

alter table contacts add constraint contacts_check CHECK ((ends_on >= starts_on));

alter table contacts add constraint contacts_email_check CHECK ((length(email) <= 254));

alter table contacts add constraint contacts_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table contacts add constraint contacts_phone_check CHECK ((phone ~ '^(\+[0-9]{4,15})?$'::text));

alter table contacts add constraint contacts_title_check CHECK ((length(title) <= 120));

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

alter table history add constraint history_pkey PRIMARY KEY (library_id, id);

alter table history add constraint history_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table history add constraint history_library_id_member_id_fkey FOREIGN KEY (library_id, member_id) REFERENCES members(library_id, id);

alter table invitations add constraint invitations_library_id_token_hash_key UNIQUE (library_id, token_hash);

alter table invitations add constraint invitations_pkey PRIMARY KEY (library_id, id);

alter table invitations add constraint invitations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table invitations add constraint invitations_library_id_invited_by_fkey FOREIGN KEY (library_id, invited_by) REFERENCES members(library_id, id);

alter table invitations add constraint invitations_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email = lower(email))));

alter table invitations add constraint invitations_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'coordinator'::text, 'contributor'::text, 'reader'::text])));

alter table libraries add constraint libraries_slug_key UNIQUE (slug);

alter table libraries add constraint libraries_pkey PRIMARY KEY (id);

alter table libraries add constraint libraries_check CHECK ((discuss_from < strength_from));

alter table libraries add constraint libraries_discuss_from_check CHECK (((discuss_from >= 11) AND (discuss_from <= 50)));

alter table libraries add constraint libraries_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table libraries add constraint libraries_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table libraries add constraint libraries_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{0,59}$'::text));

alter table libraries add constraint libraries_strength_from_check CHECK (((strength_from >= 11) AND (strength_from <= 50)));

alter table members add constraint members_user_key UNIQUE (library_id, user_id);

alter table members add constraint members_pkey PRIMARY KEY (library_id, id);

alter table members add constraint members_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table members add constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table members add constraint members_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'coordinator'::text, 'contributor'::text, 'reader'::text])));

alter table next_steps add constraint next_steps_pkey PRIMARY KEY (library_id, id);

alter table next_steps add constraint next_steps_library_id_closed_by_fkey FOREIGN KEY (library_id, closed_by) REFERENCES members(library_id, id);

alter table next_steps add constraint next_steps_library_id_created_by_fkey FOREIGN KEY (library_id, created_by) REFERENCES members(library_id, id);

alter table next_steps add constraint next_steps_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table next_steps add constraint next_steps_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table next_steps add constraint next_steps_check CHECK (((closed_at IS NULL) = (outcome IS NULL)));

alter table next_steps add constraint next_steps_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'dropped'::text, 'replaced'::text])));

alter table next_steps add constraint next_steps_what_check CHECK (((length(what) >= 1) AND (length(what) <= 300)));

alter table notes add constraint notes_pkey PRIMARY KEY (library_id, id);

alter table notes add constraint notes_library_id_author_id_fkey FOREIGN KEY (library_id, author_id) REFERENCES members(library_id, id);

alter table notes add constraint notes_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table notes add constraint notes_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table notes add constraint notes_audience_check CHECK ((audience = ANY (ARRAY['me'::text, 'library'::text])));

alter table notes add constraint notes_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000)));

alter table organization_sectors add constraint organization_sectors_pkey PRIMARY KEY (library_id, organization_id, sector_key);

alter table organization_sectors add constraint organization_sectors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table organization_sectors add constraint organization_sectors_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id) ON DELETE CASCADE;

alter table organization_sectors add constraint organization_sectors_sector_fkey FOREIGN KEY (library_id, sector_key) REFERENCES sectors(library_id, key);

alter table organizations add constraint organizations_pkey PRIMARY KEY (library_id, id);

alter table organizations add constraint organizations_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table organizations add constraint organizations_parent_fkey FOREIGN KEY (library_id, parent_organization_id) REFERENCES organizations(library_id, id);

alter table organizations add constraint organizations_check CHECK ((parent_organization_id <> id));

alter table organizations add constraint organizations_description_check CHECK ((length(description) <= 5000));

alter table organizations add constraint organizations_email_check CHECK ((length(email) <= 254));

alter table organizations add constraint organizations_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)));

alter table organizations add constraint organizations_tax_id_check CHECK ((tax_id ~ '^[0-9]{9}$|^[0-9A-Za-z./-]{0,30}$'::text));

alter table organizations add constraint organizations_website_check CHECK ((length(website) <= 500));

alter table outbox add constraint outbox_pkey PRIMARY KEY (id);

alter table outbox add constraint outbox_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

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

alter table phones add constraint phones_pkey PRIMARY KEY (library_id, id);

alter table phones add constraint phones_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table phones add constraint phones_library_id_organization_id_fkey FOREIGN KEY (library_id, organization_id) REFERENCES organizations(library_id, id) ON DELETE CASCADE;

alter table phones add constraint phones_extension_check CHECK ((extension ~ '^[0-9]{0,10}$'::text));

alter table phones add constraint phones_number_check CHECK ((number ~ '^\+[0-9]{4,15}$'::text));

alter table phones add constraint phones_phone_type_check CHECK ((phone_type = ANY (ARRAY['voice'::text, 'cell'::text, 'fax'::text, 'text'::text, 'tty'::text])));

alter table ratings add constraint ratings_pkey PRIMARY KEY (library_id, worksheet_id, member_id, partner_id, code);

alter table ratings add constraint ratings_factor_fkey FOREIGN KEY (library_id, worksheet_id, code) REFERENCES worksheet_factors(library_id, worksheet_id, code);

alter table ratings add constraint ratings_library_id_entered_by_fkey FOREIGN KEY (library_id, entered_by) REFERENCES members(library_id, id);

alter table ratings add constraint ratings_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table ratings add constraint ratings_partner_fkey FOREIGN KEY (library_id, worksheet_id, partner_id) REFERENCES worksheet_partners(library_id, worksheet_id, partner_id);

alter table ratings add constraint ratings_rater_fkey FOREIGN KEY (library_id, worksheet_id, member_id) REFERENCES worksheet_raters(library_id, worksheet_id, member_id);

alter table ratings add constraint ratings_evidence_check CHECK ((length(evidence) <= 500));

alter table ratings add constraint ratings_note_check CHECK ((length(note) <= 2000));

alter table ratings add constraint ratings_score_check CHECK (((score >= 1) AND (score <= 5)));

alter table ratings add constraint ratings_unknown_check CHECK ((NOT (unknown AND (score IS NOT NULL))));

alter table sectors add constraint sectors_pkey PRIMARY KEY (library_id, key);

alter table sectors add constraint sectors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table sectors add constraint sectors_key_check CHECK ((key ~ '^[a-z0-9_]{1,60}$'::text));

alter table sectors add constraint sectors_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120)));

alter table sessions add constraint sessions_token_hash_key UNIQUE (token_hash);

alter table sessions add constraint sessions_pkey PRIMARY KEY (id);

alter table sessions add constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id);

alter table stage_changes add constraint stage_changes_pkey PRIMARY KEY (library_id, id);

alter table stage_changes add constraint stage_changes_library_id_changed_by_fkey FOREIGN KEY (library_id, changed_by) REFERENCES members(library_id, id);

alter table stage_changes add constraint stage_changes_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table stage_changes add constraint stage_changes_library_id_partner_id_fkey FOREIGN KEY (library_id, partner_id) REFERENCES partners(library_id, id);

alter table stage_changes add constraint stage_changes_check CHECK ((from_stage <> to_stage));

alter table stage_changes add constraint stage_changes_reason_check CHECK ((length(reason) <= 1000));

alter table submissions add constraint submissions_pkey PRIMARY KEY (key);

alter table users add constraint users_email_key UNIQUE (email);

alter table users add constraint users_pkey PRIMARY KEY (id);

alter table users add constraint users_email_check CHECK ((((length(email) >= 3) AND (length(email) <= 254)) AND (email = lower(email))));

alter table users add constraint users_locale_check CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text])));

alter table users add constraint users_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)));

alter table worksheet_choices add constraint worksheet_choices_pkey PRIMARY KEY (library_id, worksheet_id, partner_id);

alter table worksheet_choices add constraint worksheet_choices_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_choices add constraint worksheet_choices_partner_fkey FOREIGN KEY (library_id, worksheet_id, partner_id) REFERENCES worksheet_partners(library_id, worksheet_id, partner_id);

alter table worksheet_decisions add constraint worksheet_decisions_pkey PRIMARY KEY (library_id, worksheet_id);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_decided_by_fkey FOREIGN KEY (library_id, decided_by) REFERENCES members(library_id, id);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_decisions add constraint worksheet_decisions_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheets(library_id, id);

alter table worksheet_decisions add constraint worksheet_decisions_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 5000)));

alter table worksheet_factors add constraint worksheet_factors_pkey PRIMARY KEY (library_id, worksheet_id, code);

alter table worksheet_factors add constraint worksheet_factors_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_factors add constraint worksheet_factors_library_id_version_id_code_fkey FOREIGN KEY (library_id, version_id, code) REFERENCES factors(library_id, version_id, code);

alter table worksheet_factors add constraint worksheet_factors_library_id_worksheet_id_version_id_fkey FOREIGN KEY (library_id, worksheet_id, version_id) REFERENCES worksheets(library_id, id, version_id);

alter table worksheet_factors add constraint worksheet_factors_weight_check CHECK (((weight >= 0) AND (weight <= 3)));

alter table worksheet_look_backs add constraint worksheet_look_backs_pkey PRIMARY KEY (library_id, id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_fkey FOREIGN KEY (library_id) REFERENCES libraries(id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_looked_back_by_fkey FOREIGN KEY (library_id, looked_back_by) REFERENCES members(library_id, id);

alter table worksheet_look_backs add constraint worksheet_look_backs_library_id_worksheet_id_fkey FOREIGN KEY (library_id, worksheet_id) REFERENCES worksheet_decisions(library_id, worksheet_id);

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

CREATE INDEX addresses_organization_index ON addresses USING btree (library_id, organization_id, "position");

CREATE INDEX contacts_organization_index ON contacts USING btree (library_id, organization_id);

CREATE UNIQUE INDEX factor_sets_built_in_key ON factor_sets USING btree (library_id) WHERE built_in;

CREATE UNIQUE INDEX factor_sets_name_key ON factor_sets USING btree (library_id, lower(name));

CREATE INDEX history_subject_index ON history USING btree (library_id, subject_id, at DESC);

CREATE UNIQUE INDEX invitations_open_key ON invitations USING btree (library_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX members_user_id_index ON members USING btree (user_id);

CREATE INDEX next_steps_due_index ON next_steps USING btree (library_id, due_on) WHERE (closed_at IS NULL);

CREATE UNIQUE INDEX next_steps_open_key ON next_steps USING btree (library_id, partner_id) WHERE (closed_at IS NULL);

CREATE INDEX next_steps_partner_index ON next_steps USING btree (library_id, partner_id, created_at DESC);

CREATE INDEX notes_partner_index ON notes USING btree (library_id, partner_id, happened_on DESC);

CREATE INDEX organization_sectors_sector_index ON organization_sectors USING btree (library_id, sector_key, organization_id);

CREATE INDEX organizations_domain_index ON organizations USING btree (library_id, website_domain) WHERE (website_domain <> ''::text);

CREATE INDEX organizations_name_index ON organizations USING btree (library_id, name_key, id);

CREATE INDEX organizations_parent_index ON organizations USING btree (library_id, parent_organization_id);

CREATE INDEX organizations_tax_id_index ON organizations USING btree (library_id, tax_id) WHERE (tax_id <> ''::text);

CREATE INDEX outbox_library_index ON outbox USING btree (library_id, created_at DESC);

CREATE INDEX outbox_waiting_index ON outbox USING btree (library_id, next_attempt_at) WHERE (sent_at IS NULL);

CREATE INDEX partners_owner_index ON partners USING btree (library_id, owner_id);

CREATE INDEX partners_stage_index ON partners USING btree (library_id, stage);

CREATE INDEX password_resets_user_id_index ON password_resets USING btree (user_id, created_at);

CREATE INDEX phones_number_index ON phones USING btree (library_id, number);

CREATE INDEX phones_organization_index ON phones USING btree (library_id, organization_id, "position");

CREATE UNIQUE INDEX sectors_label_key ON sectors USING btree (library_id, lower(label));

CREATE INDEX sessions_expires_at_index ON sessions USING btree (expires_at);

CREATE INDEX sessions_user_id_index ON sessions USING btree (user_id);

CREATE INDEX stage_changes_partner_index ON stage_changes USING btree (library_id, partner_id, changed_at DESC);

CREATE INDEX submissions_created_at_index ON submissions USING btree (created_at);

CREATE INDEX worksheet_look_backs_worksheet_index ON worksheet_look_backs USING btree (library_id, worksheet_id, looked_back_at);

CREATE INDEX worksheet_partners_partner_index ON worksheet_partners USING btree (library_id, partner_id);

CREATE INDEX worksheet_raters_member_index ON worksheet_raters USING btree (library_id, member_id);

CREATE INDEX worksheets_opened_index ON worksheets USING btree (library_id, opened_at DESC);

alter table addresses force row level security;

alter table branches force row level security;

alter table contacts force row level security;

alter table factor_set_versions force row level security;

alter table factor_sets force row level security;

alter table factors force row level security;

alter table history force row level security;

alter table invitations force row level security;

alter table members force row level security;

alter table next_steps force row level security;

alter table notes force row level security;

alter table organization_sectors force row level security;

alter table organizations force row level security;

alter table outbox force row level security;

alter table partners force row level security;

alter table phones force row level security;

alter table ratings force row level security;

alter table sectors force row level security;

alter table stage_changes force row level security;

alter table worksheet_choices force row level security;

alter table worksheet_decisions force row level security;

alter table worksheet_factors force row level security;

alter table worksheet_look_backs force row level security;

alter table worksheet_partners force row level security;

alter table worksheet_raters force row level security;

alter table worksheet_submissions force row level security;

alter table worksheets force row level security;

create policy own_library on addresses for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on branches for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on contacts for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on factor_set_versions for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on factor_sets for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on factors for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on history for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on invitations for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on members for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_memberships on members for r using ((user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

create policy own_library on next_steps for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on notes for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on organization_sectors for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on organizations for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on outbox for * using ((NOT (library_id IS DISTINCT FROM ( SELECT current_library() AS current_library))));

create policy own_library on partners for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on phones for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on ratings for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on sectors for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on stage_changes for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_choices for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_decisions for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_factors for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_look_backs for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_partners for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_raters for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheet_submissions for * using ((library_id = ( SELECT current_library() AS current_library)));

create policy own_library on worksheets for * using ((library_id = ( SELECT current_library() AS current_library)));

CREATE OR REPLACE FUNCTION current_library()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.library_id'::text, true), ''::text))::uuid


CREATE OR REPLACE FUNCTION erasing(library uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((library)::text = current_setting('app.erasing_library'::text, true))


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


CREATE OR REPLACE FUNCTION refuse_after_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  sheet record;
begin
  if tg_op = 'DELETE' then sheet := old; else sheet := new; end if;
  if erasing(sheet.library_id) then return sheet; end if;
  perform 1 from worksheets w where w.library_id = sheet.library_id and w.id = sheet.worksheet_id for share;
  if exists (select 1 from worksheet_decisions d where d.library_id = sheet.library_id and d.worksheet_id = sheet.worksheet_id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return sheet;
end $function$


CREATE OR REPLACE FUNCTION refuse_edit_after_decision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select 1 from worksheet_decisions d where d.library_id = old.library_id and d.worksheet_id = old.id) then
    raise exception 'the worksheet is decided' using errcode = 'check_violation', constraint = 'worksheet_is_open';
  end if;
  return new;
end $function$


CREATE TRIGGER factors_of_a_version_stay BEFORE DELETE OR UPDATE ON factors FOR EACH ROW EXECUTE FUNCTION keep_the_decision();

CREATE TRIGGER ratings_while_open BEFORE INSERT OR DELETE OR UPDATE ON ratings FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER choices_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_choices FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER decision_locks_worksheet BEFORE INSERT ON worksheet_decisions FOR EACH ROW EXECUTE FUNCTION lock_before_decision();

CREATE TRIGGER decisions_stay BEFORE DELETE OR UPDATE ON worksheet_decisions FOR EACH ROW EXECUTE FUNCTION keep_the_decision();

CREATE TRIGGER factors_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_factors FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER partners_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_partners FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER raters_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_raters FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER submissions_while_open BEFORE INSERT OR DELETE OR UPDATE ON worksheet_submissions FOR EACH ROW EXECUTE FUNCTION refuse_after_decision();

CREATE TRIGGER worksheet_while_open BEFORE UPDATE ON worksheets FOR EACH ROW EXECUTE FUNCTION refuse_edit_after_decision();
