-- A file on its way in: what it is, how its columns are read, what each row would do. Nothing is written to the directory before it is applied.
create table imports (
  library_id uuid not null references libraries,
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  -- The list this file is an edition of; rows are known again by it when next year's file comes.
  source text not null check (length(source) between 1 and 120),
  vintage text not null default '' check (length(vintage) <= 40),
  kind text not null,
  target text not null check (target in ('partners', 'leads')),
  -- What was found out about the file: encoding, delimiter, sheet, row of the header.
  format jsonb not null default '{}',
  header text[] not null,
  -- For each column the field it fills, '' for none.
  mapping text[] not null,
  default_sector text not null default '',
  status text not null check (status in ('mapping', 'checked', 'queued', 'applied', 'failed', 'undoing', 'undone')),
  counts jsonb not null default '{}',
  problem jsonb,
  version integer not null default 1,
  created_by uuid,
  created_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  undone_by uuid,
  undone_at timestamptz,
  primary key (library_id, id),
  foreign key (library_id, created_by) references members (library_id, id),
  foreign key (library_id, applied_by) references members (library_id, id),
  foreign key (library_id, undone_by) references members (library_id, id)
);
create index imports_recent_index on imports (library_id, created_at desc);

create table import_rows (
  library_id uuid not null references libraries,
  import_id uuid not null,
  -- The row (of a spreadsheet), the card (of a vCard file) or the organization (of a package), counted as the person sees it.
  number integer not null,
  cells text[] not null,
  -- What does not fit in cells: services and locations of a package, further people of a card.
  extra jsonb,
  -- 'new', 'changed', 'same', 'duplicate', 'error', 'left_out'; empty before the dry run.
  outcome text not null default '',
  -- What the file did to the row's cells (a date made of a number, a cell too long) …
  problems jsonb not null default '[]',
  -- … and all that the dry run found.
  found jsonb not null default '[]',
  -- Rows of one organization share a unit: the number of the first of them.
  unit integer,
  -- What the person said to a possible duplicate: 'add', 'skip' or the id of the organization it is; 'out' leaves the row out.
  answer text not null default '',
  plan jsonb,
  primary key (library_id, import_id, number),
  foreign key (library_id, import_id) references imports (library_id, id)
);
create index import_rows_outcome_index on import_rows (library_id, import_id, outcome, number);

-- Written beside the import's own transaction, so that somebody can watch.
create table import_progress (
  library_id uuid not null references libraries,
  import_id uuid not null,
  done integer not null,
  total integer not null,
  primary key (library_id, import_id),
  foreign key (library_id, import_id) references imports (library_id, id)
);

-- How this library read such a header the last time.
create table import_mappings (
  library_id uuid not null references libraries,
  header_key text not null,
  mapping text[] not null,
  used_at timestamptz not null,
  primary key (library_id, header_key)
);

-- Where an organization came from and what that source said the last time: an import changes a field only when the source changed its mind,
-- and never what a person wrote.
create table organization_sources (
  library_id uuid not null references libraries,
  source text not null,
  source_key text not null,
  organization_id uuid not null,
  brought jsonb not null,
  primary key (library_id, source, source_key),
  foreign key (library_id, organization_id) references organizations (library_id, id)
);
create index organization_sources_organization_index on organization_sources (library_id, organization_id);

-- Work that waits for the worker: ids only, so that one look serves all libraries.
create table jobs (
  id uuid primary key,
  for_library uuid not null,
  kind text not null,
  subject_id uuid not null,
  asked_by uuid,
  run_at timestamptz not null,
  attempts smallint not null default 0
);
create index jobs_due_index on jobs (run_at);
