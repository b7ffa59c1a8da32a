-- Why an invitation was ended by what happened to the person who wrote it, or to the one whom it is for, so that administrators can be told.
alter table invitations add column revoked_because text check (revoked_because in ('inviter_left', 'inviter_role', 'invited_left'));
