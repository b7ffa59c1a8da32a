-- Names are compared, searched and sorted by keys that only the program can make (src/rooms/directory/name-key.ts). Which version of them a
-- library's rows have is noted; the first start of a program that makes newer ones makes them anew (src/keys.ts), also those of this migration.
alter table libraries add column key_version integer not null default 0;

-- The shelf is in the order in which people sort, as the directory is.
alter table leads add column name_key text not null default '';
drop index leads_name_index;
drop index leads_sector_index;
create index leads_name_index on leads (library_id, name_key, id);
create index leads_sector_index on leads (library_id, sector_key, name_key, id);

-- The owner of the tables sees all libraries' rows for the two statements that follow.
alter table recorded_changes no force row level security;
alter table import_rows no force row level security;
alter table imports no force row level security;
-- What is recorded of a lead has all its columns: otherwise an undo would take it for changed since.
update recorded_changes set before = before || '{"name_key": ""}', after = after || '{"name_key": ""}' where table_name = 'leads';
-- Which rows of a file are kin is said by the same keys: of what is under way it is worked out once more.
update import_rows r set kin = null from imports i where i.library_id = r.library_id and i.id = r.import_id and i.status in ('mapping', 'checked') and r.kin is not null;
alter table recorded_changes force row level security;
alter table import_rows force row level security;
alter table imports force row level security;

-- The catalogue may have millions of rows: the worker goes through it a few thousand at a time. One row.
create table catalogue_keys (
  only_one boolean primary key default true check (only_one),
  version integer not null,
  -- The last id whose keys are of the version after this one.
  up_to integer not null
);
insert into catalogue_keys (version, up_to) values (0, 0);

-- The order in which people sort names that have no key of their own: no case, no accents, no punctuation, the same on every server.
create function sorted_as(name text) returns text language sql immutable parallel safe as $$
  select trim(regexp_replace(regexp_replace(lower(normalize(name, nfd)), '[\u0300-\u036f''’]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;
