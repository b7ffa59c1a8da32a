-- Facts about agencies, shaped after HSDS 3.1 and owned by the library that wrote them down.
create table sectors (
  library_id uuid not null references libraries,
  key text not null check (key ~ '^[a-z0-9_]{1,60}$'),
  -- Empty for the guide's own 23: their words come from data/guide/sectors.json in the reader's language.
  label text check (length(label) between 1 and 120),
  position smallint not null,
  primary key (library_id, key)
);
create unique index sectors_label_key on sectors (library_id, lower(label));

create table organizations (
  library_id uuid not null references libraries,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  alternate_names text[] not null default '{}',
  description text not null default '' check (length(description) <= 5000),
  website text not null default '' check (length(website) <= 500),
  email text not null default '' check (length(email) <= 254),
  tax_id text not null default '' check (tax_id ~ '^[0-9]{9}$|^[0-9A-Za-z./-]{0,30}$'),
  parent_organization_id uuid,
  languages text[] not null default '{}',
  populations text[] not null default '{}',
  confidential_address boolean not null default false,
  -- What people compare and search by: lower case, no accents, no punctuation (directory/name-key.ts).
  name_key text not null,
  search_key text not null,
  website_domain text not null default '',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (library_id, id),
  check (parent_organization_id <> id),
  constraint organizations_parent_fkey foreign key (library_id, parent_organization_id) references organizations (library_id, id)
);
create index organizations_name_index on organizations (library_id, name_key, id);
create index organizations_parent_index on organizations (library_id, parent_organization_id);
create index organizations_domain_index on organizations (library_id, website_domain) where website_domain <> '';
create index organizations_tax_id_index on organizations (library_id, tax_id) where tax_id <> '';

create table organization_sectors (
  library_id uuid not null references libraries,
  organization_id uuid not null,
  sector_key text not null,
  primary key (library_id, organization_id, sector_key),
  foreign key (library_id, organization_id) references organizations (library_id, id) on delete cascade,
  constraint organization_sectors_sector_fkey foreign key (library_id, sector_key) references sectors (library_id, key)
);
create index organization_sectors_sector_index on organization_sectors (library_id, sector_key, organization_id);

create table addresses (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  position smallint not null,
  address_type text not null check (address_type in ('physical', 'postal')),
  address_1 text not null check (length(address_1) between 1 and 200),
  address_2 text not null default '' check (length(address_2) <= 200),
  city text not null default '' check (length(city) <= 120),
  state_province text not null default '' check (length(state_province) <= 120),
  postal_code text not null default '' check (length(postal_code) <= 20),
  country text not null check (country ~ '^[A-Z]{2}$'),
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id) on delete cascade
);
create index addresses_organization_index on addresses (library_id, organization_id, position);

create table phones (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  position smallint not null,
  phone_type text not null check (phone_type in ('voice', 'cell', 'fax', 'text', 'tty')),
  number text not null check (number ~ '^\+[0-9]{4,15}$'),
  extension text not null default '' check (extension ~ '^[0-9]{0,10}$'),
  primary key (library_id, id),
  foreign key (library_id, organization_id) references organizations (library_id, id) on delete cascade
);
create index phones_organization_index on phones (library_id, organization_id, position);
create index phones_number_index on phones (library_id, number);

create table contacts (
  library_id uuid not null references libraries,
  id uuid not null,
  organization_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  title text not null default '' check (length(title) <= 120),
  email text not null default '' check (length(email) <= 254),
  phone text not null default '' check (phone ~ '^(\+[0-9]{4,15})?$'),
  starts_on date,
  ends_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (library_id, id),
  check (ends_on >= starts_on),
  foreign key (library_id, organization_id) references organizations (library_id, id)
);
create index contacts_organization_index on contacts (library_id, organization_id);
