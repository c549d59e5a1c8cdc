-- The number by which a list of any length is sorted (`list.figure` in the kind's file), so that rising bytes are rising numbers; '~' where
-- the record has none, which comes last. Empty where the kind has no such number.
ALTER TABLE record ADD COLUMN figure_key TEXT NOT NULL DEFAULT '';
CREATE INDEX record_figure_key ON record (kind, figure_key, id) WHERE is_listed = 1 AND figure_key <> '';
