-- A due day that was counted in working days is counted again when the calendar changes.
ALTER TABLE occurrence ADD COLUMN counted_after TEXT;
ALTER TABLE occurrence ADD COLUMN working_days INTEGER;
CREATE INDEX occurrence_counted ON occurrence (counted_after) WHERE counted_after IS NOT NULL;

-- The board reads every occurrence of a notice; with its days in the index it never looks into the table.
CREATE INDEX occurrence_days ON occurrence (duty_id, due_on, done_on);
