-- For each sector in which a library talks to nobody, a few strangers near a branch: found by sector and state, in a narrow belt of latitude.
create index catalogue_sector_index on catalogue (sector_key, state, latitude) where latitude is not null;
