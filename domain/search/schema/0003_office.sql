-- What the office puts on top of a question, and until when. `query_bare` is the question as it is compared: folded, without signs.
CREATE TABLE search_recommended (
    id         INTEGER PRIMARY KEY,
    query      TEXT NOT NULL,
    query_bare TEXT NOT NULL,
    entry_id   INTEGER NOT NULL REFERENCES search_entry (id),
    unit_id    INTEGER NOT NULL REFERENCES unit (id),
    reason     TEXT NOT NULL,
    until_on   TEXT NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE INDEX search_recommended_query ON search_recommended (query_bare) WHERE ended_at IS NULL;

-- Other names as the office has them, beside data/search/synonyms.csv; a pair of that file with `is_on` 0 is switched off.
CREATE TABLE search_synonym (
    plain  TEXT NOT NULL,
    policy TEXT NOT NULL,
    is_on  INTEGER NOT NULL,
    PRIMARY KEY (plain, policy)
) STRICT;

-- How often a question was asked on a day, and how often nothing was found. A question is its words, folded; nothing stands here of
-- who asked, and what looks like a number of somebody is not written (asked.h).
CREATE TABLE search_asked_day (
    query        TEXT NOT NULL,
    on_day       TEXT NOT NULL,
    asked        INTEGER NOT NULL,
    without_hits INTEGER NOT NULL,
    PRIMARY KEY (query, on_day)
) STRICT;
CREATE INDEX search_asked_day_of ON search_asked_day (on_day);
