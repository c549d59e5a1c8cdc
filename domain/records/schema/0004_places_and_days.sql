-- What a kind is asked for by place and day (`query` in its file): the day so that rising bytes are newest first, the place in words. Both
-- are empty where the kind, or the record, has none.
ALTER TABLE record ADD COLUMN day_key TEXT NOT NULL DEFAULT '';
ALTER TABLE record ADD COLUMN place TEXT NOT NULL DEFAULT '';
CREATE INDEX record_day_key ON record (kind, day_key, id) WHERE is_listed = 1 AND day_key <> '';
