-- How often an address was silent when it was tried, one time after the other, and since when it counts as dead.
ALTER TABLE link_trial ADD COLUMN silent_times INTEGER NOT NULL DEFAULT 0;
ALTER TABLE link_trial ADD COLUMN dead_since INTEGER;
CREATE INDEX link_trial_tried ON link_trial (tried_at) WHERE tried_at IS NOT NULL;
CREATE INDEX link_trial_dead ON link_trial (document_id) WHERE dead_since IS NOT NULL;
