-- Who made a link: `serve` takes its own back at each start, and the keeper of accounts sees whose they are.
ALTER TABLE account_link ADD COLUMN made_by TEXT NOT NULL DEFAULT '';
