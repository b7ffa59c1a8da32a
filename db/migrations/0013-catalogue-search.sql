-- Every row of the catalogue is where its ZIP code is, so "nearest first" walks the ZIP codes around a point in their order (rooms/places) and
-- needs no index of points: the two such indexes would take longer to build than all others together. `cells` holds the quarter-degree cell
-- the ZIP code lies in, for words near a place. Names sort by their bytes on every server: their keys are plain letters.
alter table catalogue
  drop column earth,
  alter column name_key type text collate "C";
alter table catalogue_words alter column word type text collate "C";
-- Of the words as lower(), which they are already: otherwise looking one up as it is would go through their trigrams too.
drop index catalogue_words_similar_index;
create index catalogue_words_similar_index on catalogue_words using gin (lower(word) gin_trgm_ops);
-- The indexes for searching are built by the first load, after its rows are in (rooms/catalogue/indexes.ts): filled one row at a time they
-- would take many times as long.
