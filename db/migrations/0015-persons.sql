-- A person is not an organization. Who somebody is stands in persons, with what is theirs (mobile, home, private mail); a contact is a role of a
-- person at an organization. A contact may be published only when somebody said so, and then with name, title, work phone and work mail.
create table persons (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 120),
  name_key text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (library_id, id)
);
create index persons_name_index on persons (library_id, name_key, id);

create table person_phones (
  library_id uuid not null references libraries,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('work', 'mobile', 'home', 'other')),
  number text not null check (number ~ '^\+[0-9]{4,15}$'),
  extension text not null default '' check (extension ~ '^[0-9]{0,10}$'),
  primary key (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index person_phones_person_index on person_phones (library_id, person_id, position);
create index person_phones_number_index on person_phones (library_id, number);

create table person_emails (
  library_id uuid not null references libraries,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('work', 'home', 'other')),
  email text not null check (length(email) between 1 and 254),
  primary key (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index person_emails_person_index on person_emails (library_id, person_id, position);
create index person_emails_email_index on person_emails (library_id, email);

create table person_addresses (
  library_id uuid not null references libraries,
  id uuid not null,
  person_id uuid not null,
  position smallint not null,
  kind text not null check (kind in ('work', 'home', 'other')),
  address_1 text not null default '' check (length(address_1) <= 200),
  address_2 text not null default '' check (length(address_2) <= 200),
  city text not null default '' check (length(city) <= 120),
  state_province text not null default '' check (length(state_province) <= 120),
  postal_code text not null default '' check (length(postal_code) <= 20),
  country text not null check (country ~ '^[A-Z]{2}$'),
  primary key (library_id, id),
  foreign key (library_id, person_id) references persons (library_id, id)
);
create index person_addresses_person_index on person_addresses (library_id, person_id, position);

-- The owner of the tables sees all libraries' rows while what is there is brought into the new shape.
alter table contacts no force row level security;
alter table recorded_changes no force row level security;
alter table organization_sources no force row level security;
alter table leads no force row level security;
alter table imports no force row level security;
alter table import_mappings no force row level security;

-- As nameKey in src/rooms/directory/name-key.ts.
create function pg_temp.key_of(name text) returns text language sql immutable as $$
  select trim(regexp_replace(regexp_replace(replace(lower(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g')), '&', ' and '),
    '[''’`´]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

-- Contacts of one name and one mail are one person, who has the first contact's id; so have that person's mail and phone.
create temporary table person_of on commit drop as
  select c.library_id, c.id as contact_id, c.name, c.key, c.email, c.phone, c.created_at,
    case when c.email = '' then c.id else first_value(c.id) over (partition by c.library_id, c.key, lower(c.email) order by c.created_at, c.id) end as person_id
  from (select *, coalesce(nullif(pg_temp.key_of(name), ''), lower(name)) as key from contacts) c;

insert into persons (library_id, id, name, name_key, created_at)
  select library_id, person_id, name, pg_temp.key_of(name), created_at from person_of where contact_id = person_id;
insert into person_emails (library_id, id, person_id, position, kind, email)
  select library_id, person_id, person_id, 0, 'work', email from person_of where contact_id = person_id and email <> '';
insert into person_phones (library_id, id, person_id, position, kind, number)
  select library_id, contact_id, person_id, row_number() over (partition by library_id, person_id order by created_at, contact_id) - 1, 'work', phone
  from (select distinct on (library_id, person_id, phone) * from person_of where phone <> '' order by library_id, person_id, phone, created_at, contact_id) p;

alter table contacts add column person_id uuid, add column may_be_published boolean not null default false;
update contacts c set person_id = p.person_id from person_of p where p.library_id = c.library_id and p.contact_id = c.id;
alter table contacts alter column person_id set not null, drop column name, drop column email, drop column phone,
  add foreign key (library_id, person_id) references persons (library_id, id);
create index contacts_person_index on contacts (library_id, person_id);

-- What was recorded of contacts is told as if there had been persons all along, so that an import or a merge of before can still be undone.
-- One that was deleted since is the person of the contact that says the same; where nobody does, an undo finds no such person and says so.
insert into person_of (library_id, contact_id, key, email, phone, person_id)
  select distinct on (d.library_id, d.id) d.library_id, d.id, d.key, d.email, d.phone, coalesce(p.person_id, d.id)
  from (
    select r.library_id, (image ->> 'id')::uuid as id, pg_temp.key_of(image ->> 'name') as key, image ->> 'email' as email, image ->> 'phone' as phone, r.seq
    from recorded_changes r, lateral (select coalesce(r.after, r.before) as image) i where r.table_name = 'contacts'
  ) d
  left join person_of p on p.library_id = d.library_id and p.key = d.key and p.email = d.email and p.phone = d.phone
  where not exists (select 1 from person_of k where k.library_id = d.library_id and k.contact_id = d.id)
  order by d.library_id, d.id, d.seq desc, p.created_at, p.contact_id;

-- Room between the recorded rows: a person and what is theirs were there before their contact.
alter table recorded_changes alter column seq set generated by default;
update recorded_changes r set seq = r.seq * 4 + (select max(seq) from recorded_changes)
  where (r.library_id, r.change_set_id) in (select library_id, change_set_id from recorded_changes where table_name = 'contacts');

create function pg_temp.add_recorded(r recorded_changes, earlier int, name text, before jsonb, after jsonb) returns void language sql as $$
  insert into recorded_changes (library_id, change_set_id, seq, unit, table_name, before, after)
  values (r.library_id, r.change_set_id, r.seq - earlier, r.unit, name, before, after)
$$;

do $$
declare
  r recorded_changes; p record; was jsonb; is_now jsonb; shell jsonb;
begin
  for r in select * from recorded_changes where table_name = 'contacts' and after is not null order by seq loop
    select o.person_id, o.contact_id into p from person_of o where o.library_id = r.library_id and o.contact_id = (r.after ->> 'id')::uuid;
    if not found then continue; end if;
    shell := jsonb_build_object('library_id', r.library_id, 'id', p.contact_id);
    if r.before is null and p.person_id = p.contact_id then
      perform pg_temp.add_recorded(r, 3, 'persons', null, shell || jsonb_build_object(
        'name', r.after -> 'name', 'name_key', pg_temp.key_of(r.after ->> 'name'), 'version', 1, 'created_at', r.after -> 'created_at'));
    end if;
    shell := shell || jsonb_build_object('person_id', p.person_id, 'kind', 'work');
    if r.after ->> 'phone' is distinct from coalesce(r.before ->> 'phone', '') and r.after ->> 'phone' <> '' then
      is_now := shell || jsonb_build_object('number', r.after -> 'phone', 'extension', '');
      was := is_now || jsonb_build_object('number', r.before -> 'phone');
      perform pg_temp.add_recorded(r, 2, 'person_phones', case when coalesce(r.before ->> 'phone', '') <> '' then was end, is_now);
    end if;
    if r.after ->> 'email' is distinct from coalesce(r.before ->> 'email', '') and r.after ->> 'email' <> '' and p.person_id = p.contact_id then
      is_now := shell || jsonb_build_object('email', r.after -> 'email');
      was := is_now || jsonb_build_object('email', r.before -> 'email');
      perform pg_temp.add_recorded(r, 1, 'person_emails', case when coalesce(r.before ->> 'email', '') <> '' then was end, is_now);
    end if;
  end loop;
end $$;

update recorded_changes r set
  before = r.before - '{name,email,phone}'::text[] || jsonb_build_object('person_id', p.person_id, 'may_be_published', false),
  after = r.after - '{name,email,phone}'::text[] || jsonb_build_object('person_id', p.person_id, 'may_be_published', false)
from person_of p
where r.table_name = 'contacts' and p.library_id = r.library_id and p.contact_id = (coalesce(r.after, r.before) ->> 'id')::uuid;

select setval(pg_get_serial_sequence('recorded_changes', 'seq'), (select coalesce(max(seq), 0) + 1 from recorded_changes));
alter table recorded_changes alter column seq set generated always;

-- What lists said of people, in the shape that imports use now (src/rooms/imports/record.ts).
create function pg_temp.with_persons(record jsonb) returns jsonb language sql immutable as $$
  select case when jsonb_typeof(record -> 'contacts') is distinct from 'array' or record -> 'contacts' = '[]' or record -> 'contacts' -> 0 ? 'phones' then record
    else jsonb_set(record, '{contacts}', (
      select jsonb_agg(c - '{email,phone}'::text[] || jsonb_build_object(
        'phones', case when coalesce(c ->> 'phone', '') = '' then '[]'::jsonb
          else jsonb_build_array(jsonb_build_object('kind', 'work', 'number', c -> 'phone', 'extension', '')) end,
        'emails', case when coalesce(c ->> 'email', '') = '' then '[]'::jsonb
          else jsonb_build_array(jsonb_build_object('kind', 'work', 'email', c -> 'email')) end,
        'addresses', '[]'::jsonb, 'may_be_published', false) order by n)
      from jsonb_array_elements(record -> 'contacts') with ordinality as e(c, n))) end
$$;
update organization_sources set brought = pg_temp.with_persons(brought);
update leads set record = pg_temp.with_persons(record);
update recorded_changes set
  before = case when before ? 'brought' then jsonb_set(before, '{brought}', pg_temp.with_persons(before -> 'brought')) else before end,
  after = case when after ? 'brought' then jsonb_set(after, '{brought}', pg_temp.with_persons(after -> 'brought')) else after end
where table_name = 'organization_sources';
update recorded_changes set
  before = case when before ? 'record' then jsonb_set(before, '{record}', pg_temp.with_persons(before -> 'record')) else before end,
  after = case when after ? 'record' then jsonb_set(after, '{record}', pg_temp.with_persons(after -> 'record')) else after end
where table_name = 'leads';

-- Files that were read and not brought in yet. A card did not keep whether its address or phone is of the work or of the home, so until it is
-- read again it is taken for the person's own.
update imports i set mapping = array(
  select case
    when i.kind = 'vcard' and m.field in ('phone', 'contact_phone') then case when lower(i.header[m.n]) = 'tel cell' then 'contact_cell_phone' else 'contact_other_phone' end
    when i.kind = 'vcard' and m.field = 'contact_email' then 'contact_other_email'
    when i.kind = 'vcard' and m.field in ('address_1', 'city', 'state_province', 'postal_code', 'country') then 'contact_other_' || m.field
    when i.kind = 'outlook' and m.field = 'contact_phone' then 'contact_cell_phone'
    when i.kind <> 'irs' and m.field = 'cell_phone' then 'contact_cell_phone'
    else m.field end
  from unnest(i.mapping) with ordinality as m(field, n) order by m.n)
where i.applied_at is null or i.status = 'undone';
-- How such columns were read the last time said less than is asked now: it is asked once more.
delete from import_mappings where mapping && '{cell_phone,contact_name,contact_first_name,contact_last_name,contact_email,contact_phone}'::text[];

drop function pg_temp.with_persons(jsonb);
drop function pg_temp.add_recorded(recorded_changes, int, text, jsonb, jsonb);
drop function pg_temp.key_of(text);

alter table contacts force row level security;
alter table recorded_changes force row level security;
alter table organization_sources force row level security;
alter table leads force row level security;
alter table imports force row level security;
alter table import_mappings force row level security;

-- What somebody said to "is this really the organization's?": that it is. What an import of before had misplaced is asked for once.
create table misplaced_answers (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  what text not null check (what in ('phone', 'email', 'address')),
  value text not null check (length(value) <= 400),
  answered_by uuid,
  answered_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  foreign key (library_id, answered_by) references members (library_id, id)
);
create index misplaced_answers_organization_index on misplaced_answers (library_id, organization_id);

do $$
declare t text;
begin
  foreach t in array array['persons', 'person_phones', 'person_emails', 'person_addresses', 'misplaced_answers'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_library on %I using (library_id = (select current_library()))', t);
  end loop;
end $$;

select keep_changes_of(array['persons', 'person_phones', 'person_emails', 'person_addresses', 'misplaced_answers']);
