-- The day under which a record stands, as its kind calls it; NULL: the day on which it came. Rooms hand their records over again
-- (follow.cpp), which fills it for those that were there before.
ALTER TABLE search_entry ADD COLUMN dated_on TEXT;
