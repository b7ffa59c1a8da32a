-- The queue is pg-boss now, in a schema of its own (`pgboss`). What waits here is put into it at the next start
-- (src/house/work/carry-over.ts), and so is each mail that waits; afterwards this table stays empty.
alter table jobs rename to carried_jobs;
drop index jobs_due_index;
alter table carried_jobs rename constraint jobs_pkey to carried_jobs_pkey;
alter table carried_jobs drop column run_at, drop column attempts, alter column for_library drop not null;

do $$
declare
  library uuid;
begin
  for library in select id from libraries union all select null loop
    perform set_config('app.library_id', coalesce(library::text, ''), true);
    insert into carried_jobs (id, for_library, kind, subject_id)
      select gen_random_uuid(), library, 'mail.send', id from outbox
      where library_id is not distinct from library and sent_at is null and attempts < 12;
  end loop;
  perform set_config('app.library_id', '', true);
end
$$;

-- When a mail is tried again, and how often, the queue says.
drop index outbox_waiting_index;
alter table outbox drop column next_attempt_at, drop column attempts;
