-- What the checks found in a file, so that nobody opens it again to show that: a JSON array, for a few days. `checked_by` is the
-- language and the rules of the checks, or "intake" for what was told as the file became a text, which stays.
CREATE TABLE file_findings (
    file       TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    findings   TEXT NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (file, checked_by)
) STRICT;
CREATE INDEX file_findings_at ON file_findings (at);
