-- Every row of the catalogue is where its ZIP code is, so "nearest first" walks the ZIP codes around a point in their order (rooms/places) and
-- needs no index of points: the two such indexes would take longer to build than all others together. `cells` holds the ZIP code as a number
-- and the quarter-degree cell it lies in, for words near a place. Names sort by their bytes on every server: their keys are plain letters.
alter table catalogue
  drop column earth,
  alter column name_key type text collate "C";
-- The indexes for searching are built by the first load, after its rows are in (rooms/catalogue/indexes.ts): filled one row at a time they
-- would take many times as long.
