-- Where both organizations were partners, which relationship became part of which: its history and its name on a decided worksheet are found by it.
alter table merges add column kept_partner_id uuid, add column gone_partner_id uuid;
create index merges_kept_index on merges (library_id, kept_id) where undone_at is null;

-- Changes that follow by a cascade are recorded after the one they follow, so an undo meets them first: it asks for these to be checked at the end.
alter table ratings alter constraint ratings_partner_fkey deferrable initially immediate;
alter table worksheet_choices alter constraint worksheet_choices_partner_fkey deferrable initially immediate;
