CREATE TABLE journal_line (
    sequence      INTEGER PRIMARY KEY,
    at            INTEGER NOT NULL,
    actor         TEXT NOT NULL,
    deed          TEXT NOT NULL,
    subject       TEXT NOT NULL,
    detail        TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash          TEXT NOT NULL UNIQUE
) STRICT;

CREATE FUNCTION journal_line_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;

CREATE TRIGGER journal_line_stays BEFORE UPDATE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_line_is_kept();
CREATE TRIGGER journal_line_remains BEFORE DELETE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_line_is_kept();
CREATE TRIGGER journal_lines_remain BEFORE TRUNCATE ON journal_line EXECUTE FUNCTION journal_line_is_kept();
