-- 规范性文件清理: the office opens it over a scope, each document in it gets a verdict of its unit that the office confirms, and one
-- document says the result.
CREATE TABLE cleanup (
    id             INTEGER PRIMARY KEY,
    title          TEXT NOT NULL,
    unit_id        INTEGER REFERENCES unit (id),
    type           TEXT NOT NULL,
    published_till TEXT NOT NULL,
    due_on         TEXT NOT NULL,
    opened_at      INTEGER NOT NULL,
    result_id      INTEGER REFERENCES document (id)
) STRICT;
CREATE INDEX cleanup_result ON cleanup (result_id) WHERE result_id IS NOT NULL;

CREATE TABLE cleanup_item (
    cleanup_id   INTEGER NOT NULL REFERENCES cleanup (id),
    document_id  INTEGER NOT NULL REFERENCES document (id),
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    verdict      TEXT NOT NULL,
    note         TEXT NOT NULL,
    returned     TEXT NOT NULL,
    given_by     TEXT NOT NULL,
    given_at     INTEGER,
    confirmed_at INTEGER,
    PRIMARY KEY (cleanup_id, document_id)
) STRICT;
CREATE INDEX cleanup_item_document ON cleanup_item (document_id);
CREATE INDEX cleanup_item_unit ON cleanup_item (cleanup_id, unit_id);

-- The day from which a later document says that its term is over: 宣布失效.
ALTER TABLE shelf ADD COLUMN ended_on TEXT;
