-- A corrected notice may take a term back for which a proof was handed in already. Such an occurrence is owed no more and stays
-- with its offers.
ALTER TABLE occurrence ADD COLUMN dropped_on TEXT;
DROP INDEX occurrence_days;
CREATE INDEX occurrence_days ON occurrence (duty_id, due_on, done_on, dropped_on);
DROP INDEX occurrence_open;
CREATE INDEX occurrence_open ON occurrence (due_on, duty_id) WHERE done_on IS NULL AND dropped_on IS NULL;
