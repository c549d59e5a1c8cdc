CREATE TABLE section_task (
    id         INTEGER PRIMARY KEY,
    duty_id    INTEGER NOT NULL REFERENCES duty (id),
    section_id INTEGER NOT NULL REFERENCES unit (id),
    words      TEXT NOT NULL,
    given_by   TEXT NOT NULL,
    given_at   INTEGER NOT NULL,
    ended_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX section_task_duty ON section_task (duty_id) WHERE ended_at IS NULL;
CREATE INDEX section_task_section ON section_task (section_id) WHERE ended_at IS NULL;

-- What a section hands in. Passed on it became an offer of the unit (ledger).
CREATE TABLE section_report (
    id        INTEGER PRIMARY KEY,
    task_id   INTEGER NOT NULL REFERENCES section_task (id),
    number    INTEGER NOT NULL,
    done_on   TEXT NOT NULL,
    words     TEXT NOT NULL,
    kind      TEXT NOT NULL,
    address   TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file      TEXT NOT NULL,
    given_by  TEXT NOT NULL,
    given_at  INTEGER NOT NULL,
    outcome   TEXT,
    reason    TEXT NOT NULL,
    judged_by TEXT NOT NULL,
    judged_at INTEGER
) STRICT;
CREATE INDEX section_report_task ON section_report (task_id);
CREATE UNIQUE INDEX section_report_waiting ON section_report (task_id, number) WHERE outcome IS NULL;
