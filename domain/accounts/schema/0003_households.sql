-- Tries are counted by household: an IPv4 address, or the /64 from which an IPv6 asker can take any address he likes.
ALTER TABLE access_line ADD COLUMN household TEXT NOT NULL DEFAULT '';
CREATE INDEX access_line_household ON access_line (household, at);
DROP INDEX access_line_address;
