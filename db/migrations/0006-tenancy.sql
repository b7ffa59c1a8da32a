-- The second lock: whatever a query forgets, a connection sees and writes only its own library's rows.
do $$
declare t text;
begin
  foreach t in array array[
    'members', 'invitations', 'branches', 'history', 'sectors', 'organizations', 'organization_sectors', 'addresses', 'phones', 'contacts',
    'partners', 'stage_changes', 'next_steps', 'notes', 'factor_sets', 'factor_set_versions', 'factors', 'worksheets', 'worksheet_factors',
    'worksheet_partners', 'worksheet_raters', 'ratings', 'worksheet_submissions', 'worksheet_decisions', 'worksheet_choices', 'worksheet_look_backs']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_library on %I using (library_id = (select current_library()))', t);
  end loop;
end $$;

-- A library's mail is its own; account mail belongs to no library and is seen by a connection that has none.
alter table outbox enable row level security;
alter table outbox force row level security;
create policy own_library on outbox using (library_id is not distinct from (select current_library()));

-- A person finds the libraries they belong to before one is chosen.
create policy own_memberships on members for select using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
