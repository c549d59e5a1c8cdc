-- What came from another site or another office's folder (documents import), each source once. A row without a document keeps a
-- number for a page that others lead to already and that is yet to come. `published_at` is what the source says.
CREATE TABLE moved_in (
    id           INTEGER PRIMARY KEY,
    source       TEXT NOT NULL,
    digest       TEXT NOT NULL,
    document_id  INTEGER REFERENCES document (id),
    index_number TEXT NOT NULL,
    address      TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    moved_at     INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX moved_in_source ON moved_in (source);
CREATE INDEX moved_in_document ON moved_in (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX moved_in_number ON moved_in (index_number) WHERE index_number <> '';

-- An address of an old site, path and query, and what stands there now: a document, a file of it, or a column.
CREATE TABLE old_address (
    address     TEXT PRIMARY KEY,
    document_id INTEGER REFERENCES document (id),
    file        TEXT NOT NULL,
    column_key  TEXT NOT NULL
) STRICT;
CREATE INDEX old_address_document ON old_address (document_id) WHERE document_id IS NOT NULL;

-- What the site that a document comes from said of its validity, and when that was said.
ALTER TABLE shelf ADD COLUMN said_validity TEXT NOT NULL DEFAULT '';
ALTER TABLE shelf ADD COLUMN said_on TEXT;
