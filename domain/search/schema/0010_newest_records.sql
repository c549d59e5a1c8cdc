-- SQLite walks an index in the order of its rows only where it finds its first column equal to something: with the number alone all
-- records were read and sorted.
DROP INDEX search_entry_newest_record;
CREATE INDEX search_entry_newest_record ON search_entry (source, id) WHERE is_gone = 0 AND source = 'record';
