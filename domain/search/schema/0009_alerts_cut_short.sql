-- Each alert by itself: the day on which it was last asked to its end, from which it is asked for; and, where it could not be asked to its
-- end, since when that is so and on which day it was tried last. What was known before was one day for all of them.
ALTER TABLE search_alert ADD COLUMN seen_on TEXT;
ALTER TABLE search_alert ADD COLUMN cut_short_since TEXT;
ALTER TABLE search_alert ADD COLUMN cut_short_on TEXT;
UPDATE search_alert SET seen_on = (SELECT value FROM search_state WHERE name = 'alerts_ran_whole_on') WHERE confirmed_at IS NOT NULL;
CREATE INDEX search_alert_cut_short ON search_alert (question) WHERE cut_short_since IS NOT NULL;
