-- What organizations offer, and where (HSDS 3.1: service, location, service_at_location). They come in with packages of human-services data,
-- are shown and edited, and go out again. external_id is the id they had where they came from.
create table services (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  external_id text not null default '',
  name text not null check (length(name) between 1 and 200),
  alternate_name text not null default '' check (length(alternate_name) <= 200),
  description text not null default '' check (length(description) <= 5000),
  url text not null default '' check (length(url) <= 500),
  email text not null default '' check (length(email) <= 254),
  phone text not null default '',
  status text not null default 'active' check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  eligibility_description text not null default '' check (length(eligibility_description) <= 2000),
  fees_description text not null default '' check (length(fees_description) <= 2000),
  application_process text not null default '' check (length(application_process) <= 2000),
  hours text not null default '' check (length(hours) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id)
);
create index services_organization_index on services (library_id, organization_id, name);

-- The subjects a service was filed under where it came from, as words of a named taxonomy.
create table service_terms (
  library_id uuid not null references libraries,
  service_id uuid not null,
  taxonomy text not null check (length(taxonomy) between 1 and 200),
  term text not null check (length(term) between 1 and 200),
  code text not null default '' check (length(code) <= 100),
  primary key (library_id, service_id, taxonomy, term),
  foreign key (library_id, service_id) references services (library_id, id)
);

create table locations (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  external_id text not null default '',
  location_type text not null default 'physical' check (location_type in ('physical', 'postal', 'virtual')),
  name text not null default '' check (length(name) <= 200),
  description text not null default '' check (length(description) <= 5000),
  transportation text not null default '' check (length(transportation) <= 2000),
  phone text not null default '',
  hours text not null default '' check (length(hours) <= 2000),
  address_1 text not null default '' check (length(address_1) <= 200),
  address_2 text not null default '' check (length(address_2) <= 200),
  city text not null default '' check (length(city) <= 120),
  state_province text not null default '' check (length(state_province) <= 120),
  postal_code text not null default '' check (length(postal_code) <= 20),
  country text not null default 'US' check (length(country) = 2),
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id),
  check ((latitude is null) = (longitude is null))
);
create index locations_organization_index on locations (library_id, organization_id, name);

create table service_at_locations (
  library_id uuid not null references libraries,
  id uuid not null,
  service_id uuid not null,
  location_id uuid not null,
  description text not null default '' check (length(description) <= 2000),
  primary key (library_id, id),
  constraint service_at_locations_key unique (library_id, service_id, location_id),
  foreign key (library_id, service_id) references services (library_id, id),
  foreign key (library_id, location_id) references locations (library_id, id)
);
create index service_at_locations_location_index on service_at_locations (library_id, location_id);

-- Off until the library says so: then its active partners are a public, read-only directory (HSDS).
alter table libraries add column public_directory boolean not null default false;
-- Where a branch is, for "near the branch" and for the area it serves.
alter table branches add column postal_code text not null default '' check (length(postal_code) <= 20);

-- Of many organizations a list knows no more than the town.
alter table addresses drop constraint addresses_address_1_check, add constraint addresses_address_1_check check (length(address_1) <= 200);
