-- Files that a library keeps, each once, under the hash of what is in it. A picture is written anew before it is kept.
create table stored_files (
  library_id uuid not null references libraries,
  sha256 text not null,
  type text not null,
  bytes bytea not null,
  width int not null,
  height int not null,
  stored_by uuid not null,
  stored_at timestamptz not null,
  primary key (library_id, sha256),
  foreign key (library_id, stored_by) references members (library_id, id)
);
alter table stored_files enable row level security;
alter table stored_files force row level security;
create policy own_library on stored_files using (library_id = current_library());

-- How a library looks: its logo, and the one colour of its links and buttons ("#rrggbb"); without them, the house's own.
alter table libraries add logo text, add logo_name text, add color text,
  add constraint libraries_color_check check (color ~ '^#[0-9a-f]{6}$');
