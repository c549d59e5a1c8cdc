-- The board reads every occurrence of a notice; with its days in the index it never looks into the table.
CREATE INDEX occurrence_days ON occurrence (duty_id, due_on, done_on);
