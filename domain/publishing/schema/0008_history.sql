-- What a reader may learn of the way of a text: the step by its word, and the unit of whoever took it, as it was then.
ALTER TABLE edition_step ADD COLUMN word TEXT NOT NULL DEFAULT '';
ALTER TABLE edition_step ADD COLUMN unit_id INTEGER REFERENCES unit (id);

-- A correction may close the editions before it to the public: what was wrong in them - personal data - must not stay there.
ALTER TABLE edition ADD COLUMN closes_earlier INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN closed_at INTEGER;
