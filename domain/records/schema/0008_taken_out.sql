-- What a record said before may be what nobody should have read. Then it is emptied (`body` and `inside` are {}), and the history says that,
-- when and why.
ALTER TABLE record_former ADD COLUMN taken_out_at INTEGER;
ALTER TABLE record_former ADD COLUMN taken_out_because TEXT NOT NULL DEFAULT '';
