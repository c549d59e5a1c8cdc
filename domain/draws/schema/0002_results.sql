-- What a draw leads to: the number of the task under which its results are published, until when the checks last, the duty that
-- they open in the ledger, how many results are public, and the day on which all of them were.
ALTER TABLE draw ADD COLUMN task_no TEXT NOT NULL DEFAULT '';
ALTER TABLE draw ADD COLUMN checks_until TEXT;
ALTER TABLE draw ADD COLUMN duty_id INTEGER;
ALTER TABLE draw ADD COLUMN results INTEGER NOT NULL DEFAULT 0;
ALTER TABLE draw ADD COLUMN results_on TEXT;
