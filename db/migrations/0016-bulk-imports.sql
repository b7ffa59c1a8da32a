-- A list is written by a few statements for many rows of the file, so the unit of a recorded change can also be looked up ('staged'): in the
-- temporary table change_units, by the organization or the person that the changed row belongs to.
create function staged_unit(changed jsonb) returns bigint language plpgsql as $$
declare
  owner uuid := coalesce(changed ->> 'organization_id', changed ->> 'person_id')::uuid;
  found_unit bigint;
begin
  if owner is null and changed ? 'service_id' then
    select s.organization_id into owner from services s where s.library_id = (changed ->> 'library_id')::uuid and s.id = (changed ->> 'service_id')::uuid;
  end if;
  select unit into found_unit from change_units where id = coalesce(owner, (changed ->> 'id')::uuid);
  if found_unit is null then raise exception 'a changed row belongs to no unit: %', changed ->> 'id'; end if;
  return found_unit;
end $$;

create or replace function record_change() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
begin
  insert into recorded_changes (library_id, change_set_id, unit, table_name, before, after)
  values (
    (coalesce(is_now, was) ->> 'library_id')::uuid, current_setting('app.change_set')::uuid,
    case current_setting('app.change_unit')
      when 'each' then -nextval('recorded_units')
      when 'staged' then staged_unit(coalesce(is_now, was))
      else current_setting('app.change_unit')::bigint end,
    tg_table_name, was, is_now);
  return null;
end $$;
