-- The second lock for the tables since 0007, and the list of tables whose changes an import or a merge can take back.
do $$
declare t text;
begin
  foreach t in array array['services', 'service_terms', 'locations', 'service_at_locations', 'imports', 'import_rows', 'import_progress', 'import_mappings',
    'organization_sources', 'leads', 'catalogue_answers', 'duplicate_answers', 'merges']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_library on %I using (library_id = (select current_library()))', t);
  end loop;
end $$;

select keep_changes_of(array['organizations', 'organization_sectors', 'organization_sources', 'addresses', 'phones', 'contacts', 'services', 'service_terms',
  'locations', 'service_at_locations', 'leads', 'catalogue_answers', 'duplicate_answers', 'partners', 'stage_changes', 'next_steps', 'notes',
  'worksheet_partners', 'worksheet_choices', 'ratings']);
