-- What a record belongs to that is no chain of its own kind (`belongs` in the kind's file): the measure that was delivered, the
-- project that was traded.
ALTER TABLE record ADD COLUMN belongs TEXT NOT NULL DEFAULT '';
CREATE INDEX record_belongs ON record (kind, belongs, sort_key, id) WHERE is_listed = 1 AND belongs <> '';
