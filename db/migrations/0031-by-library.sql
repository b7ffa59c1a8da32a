-- Every table of a library in a shape in which it can be distributed by `library_id` over several servers
-- (docs/running.md, "Outgrowing one machine"). What stands in the way there, and what it is worth here:

-- A policy with a subquery. The function is put into the statement as it is, so it costs no more.
do $$
declare
  t text;
begin
  for t in select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
      where p.polname = 'own_library' and c.relname <> 'outbox' loop
    execute format('alter policy own_library on %I using (library_id = current_library())', t);
  end loop;
end $$;
alter policy own_memberships on members using (user_id = nullif(current_setting('app.user_id', true), '')::uuid);

-- A tenant that may be missing. Mail about an account, which may be in several libraries, is a noun of its own.
create table account_mail (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body text not null,
  locale text not null,
  created_at timestamptz not null,
  last_error text,
  sent_at timestamptz,
  constraint account_mail_locale_check check (locale in ('en', 'es'))
);
-- It may hold a link that opens an account, so nobody reads it while they see a library's rows.
alter table account_mail enable row level security;
alter table account_mail force row level security;
create policy of_no_library on account_mail using (current_library() is null);
insert into account_mail (id, recipient, subject, body, locale, created_at, last_error, sent_at)
  select id, recipient, subject, body, locale, created_at, last_error, sent_at from outbox where library_id is null;
delete from outbox where library_id is null;
alter table outbox alter library_id set not null, drop constraint outbox_pkey, add primary key (library_id, id);
alter policy own_library on outbox using (library_id = current_library());

-- Identity columns: a sequence does the same.
alter table recorded_changes alter seq drop identity;
create sequence recorded_changes_seq owned by recorded_changes.seq;
alter table recorded_changes no force row level security;
select setval('recorded_changes_seq', (select coalesce(max(seq), 0) + 1 from recorded_changes));
alter table recorded_changes force row level security;
alter table recorded_changes alter seq set default nextval('recorded_changes_seq');
alter table listed_organizations alter id drop identity;
create sequence listed_organizations_id as integer owned by listed_organizations.id;
select setval('listed_organizations_id', (select coalesce(max(id), 0) + 1 from listed_organizations));
alter table listed_organizations alter id set default nextval('listed_organizations_id');

-- Keys that change other rows along with theirs. A merge moves what follows as it moves the rest.
alter table ratings drop constraint ratings_partner_fkey, add constraint ratings_partner_fkey
  foreign key (library_id, worksheet_id, partner_id) references worksheet_partners (library_id, worksheet_id, partner_id) deferrable;
alter table worksheet_choices drop constraint worksheet_choices_partner_fkey, add constraint worksheet_choices_partner_fkey
  foreign key (library_id, worksheet_id, partner_id) references worksheet_partners (library_id, worksheet_id, partner_id) deferrable;

create index ratings_partner_index on ratings (library_id, partner_id);
create index worksheet_choices_partner_index on worksheet_choices (library_id, partner_id);

-- Triggers that ask which table they stand on: a part of a distributed table has another name. They are told it.
create or replace function record_change() returns trigger language plpgsql as $$
begin
  insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
  values (
    coalesce(new.library_id, old.library_id), current_setting('app.change_set')::uuid,
    case current_setting('app.change_unit') when 'each' then -nextval('recorded_units') else current_setting('app.change_unit')::bigint end, tg_argv[0],
    case when tg_op <> 'INSERT' then to_jsonb(old) end, case when tg_op <> 'DELETE' then to_jsonb(new) end);
  return null;
end $$;

-- Joins and reads by row: the library is said as a value, of which the planner can tell whose part of the table it is.
create or replace function same_row(of_table text) returns text language sql stable as $$
  select format('t.library_id = %L::uuid and ', current_library()) || string_agg(format('t.%1$I = r.%1$I', a.attname), ' and ')
  from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])
  where i.indrelid = of_table::regclass and i.indisprimary
$$;

create or replace function record_rows() returns trigger language plpgsql as $$
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
end $$;

create or replace function keep_changes_of(tables text[]) returns void language plpgsql as $$
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
end $$;
select keep_changes_of(array(select c.relname::text from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where t.tgname = 'record_added' and c.relnamespace = current_schema()::regnamespace));
