-- The newest titles, for suggestions, among a million things without sorting them.
CREATE INDEX search_entry_newest ON search_entry (published_on, id) WHERE is_gone = 0 AND source <> 'record';
CREATE INDEX search_entry_newest_record ON search_entry (id) WHERE is_gone = 0 AND source = 'record';
