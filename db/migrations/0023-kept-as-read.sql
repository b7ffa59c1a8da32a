-- What a list or package says that has no column of its own is kept as it was read, by the standard's name for it or under the list's own heading
-- ("columns"), is shown, and goes out again with the package.
alter table organizations add column further jsonb not null default '{}' check (jsonb_typeof(further) = 'object');
alter table services add column further jsonb not null default '{}' check (jsonb_typeof(further) = 'object');
alter table locations add column further jsonb not null default '{}' check (jsonb_typeof(further) = 'object');
alter table contacts add column further jsonb not null default '{}' check (jsonb_typeof(further) = 'object');

-- What a number is for ("crisis line, nights"), and numbers of three to six digits that only a phone company knows (211, 988, 741741).
alter table phones add column description text not null default '' check (length(description) <= 200);
alter table person_phones add column description text not null default '' check (length(description) <= 200);
alter table phones drop constraint phones_number_check, add constraint phones_number_check check (number ~ '^(\+[0-9]{4,15}|[0-9]{3,6})$');
alter table person_phones drop constraint person_phones_number_check,
  add constraint person_phones_number_check check (number ~ '^(\+[0-9]{4,15}|[0-9]{3,6})$');
alter table phones drop constraint phones_phone_type_check,
  add constraint phones_phone_type_check check (phone_type in ('voice', 'cell', 'fax', 'text', 'tty', 'video', 'pager'));
